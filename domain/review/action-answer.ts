/** What an answer does to an action and to every copy of its ask: done, later, somebody else's. */
import type { ActionAsk, Answer, Ask, PersonState } from '../ask.ts'
import { promisedAgain } from '../ask-action.ts'
import { type AnswerInput, type AnswerRefused, isAnswerRefused, keptAnswer } from '../ask-answered.ts'
import { notMine } from '../ask-defer.ts'
import { delegate } from '../ask-delegate.ts'
import type { Escalation } from '../ask-escalation.ts'
import { ended, nameIn, withdrawAsk } from '../ask-opening.ts'
import type { HistoryEntry } from '../history.ts'
import { formatInstant } from '../instant.ts'
import { workingTimeOf } from '../ladder-time.ts'
import type { ResolvedPlan } from '../plan/resolved.ts'
import { refusedReviewAsk } from '../review-ask-copies.ts'
import { wallOf } from '../zone.ts'
import { type Action, MOST_ACTION } from './action.ts'
import { cleaned, dayProblem, MAX_STEP_DAYS } from './check-in-input.ts'

/** Which answers the ask of an action takes. */
export const ACTION_ANSWERS: readonly Answer['action'][] = ['done', 'later', 'delegate', 'not-mine']

/** Everything the rule looks at. */
export interface ActionAnswering {
  plan: ResolvedPlan
  states: readonly PersonState[]
  ask: ActionAsk
  /** All copies of the question, this one among them. */
  copies: readonly ActionAsk[]
  action: Action
  input: AnswerInput
}

/** What changed: asks in pairs, as they were and as they are. */
export interface ActionAnswered {
  asks: { before: Ask; after: Ask }[]
  action: Action
  history: HistoryEntry[]
  handOn?: Escalation
  nextSlots: { person: string; slot: string; urgent: boolean }[]
}

/** Applies an answer at `now` (epoch ms), or says why not. */
export const answerAction = (facts: ActionAnswering, now: number): ActionAnswered | AnswerRefused => {
  const { ask, input } = facts
  const text = cleaned(input.text)
  const refused = refusedReviewAsk(facts, ACTION_ANSWERS) ?? tooLong(text)
  if (refused) return refused
  if (input.action === 'not-mine' || input.action === 'delegate') return handOver(facts, now)
  if (input.action === 'later') return putOff(facts, text, now)
  const at = formatInstant(now)
  const answer = keptAnswer({ ...input, text }, now)
  return {
    asks: [
      { before: ask, after: ended(ask, { state: 'answered', answer }, now) },
      ...takenBack(facts, `${nameIn(facts.plan, input.by)} answered.`, now),
    ],
    action: {
      ...facts.action,
      state: 'done',
      settledAt: at,
      settledBy: input.by,
      ...(text === '' ? {} : { note: text }),
      revision: facts.action.revision + 1,
    },
    history: [line(facts, 'Action done', text === '' ? facts.action.text : `${facts.action.text}: ${text}`, now)],
    nextSlots: [],
  }
}

const tooLong = (text: string): AnswerRefused | undefined =>
  text.length <= MOST_ACTION
    ? undefined
    : { code: 'text-too-long', refused: { because: 'too-long', length: text.length, most: MOST_ACTION } }

/** The other copies that still wait. */
const takenBack = ({ ask, copies, input }: ActionAnswering, because: string, now: number) =>
  copies
    .filter((one) => one.id !== ask.id && one.state === 'open')
    .map((before) => ({ before, after: withdrawAsk(before, because, now, { ended: 'answered', by: input.by }) }))

const line = ({ ask, input }: ActionAnswering, what: string, why: string, now: number): HistoryEntry => ({
  cycle: ask.cycle,
  at: formatInstant(now),
  what,
  who: input.by,
  why,
  via: input.via,
})

/** Another day, with words: the ask that leads starts again towards it, copies that went to others are taken back. */
const putOff = (facts: ActionAnswering, text: string, now: number): ActionAnswered | AnswerRefused => {
  const { plan, ask, copies, action, input } = facts
  if (text === '') return { code: 'text-missing', refused: { because: 'why-longer' } }
  const until = input.until ?? ''
  const today = wallOf(now, workingTimeOf(plan, ask.person).zone).day
  const [problem] = dayProblem('until', until, today + 1, today + MAX_STEP_DAYS)
  if (problem) return { code: 'bad-date', refused: problem.refused }
  const lead = ask.leads ? ask : copies.find((one) => one.leads && one.state === 'open')
  if (!lead) return { code: 'withdrawn', refused: { because: 'action-gone' } }
  const again = promisedAgain(plan, lead, until, now)
  const because = `${nameIn(plan, input.by)} gave another day, ${until}.`
  const closing = { ended: 'new-day' as const, by: input.by, day: until }
  const others = copies.filter((one) => one.id !== lead.id && one.state === 'open')
  return {
    asks: [
      { before: lead, after: again },
      ...others.map((before) => ({ before, after: withdrawAsk(before, because, now, closing) })),
    ],
    action: { ...action, by: until, moves: action.moves + 1, note: text, revision: action.revision + 1 },
    history: [line(facts, 'Action put off', `from ${action.by} to ${until}: ${text}`, now)],
    nextSlots: [{ person: lead.person, slot: again.stepAt!, urgent: false }],
  }
}

/** To whom the answer names, else to the manager and along the chain: from then on it is theirs. */
const handOver = (facts: ActionAnswering, now: number): ActionAnswered | AnswerRefused => {
  const { ask } = facts
  const outcome = facts.input.action === 'delegate' ? delegate(facts, now) : notMine(facts, now)
  if (isAnswerRefused(outcome)) return outcome
  const { handOn, history, besides = [], nextSlots } = outcome
  const moved = movedTo(facts, handOn?.to ?? besides.find(({ after }) => after.leads)?.after.person, now)
  return {
    asks: [{ before: ask, after: outcome.ask }, ...besides],
    action: moved,
    history,
    ...(handOn ? { handOn } : {}),
    nextSlots,
  }
}

/** Whose it is now. Nobody behind an ask that leads: nobody is asked any more. */
const movedTo = ({ ask, action, input }: ActionAnswering, to: string | undefined, now: number): Action => {
  const revision = action.revision + 1
  // A copy that goes on to somebody is still a copy: the action stays with whom it is.
  if (!ask.leads) return action
  if (to !== undefined) return { ...action, person: to, revision }
  return { ...action, state: 'dropped', settledAt: formatInstant(now), settledBy: input.by, revision }
}
