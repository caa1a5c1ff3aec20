import type { Decision, DecisionState } from './decision.ts'
import type { HistoryEntry } from './history.ts'
import { formatInstant } from './instant.ts'

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

/** A command that changed nothing: `refused` is a sentence for whoever asked. */
export interface Refused {
  refused: string
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

/**
 * Every legal way from state to state; a rule that would leave it is a defect and throws. A state may be followed by
 * itself: deadlines, severity and further checks change a decision without moving it.
 */
export const TRANSITIONS: Readonly<Record<DecisionState, readonly DecisionState[]>> = {
  open: ['open', 'acknowledged', 'decided', 'dismissed', 'withdrawn'],
  acknowledged: ['acknowledged', 'decided', 'dismissed'],
  decided: ['decided', 'in-effect'],
  'in-effect': ['in-effect', 'closed'],
  closed: ['closed'],
  dismissed: [],
  withdrawn: [],
  merged: [],
}

/** States in which a decision still holds its place: one such decision at most per trigger and series. */
export const OPEN_STATES: readonly DecisionState[] = ['open', 'acknowledged', 'decided', 'in-effect']

/** Whether nobody has decided yet: the only states that accept an answer. */
export const awaitsChoice = (decision: Decision): boolean => decision.state === 'open' || decision.state === 'acknowledged'

/** The decision with `fields` changed and the next revision, and the line of its history. */
export const changed = (
  decision: Decision,
  fields: Partial<Decision>,
  line: Pick<HistoryEntry, 'what' | 'who' | 'why' | 'via'>,
  now: number,
): Changed => {
  const state = fields.state ?? decision.state
  if (!TRANSITIONS[decision.state].includes(state)) {
    throw new Error(`decision ${decision.id}: no way from ${decision.state} to ${state} (${line.what})`)
  }
  return {
    decision: { ...decision, ...fields, revision: decision.revision + 1 },
    history: { decision: decision.id, at: formatInstant(now), ...line },
  }
}

/** The sentence that says what became of a decision, by whom and when: what a late answer is told. */
export const settledSentence = (decision: Decision): string => {
  const { choice, dismissal, withdrawal } = decision
  if (choice) {
    const label = decision.options.find((option) => option.id === choice.option)?.label ?? choice.option
    if (choice.by === 'fallback') return `Time ran out on ${choice.at}: the fallback "${label}" was recorded.`
    return `${choice.by} decided "${label}" on ${choice.at}.`
  }
  if (dismissal) return `${dismissal.by} dismissed this decision as ${dismissal.reason} on ${dismissal.at}.`
  if (withdrawal) return `This decision was withdrawn on ${withdrawal.at}: the KPI ${withdrawal.reason === 'recovered' ? 'recovered' : 'was restated'} before anybody acted.`
  return `This decision is ${decision.state}; it no longer waits for an answer.`
}

/** The refusal every rule gives once somebody, or time, was first. */
export const settled = (decision: Decision): Refused => ({
  refused: settledSentence(decision),
  code: decision.choice ? 'already-decided' : 'not-open',
})
