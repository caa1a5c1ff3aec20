/** What a series is expected to do: natural limits and the forecast of its target window, out of the state of its fold. */
import type { FoldState } from './checkpoint.ts'
import { ownSlots } from './cumulative.ts'
import { type Regime, regimeOf, regimesOf, type SeriesDefinition } from './definition.ts'
import { freshState, isExpected, snapshot, stepWalk, walkFrom } from './fold-state.ts'
import type { Slot } from './observation-view.ts'
import { SLOTS_PER_YEAR } from './period.ts'
import type { ResolvedTrigger } from './plan/resolved.ts'
import { type Limits, xmrOf } from './signal/xmr.ts'
import { forecastWindow, type WindowForecast } from './window-forecast.ts'

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

/** The forecast of a trigger's window. Undefined where none can be made, and while the newest value is missing or not firm. */
export const forecastAt = ({ state, regime }: Standing, trigger: ResolvedTrigger): WindowForecast | undefined => {
  const { through, cadence } = state
  const memory = state.triggers[trigger.id]?.memory
  if (memory?.kind !== 'forecast' || !trigger.forecast || memory.newest !== through) return undefined
  const { direction } = regime.definition.kpi
  const targetAt = (at: number) => regime.yardstick(at, yearBefore(state, at))?.low
  const expectedAt = (at: number) => isExpected(regime.definition, at)
  return forecastWindow(trigger.forecast, { memory, through, cadence, direction, targetAt, expectedAt })
}

/** The value a lastYear target of a slot to come looks up. */
const yearBefore = ({ year, through, cadence }: FoldState, at: number): number | undefined =>
  year[year.length - (through + 1 - (at - SLOTS_PER_YEAR[cadence]))] ?? undefined
