/** What the kinds that know how a KPI usually moves keep of it: a baseline of points, then the limits it gave, locked. */

import { parsePeriod } from '../period.ts'
import type { ResolvedTrigger } from '../plan/resolved.ts'
import type { ChartPoint } from '../signal/slots.ts'
import { type Limits, type Xmr, xmrOf } from '../signal/xmr.ts'
import { isFirm, type SlotFacts } from '../slot-facts.ts'
import type { ChartMemory, TriggerMemory } from '../trigger-memory.ts'

/** Points before this one that the longest rule looks at. */
const LOOKED_BACK = 7

/** As many slots before its first as every kept state has (RECENT_KEPT): a chart that a plan adds later need not wait for a baseline. */
const BROUGHT_ALONG = 24

/** A slot on the chart of its series. */
export interface Charted {
  memory: ChartMemory
  xmr: Xmr
  /** Those the rules need, this slot last; without it where it has no value. */
  points: ChartPoint[]
}

/**
 * One more slot on the chart of a trigger; undefined before the slot its baseline begins with. Values that are not firm are
 * looked at and not kept. A baseline that the plan begins anew has no more of the past than 24 slots.
 */
export const chartSlot = (
  trigger: ResolvedTrigger,
  slot: SlotFacts,
  before: TriggerMemory | undefined,
): Charted | undefined => {
  const { baselineFrom, classic } = trigger.chart!
  const from = baselineFrom === undefined ? undefined : parsePeriod(slot.cadence, baselineFrom)
  if (from !== undefined && slot.index < from) return undefined
  const rule = { ...(from === undefined ? {} : { from }), classic }
  const known =
    before?.kind === 'chart' && before.from === from && before.classic === classic ? before : begun(rule, slot)
  const shown = add(known, slot)
  return { memory: isFirm(slot, trigger) ? shown.memory : known, xmr: shown.xmr, points: shown.points }
}

type Rule = Pick<ChartMemory, 'from' | 'classic'>

const begun = (rule: Rule, slot: SlotFacts): ChartMemory => {
  let memory: ChartMemory = { kind: 'chart', ...rule, points: [] }
  const first = Math.max(slot.index - BROUGHT_ALONG, slot.since, rule.from ?? Number.NEGATIVE_INFINITY)
  for (let index = first; index < slot.index; index++) {
    memory = add(memory, { index, value: slot.earlier(slot.index - index), step: slot.step }).memory
  }
  return memory
}

const add = (memory: ChartMemory, { index, value, step }: Pick<SlotFacts, 'index' | 'value' | 'step'>): Charted => {
  const kept = memory.points.map(([at, x]): ChartPoint => ({ index: at, value: x }))
  const points = value === undefined ? kept : [...kept, { index, value }]
  if (memory.limits) {
    const newest = points.slice(-LOOKED_BACK).map(asPair)
    return { memory: { ...memory, points: newest }, xmr: { state: 'locked', limits: memory.limits }, points }
  }
  const xmr = resolved(xmrOf(points, { classic: memory.classic }), step)
  if (xmr.state !== 'locked') return { memory: { ...memory, points: points.map(asPair) }, xmr, points }
  return { memory: { ...memory, limits: xmr.limits, points: points.slice(-LOOKED_BACK).map(asPair) }, xmr, points }
}

const asPair = ({ index, value }: ChartPoint): [number, number] => [index, value]

/** Limits no narrower than one step of the KPI's decimals: what rounding alone can do is nothing special. */
const resolved = (xmr: Xmr, step: number): Xmr =>
  xmr.state === 'none' ? xmr : { ...xmr, limits: wide(xmr.limits, step) }

const wide = (limits: Limits, step: number): Limits =>
  limits.upper - limits.centre >= step
    ? limits
    : { ...limits, lower: limits.centre - step, upper: limits.centre + step }
