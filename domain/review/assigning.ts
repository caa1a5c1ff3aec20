/** How the chair gives somebody an action in a review that is not concluded yet. */
import type { ActionAsk, ConcludeAsk } from '../ask.ts'
import { openActionAsk } from '../ask-action.ts'
import type { AnswerRefused } from '../ask-answered.ts'
import { nameIn } from '../ask-opening.ts'
import type { HistoryEntry } from '../history.ts'
import { formatInstant } from '../instant.ts'
import { workingTimeOf } from '../ladder-time.ts'
import { namedPerson } from '../named-person.ts'
import type { ResolvedPlan } from '../plan/resolved.ts'
import { wallOf } from '../zone.ts'
import { type Action, actionId, MOST_ACTION, MOST_ACTIONS } from './action.ts'
import { type CheckInProblem, cleaned, dayProblem, MAX_STEP_DAYS, textProblem } from './check-in-input.ts'
import { notConcludable } from './concluding.ts'
import type { Cycle } from './cycle.ts'

/** An action as it came in, as typed; `who` is an id, a name or an address. */
export interface AssignInput {
  by: string
  via: 'link' | 'command'
  epoch: number
  text: string
  who: string
  day: string
}

/** Everything the rule looks at. */
export interface Assigning {
  plan: ResolvedPlan
  cycle: Cycle
  ask: ConcludeAsk
  input: AssignInput
}

/** The action, its ask, and the cycle that lists it. */
export interface Assigned {
  cycle: Cycle
  action: Action
  ask: ActionAsk
  history: HistoryEntry
}

/** Gives the action, or says everything that is wrong with it, by field: `what`, `who`, `day`. Given twice it is one: `same`. */
export const assign = (
  facts: Assigning,
  now: number,
): Assigned | AnswerRefused | { problems: CheckInProblem[] } | { same: true; person: string } => {
  const { plan, cycle, input } = facts
  const refused = notConcludable(facts)
  if (refused) return refused
  const given = cycle.actions ?? []
  const text = cleaned(input.text)
  const named = namedPerson(plan, cleaned(input.who))
  const person = 'person' in named ? named.person.id : undefined
  const id = actionId(cycle.id, person ?? '', text)
  if (person !== undefined && given.includes(id)) return { same: true, person }
  if (given.length >= MOST_ACTIONS) return { code: 'too-often', refused: { because: 'actions', most: MOST_ACTIONS } }
  const problems = problemsOf(facts, text, named, now)
  if (problems.length > 0 || person === undefined) return { problems }
  const at = formatInstant(now)
  const action: Action = {
    id,
    review: cycle.review,
    cycle: cycle.id,
    text,
    person,
    by: input.day,
    moves: 0,
    assignedBy: input.by,
    assignedAt: at,
    state: 'open',
    revision: 1,
  }
  const why = `${nameIn(plan, person)} by ${input.day}: "${text}"`
  return {
    action,
    ask: openActionAsk(plan, action, now),
    cycle: { ...cycle, actions: [...given, id], revision: cycle.revision + 1 },
    history: { cycle: cycle.id, at, what: 'Action assigned', who: input.by, why, via: input.via },
  }
}

const problemsOf = (
  { plan, input }: Assigning,
  text: string,
  named: ReturnType<typeof namedPerson>,
  now: number,
): CheckInProblem[] => {
  const zone = workingTimeOf(plan, 'person' in named ? named.person.id : input.by).zone
  const today = wallOf(now, zone).day
  const missing = cleaned(input.who) === '' ? { because: 'who-missing' as const } : undefined
  return [
    ...textProblem('what', text, MOST_ACTION, { because: 'what-missing' }),
    ...('person' in named
      ? []
      : [{ code: 'unknown-person' as const, field: 'who', refused: missing ?? named.refused }]),
    ...dayProblem('day', input.day, today, today + MAX_STEP_DAYS),
  ]
}
