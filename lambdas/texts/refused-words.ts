import type { Answer, Ask } from '../../domain/ask.ts'
import { tryDay } from '../../domain/civil.ts'
import type { WithdrawalReason } from '../../domain/decision.ts'
import type { PassedOver } from '../../domain/escalation-order.ts'
import type { Closing, HistoryFact, Unit } from '../../domain/history-fact.ts'
import type {
  DaySpan,
  RefusedBecause,
  RefusedByCommand,
  RefusedOnPage,
  Settlement,
} from '../../domain/refused-because.ts'
import { languageOf, textsFor } from './catalogue.ts'
import type { Texts } from './en.ts'
import { figure } from './figures.ts'
import { dateInWords, day, dayAndTime, periodName } from './moments.ts'
import { pick, UnknownCode } from './pick.ts'
import type { Surroundings } from './reader.ts'

/** How facts are said inside a sentence: to a person in their language, or plainly on the command line. */
export interface Telling {
  name: (person: string) => string
  /** A calendar date. */
  day: (date: string) => string
  /** The day of an instant. */
  dayOf: (instant: string) => string
  when: (instant: string) => string
  number: (n: number) => string
  list: (items: readonly string[]) => string
  span: (span: DaySpan) => string
  /** What was typed where a day was wanted; in words where it is one. */
  typedDay: (typed: string) => string
  /** A reason to dismiss, by its id. */
  dismissal: (reason: string) => string
  /** What somebody chose: the label of an option, else what the catalogue calls it. */
  choice: (option: string) => string
  /** An answer: as people read it, or as the command line takes it. */
  answer: (id: Answer['action'], words: string) => string
  /** A question with what the command line finds it by. */
  question: (text: string, decision: string) => string
  settlement: (settlement: Settlement) => string
  closing: (closing: Closing) => string
  withdrawal: (reason: WithdrawalReason) => string
  period: (key: string) => string
  /** A value of a KPI; in words where there is none. */
  figure: (value: number | null, unit: Unit) => string
  /** Who did not get a question and why, as a sentence behind one; empty where nobody was passed over. */
  passedOver: (owner: string, passedOver: readonly PassedOver[]) => string
}

/** Those facts of a union whose mark can be `M`. */
type With<Union, Key extends string, M> = Union extends infer F
  ? F extends { [K in Key]: infer Mark }
    ? M extends Mark
      ? F
      : never
    : never
  : never

/** A sentence for every code: one that lacks does not compile. */
export type RefusedWords = {
  [B in RefusedOnPage['because']]: (facts: With<RefusedOnPage, 'because', B>, say: Telling) => string
}
export type CommandRefusedWords = {
  [B in RefusedByCommand['because']]: (facts: With<RefusedByCommand, 'because', B>, say: Telling) => string
}
export type SettlementWords = {
  [B in Settlement['became']]: (facts: With<Settlement, 'became', B>, say: Telling) => string
}

/** Words for the facts of the history, and of asks that ended. */
export type FactWords = {
  [B in HistoryFact['said']]: (facts: With<HistoryFact, 'said', B>, say: Telling) => string
}
export type ClosingWords = { [B in Closing['ended']]: (facts: With<Closing, 'ended', B>, say: Telling) => string }

export type Sentence = (facts: RefusedBecause | Settlement | HistoryFact | Closing, say: Telling) => string

/** Undefined where the words lack a code. */
function unlessUnknown(words: () => string): string | undefined {
  try {
    return words()
  } catch (error) {
    if (error instanceof UnknownCode) return undefined
    throw error
  }
}

export const settlementIn = (t: Texts, say: Telling, settlement: Settlement): string =>
  (pick(t.refused.settlement, settlement.became) as Sentence)(settlement, say)

export const closingIn = (t: Texts, say: Telling, closing: Closing): string =>
  (pick(t.history.closing, closing.ended) as Sentence)(closing, say)

export const passedOverIn = (t: Texts, say: Telling, owner: string, all: readonly PassedOver[]): string =>
  all.length === 0 ? '' : t.history.passedOver(all.map((one) => t.history.passed(one, owner, say)))

/** How facts are said to the reader of a page. */
function tellingOf({ reader, now, names }: Surroundings, t: Texts): Telling {
  const lang = languageOf(reader.locale)
  const date = (iso: string) => dateInWords(iso, now, reader)
  const reasons: Readonly<Record<string, string>> = t.form.dismissReasons
  const rethink: Readonly<Record<string, { label: string }>> = t.rethinkOptions
  const say: Telling = {
    name: (person) => names[person] ?? person,
    day: date,
    dayOf: (instant) => day(instant, now, reader),
    when: (instant) => dayAndTime(instant, now, reader),
    number: (n) => new Intl.NumberFormat(reader.locale, { useGrouping: 'min2' }).format(n),
    list: (items) => new Intl.ListFormat(lang, { type: 'disjunction' }).format(items),
    span: ({ first, last }) => t.refused.span(date(first), date(last)),
    typedDay: (typed) => (tryDay(typed) === undefined ? `"${typed}"` : date(typed)),
    dismissal: (reason) => reasons[reason] ?? reason,
    choice: (option) => reasons[option] ?? rethink[option]?.label ?? option,
    answer: (_id, words) => words,
    question: (text) => `"${text}"`,
    settlement: (settlement) => settlementIn(t, say, settlement),
    closing: (closing) => closingIn(t, say, closing),
    withdrawal: (reason) => pick(t.state.withdrawnBecause, reason),
    period: (key) => periodName(key, reader.locale, t.week),
    figure: (value, unit) => figure(value, unit, reader.locale) ?? t.restated.none,
    passedOver: (owner, all) => passedOverIn(t, say, owner, all),
  }
  return say
}

/** Why something was refused, for the reader of a page. */
export function refusedWords(refused: RefusedBecause, around: Surroundings): string {
  const t = textsFor(around.reader.locale)
  const words = (t.refused.because as Partial<Record<string, Sentence>>)[refused.because]
  // What only commands and machines are told never comes here.
  return words ? words(refused, tellingOf(around, t)) : t.message.trouble.text
}

/** A line of the history for the reader of a page; undefined where it has no facts, or some that this version does not know. */
export function factWords(fact: HistoryFact | undefined, around: Surroundings): string | undefined {
  if (!fact) return undefined
  const t = textsFor(around.reader.locale)
  const words = (t.history.fact as Partial<Record<string, Sentence>>)[fact.said]
  return words && unlessUnknown(() => words(fact, tellingOf(around, t)))
}

/** Why an ask ended, for the reader of a page; the sentence that was kept where there are no facts. */
export function closingWords(
  { closedBecause, closedFor }: Pick<Ask, 'closedBecause' | 'closedFor'>,
  around: Surroundings,
): string | undefined {
  const t = textsFor(around.reader.locale)
  const words = closedFor && (t.history.closing as Partial<Record<string, Sentence>>)[closedFor.ended]
  return (words && unlessUnknown(() => words(closedFor, tellingOf(around, t)))) ?? closedBecause
}
