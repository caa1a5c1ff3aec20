/** What a slot is judged against: the target in force for its period and the bands round it, all in the KPI's own unit. */
import { parseDay } from './civil.ts'
import { firstDay, parsePeriod, periodOfDay } from './period.ts'
import type { Cadence } from './plan/measure.ts'
import type { ResolvedBands, ResolvedTarget } from './plan/resolved.ts'
import { clean, roundTo } from './rounding.ts'

/**
 * What distances from target (0 or more is good) mean: below `amber` at risk, below `red` off track; getting better again
 * needs `amberBack` or `redBack`, the boundary plus the hysteresis. All four are 0 or less, or a little above.
 */
export interface Edges {
  amber: number
  red: number
  amberBack: number
  redBack: number
}

/** A single target has `low === high`. */
export interface Yardstick {
  low: number
  high: number
  edges: Edges
}

/** The yardstick of a slot; `lastYear` is the value of the slot one year earlier, if there is one. `undefined`: nothing to judge by. */
export type YardstickAt = (index: number, lastYear: number | undefined) => Yardstick | undefined

/** What of a KPI or series a target depends on. */
export interface Targeted {
  cadence: Cadence
  decimals: number
  direction: 'up' | 'down' | 'range'
  targets: readonly ResolvedTarget[]
  bands?: ResolvedBands | undefined
}

type LevelAt = (index: number, lastYear: number | undefined) => [number, number] | undefined

/** Prepares the targets of a series for many slots. Without targets or bands every slot is informative only. */
export const compileTargets = ({ cadence, decimals, direction, targets, bands }: Targeted): YardstickAt => {
  if (!bands || targets.length === 0) return () => undefined
  const inForce = targets.map((target) => ({
    from:
      target.effectiveFrom === undefined ? Number.NEGATIVE_INFINITY : firstPeriodFrom(cadence, target.effectiveFrom),
    levelAt: compileLevel(target, cadence, direction),
  }))
  const edgesOf = compileEdges(bands)
  let last: Yardstick | undefined
  return (index, lastYear) => {
    let current: LevelAt | undefined
    for (const { from, levelAt } of inForce) if (from <= index) current = levelAt
    const level = current?.(index, lastYear)
    if (!level) return undefined
    const [low, high] = [roundTo(level[0], decimals), roundTo(level[1], decimals)]
    // Most targets hold for many slots: the same yardstick is handed out again.
    if (!last || last.low !== low || last.high !== high) last = { low, high, edges: edgesOf(low, high) }
    return last
  }
}

/** A period is judged by what is in force on its first day: one that began earlier keeps the former target. */
const firstPeriodFrom = (cadence: Cadence, date: string): number => {
  const day = parseDay(date)
  const index = periodOfDay(cadence, day)
  return firstDay(cadence, index) >= day ? index : index + 1
}

const compileLevel = (target: ResolvedTarget, cadence: Cadence, direction: Targeted['direction']): LevelAt => {
  if (target.kind === 'constant') return () => [target.value, target.value]
  if (target.kind === 'range') return () => [target.low, target.high]
  if (target.kind === 'lastYear') {
    const { plus, cap } = target
    return (_, lastYear) => {
      if (lastYear === undefined) return undefined
      const aim = lastYear + plus
      const value = cap === undefined ? aim : direction === 'down' ? Math.max(aim, cap) : Math.min(aim, cap)
      return [value, value]
    }
  }
  const points = target.points.map((p) => ({ index: parsePeriod(cadence, p.at), value: p.value }))
  const linear = target.between === 'linear'
  return (index) => {
    const value = interpolate(points, index, linear)
    return value === undefined ? undefined : [value, value]
  }
}

/** Nothing before the first point; the last point holds for ever. */
const interpolate = (
  points: { index: number; value: number }[],
  index: number,
  linear: boolean,
): number | undefined => {
  let i = points.length - 1
  while (i >= 0 && points[i]!.index > index) i--
  const [left, right] = [points[i], points[i + 1]]
  if (!left || !right || !linear) return left?.value
  return left.value + ((right.value - left.value) * (index - left.index)) / (right.index - left.index)
}

/** Bands that do not depend on the target are worked out once. */
const compileEdges = (bands: ResolvedBands): ((low: number, high: number) => Edges) => {
  const fixed = bands.as === 'absolute' && (bands.hysteresis !== undefined || bands.red > bands.amber)
  if (!fixed) return (low, high) => edgesAt(low, high, bands)
  const edges = edgesAt(0, 0, bands)
  return () => edges
}

const edgesAt = (low: number, high: number, bands: ResolvedBands): Edges => {
  // Percent bands only come with single targets that are never 0: the plan is refused otherwise.
  const unit = bands.as === 'percent' ? Math.abs(low) / 100 : 1
  const [amber, red] = [bands.amber * unit, bands.red * unit]
  // Equal bands leave no distance to take a quarter of: 2 % of the target, of its width for a range.
  const size = low === high ? Math.abs(low) : high - low
  const fallback = red > amber ? 0.25 * (red - amber) : 0.02 * size
  const back = bands.hysteresis === undefined ? fallback : bands.hysteresis * unit
  return { amber: clean(-amber), red: clean(-red), amberBack: clean(back - amber), redBack: clean(back - red) }
}
