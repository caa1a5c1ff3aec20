/** Trigger kind forecast: how probable is it that the target of the year or quarter will be missed? */
import { SLOTS_PER_YEAR } from '../period.ts'
import type { Cadence } from '../plan/measure.ts'
import type { ResolvedTrigger } from '../plan/resolved.ts'
import { exceeds } from '../signal/exceeds.ts'
import { MISS, shownProbability } from '../signal/forecast.ts'
import { isFirm, judged, type Look, NO_READING, type SlotFacts } from '../slot-facts.ts'
import { windowOf } from '../target-window.ts'
import type { ForecastMemory, TriggerMemory } from '../trigger-memory.ts'
import { forecastWindow } from '../window-forecast.ts'

/** Values a forecast looks at, at most: three seasons or more, and few enough that one more costs the same in the tenth year. */
export const HISTORY_KEPT: Record<Cadence, number> = {
  daily: 56,
  weekdays: 40,
  weekly: 156,
  monthly: 48,
  quarterly: 24,
}

/** Slots before its first that every kept state has: what a trigger that a plan adds later starts from. */
const reach = (cadence: Cadence): number => Math.max(24, SLOTS_PER_YEAR[cadence])

/** Share of a window before which nothing is forecast, and slots at least: the same as for pace. */
const EARLY = { share: 0.15, slots: 2 }

/**
 * One more slot of a window. A gap ends the history: what comes after it is a new one, and a sum with a hole in its window is
 * not forecast. The first slots of a new window end an episode: the target it was about is past.
 */
export const lookAtForecast = (trigger: ResolvedTrigger, slot: SlotFacts, before: TriggerMemory | undefined): Look => {
  const { window, yearBegins } = trigger.forecast!
  const span = windowOf(slot.cadence, slot.index, window, yearBegins)
  const first = Math.max(span.first, slot.since)
  const known = entered(before?.kind === 'forecast' ? before : begun(slot, first), first)
  const due = slot.yardstick?.low
  const memory = add(known, slot, isFirm(slot, trigger) ? slot.value : undefined, due)
  if (slot.value === undefined) return { reading: NO_READING, memory }
  const shown = isFirm(slot, trigger) ? memory : add(known, slot, slot.value, due)
  return { ...ask(trigger, slot, shown, span.last - first + 1), memory }
}

const NOTHING = { elapsed: 0, counted: 0, reached: 0, due: 0, open: false }

const entered = (memory: ForecastMemory, first: number): ForecastMemory =>
  memory.first === first ? memory : { ...memory, ...NOTHING, first }

const begun = (slot: SlotFacts, first: number): ForecastMemory => {
  const from = Math.max(slot.since, slot.index - reach(slot.cadence))
  let memory: ForecastMemory = { kind: 'forecast', history: [], newest: from - 1, first, ...NOTHING }
  for (let index = from; index < slot.index; index++) {
    const value = slot.earlier(slot.index - index)
    const past = { index, cadence: slot.cadence, expected: slot.expected }
    const whole = add(memory, past, value, slot.yardstickAt(index)?.low)
    // What lies before the window is history and nothing else.
    memory = index < first ? { ...memory, history: whole.history, newest: whole.newest } : whole
  }
  return memory
}

const add = (
  memory: ForecastMemory,
  { index, cadence, expected }: Pick<SlotFacts, 'index' | 'cadence' | 'expected'>,
  value: number | undefined,
  target: number | undefined,
): ForecastMemory => {
  const goesOn = memory.newest === index - 1
  // A day off is no gap: the window is shorter by it.
  if (value === undefined && !expected(index)) return goesOn ? { ...memory, newest: index } : memory
  return {
    ...memory,
    elapsed: memory.elapsed + 1,
    due: memory.due + (target ?? 0),
    open: memory.open || target === undefined,
    ...(value === undefined
      ? {}
      : {
          history: [...(goesOn ? memory.history : []), value].slice(-HISTORY_KEPT[cadence]),
          newest: index,
          counted: memory.counted + 1,
          reached: memory.reached + value,
        }),
  }
}

const ask = (trigger: ResolvedTrigger, slot: SlotFacts, memory: ForecastMemory, periods: number): Look => {
  if (memory.elapsed < Math.max(EARLY.slots, Math.ceil(EARLY.share * periods)))
    return { reading: judged(slot, trigger, { breach: false, recovered: true }) }
  const { index: through, cadence, direction } = slot
  const targetAt = (at: number) => slot.yardstickAt(at)?.low
  const { expected: expectedAt } = slot
  const forecast = forecastWindow(trigger.forecast!, { memory, through, cadence, direction, targetAt, expectedAt })
  if (!forecast) return { reading: NO_READING }
  const { miss, expected, target } = forecast
  return {
    // What a computer adds up one way and mirrored another way still is exactly four fifths.
    reading: judged(slot, trigger, { breach: !exceeds(MISS.breach, miss), recovered: !exceeds(miss, MISS.recovery) }),
    seen: { kind: 'forecast', miss: shownProbability(miss), end: expected, target },
  }
}
