import { HtmlValidate } from 'html-validate'

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: { 'no-inline-style': 'off', 'long-title': 'off', 'no-trailing-whitespace': 'off' },
})

/** What mail clients need and the standard calls old: presentational attributes for Outlook, styles on the element for those that drop sheets. */
const mailValidator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    'no-inline-style': 'off',
    'no-deprecated-attr': 'off',
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    'attribute-allowed-values': 'off',
  },
})

const sentences = async (checker: HtmlValidate, markup: string): Promise<string[]> => {
  const { results } = await checker.validateString(markup)
  return results.flatMap(({ messages }) =>
    messages.map((one) => `${one.line}:${one.column} ${one.ruleId}: ${one.message}`),
  )
}

/** Everything html-validate finds in a page, one line each. */
export const findingsInPage = (markup: string): Promise<string[]> => sentences(validator, markup)

/** Everything html-validate finds in a mail, one line each. */
export const findingsInMail = (markup: string): Promise<string[]> => sentences(mailValidator, markup)
