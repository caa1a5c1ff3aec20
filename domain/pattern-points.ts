/** The points of a control chart that make the pattern a question is about, told from what the question keeps of the chart. */
import type { Seen } from './seen.ts'

type ChartSeen = Extract<Seen, { kind: 'control-chart' }>

/** How many points a rule looks at, and how far out of the way from centre to limit one of them lies; rows go as far back as they reach. */
const RULES: Partial<Record<ChartSeen['rule'], { of: number; share: number }>> = {
  limit: { of: 1, share: 1 },
  'half-way': { of: 4, share: 1 / 2 },
  'two-of-three': { of: 3, share: 2 / 3 },
  'four-of-five': { of: 5, share: 1 / 3 },
}

/**
 * Positions in `values` of the pattern that the value at `at` completes. Rules about the spread of a chart have no points of
 * their own: the one that completes them stands for them.
 */
export const patternPoints = (
  { rule, side, lower, centre, upper }: ChartSeen,
  values: readonly (number | null)[],
  at: number,
): number[] => {
  const way = side === 'high' ? 1 : -1
  const reach = side === 'high' ? upper - centre : centre - lower
  const out = (i: number, share: number) => {
    const value = values[i]
    return value !== null && value !== undefined && way * (value - centre) > share * reach
  }
  const known = RULES[rule]
  if (known) {
    const last = Array.from({ length: known.of }, (_, i) => at - known.of + 1 + i)
    return last.filter((i) => i >= 0 && out(i, known.share))
  }
  if (rule === 'shift') return rowUpTo(at, (i) => out(i, 0))
  if (rule === 'trend') return rowUpTo(at, (i) => i > 0 && rises(values, i, way))
  return values[at] == null ? [] : [at]
}

const rises = (values: readonly (number | null)[], i: number, way: number): boolean => {
  const [before, value] = [values[i - 1], values[i]]
  return before != null && value != null && way * (value - before) > 0
}

/** The positions up to `at` that hold without a break, in order. */
function rowUpTo(at: number, holds: (i: number) => boolean): number[] {
  const row: number[] = []
  for (let i = at; i >= 0 && holds(i); i -= 1) row.unshift(i)
  return row
}
