/** What a series is expected to do: natural limits and the forecast of its target window, out of the state of its fold. */
import type { FoldState } from './checkpoint.ts'
import { ownSlots } from './cumulative.ts'
import { type Regime, regimeOf, regimesOf, type SeriesDefinition } from './definition.ts'
import { freshState, snapshot, stepWalk, walkFrom } from './fold-state.ts'
import { SEASON } from './kind/forecast.ts'
import type { Slot } from './observation-view.ts'
import { SLOTS_PER_YEAR } from './period.ts'
import type { ResolvedTrigger } from './plan/resolved.ts'
import { forecastOf, shownProbability } from './signal/forecast.ts'
import { type Limits, xmrOf } from './signal/xmr.ts'
import { windowOf } from './target-window.ts'

/** The state after a slot and what judged it. */
export interface Standing {
  state: FoldState
  regime: Regime
}

interface Walked {
  /** State to go on from; without one the walk begins with slot `first`. */
  base: FoldState | undefined
  first: number
  /** Slots with data after the base, oldest first. */
  slots: readonly Slot[]
  definitions: readonly SeriesDefinition[]
  through: number
  now: number
}

/** Walks to a slot by the steps of the fold. Undefined before the first slot. */
export const standingAt = ({ base, first, slots, definitions, through, now }: Walked): Standing | undefined => {
  const regimes = regimesOf(definitions, now, slots)
  const { kpi } = regimes.at(-1)!.definition
  const start = base ?? freshState(kpi.cadence, first)
  if (through < start.first) return undefined
  const own = ownSlots(kpi, slots, base && { index: base.through, total: base.total })
  const data = new Map(own.map((slot) => [slot.index, slot]))
  const walk = walkFrom(start)
  while (walk.through < through) stepWalk(walk, regimes, data.get(walk.through + 1))
  return { state: snapshot(walk), regime: regimeOf(regimes, through) }
}

/** Limits as a trigger holds them: on trial until its baseline is full. Undefined where it has too few points. */
export const limitsAt = (
  { state }: Standing,
  trigger: ResolvedTrigger,
): { state: 'trial' | 'locked'; limits: Limits } | undefined => {
  const memory = state.triggers[trigger.id]?.memory
  if (memory?.kind !== 'chart') return undefined
  if (memory.limits) return { state: 'locked', limits: memory.limits }
  const xmr = xmrOf(
    memory.points.map(([index, value]) => ({ index, value })),
    { classic: memory.classic },
  )
  return xmr.state === 'none' ? undefined : { state: xmr.state, limits: xmr.limits }
}

/** What a target window will probably come to. `first` and `last` are slots; `miss` in steps of 0.05. */
export interface WindowForecast {
  first: number
  last: number
  of: 'sum' | 'mean' | 'last'
  target: number
  expected: number
  miss: number
}

/** The forecast of a trigger's window. Undefined where none can be made: too little history, a gap, no target, newest data not firm. */
export const forecastAt = ({ state, regime }: Standing, trigger: ResolvedTrigger): WindowForecast | undefined => {
  const memory = state.triggers[trigger.id]?.memory
  if (memory?.kind !== 'forecast' || !trigger.forecast || memory.newest !== state.through) return undefined
  const { window, yearBegins, of } = trigger.forecast
  const { first, last } = windowOf(state.cadence, state.through, window, yearBegins)
  const targets = remainingTargets({ state, regime }, last)
  if (!targets || (of !== 'last' && (memory.open || memory.counted < memory.elapsed))) return undefined
  const target = of === 'last' ? targets.at(-1) : memory.due + targets.reduce((sum, one) => sum + one, 0)
  if (target === undefined) return undefined
  const { direction } = regime.definition.kpi
  const question = {
    history: memory.history,
    remaining: last - state.through,
    target,
    direction: direction === 'down' ? direction : 'up',
    season: SEASON[state.cadence],
  } as const
  const forecast = forecastOf(
    of === 'last' ? { ...question, aggregation: 'last' } : { ...question, aggregation: 'sum', reached: memory.reached },
  )
  if (forecast.state !== 'judged') return undefined
  const scale = of === 'mean' ? last - first + 1 : 1
  const end = of === 'last' ? forecast.mean : memory.reached + forecast.mean
  return { first, last, of, target: target / scale, expected: end / scale, miss: shownProbability(forecast.miss) }
}

/** Targets of the slots to come of a window; undefined where one has none. */
const remainingTargets = ({ state, regime }: Standing, last: number): number[] | undefined => {
  const targets: number[] = []
  for (let at = state.through + 1; at <= last; at++) {
    const yearAgo = state.year[state.year.length - (state.through + 1 - (at - SLOTS_PER_YEAR[state.cadence]))]
    const yardstick = regime.yardstick(at, yearAgo ?? undefined)
    if (!yardstick) return undefined
    targets.push(yardstick.low)
  }
  return targets
}
