/** Detection rules on an individuals chart: which points say that something special happened. */
import type { Direction } from '../plan/measure.ts'
import { PRECEDENCE, type RuleName } from './rule-names.ts'
import { chartOf, LIMIT, PRESETS, type Preset, type SignalSide } from './rule-presets.ts'
import { type ChartSlot, pointsOf } from './slots.ts'
import type { Xmr } from './xmr.ts'

export interface Signal {
  rule: RuleName
  /** The slot that completes the pattern. */
  index: number
  /** The first slot of the pattern. */
  from: number
  side: SignalSide
  /** Whether it is the side nobody wants: low for a KPI that should go up. Either side for a range. */
  adverse: boolean
  /** Worth telling, no reason to open a decision. */
  insight: boolean
}

/** Above this φ̂ a healthy KPI stays on one side for long: only a point beyond the corrected limits opens a decision. */
export const PERSISTENT = 0.25

/** Every signal of a series on its chart, in calendar order, weightiest first within a slot. On trial limits only points beyond them count. */
export const signalsOf = (
  slots: readonly ChartSlot[],
  xmr: Xmr,
  { direction, preset = 'WHEELER' }: { direction: Direction; preset?: Preset },
): Signal[] => {
  if (xmr.state === 'none') return []
  const chart = chartOf(pointsOf(slots), xmr.limits)
  const rules = xmr.state === 'trial' ? [LIMIT] : PRESETS[preset]
  const onlyLimit = xmr.limits.persistence > PERSISTENT
  const signals = rules.flatMap((rule) => {
    const insight = preset === 'NELSON' || rule.name === 'range' || (onlyLimit && rule.name !== 'limit')
    return rule.find(chart).flatMap((side, i): Signal[] => {
      if (side === undefined) return []
      const [index, from] = [chart.points[i]!.index, chart.points[Math.max(0, i - rule.span + 1)]!.index]
      return [{ rule: rule.name, index, from, side, adverse: isAdverse(side, direction), insight }]
    })
  })
  return signals.sort((a, b) => a.index - b.index || rank(a) - rank(b))
}

/** One signal a slot, the weightiest. */
export const weightiest = (signals: readonly Signal[]): Signal[] => {
  const bySlot = new Map<number, Signal>()
  for (const signal of signals) {
    const known = bySlot.get(signal.index)
    if (!known || rank(signal) < rank(known)) bySlot.set(signal.index, signal)
  }
  return [...bySlot.values()].sort((a, b) => a.index - b.index)
}

const rank = ({ rule }: Signal): number => PRECEDENCE.indexOf(rule)

const isAdverse = (side: SignalSide, direction: Direction): boolean =>
  side !== 'none' && (direction === 'range' || side === (direction === 'up' ? 'low' : 'high'))
