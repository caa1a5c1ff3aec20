import type { Evidence } from '../../domain/decision.ts'
import type { ResolvedTrigger } from '../../domain/plan/resolved.ts'
import type { TriggerKind } from '../../domain/plan/trigger.ts'
import type { Seen } from '../../domain/seen.ts'

type Point = Pick<Evidence['points'][number], 'value' | 'target'>

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0)
const valuesOf = (points: readonly Point[]): number[] => points.flatMap(({ value }) => value ?? [])

/** Periods a preview shows beyond the newest. */
const AHEAD = 6

/** Limits around the middle of some values that leave another one out. */
function around(values: readonly number[], without: number): { lower: number; centre: number; upper: number } {
  const centre = sum(values) / values.length
  const width = 0.7 * Math.abs(without - centre) || Math.abs(centre) * 0.05 || 1
  return { lower: centre - width, centre, upper: centre + width }
}

/** What a trigger of each kind would have seen in made-up points; nothing for kinds that show their points alone. */
export const SEEN_BY = {
  threshold: () => undefined,
  freshness: () => undefined,
  composite: () => undefined,
  pace: (points) => {
    const [values, targets] = [valuesOf(points), points.flatMap(({ target }) => target ?? [])]
    const [actual, expected] = [sum(values), sum(targets)]
    const target = (expected / points.length) * (points.length + AHEAD)
    const recent = values.at(-1)!
    const ratio = (target - actual) / AHEAD / recent
    return { kind: 'pace', actual, expected, projection: actual + AHEAD * recent, target, ...(ratio > 0 && { ratio }) }
  },
  change: (points, { change }) => {
    const [before, now] = [valuesOf(points)[0]!, valuesOf(points).at(-1)!]
    return { kind: 'change', against: change?.against ?? 'previous', before, change: (now - before) / Math.abs(before) }
  },
  'control-chart': (points) => {
    const [values, newest] = [valuesOf(points), valuesOf(points).at(-1)!]
    const limits = around(values.slice(0, 6), newest)
    return { kind: 'control-chart', rule: 'limit', side: newest < limits.centre ? 'low' : 'high', ...limits }
  },
  capability: (points) => {
    const values = valuesOf(points).slice(-6)
    return { kind: 'capability', ...around(values, points.at(-1)!.target ?? 0) }
  },
  forecast: (points) => {
    const values = valuesOf(points)
    const step = (values.at(-1)! - values.at(-4)!) / 3
    const path = Array.from({ length: AHEAD }, (_, i) => values.at(-1)! + step * (i + 1))
    const spread = path.map((_, i) => Math.abs(step) * 2 * Math.sqrt(i + 1))
    return {
      kind: 'forecast',
      miss: 0.9,
      end: path.at(-1)!,
      target: points.at(-1)!.target ?? 0,
      ahead: { path, spread },
    }
  },
} satisfies Record<TriggerKind, (points: readonly Point[], trigger: ResolvedTrigger) => Seen | undefined>
