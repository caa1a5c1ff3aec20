/** The figure that a pack shows beside an item or a decision. */
import type { Decision, Evidence } from '../decision.ts'
import type { CycleItem } from './cycle.ts'
import type { PackReading } from './pack-record.ts'

type Points = Evidence['points']
interface Measured extends Pick<Evidence, 'unit' | 'decimals'> {
  points: readonly Pick<Points[number], 'period' | 'value' | 'target'>[]
}

/** The newest one that came; undefined where none ever did. A late figure leaves the one before it, which says of when it is. */
const newestOf = ({ unit, decimals, points }: Measured): PackReading | undefined => {
  const newest = points.findLast(({ value }) => value !== null)
  if (!newest) return undefined
  const { period, value, target } = newest
  return { unit, decimals, period, value: value!, target }
}

/** Of an item, as it was frozen. */
export const readingOf = ({ facts: { kpi } }: Pick<CycleItem, 'facts'>): PackReading | undefined => {
  if (!kpi) return undefined
  const { period, value, target } = kpi
  return newestOf({ ...kpi, points: [...kpi.points, ...(period === null ? [] : [{ period, value, target }])] })
}

/** Of a decision about an item: the item's own, or that of the evidence where it was asked for a newer one. */
export const readingUnder = ({ evidence }: Decision, item: Pick<CycleItem, 'facts'>): PackReading | undefined => {
  const [own, asked] = [readingOf(item), newestOf(evidence)]
  // Periods of one cadence sort as texts.
  return own && asked ? (asked.period > own.period ? asked : own) : (own ?? asked)
}
