import type { Decision, DecisionState, WithdrawalReason } from './decision.ts'
import { followingStates } from './decision-course.ts'
import type { HistoryEntry } from './history.ts'
import { formatInstant } from './instant.ts'
import type { RefusedBecause, Settlement } from './refused-because.ts'

/** Why a command was refused, as a word that code can match. */
export type RefusalCode =
  | 'not-open'
  | 'already-decided'
  | 'already-done'
  | 'not-due'
  | 'unknown-option'
  | 'bad-date'
  | 'text-missing'
  | 'text-too-long'
  | 'bad-reason'
  | 'same-decision'
  | 'too-many'
  | 'other-over'
  | 'not-allowed'
  | 'unknown-series'

/** A command that changed nothing: `refused` says why, as facts. */
export interface Refused {
  refused: RefusedBecause
  code: RefusalCode
}

/** A command that changed the decision, with the line for its history. */
export interface Changed {
  decision: Decision
  history: HistoryEntry
}

/** What every rule of a decision answers. */
export type Outcome = Changed | Refused

/** Tells the two outcomes apart: `if (isRefused(outcome)) …`. */
export const isRefused = <T extends object>(outcome: T | Refused): outcome is Refused => 'refused' in outcome

/** States in which a decision still holds its place: one such decision at most per trigger and series. */
export const OPEN_STATES: readonly DecisionState[] = ['open', 'acknowledged', 'decided', 'in-effect']

/** Whether nobody has decided yet: the only states that accept an answer. */
export const awaitsChoice = (decision: Decision): boolean =>
  decision.state === 'open' || decision.state === 'acknowledged'

/** The decision with `fields` changed and the next revision, and the line of its history. */
export const changed = (
  decision: Decision,
  fields: Partial<Decision>,
  line: Pick<HistoryEntry, 'what' | 'who' | 'why' | 'via' | 'fact'>,
  now: number,
): Changed => {
  const state = fields.state ?? decision.state
  if (!followingStates(decision.state).includes(state)) {
    throw new Error(`decision ${decision.id}: no way from ${decision.state} to ${state} (${line.what})`)
  }
  return {
    decision: { ...decision, ...fields, revision: decision.revision + 1 },
    history: { decision: decision.id, at: formatInstant(now), ...line, revision: decision.revision + 1 },
  }
}

/** The line of a trigger that fires while its question is still open. */
export const FIRED_AGAIN = {
  what: 'Trigger fired again',
  who: 'trigger',
  why: 'this decision is still open',
  fact: { said: 'fired-again' },
} as const

/** Why a question was taken back, as part of a sentence. */
export const withdrawnBecause: Readonly<Record<WithdrawalReason, string>> = {
  recovered: 'the KPI recovered',
  'data-arrived': 'the missing data arrived',
  restated: 'the data were corrected',
  'trigger-removed': 'the plan dropped its trigger',
  'series-removed': 'the plan dropped its series',
  'kpi-removed': 'the plan dropped its KPI',
}

/** How people are called in sentences; ids where no plan is at hand. */
export type NameOf = (person: string) => string

const asIs: NameOf = (person) => person

/** What became of a decision, by whom and when: what a late answer is told. */
export const settlementOf = (decision: Decision): Settlement => {
  const { choice, dismissal, withdrawal, merger, state } = decision
  if (withdrawal) {
    const { by, at, reason } = withdrawal
    if (by !== undefined) return { became: 'taken-back', by, at, reason }
  }
  if (choice?.by === 'fallback') return { became: 'fallback', at: choice.at, option: labelOf(decision, choice.option) }
  if (choice) return { became: 'decided', by: choice.by, at: choice.at, option: labelOf(decision, choice.option) }
  if (dismissal) return { became: 'dismissed', by: dismissal.by, at: dismissal.at, reason: dismissal.reason }
  if (withdrawal) return { became: 'withdrawn', at: withdrawal.at, reason: withdrawal.reason }
  if (merger) return { became: 'merged', by: merger.by, at: merger.at, question: merger.question, into: merger.into }
  return { became: 'other', state }
}

/** The same as a sentence, for the log and the command line. */
export const settledSentence = (decision: Decision, nameOf: NameOf = asIs): string => {
  const { choice, dismissal, withdrawal, merger } = decision
  if (withdrawal?.by !== undefined) {
    return `${nameOf(withdrawal.by)} withdrew this decision on ${dayOf(withdrawal.at)}: ${withdrawnBecause[withdrawal.reason]}.`
  }
  if (choice?.by === 'fallback') {
    return `Time ran out on ${dayOf(choice.at)}: the fallback "${labelOf(decision, choice.option)}" was recorded.`
  }
  if (choice) return `${nameOf(choice.by)} decided "${labelOf(decision, choice.option)}" on ${dayOf(choice.at)}.`
  if (dismissal) {
    return `${nameOf(dismissal.by)} dismissed this decision as "${dismissal.reason}" on ${dayOf(dismissal.at)}.`
  }
  if (withdrawal) {
    return `This decision was withdrawn on ${dayOf(withdrawal.at)}: ${withdrawnBecause[withdrawal.reason]} before anybody decided.`
  }
  if (merger) {
    return `${nameOf(merger.by)} merged this decision into "${merger.question}" (${merger.into}) on ${dayOf(merger.at)}.`
  }
  return `This decision is ${decision.state}; it no longer waits for an answer.`
}

/** The refusal every rule gives once somebody, or time, was first. */
export const settled = (decision: Decision): Refused => ({
  refused: { because: 'settled', settlement: settlementOf(decision) },
  code: decision.choice ? 'already-decided' : 'not-open',
})

/** The words of an option; its id when the option is unknown. */
export const labelOf = (decision: Decision, option: string): string =>
  decision.options.find((candidate) => candidate.id === option)?.label ?? option

const dayOf = (instant: string): string => instant.slice(0, 10)
