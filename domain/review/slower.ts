/** A review that leads to nothing is proposed to be held less often, with what to change in the plan. */
import { isCron } from '../plan/cron.ts'
import { cadenceOf, daysOf, QUARTERLY, type ReviewCadence } from './cadence.ts'
import { endedInAction } from './conclusion.ts'
import type { Cycle, ReviewState } from './cycle.ts'

/** Cycles without a decision or an action after which a slower cadence is proposed, and again after so many more. */
export const IDLE_CYCLES = 4

/**
 * How many cycles in a row, the newest first, ended without a decision or an action, concluded or not. Those whose chair was never
 * asked to conclude them, of a release before that, say nothing.
 */
export const idleCycles = (ended: readonly Pick<Cycle, 'conclusion' | 'concludeBy' | 'closedAt'>[]): number => {
  const idle = ended.findIndex((one) => endedInAction(one.conclusion) || one.concludeBy === undefined)
  return idle === -1 ? ended.length : idle
}

/** The state of a review once the cycles before were counted, and whether a slower cadence is proposed at `now`, the close of the cycle that is packed (ISO). */
export const afterCycles = (
  state: ReviewState,
  ended: readonly Pick<Cycle, 'conclusion' | 'concludeBy' | 'closedAt'>[],
  now: string,
): { state: ReviewState; proposed: boolean } => {
  const withoutDecisions = idleCycles(ended)
  // It was proposed at the close of a cycle, which is the first to be counted anew.
  const since = state.slowerProposedAt ?? ''
  const unsaid = ended.slice(0, withoutDecisions).filter(({ closedAt }) => (closedAt ?? '') >= since).length
  const proposed = unsaid >= IDLE_CYCLES
  return {
    state: { ...state, withoutDecisions, ...(proposed ? { slowerProposedAt: now } : {}), revision: state.revision + 1 },
    proposed,
  }
}

/**
 * The next slower schedule: of working days one, of each week two a month, of two a month one, of each month one a quarter.
 * Undefined where the pattern is none of these; then only a person knows.
 */
export const slowerSchedule = (schedule: string): string | undefined => {
  const [minute, hour] = schedule.trim().split(/\s+/)
  const wanted = slowerDays(cadenceOf(schedule), daysOf(schedule))
  const found = wanted && `${minute} ${hour} ${wanted}`
  return found !== undefined && isCron(found) ? found : undefined
}

const slowerDays = (
  cadence: ReviewCadence | undefined,
  { day, weekday }: Pick<ReturnType<typeof daysOf>, 'day' | 'weekday'>,
): string | undefined => {
  if (cadence === 'daily' || cadence === 'working-days' || cadence === 'several-a-week') return '* * mon'
  if (cadence === 'weekly') return `* * ${weekday}#1,${weekday}#3`
  if (cadence === 'twice-a-month' || cadence === 'several-a-month') return `${first(day)} * ${first(weekday)}`
  return cadence === 'monthly' ? `${day} ${QUARTERLY} ${weekday}` : undefined
}

const first = (list: string): string => list.split(',')[0]!
