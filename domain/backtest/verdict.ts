/** What became of the alarms of a series: which came back unasked, which misses they told of, and how early. */

import { periodOfDay } from '../period.ts'
import { CONDITION } from '../plan/defaults.ts'
import type { Cadence } from '../plan/measure.ts'
import type { ResolvedKpi, ResolvedTrigger } from '../plan/resolved.ts'
import { wallOf } from '../zone.ts'
import type { Alarm } from './alarm.ts'
import type { CourseSlot } from './course.ts'
import { isWindowed, windowAt, windowMisses } from './window-misses.ts'

/** A stretch of slots off track: what an alarm is there to prevent. */
export interface Miss {
  /** An alarm from this slot on tells of it; otherwise one that is not much older. */
  from?: number
  first: number
  last: number
}

/**
 * Whether an alarm was false: true, false, or `open` where the history ends too soon to say. A silent source is no matter of
 * opinion, and a flap asks about the trigger: both are `none`.
 */
export type Verdict = 'false' | 'true' | 'open' | 'none'

/**
 * **False alarm**: it would have passed its own effect check although nobody was asked, so the trigger is clear at the slot
 * at which the effect of a decision taken at once would have been looked at. History cannot tell what came back by itself
 * from what somebody brought back, so this counts too many rather than too few.
 */
export const verdictOf = (
  alarm: Alarm,
  { kpi, trigger, course }: { kpi: ResolvedKpi; trigger: ResolvedTrigger; course: readonly CourseSlot[] },
): Verdict => {
  if (alarm.about === 'flap' || trigger.kind === 'freshness') return 'none'
  // What was taken back because figures were corrected asked about nothing.
  if (alarm.ended?.why === 'withdrawn') return 'false'
  if (isWindowed(trigger)) return ofWindow(windowAt(trigger, kpi, course, toldOn(alarm))?.short)
  const checked = periodOfDay(kpi.cadence, wallOf(alarm.at, kpi.timezone).day) + trigger.effectCheck
  const slot = course[checked - (course[0]?.index ?? 0)]
  if (!slot) return 'open'
  return slot.clear.includes(trigger.id) ? 'false' : 'true'
}

/** An alarm about a window is false when the window ended on target. */
const ofWindow = (short: boolean | undefined): Verdict => (short === undefined ? 'open' : short ? 'true' : 'false')

/** What a trigger is there to prevent on a series: windows that end short, or slots off track. */
export const missesFor = (
  trigger: ResolvedTrigger,
  { kpi, course, misses }: { kpi: ResolvedKpi; course: readonly CourseSlot[]; misses: readonly Miss[] },
): readonly Miss[] => {
  if (trigger.kind === 'freshness') return []
  return isWindowed(trigger) ? windowMisses(trigger, kpi, course) : misses
}

/**
 * A miss lasts from the first slot off track until the series is on track again, with as many slots off track as a red
 * trigger of that cadence waits for by default. Slots without a value or a target are passed over.
 */
export const missesOf = (course: readonly CourseSlot[], cadence: Cadence): Miss[] => {
  const { m } = CONDITION.red[cadence]
  const misses: Miss[] = []
  let run: { first: number; last: number; off: number } | undefined
  const close = () => {
    if (run && run.off >= m) misses.push({ first: run.first, last: run.last })
    run = undefined
  }
  for (const { index, status, value } of course) {
    if (value === undefined) continue
    if (status === 'off-track') run = { first: run?.first ?? index, last: index, off: (run?.off ?? 0) + 1 }
    else if (status === 'on-track') close()
    else if (run) run.last = index
  }
  close()
  return misses
}

/**
 * For each miss the slots from the alarm to its first bad slot: 3 means that the alarm fired three slots earlier, −1 one slot
 * after it. `undefined`: nobody was asked. An alarm tells of a miss when its episode touches it, or when it fired at most the
 * slots of an effect check before it: whatever cleared earlier was about something else.
 */
export const leadsOf = (
  misses: readonly Miss[],
  alarms: readonly Alarm[],
  effectCheck: number,
): (number | undefined)[] => {
  const told = alarms.filter((alarm) => alarm.about === 'episode')
  return misses.map(({ from, first, last }) => {
    const alarm = told.find((one) => {
      const { ended } = one
      const fired = toldOn(one)
      const touches = fired <= last && (ended?.through ?? Number.POSITIVE_INFINITY) >= first
      return touches || (fired < first && fired >= (from ?? first - effectCheck))
    })
    return alarm && first - toldOn(alarm)
  })
}

/** The slot on which somebody was asked. */
const toldOn = ({ asked, fired }: Alarm): number => asked ?? fired
