/** Target windows: the year or quarter over which a sum is held against its target. */
import { civilDate, epochDay } from './civil.ts'
import { firstDay, periodOfDay } from './period.ts'
import type { Cadence } from './plan/measure.ts'
import type { ResolvedKpi, TargetWindow } from './plan/resolved.ts'
import type { PaceWindow } from './plan/trigger.ts'

/** The window over which values of a KPI belong together; a calendar year unless its plan says otherwise. */
export const targetWindowOf = (kpi: Pick<ResolvedKpi, 'targetWindow'>): TargetWindow =>
  kpi.targetWindow ?? { window: 'year', yearBegins: 1 }

/** First and last slot of a window. */
export interface SlotSpan {
  first: number
  last: number
}

/**
 * The window a slot lies in, for a year that begins on the first of the month `yearBegins` (1 … 12). A week belongs to the
 * window of its Thursday, as ISO weeks belong to years; every other period to that of its first day.
 */
export const windowOf = (cadence: Cadence, index: number, window: PaceWindow, yearBegins: number): SlotSpan => {
  const months = window === 'year' ? 12 : 3
  const { year, month } = civilDate(dayOf(cadence, index))
  const at = year * 12 + month - 1
  const start = at - ((at - (yearBegins - 1)) % months)
  return { first: firstFrom(cadence, start), last: firstFrom(cadence, start + months) - 1 }
}

const dayOf = (cadence: Cadence, index: number): number => firstDay(cadence, index) + (cadence === 'weekly' ? 3 : 0)

/** The first period that belongs to a month, counted from year 0, or to a later one. */
const firstFrom = (cadence: Cadence, months: number): number => {
  const day = epochDay(Math.floor(months / 12), (months % 12) + 1, 1)
  const index = periodOfDay(cadence, day)
  return dayOf(cadence, index) < day ? index + 1 : index
}
