/** One mail or page of a preview; mails have a text part. */
export interface View {
  name: string
  title: string
  html: string
  text?: string
}
