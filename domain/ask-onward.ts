/** Where a question goes while its addressee is silent: the ladder looked ahead, for whoever reads the question. */
import type { Ask } from './ask.ts'
import { isTakenUp, type NextStep, nextStep, restStep, runsByClock } from './ask-ladder.ts'
import type { Decision } from './decision.ts'
import { escalationOrder, hindranceKind, personInRole } from './escalation-order.ts'
import { formatInstant, parseInstant } from './instant.ts'
import { slotAfter, workingTimeOf } from './ladder-time.ts'
import type { ResolvedPlan } from './plan/resolved.ts'
import { slotPresent } from './presence.ts'

/** What silence leads to. Instants are those of the mails in which others get it. */
export interface Onward {
  /** The manager hears of the silence before they are asked; absent where nobody is told or it has happened. */
  told?: { person: string; at: string }
  /** Whom it goes to, one after the other. */
  people: string[]
  /** When the first of them has it. */
  at: string
  /** It goes by the clock, from hour to hour. */
  byClock: boolean
}

/**
 * What happens next to an open ask that nobody answers, by the plan of the moment and the absences in it. Undefined where
 * nothing does: a copy, an ask whose ladder has ended, one with nobody left.
 */
export const onwardOf = (plan: ResolvedPlan, ask: Ask, decision: Decision | undefined): Onward | undefined => {
  if (ask.state !== 'open' || !ask.leads || ask.stepAt === undefined) return undefined
  const around = { plan, states: [] }
  const due = parseInstant(ask.dueBy)
  const rests = ({ step, at }: NextStep) =>
    isTakenUp(ask, decision) && at! < due && (step !== 'escalate' || runsByClock(ask)) && !isWanted(ask, step)
  let ahead: NextStep = { step: ask.step, at: parseInstant(ask.stepAt) }
  let told: Onward['told']
  while (ahead.at !== undefined && (ahead.step !== 'escalate' || rests(ahead))) {
    const { step, at } = ahead
    if (rests(ahead)) ahead = restStep(plan, ask)
    else {
      const manager = step === 'tell-manager' ? toldOf(plan, ask, at) : undefined
      // Nobody to tell: it goes on at once.
      if (step === 'tell-manager' && manager === undefined) break
      if (manager !== undefined) told = { person: manager, at: formatInstant(slotPresent(around, manager, at)) }
      ahead = nextStep(plan, ask, step, at)
    }
  }
  if (ahead.at === undefined) return undefined
  const { at } = ahead
  const people = escalationOrder(ask.chain)
    .flatMap((role) => personInRole(plan, ask, role) ?? [])
    .filter((person, i, all) => all.indexOf(person) === i && !ask.asked.includes(person))
    .filter((person) => hindranceKind(around, person, at) === undefined)
  const [first] = people
  if (first === undefined) return undefined
  const byClock = runsByClock(ask)
  const mailed = byClock ? at : slotAfter(workingTimeOf(plan, first), at)
  return { ...(told && { told }), people, at: formatInstant(mailed), byClock }
}

/** A reminder they asked for by putting it off comes, taken up or not. */
const isWanted = (ask: Ask, step: NextStep['step']) => step === 'remind' && ask.snoozedUntil !== undefined

/** The manager, where the ladder would tell them. */
const toldOf = (plan: ResolvedPlan, ask: Ask, at: number): string | undefined => {
  const manager = personInRole(plan, ask, 'manager')
  if (manager === undefined || ask.asked.includes(manager)) return undefined
  return hindranceKind({ plan, states: [] }, manager, at) === undefined ? manager : undefined
}
