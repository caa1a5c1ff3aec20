/**
 * The ladder of an action: deliver · remind on the morning of its day · the first slot after that day, tell the manager · then
 * every two working days the next of the chain, as for any ask. Nobody is reminded of what is due in three weeks every other day.
 */
import type { AskStep } from './ask.ts'
import { workingDayUpTo } from './calendar.ts'
import { CHAIN_STEP_WORKING_DAYS } from './decision-opening.ts'
import { parseInstant } from './instant.ts'
import { slotAfterDays, slotFrom, type WorkingTime } from './ladder-time.ts'
import { instantOf, wallOf } from './zone.ts'

/** What follows the step just done at `at` (epoch ms) on the ask that leads; `dueBy` is the last minute of the promised day. */
export const actionStep = (
  time: WorkingTime,
  dueBy: string,
  done: Exclude<AskStep, 'end'>,
  at: number,
): { step: AskStep; at: number } => {
  const later = slotAfterDays(time, at, CHAIN_STEP_WORKING_DAYS)
  if (done === 'deliver') return { step: 'remind', at: remindAt(time, dueBy, at) }
  if (done === 'remind')
    return { step: 'tell-manager', at: Math.max(slotFrom(time, parseInstant(dueBy)), slotFrom(time, at + 1)) }
  return { step: 'escalate', at: later }
}

/** The slot of the promised day, or of the last working day before it; two working days on where that is not ahead. */
export const remindAt = (time: WorkingTime, dueBy: string, at: number): number => {
  const { day } = wallOf(parseInstant(dueBy), time.zone)
  const morning = slotFrom(time, instantOf(workingDayUpTo(time.calendar, day), 0, time.zone))
  return morning > at ? morning : slotAfterDays(time, at, CHAIN_STEP_WORKING_DAYS)
}
