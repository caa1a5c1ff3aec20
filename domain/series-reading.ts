/**
 * A series as somebody reads it: now, or as it was known at an instant: only revisions recorded by then, judged by the plans that
 * had been applied by then. What a fold at that instant came to is what is read.
 */
import type { Checkpoint } from './checkpoint.ts'
import { type OwnSlot, ownSlots } from './cumulative.ts'
import { type Regime, regimesOf, type SeriesDefinition } from './definition.ts'
import { foldSeries } from './fold.ts'
import { freshState, stepWalk, walkFrom } from './fold-state.ts'
import type { ObservationItem } from './observation.ts'
import { type ObservationView, slotAsOf, viewAsOf } from './observation-view.ts'
import { formatPeriod, tryPeriod } from './period.ts'
import type { Status } from './status.ts'
import { readWindow, type WindowReading } from './window-reading.ts'

/** One period: what was posted, and how it was judged once it was due. */
export interface SlotReading {
  period: string
  /** The revision in force, with corrections after the lock; absent where nothing was posted, or it was taken back. */
  posted?: ObservationView
  /** What was judged, in the KPI's unit: of cumulative KPIs what the period added. */
  value?: number
  low?: number
  high?: number
  /** Signed distance from target, 0 or more is good. */
  distance?: number
  /** Absent before the slot is due. */
  status?: Status
}

export interface SeriesReading {
  /** Where status and triggers stood. */
  head: Checkpoint['head']
  /** Oldest first: every slot from the first one, and what was posted before its time. */
  slots: SlotReading[]
  /** What the window of the newest due slot came to by then; absent before the first is due. */
  window?: WindowReading
}

/** What a reading needs: everything stored of a series, and every version of its definition. */
export interface Readable {
  items: readonly ObservationItem[]
  definitions: readonly SeriesDefinition[]
}

/** Reads a series as of an instant (epoch ms); now is an instant too. Undefined before the plan had it. Pure. */
export const readSeries = ({ items, definitions }: Readable, at: number): SeriesReading | undefined => {
  const held = definitions.filter(({ appliedAt }) => appliedAt <= at)
  const newest = held.at(-1)
  if (!newest) return undefined
  const known = new Map<number, { item: ObservationItem; index: number }>()
  for (const item of items) {
    const index = tryPeriod(newest.kpi.cadence, item.period)
    if (index !== undefined) known.set(index, { item, index })
  }
  const slots = [...known.values()].flatMap(({ item, index }) => slotAsOf(item, index, newest.kpi, at) ?? [])
  slots.sort((a, b) => a.index - b.index)
  const { checkpoint } = foldSeries({ slots, definitions: held, now: at })
  const own = ownSlots(newest.kpi, slots)
  const { first } = checkpoint.base
  const { through } = checkpoint.head
  const judged = walkSlots({ regimes: regimesOf(held, at, slots), own, first, last: through })
  const last = Math.max(through, own.at(-1)?.index ?? through)
  const readings = Array.from({ length: last - first + 1 }, (_, i): SlotReading => {
    const item = known.get(first + i)?.item
    const posted = item && viewAsOf(item, newest.kpi, at)
    const period = formatPeriod(newest.kpi.cadence, first + i)
    return { period, ...(posted ? { posted } : {}), ...judged[i] }
  })
  return {
    head: checkpoint.head,
    slots: readings,
    ...(through >= first ? { window: readWindow(newest.kpi, own, through) } : {}),
  }
}

interface Walking {
  regimes: readonly Regime[]
  own: readonly OwnSlot[]
  first: number
  last: number
}

/** How each due slot was judged, by the steps of the fold itself. */
const walkSlots = ({ regimes, own, first, last }: Walking): Omit<SlotReading, 'period'>[] => {
  const { kpi } = regimes.at(-1)!.definition
  const data = new Map(own.map((slot) => [slot.index, slot]))
  const walk = walkFrom(freshState(kpi.cadence, first))
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    const { value } = data.get(first + i) ?? {}
    stepWalk(walk, regimes, data.get(first + i))
    const [, , low, high, distance] = walk.recent.at(-1)!
    return {
      ...(value === undefined ? {} : { value }),
      ...(low === null || high === null ? {} : { low, high }),
      ...(distance === null ? {} : { distance }),
      status: walk.status,
    }
  })
}
