/**
 * Fields that only follow another item's: the time zone of a KPI follows the organisation's, the owner of a series its KPI's.
 * They are told once, where they were changed.
 */
import { targetWindowOf } from '../../target-window.ts'
import { kpiOf } from '../lookup.ts'
import type { ResolvedKpi, ResolvedPlan, ResolvedSeries } from '../resolved.ts'
import { openSeries } from '../series.ts'
import type { Sides } from './rules.ts'
import { same } from './same.ts'

/** Two versions of one item. */
export interface Pair<T> {
  before: T
  after: T
}

type OfOrganisation = Partial<Pick<ResolvedPlan['organisation'], 'timezone' | 'calendar' | 'locale'>>

const follow = <T extends object, P extends object>(
  key: string,
  { before, after }: Pair<T>,
  from?: P,
  to?: P,
): boolean =>
  from !== undefined &&
  to !== undefined &&
  same((before as Record<string, unknown>)[key], (from as Record<string, unknown>)[key]) &&
  same((after as Record<string, unknown>)[key], (to as Record<string, unknown>)[key])

/** A person's, review's or KPI's zone, calendar and language. */
export const followsOrganisation = <T extends OfOrganisation>(
  key: string,
  pair: Pair<T>,
  { before, after }: Sides,
): boolean =>
  ['timezone', 'calendar', 'locale'].includes(key) &&
  follow(key, pair, before.plan.organisation, after.plan.organisation)

/** A role that falls to the owner and fell to the owner before. */
const followsOwner = (key: 'steward' | 'decider', { before, after }: Pair<ResolvedSeries>): boolean =>
  before[key] === before.owner && after[key] === after.owner

/** A KPI's steward follows its owner, its accountable person the priority's. */
export const kpiFollows = (key: string, pair: Pair<ResolvedKpi>, sides: Sides): boolean => {
  const { before, after } = pair
  if (key === 'steward') return before.steward === before.owner && after.steward === after.owner
  // Its year is the organisation's.
  if (key === 'targetWindow') return targetWindowOf(before).window === targetWindowOf(after).window
  if (key !== 'accountable') return followsOrganisation(key, pair, sides)
  const of = (plan: ResolvedPlan, id: string | undefined) => plan.priorities.find((one) => one.id === id)
  return (
    before.priority === after.priority &&
    follow(key, pair, of(sides.before.plan, before.priority), of(sides.after.plan, after.priority))
  )
}

/** What a series has from its KPI, its name included where it was made from it. */
export const seriesFollows = (key: string, pair: Pair<ResolvedSeries>, sides: Sides): boolean => {
  const { before, after } = pair
  const [from, to] = [kpiOf(sides.before.plan, before.kpi), kpiOf(sides.after.plan, after.kpi)]
  if ((key === 'steward' || key === 'decider') && followsOwner(key, pair)) return true
  if (!from || !to) return false
  if (key === 'decider') return before.decider === from.owner && after.decider === to.owner
  if (key !== 'name')
    return ['owner', 'steward', 'accountable', 'targets', 'bands'].includes(key) && follow(key, pair, from, to)
  const made = (kpi: ResolvedKpi, { dimensions }: ResolvedSeries) => openSeries(kpi, dimensions).name
  return from.name !== to.name && before.name === made(from, before) && after.name === made(to, after)
}
