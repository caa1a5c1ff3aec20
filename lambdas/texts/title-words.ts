import type { Titled } from '../../domain/ask-title.ts'
import type { Voice } from './ask-words.ts'

/** What an ask is called, for a reader: as it was written, or as their language says what Throughline calls it. */
export function titleWords({ title, titled }: Titled, { t, date }: Pick<Voice, 't' | 'date'>): string {
  if (titled === undefined) return title
  if (titled.made === 'conclude') return t.reviewAsk.conclude(titled.review, date(titled.heldOn))
  if (titled.made === 'rethink') return t.titles.rethink(titled.where)
  return t.titles['carry-out'](titled.question, titled.where)
}
