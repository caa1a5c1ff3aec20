/** A review's schedule in words. */
import cronstrue from 'cronstrue'

/** `At 09:00, only on Monday`; the pattern itself where it says more than the library has words for (`fri#L`). */
export const scheduleWords = (pattern: string): string => {
  try {
    return cronstrue.toString(pattern, { use24HourTimeFormat: true })
  } catch {
    return pattern
  }
}
