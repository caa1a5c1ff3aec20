/** When the effect of a decision can be seen: slots of its KPI, in the KPI's own calendar and zone. */

import { staleAt } from './deadline.ts'
import type { Decision } from './decision.ts'
import { parseInstant } from './instant.ts'
import { periodOfDay } from './period.ts'
import { calendarOf, kpiOf } from './plan/lookup.ts'
import type { ResolvedKpi, ResolvedPlan } from './plan/resolved.ts'
import { wallOf } from './zone.ts'

/**
 * When the effect is checked: at the `slots`-th slot that begins after `from` (epoch ms). The moment is the end of that
 * slot's grace and not its due instant, because data that come within their grace must not cost a whole further slot.
 */
export const effectCheckAt = (plan: ResolvedPlan, kpi: ResolvedKpi, from: number, slots: number): number =>
  knownAt(plan, kpi, slotOf(kpi, from) + slots)

/** When the effect of a decision is looked at if it begins now: on the day a person said, else with the slots of its KPI. */
export const effectSeenAt = (plan: ResolvedPlan, decision: Decision, now: number): number => {
  if (decision.effectBy !== undefined) return Math.max(parseInstant(decision.effectBy), now)
  const kpi = kpiOf(plan, decision.kpi)
  if (kpi) return effectCheckAt(plan, kpi, now, decision.effectSlots)
  if (decision.kind === 'person') return now
  throw new Error(`KPI "${decision.kpi}" of decision ${decision.id} is not in the plan: its effect cannot be timed`)
}

/** Where an unknown is looked at again: the end of grace of the first slot for which that is still to come. */
export const lookAgainAt = (plan: ResolvedPlan, kpi: ResolvedKpi, now: number): number => {
  let index = slotOf(kpi, now) - 1
  // Lag and grace may be longer than a period, so the slot may lie several periods back.
  while (knownAt(plan, kpi, index - 1) > now) index--
  while (knownAt(plan, kpi, index) <= now) index++
  return knownAt(plan, kpi, index)
}

const slotOf = (kpi: ResolvedKpi, at: number): number => periodOfDay(kpi.cadence, wallOf(at, kpi.timezone).day)

const knownAt = (plan: ResolvedPlan, kpi: ResolvedKpi, index: number): number => {
  const calendar = calendarOf(plan, kpi.calendar)
  if (!calendar)
    throw new Error(`calendar "${kpi.calendar}" of KPI ${kpi.id} is not in the plan: resolve the plan again`)
  return staleAt(kpi, index, calendar, kpi.timezone)
}
