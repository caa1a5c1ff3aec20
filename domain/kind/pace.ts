/** Trigger kind pace: will the sum of the window reach its target at the rate so far? */

import type { ResolvedTrigger } from '../plan/resolved.ts'
import { exceeds } from '../signal/exceeds.ts'
import { PACE, type PaceTotals, paceOfTotals, RECENT_PERIODS } from '../signal/pace.ts'
import { isFirm, judged, type Look, NO_READING, type SlotFacts } from '../slot-facts.ts'
import { type SlotSpan, windowOf } from '../target-window.ts'
import type { PaceMemory, TriggerMemory } from '../trigger-memory.ts'

/**
 * One more slot of a window. A missing slot counts as still to come, so does one whose data is not firm yet. The first
 * slots of a new window end an episode: the target it was about is past. What was due before the trigger was in the plan
 * counts too, by the targets of now; a series that begins within a window is held against what is left of it.
 */
export const lookAtPace = (trigger: ResolvedTrigger, slot: SlotFacts, before: TriggerMemory | undefined): Look => {
  const { window, yearBegins } = trigger.pace!
  const span = windowOf(slot.cadence, slot.index, window, yearBegins)
  const first = Math.max(span.first, slot.since)
  const known = before?.kind === 'pace' && before.first === first ? before : begun(first, slot)
  const memory = add(known, isFirm(slot, trigger) ? slot.value : undefined, slot.yardstick?.low)
  if (slot.value === undefined) return { reading: NO_READING, memory }
  const shown = isFirm(slot, trigger) ? memory : add(known, slot.value, slot.yardstick?.low)
  return { ...lookAtTotals(trigger, slot, shown, { first, last: span.last }), memory }
}

const begun = (first: number, slot: SlotFacts): PaceMemory => {
  let memory: PaceMemory = {
    kind: 'pace',
    first,
    elapsed: 0,
    reached: 0,
    actual: 0,
    expected: 0,
    due: 0,
    recent: [],
    open: false,
  }
  for (let at = first; at < slot.index; at++) {
    memory = add(memory, slot.earlier(slot.index - at), slot.yardstickAt(at)?.low)
  }
  return memory
}

const add = (memory: PaceMemory, value: number | undefined, target: number | undefined): PaceMemory => {
  const due = target ?? 0
  return {
    ...memory,
    elapsed: memory.elapsed + 1,
    due: memory.due + due,
    open: memory.open || target === undefined,
    ...(value === undefined
      ? {}
      : {
          reached: memory.reached + 1,
          actual: memory.actual + value,
          expected: memory.expected + due,
          recent: [...memory.recent, value].slice(-RECENT_PERIODS),
        }),
  }
}

const lookAtTotals = (trigger: ResolvedTrigger, slot: SlotFacts, sums: PaceMemory, { first, last }: SlotSpan): Look => {
  const direction = slot.direction === 'down' ? 'down' : 'up'
  const target = sums.open ? undefined : targetOf(sums.due, slot, last)
  if (target === undefined) return { reading: NO_READING }
  const totals: PaceTotals = { ...sums, periods: last - first + 1, target, direction }
  const pace = paceOfTotals(totals)
  if (pace.state !== 'judged') {
    const early = judged(slot, trigger, { breach: false, recovered: true })
    return { reading: pace.state === 'over' ? NO_READING : early }
  }
  const { actual, expected, required, recent, ratio, projection, breach } = pace
  const way = direction === 'up' ? 1 : -1
  const behind = exceeds(way * (expected - actual), PACE.behind * Math.abs(expected))
  // Short of what was due, but at a rate that will make it up: nothing new is asked, and what was asked may end.
  const keepsUp = !exceeds(way * (required - recent), 0, Math.abs(required))
  return {
    reading: judged(slot, trigger, { breach, recovered: !behind || keepsUp }),
    seen: {
      kind: 'pace',
      actual,
      expected,
      ...(ratio !== undefined && recent > 0 ? { ratio } : {}),
      projection,
      target,
    },
  }
}

/** Targets of what was due and of what is still to come; without one of them there is no target of the window. */
const targetOf = (due: number, slot: SlotFacts, last: number): number | undefined => {
  let target = due
  for (let at = slot.index + 1; at <= last; at++) {
    const yardstick = slot.yardstickAt(at)
    if (!yardstick) return undefined
    target += yardstick.low
  }
  return target
}
