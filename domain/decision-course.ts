/** The life of a decision as one table: what may happen to it in which state, and what it is afterwards. */
import type { DecisionState } from './decision.ts'

/** Everything that can happen to a decision. Each of the rules that change one names the event it stands for. */
export const DECISION_EVENTS = [
  'acknowledge',
  'decide',
  'dismiss',
  'snooze',
  'reassign',
  'merge',
  'absorb',
  'raise',
  'restate',
  'confirm',
  'take-back',
  'lapse',
  'clear',
  'drop',
  'overdue',
  'fall-back',
  'take-effect',
  'find-effective',
  'find-not-effective',
  'find-unknown',
  'find-unwatched',
  'rethink',
] as const
export type DecisionEvent = (typeof DECISION_EVENTS)[number]

const waiting = { open: 'open', acknowledged: 'acknowledged' } as const

/**
 * The state after an event, by the state before it; a state that is not there refuses it. `snooze`, `reassign`, `raise`
 * and `restate` leave the state as it is, and so does a second copy's `acknowledge`, which therefore is refused. In `decided` and `closed`
 * somebody may still be asked something (to carry a fallback out, to change process or target): that ask can be put off
 * and handed on too.
 */
export const DECISION_COURSE: Readonly<Record<DecisionEvent, Readonly<Partial<Record<DecisionState, DecisionState>>>>> =
  {
    acknowledge: { open: 'acknowledged' },
    decide: { open: 'decided', acknowledged: 'decided' },
    dismiss: { open: 'dismissed', acknowledged: 'dismissed' },
    snooze: { ...waiting, decided: 'decided', closed: 'closed' },
    reassign: { ...waiting, decided: 'decided', closed: 'closed' },
    merge: { open: 'merged', acknowledged: 'merged' },
    absorb: { ...waiting, decided: 'decided', 'in-effect': 'in-effect' },
    raise: waiting,
    restate: { ...waiting, decided: 'decided', 'in-effect': 'in-effect' },
    // Only what was taken up waits for its ground to be confirmed; what is open goes by `clear`.
    confirm: { acknowledged: 'acknowledged' },
    'take-back': { acknowledged: 'withdrawn' },
    lapse: { acknowledged: 'withdrawn' },
    // The end of an episode never closes what a person has taken up; a plan without its ground does.
    clear: { open: 'withdrawn' },
    drop: { open: 'withdrawn', acknowledged: 'withdrawn' },
    overdue: waiting,
    'fall-back': { open: 'decided', acknowledged: 'decided' },
    'take-effect': { decided: 'in-effect' },
    'find-effective': { 'in-effect': 'closed' },
    'find-not-effective': { 'in-effect': 'closed' },
    'find-unknown': { 'in-effect': 'in-effect' },
    'find-unwatched': { 'in-effect': 'closed' },
    rethink: { closed: 'closed' },
  }

/** The state after `event`; undefined where the state refuses it. */
export const stateAfter = (state: DecisionState, event: DecisionEvent): DecisionState | undefined =>
  DECISION_COURSE[event][state]

/** States a decision can go to from each, itself included where something may happen without moving it. */
export const followingStates = (state: DecisionState): DecisionState[] => [
  ...new Set(DECISION_EVENTS.flatMap((event) => stateAfter(state, event) ?? [])),
]
