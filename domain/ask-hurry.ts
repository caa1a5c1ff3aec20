/** How the close of a review hurries the ladder: the reminder, and the line to the manager, come while there is time to answer. */
import type { Ask } from './ask.ts'
import { personInRole } from './escalation-order.ts'
import { formatInstant, parseInstant } from './instant.ts'
import { slotAfter, workingTimeOf } from './ladder-time.ts'
import type { ResolvedPlan } from './plan/resolved.ts'
import { slotPresent } from './presence.ts'

/** The latest slots (epoch ms) of the addressee that are still of use; absent where there is none. */
export interface LastSlots {
  remind?: number
  /** May be the moment asked about: then reminder and line are one step. */
  tell?: number
}

/**
 * The last slots before the close of a check-in. The line has to be in a mail of the manager before it, the reminder a slot
 * before the line, or with it where the cycle is too short for both. Only the ask that leads is hurried. A decision is not:
 * its chain starts at its deadline and has days of its own until the fallback.
 */
export const lastSlots = (plan: ResolvedPlan, ask: Ask, at: number): LastSlots => {
  const close = parseInstant(ask.dueBy)
  if (ask.kind !== 'check-in' || !ask.leads || close <= at) return {}
  const time = workingTimeOf(plan, ask.person)
  const slots: number[] = []
  for (let slot = slotAfter(time, at); slot < close; slot = slotAfter(time, slot)) slots.push(slot)
  const manager = personInRole(plan, ask, 'manager')
  const heard = (slot: number) => manager !== undefined && slotPresent({ plan, states: [] }, manager, slot) < close
  const tell = slots.findLast(heard) ?? (heard(at) ? at : undefined)
  const remind = slots.findLast((slot) => tell === undefined || slot < tell) ?? slots[0]
  return { ...(remind === undefined ? {} : { remind }), ...(tell === undefined ? {} : { tell }) }
}

/**
 * The ask after a cycle joined it that may close sooner: what waits for its slot comes sooner if it has to. Nothing is done
 * again and nothing is put off; who asked to be left alone until a day is.
 */
export const hurried = <A extends Ask>(plan: ResolvedPlan, ask: A, now: number): A => {
  const last = lastSlots(plan, ask, now)
  const latest = ask.step === 'remind' ? last.remind : ask.step === 'tell-manager' ? last.tell : undefined
  if (latest === undefined || latest <= now || ask.stepAt === undefined) return ask
  const asleep = ask.snoozedUntil !== undefined && parseInstant(ask.snoozedUntil) > latest
  return asleep || parseInstant(ask.stepAt) <= latest ? ask : { ...ask, stepAt: formatInstant(latest) }
}
