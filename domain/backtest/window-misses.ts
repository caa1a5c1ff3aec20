/** Target windows of a series in hindsight: which ended short. What pace and forecast triggers are there to prevent. */
import type { ResolvedTrigger } from '../plan/resolved.ts'
import { exceeds, sizeOf } from '../signal/exceeds.ts'
import { type SlotSpan, windowOf } from '../target-window.ts'
import type { CourseSlot } from './course.ts'
import type { Miss } from './verdict.ts'

/** A window that is over; `short` is undefined where a value or a target is missing. */
export interface PastWindow extends SlotSpan {
  short?: boolean
}

type Kpi = { cadence: Parameters<typeof windowOf>[0]; direction: 'up' | 'down' | 'range' }

/** What of a window has a target; undefined for kinds that look at slots. */
const windowed = ({ pace, forecast }: ResolvedTrigger) => (pace ? { ...pace, of: 'sum' as const } : forecast)

/** Whether a trigger is about the end of a window and not about its slots. */
export const isWindowed = (trigger: ResolvedTrigger): boolean => windowed(trigger) !== undefined

/** The window of a slot, if it is over within the course. A series that begins within it is held against what is left. */
export const windowAt = (
  trigger: ResolvedTrigger,
  { cadence, direction }: Kpi,
  course: readonly CourseSlot[],
  index: number,
): PastWindow | undefined => {
  const { window, yearBegins, of } = windowed(trigger)!
  const [begin, end] = [course[0]?.index ?? 0, course.at(-1)?.index ?? -1]
  const span = windowOf(cadence, index, window, yearBegins)
  if (span.last > end) return undefined
  const first = Math.max(span.first, begin)
  const slots = course.slice(first - begin, span.last - begin + 1)
  const counted = of === 'last' ? slots.slice(-1) : slots
  const short = isShort(counted, direction)
  return { first, last: span.last, ...(short === undefined ? {} : { short }) }
}

const isShort = (slots: readonly CourseSlot[], direction: Kpi['direction']): boolean | undefined => {
  let [value, target] = [0, 0]
  for (const slot of slots) {
    if (slot.value === undefined || !slot.yardstick) return undefined
    value += slot.value
    target += slot.yardstick.low
  }
  const size = sizeOf(value, target)
  return direction === 'down' ? exceeds(value, target, size) : exceeds(target, value, size)
}

/** Every window that ended short, as a miss of its last slot; any alarm within the window tells of it. */
export const windowMisses = (trigger: ResolvedTrigger, kpi: Kpi, course: readonly CourseSlot[]): Miss[] => {
  const misses: Miss[] = []
  for (let index = course[0]?.index ?? 0; index <= (course.at(-1)?.index ?? -1); ) {
    const found = windowAt(trigger, kpi, course, index)
    if (!found) break
    if (found.short) misses.push({ from: found.first, first: found.last, last: found.last })
    index = found.last + 1
  }
  return misses
}
