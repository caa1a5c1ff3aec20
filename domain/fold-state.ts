/** The fold itself: a state and one more due slot make the next state. Mutable inside one walk, plain values outside. */
import { isWorkingDay } from './calendar.ts'
import type { FoldState, Point, TriggerState } from './checkpoint.ts'
import type { Truth } from './condition.ts'
import type { OwnSlot } from './cumulative.ts'
import { type Regime, regimeOf, type SeriesDefinition } from './definition.ts'
import { conditionAfter } from './kind/composite.ts'
import { firstDay, SLOTS_PER_YEAR } from './period.ts'
import type { Cadence } from './plan/measure.ts'
import type { SlotFacts } from './slot-facts.ts'
import { distanceOf, statusOf } from './status.ts'
import { freshTrigger, RECENT_KEPT, stepTrigger } from './trigger.ts'

/** Data of a slot, or its absence. Data without a value is there, and nothing can be said of it. */
export type SlotData = Pick<OwnSlot, 'value' | 'final' | 'total'> | undefined

/**
 * A state in the middle of a walk: `year` and `recent` only grow, a snapshot cuts them to what is kept. `loose` has the slots
 * whose data is neither final nor settled; none of them is in a state that is kept.
 */
export interface Walk extends FoldState {
  loose: Set<number>
}

/** The state of a series of which no slot was folded. */
export const freshState = (cadence: Cadence, first: number): FoldState => ({
  cadence,
  first,
  through: first - 1,
  version: 0,
  seen: 0,
  status: 'no-target',
  year: [],
  recent: [],
  triggers: {},
})

/** A walk from a state; the state stays as it is. */
export const walkFrom = (state: FoldState): Walk => ({
  ...state,
  year: [...state.year],
  recent: [...state.recent],
  triggers: { ...state.triggers },
  loose: new Set(),
})

/** The state a walk has come to. */
export const snapshot = ({ loose: _, ...walk }: Walk): FoldState => ({
  ...walk,
  year: walk.year.slice(-SLOTS_PER_YEAR[walk.cadence]),
  recent: walk.recent.slice(-RECENT_KEPT),
  triggers: { ...walk.triggers },
})

/** Goes one slot further. */
export const stepWalk = (walk: Walk, regimes: readonly Regime[], data: SlotData): void => {
  const index = walk.through + 1
  const regime = regimeOf(regimes, index)
  if (walk.version !== regime.definition.version) enterRegime(walk, regime)
  const facts = factsOf(walk, regime, index, data)
  if (data && !data.final && !facts.settled) walk.loose.add(index)
  walk.through = index
  if (data?.total) walk.total = data.total
  else delete walk.total
  walk.seen = facts.seen
  judge(walk, facts)
  walk.year.push(data?.value ?? null)
  walk.recent.push(pointOf(facts))
  // A composite comes after what it names, so it reads what this slot made of it.
  const conditions = new Map<string, Truth>()
  for (const trigger of regime.triggers) {
    const before = walk.triggers[trigger.id] ?? freshTrigger(trigger)
    const after = stepTrigger(before, trigger, facts, { recent: walk.recent, conditions })
    walk.triggers[trigger.id] = after
    if (regime.composites) conditions.set(trigger.id, conditionAfter(trigger, after))
  }
}

/** Triggers a version no longer has are forgotten; those it keeps go on from where they are. */
const enterRegime = (walk: Walk, regime: Regime): void => {
  const kept: Record<string, TriggerState> = {}
  for (const { id } of regime.triggers) if (walk.triggers[id]) kept[id] = walk.triggers[id]
  walk.triggers = kept
  walk.version = regime.definition.version
}

const factsOf = (walk: Walk, regime: Regime, index: number, data: SlotData): SlotFacts => {
  const { cadence, decimals, direction } = regime.definition.kpi
  const yardstickAt = (at: number) => regime.yardstick(at, lastYearOf(walk, index, at))
  const yardstick = yardstickAt(index)
  const earlier = (back: number) => (walk.loose.has(index - back) ? undefined : valueBefore(walk, index, back))
  return {
    index,
    cadence,
    direction,
    step: 10 ** -decimals,
    since: walk.first,
    value: data?.value,
    posted: data !== undefined,
    final: data?.final ?? false,
    settled: index <= regime.lastSettled,
    stale: data === undefined && index <= regime.lastStale && isExpected(regime.definition, index),
    expected: (at) => isExpected(regime.definition, at),
    yardstick,
    distance:
      data?.value === undefined || !yardstick ? undefined : distanceOf(direction, decimals, data.value, yardstick),
    seen: walk.seen + (data ? 1 : 0),
    earlier,
    yardstickAt,
  }
}

/** On a weekday that the calendar has off nothing is expected: it may be missing for ever and is not stale. */
export const isExpected = ({ kpi, calendar }: SeriesDefinition, index: number): boolean =>
  kpi.cadence !== 'weekdays' || isWorkingDay(calendar, firstDay(kpi.cadence, index))

/** The value a lastYear target looks up on a slot; not further back than every kept state goes, however long the walk is. */
const lastYearOf = (walk: Walk, index: number, at: number): number | undefined => {
  const slot = at - SLOTS_PER_YEAR[walk.cadence]
  return at < index ? undefined : (walk.year[walk.year.length - (walk.through + 1 - slot)] ?? undefined)
}

/** The value some slots before `index`; the same bound. */
const valueBefore = (walk: Walk, index: number, back: number): number | undefined => {
  const place = walk.through + 1 - (index - back)
  if (back <= RECENT_KEPT) return walk.recent[walk.recent.length - place]?.[1] ?? undefined
  return back <= SLOTS_PER_YEAR[walk.cadence] ? (walk.year[walk.year.length - place] ?? undefined) : undefined
}

const judge = (walk: Walk, facts: SlotFacts): void => {
  if (facts.value === undefined) {
    // Missing within its grace: what was last shown still stands.
    if (facts.stale) walk.status = 'stale'
    return
  }
  if (facts.distance === undefined || !facts.yardstick) {
    delete walk.judged
    walk.status = 'no-target'
    return
  }
  walk.judged = statusOf(facts.distance, facts.yardstick, walk.judged)
  walk.status = walk.judged
}

const pointOf = (facts: SlotFacts): Point => [
  facts.index,
  facts.value ?? null,
  facts.yardstick?.low ?? null,
  facts.yardstick?.high ?? null,
  facts.distance ?? null,
  facts.final,
]
