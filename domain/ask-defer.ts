/** Answers that put an ask off: not now, and not mine. */
import type { Ask } from './ask.ts'
import { type AnswerRefused, askLine, type Deferred, type Deferring, keptAnswer } from './ask-answered.ts'
import { handTo } from './ask-delegate.ts'
import { passOn } from './ask-escalation.ts'
import { leadTaken } from './ask-lead.ts'
import { stepped } from './ask-move.ts'
import { ended, nameIn } from './ask-opening.ts'
import { formatDay, tryDay } from './civil.ts'
import { escalationOrder, nextInLine } from './escalation-order.ts'
import { formatInstant, parseInstant } from './instant.ts'
import { slotFrom, workingTimeOf } from './ladder-time.ts'
import type { ResolvedPlan } from './plan/resolved.ts'
import { instantOf, wallOf } from './zone.ts'

/** An ask may be put off three times, each time by at most two weeks. */
export const MAX_SNOOZES = 3
export const MAX_SNOOZE_DAYS = 14

/**
 * Leaves the addressee alone until a day; then one reminder, and the ladder goes on from there. The deadline keeps running, so
 * who answers for it puts it off until then at most: from the deadline on the chain speaks, and a reminder promised for later would
 * not come. A copy has no chain behind it.
 */
export const snooze = <A extends Ask>(facts: Deferring<A>, now: number): Deferred<A> | AnswerRefused => {
  const { plan, ask, input } = facts
  const time = workingTimeOf(plan, ask.person)
  const today = wallOf(now, time.zone).day
  const last = lastPutOff(plan, ask, now)
  const day = tryDay(input.until ?? '')
  if (day === undefined || day <= today || day > today + MAX_SNOOZE_DAYS) {
    const [first, last] = [formatDay(today + 1), formatDay(today + MAX_SNOOZE_DAYS)]
    return { code: 'bad-date', refused: { because: 'put-off-day', typed: input.until ?? '', first, last } }
  }
  if (ask.snoozes >= MAX_SNOOZES) {
    return { code: 'too-often', refused: { because: 'put-off-often', times: ask.snoozes } }
  }
  const until = instantOf(day, 0, time.zone)
  if (last === undefined || formatDay(day) > last)
    return { code: 'bad-date', refused: { because: 'put-off-due', deadline: ask.dueBy } }
  const next = { step: 'remind' as const, at: slotFrom(time, until) }
  const after = stepped<A>({ ...ask, snoozes: ask.snoozes + 1, snoozedUntil: formatInstant(until) }, next)
  const why = `put off until ${formatDay(day)}; the deadline ${ask.dueBy} keeps running`
  const fact = { said: 'put-off' as const, until: formatDay(day), due: ask.dueBy }
  return {
    ask: after,
    history: [askLine(facts, 'Ask snoozed', { why, fact }, now)],
    nextSlots: [{ person: ask.person, slot: after.stepAt!, urgent: false }],
  }
}

/** The last day (`YYYY-MM-DD`) until which an ask can be put off: its mail still comes before the deadline. Undefined where no day is left. */
export const lastPutOff = (plan: ResolvedPlan, ask: Ask, now: number): string | undefined => {
  const time = workingTimeOf(plan, ask.person)
  const today = wallOf(now, time.zone).day
  const due = parseInstant(ask.dueBy)
  const any = !ask.leads || due <= now
  for (let day = today + MAX_SNOOZE_DAYS; day > today; day--)
    if (any || slotFrom(time, instantOf(day, 0, time.zone)) <= due) return formatDay(day)
  return undefined
}

/**
 * Hands the ask to whom the addressee names, else to the manager and along the chain, with the addressee's reason. The desk
 * has to name somebody: nobody is behind it. Where everybody else has been asked, one of those who have it leads from then on.
 */
export const notMine = <A extends Ask>(facts: Deferring<A>, now: number): Deferred<A> | AnswerRefused => {
  const { plan, ask, input, states } = facts
  const named = (input.to ?? '').trim() !== ''
  if (ask.person === plan.organisation.desk && !named) {
    return { code: 'nobody-else', refused: { because: 'desk-takes' } }
  }
  const reason = (input.text ?? '').trim()
  if (reason === '') return { code: 'text-missing', refused: { because: 'why-not-mine' } }
  if (named) return handTo(facts, now)
  const because = `${nameIn(plan, ask.person)} says it is not theirs: ${reason}`
  const closedFor = { ended: 'not-theirs' as const, person: ask.person, words: reason }
  const fact = { said: 'closed-ask' as const, person: ask.person, closing: closedFor }
  const fields = {
    state: 'handed-on' as const,
    epoch: ask.epoch + 1,
    closedBecause: because,
    closedFor,
    answer: keptAnswer(input, now),
  }
  const closed = ended<A>(ask, fields, now)
  const history = [askLine(facts, 'Ask not mine', { why: because, fact }, now)]
  // A copy that is turned down changes nothing for the ask that leads.
  if (!ask.leads) return { ask: closed, history, nextSlots: [] }
  const handedBy = { person: ask.person, how: 'not-mine' as const, words: reason }
  const { to, passedOver } = nextInLine({ plan, states }, ask, escalationOrder(ask.chain), now)
  if (!to) {
    const taken = leadTaken(plan, ask, facts.copies ?? [], handedBy)
    return { ask: closed, besides: taken ? [taken] : [], history, nextSlots: [] }
  }
  const handed = { said: 'handed-on' as const, closing: closedFor, passedOver }
  const handOn = passOn(plan, ask, { to, how: 'hand-on', handedBy }, { because, fact: handed }, now)
  return {
    // Whoever answers a copy finds by it who has the question now.
    ask: { ...closed, asked: [...ask.asked, to.person] },
    history: [...history, handOn.history],
    handOn,
    nextSlots: [{ person: handOn.to, slot: handOn.planSlot, urgent: handOn.urgent }],
  }
}
