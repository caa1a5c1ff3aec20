/** Where a question goes while its addressee is silent: the ladder looked ahead, for whoever reads the question. */
import type { Ask } from './ask.ts'
import { isTakenUp, type NextStep, nextStep, restStep, runsByClock } from './ask-ladder.ts'
import type { Decision } from './decision.ts'
import { escalationOrder, hindranceKind, personInRole, type Surroundings } from './escalation-order.ts'
import { formatInstant, parseInstant } from './instant.ts'
import { slotAfter, workingTimeOf } from './ladder-time.ts'
import type { ResolvedPlan } from './plan/resolved.ts'
import { isAwayAt, slotPresent } from './presence.ts'

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
 * What happens next to an open question that nobody answers, by the plan and what is known of people at `now` (epoch ms).
 * Undefined where nothing does: a copy, an ask whose ladder has ended, one with nobody left, anything but a decision to take.
 */
export const onwardOf = (around: Surroundings, ask: Ask, decision: Decision, now: number): Onward | undefined => {
  if (ask.kind !== 'decide' || ask.state !== 'open' || !ask.leads || ask.stepAt === undefined) return undefined
  const { plan } = around
  const due = parseInstant(ask.dueBy)
  const rests = ({ step, at }: NextStep) =>
    isTakenUp(ask, decision) && at! < due && (step !== 'escalate' || runsByClock(ask)) && !isWanted(ask, step)
  let ahead: NextStep = { step: ask.step, at: dueStep(plan, ask, parseInstant(ask.stepAt), now) }
  let told: Onward['told']
  while (ahead.at !== undefined && (ahead.step !== 'escalate' || rests(ahead))) {
    const { step, at } = ahead
    if (rests(ahead)) ahead = restStep(plan, ask)
    else {
      const manager = step === 'tell-manager' ? toldOf(around, ask, at) : undefined
      // Nobody to tell: it goes on at once.
      if (step === 'tell-manager' && manager === undefined) break
      const slot = manager && slotPresent(around, manager, at)
      // Who is away for years has no slot on which they are there.
      if (manager && slot && !isAwayAt(around, manager, slot)) told = { person: manager, at: formatInstant(slot) }
      ahead = nextStep(plan, ask, step, at)
    }
  }
  if (ahead.at === undefined) return undefined
  const { at } = ahead
  const people = escalationOrder(ask.chain)
    .flatMap((role) => personInRole(plan, ask, role) ?? [])
    .filter((person, i, all) => all.indexOf(person) === i && !ask.asked.includes(person))
    .filter((person) => hindranceKind(around, person, at) === undefined)
  // Whatever place they have in the chain, it ends with whoever is the desk.
  const end = people.indexOf(plan.organisation.desk)
  if (end >= 0) people.length = end + 1
  const [first] = people
  if (first === undefined) return undefined
  const byClock = runsByClock(ask)
  const mailed = byClock ? at : slotAfter(workingTimeOf(plan, first), at)
  return { ...(told && { told }), people, at: formatInstant(mailed), byClock }
}

/** When a step is done that was due before: with the next slot, by the clock at once. */
const dueStep = (plan: ResolvedPlan, ask: Ask, at: number, now: number): number => {
  if (at > now) return at
  return runsByClock(ask) ? now : slotAfter(workingTimeOf(plan, ask.person), now)
}

/** A reminder they asked for by putting it off comes, taken up or not. */
const isWanted = (ask: Ask, step: NextStep['step']) => step === 'remind' && ask.snoozedUntil !== undefined

/** The manager, where the ladder would tell them. */
const toldOf = (around: Surroundings, ask: Ask, at: number): string | undefined => {
  const manager = personInRole(around.plan, ask, 'manager')
  if (manager === undefined || ask.asked.includes(manager)) return undefined
  return hindranceKind(around, manager, at) === undefined ? manager : undefined
}
