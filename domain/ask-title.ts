/**
 * Titles that Throughline makes, as facts: kept beside the English sentence, which the log and the command line show, so that
 * mails and pages say them in the words of their reader. What somebody wrote, a question of the plan or an action, has none.
 */
import * as z from 'zod'

export const MadeTitle = z.discriminatedUnion('made', [
  /** Of a fallback that is to be carried out: the question that time ran out on, and what it is about. */
  z.strictObject({ made: z.literal('carry-out'), question: z.string(), where: z.string() }),
  /** After two decisions that did not bring it back. */
  z.strictObject({ made: z.literal('rethink'), where: z.string() }),
  /** Of a review that is to be concluded, and the day it was held on (`YYYY-MM-DD`). */
  z.strictObject({ made: z.literal('conclude'), review: z.string(), heldOn: z.string() }),
])
export type MadeTitle = z.infer<typeof MadeTitle>

/** A title in English, and as facts where it was made. */
export interface Titled {
  title: string
  titled?: MadeTitle | undefined
}

/** Both of them, to be kept with what mentions the ask. */
export const titleOf = ({ title, titled }: Titled): { title: string; titled?: MadeTitle } => ({
  title,
  ...(titled && { titled }),
})
