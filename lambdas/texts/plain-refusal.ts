import type { RefusedBecause } from '../../domain/refused-because.ts'
import { en } from './en.ts'
import { becauseOfCommand } from './en-refused-command.ts'
import { closingIn, passedOverIn, type Sentence, settlementIn, type Telling } from './refused-words.ts'

const asIs = (text: string) => text

/** Why something was refused, for the command line: in English, dates as they are typed there. */
export function plainRefusal(refused: RefusedBecause, nameOf: (person: string) => string): string {
  const t = en
  const say: Telling = {
    name: nameOf,
    day: asIs,
    dayOf: (instant) => instant.slice(0, 10),
    when: asIs,
    number: String,
    list: (items) => items.join(', '),
    span: ({ first, last }) => t.refused.span(first, last),
    typedDay: (typed) => `"${typed}"`,
    dismissal: asIs,
    choice: asIs,
    answer: asIs,
    question: (text, decision) => `"${text}" (${decision})`,
    settlement: (settlement) => settlementIn(t, say, settlement),
    closing: (closing) => closingIn(t, say, closing),
    withdrawal: asIs,
    period: asIs,
    figure: (value, { unit }) => (value === null ? t.restated.none : `${value} ${unit}`.trim()),
    passedOver: (owner, all) => passedOverIn(t, say, owner, all),
  }
  const words: Partial<Record<string, unknown>> = { ...t.refused.because, ...becauseOfCommand }
  return (words[refused.because] as Sentence)(refused, say)
}
