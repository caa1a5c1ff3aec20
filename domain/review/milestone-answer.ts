/** What an answer does to a milestone: done on a day, another day with a reason, or two milestones instead of one. */
import { formatInstant } from '../instant.ts'
import type { RefusedBecause } from '../refused-because.ts'
import { CHECK_IN_LIMITS } from './check-in.ts'
import {
  type CheckInProblem,
  type CheckingIn,
  cleaned,
  dayProblem,
  type MilestoneSaid,
  textProblem,
} from './check-in-input.ts'
import { KEPT_MOVES, type MilestoneState } from './milestone-state.ts'

/** Done at most a year ago; moved or split to at most three years ahead. */
const BACK_DAYS = 365
const AHEAD_DAYS = 3 * 365
const MOST_NAME = 200

/** The state after the answer with a line for its history, or what is wrong; undefined when nothing is said. */
export const answerMilestone = (
  { input, milestone }: CheckingIn,
  today: number,
  now: number,
): { state: MilestoneState; why: string } | { problems: CheckInProblem[] } | undefined => {
  const said = input.milestone
  if (!said) return undefined
  if (!milestone) return refuse('wrong-action', 'milestone', { because: 'no-milestone' })
  const { milestone: one, state } = milestone
  const { name, doneOn } = one
  if (doneOn !== undefined) return refuse('already-done', 'milestone', { because: 'milestone-done', name, on: doneOn })
  if (state?.split) return refuse('already-done', 'milestone', { because: 'milestone-split', name })
  const problems = problemsOf(said, one, today)
  if (problems.length > 0) return { problems }
  const before: MilestoneState = state ?? { milestone: one.id, moves: [], moved: 0, revision: 0 }
  const who = { by: input.by, at: formatInstant(now) }
  return applied(said, one, { ...before, revision: before.revision + 1 }, who)
}

type One = NonNullable<CheckingIn['milestone']>['milestone']

const refuse = (code: CheckInProblem['code'], field: string, refused: RefusedBecause) => ({
  problems: [{ code, field, refused }],
})

const problemsOf = (said: MilestoneSaid, one: One, today: number): CheckInProblem[] => {
  if (said.act === 'done') return dayProblem('milestone.on', said.on, today - BACK_DAYS, today)
  if (said.act === 're-date') {
    const missing = { because: 'move-why' as const }
    return [
      ...dayProblem('milestone.to', said.to, today, today + AHEAD_DAYS),
      ...(said.to === one.due
        ? [
            {
              code: 'bad-date' as const,
              field: 'milestone.to',
              refused: { because: 'already-due' as const, on: one.due },
            },
          ]
        : []),
      ...textProblem('milestone.reason', cleaned(said.reason), CHECK_IN_LIMITS.reason, missing),
    ]
  }
  if (one.part !== undefined) {
    return [{ code: 'wrong-action', field: 'milestone', refused: { because: 'part-again' } }]
  }
  const two = said.into.length === 2
  if (!two) return [{ code: 'wrong-action', field: 'milestone.into', refused: { because: 'into-two' } }]
  return said.into.flatMap(({ name, due }, i) => [
    ...textProblem(`milestone.into.${i}.name`, cleaned(name), MOST_NAME, { because: 'part-names' }),
    ...dayProblem(`milestone.into.${i}.due`, due, today, today + AHEAD_DAYS),
  ])
}

const applied = (said: MilestoneSaid, one: One, state: MilestoneState, who: { by: string; at: string }) => {
  if (said.act === 'done') return { state: { ...state, done: { on: said.on, ...who } }, why: `done on ${said.on}` }
  if (said.act === 're-date') {
    const reason = cleaned(said.reason)
    const moves = [...state.moves, { from: one.due, to: said.to, reason, ...who }].slice(-KEPT_MOVES)
    const due = { date: said.to, planned: one.planned }
    return {
      state: { ...state, due, moves, moved: state.moved + 1 },
      why: `moved from ${one.due} to ${said.to}: ${reason}`,
    }
  }
  const into = said.into.map(({ name, due }, i) => ({ id: `${one.id}~${i + 1}`, name: cleaned(name), due }))
  const why = `split into ${into.map(({ name, due }) => `"${name}" by ${due}`).join(' and ')}`
  return { state: { ...state, split: { into, ...who } }, why }
}

/** What waits for a milestone and would be due before its new day: to be shown before it moves. */
export const overtaken = <T extends { due: string }>(dependants: readonly T[], to: string): T[] =>
  dependants.filter((one) => one.due < to)
