/** A due slot as the triggers of its series see it, with what they may look up around it. */
import type { Reading } from './machine.ts'
import type { Cadence, Direction } from './plan/measure.ts'
import type { ResolvedTrigger } from './plan/resolved.ts'
import type { Seen } from './seen.ts'
import type { Yardstick } from './target.ts'
import type { TriggerMemory } from './trigger-memory.ts'

export interface SlotFacts {
  index: number
  cadence: Cadence
  direction: Direction
  /** The smallest difference the KPI's decimals can show. */
  step: number
  /** First slot of the series. */
  since: number
  /** Data is there; a total whose period cannot be told from those before it has no value. */
  posted: boolean
  /** Absent: missing. */
  value?: number | undefined
  final: boolean
  /** Provisional data may fire from here on. */
  settled: boolean
  /** Missing past its grace. */
  stale: boolean
  yardstick?: Yardstick | undefined
  distance?: number | undefined
  /** Slots with data up to and including this one. */
  seen: number
  /** Value that many slots earlier, if it is final or has settled; as far back as a year, 24 slots at least. */
  earlier: (back: number) => number | undefined
  /** Whether data is expected for a slot at all: not for a weekday that the calendar has off. */
  expected: (index: number) => boolean
  /** What another slot will be, or would be, judged by under the plan in force here. */
  yardstickAt: (index: number) => Yardstick | undefined
}

/** What a kind of trigger makes of a slot, and what it keeps for the next one. */
export interface Look {
  reading: Reading
  memory?: TriggerMemory
  /** Numbers to tell if an episode begins here. */
  seen?: Seen
}

/** Nothing can be said: neither fires nor clears. */
export const NO_READING: Reading = { mark: '-', suspected: false, recovered: false, mayFire: false }

/** Whether a slot's data may be relied on by a trigger. */
export const isFirm = (slot: SlotFacts, trigger: ResolvedTrigger): boolean =>
  slot.value !== undefined && (slot.final || (slot.settled && !trigger.requireFinal))

/** The reading of a slot with data. On data that is not firm yet a breach is only suspected. */
export const judged = (
  slot: SlotFacts,
  trigger: ResolvedTrigger,
  { breach, recovered }: { breach: boolean; recovered: boolean },
): Reading => {
  const firm = isFirm(slot, trigger)
  return {
    mark: firm ? (breach ? 'X' : '0') : '-',
    suspected: breach && !firm,
    recovered: firm && recovered,
    mayFire: slot.seen >= trigger.minimumHistory,
  }
}
