/** A check-in answered: what is kept, what becomes of earlier promises, and which cycles it fills. */
import { formatDay } from '../civil.ts'
import type { HistoryEntry } from '../history.ts'
import { formatInstant } from '../instant.ts'
import { wallOf } from '../zone.ts'
import { CHECK_IN_LIMITS, type CheckIn } from './check-in.ts'
import {
  type CheckInProblem,
  type CheckInRefused,
  type CheckingIn,
  cleaned,
  dayProblem,
  MAX_STEP_DAYS,
  textProblem,
} from './check-in-input.ts'
import { readSaid, type Said, STATUS_WORDS } from './check-in-rules.ts'
import { type Commitment, commitmentId } from './commitment.ts'
import type { CycleItem } from './cycle.ts'
import { answerMilestone } from './milestone-answer.ts'
import type { MilestoneState } from './milestone-state.ts'

/** What changed. Every record is as it is to be written, on condition of the revision before; a revision of 1 is new. */
export interface CheckInEffect {
  checkIn: CheckIn
  commitments: Commitment[]
  milestone?: MilestoneState
  cycleItems: CycleItem[]
  history: HistoryEntry[]
}

/** Tells the two apart. */
export const isCheckInRefused = (outcome: CheckInEffect | CheckInRefused): outcome is CheckInRefused =>
  'problems' in outcome

/** Applies a check-in at `now` (epoch ms), or says everything that is wrong with it. */
export const answerCheckIn = (facts: CheckingIn, now: number): CheckInEffect | CheckInRefused => {
  const today = wallOf(now, facts.zone).day
  const read = readSaid(facts, today)
  const milestone = answerMilestone(facts, today, now)
  const problems = [
    ...('problems' in read ? read.problems : []),
    ...(milestone && 'problems' in milestone ? milestone.problems : []),
    ...commitmentProblems(facts, today),
  ]
  if (problems.length > 0 || 'problems' in read || (milestone && 'problems' in milestone)) return { problems }
  const checkIn = checkInOf(facts, read.said, now)
  const commitments = [...settled(facts, today, now), ...promised(checkIn)]
  return {
    checkIn,
    commitments,
    ...(milestone ? { milestone: milestone.state } : {}),
    cycleItems: filled(facts, checkIn),
    history: historyOf(facts, checkIn, commitments, milestone?.why),
  }
}

const checkInOf = (facts: CheckingIn, said: Said, now: number): CheckIn => {
  const { item, ask, input } = facts
  const open = facts.cycles.filter(({ closed }) => !closed).map((one) => one.item.cycle)
  const lateFor = facts.cycles
    .filter(({ item: one, closed }) => closed && isUnanswered(one))
    .map((one) => one.item.cycle)
  return {
    item,
    at: formatInstant(now),
    by: input.by,
    ...(ask === undefined ? {} : { ask }),
    ...(facts.kpi === undefined ? {} : { kpi: facts.kpi }),
    ...said,
    how: input.unchanged ? 'unchanged' : input.how,
    cycles: [...open, ...lateFor],
    lateFor,
  }
}

const isUnanswered = ({ state }: CycleItem): boolean => state === 'waiting' || state === 'silent' || state === 'unasked'

/** An open cycle takes the newest answer; a closed one is never reopened, but it learns of an answer it never had. */
const filled = (facts: CheckingIn, checkIn: CheckIn): CycleItem[] =>
  facts.cycles
    .filter(({ item }) => checkIn.cycles.includes(item.cycle))
    .map(({ item, closed }) => ({
      ...item,
      state: closed ? ('late' as const) : ('answered' as const),
      checkIn,
      revision: item.revision + 1,
    }))

const commitmentProblems = ({ input, commitments, cycles }: CheckingIn, today: number): CheckInProblem[] =>
  (input.commitments ?? []).flatMap(({ id, said, by, note }, i) => {
    const field = `commitments.${i}`
    const isOpen = commitments.some((one) => one.id === id && one.state === 'open')
    // It was asked about, and somebody, or the close, was first: what was said then stands, and the rest counts.
    if (!isOpen && cycles.some(({ item }) => item.facts.commitments.some((one) => one.id === id))) return []
    if (!isOpen) {
      return [{ code: 'unknown-commitment' as const, field, refused: { because: 'promise-over' as const } }]
    }
    return [
      ...(said === 'open' ? dayProblem(`${field}.by`, by ?? '', today, today + MAX_STEP_DAYS) : []),
      ...textProblem(`${field}.note`, cleaned(note), CHECK_IN_LIMITS.changed),
    ]
  })

/** What was said about earlier promises; one whose day has passed and of which nothing is said was not kept. */
const settled = ({ input, commitments }: CheckingIn, today: number, now: number): Commitment[] =>
  commitments
    .filter((one) => one.state === 'open')
    .flatMap((one) => {
      const answer = input.commitments?.find(({ id }) => id === one.id)
      if (!answer) return expire(one, today, now)
      const note = cleaned(answer.note)
      const said = { ...one, ...(note === '' ? {} : { note }), revision: one.revision + 1 }
      if (answer.said === 'open') return [{ ...said, by: answer.by!, moves: one.moves + 1 }]
      return [{ ...said, state: answer.said, settledAt: formatInstant(now), settledBy: input.by }]
    })

/** A promise whose day is over (`today` is an epoch day) is broken by the clock; any other stays as it is. */
export const expire = (one: Commitment, today: number, now: number): Commitment[] => {
  if (one.state !== 'open' || one.by >= formatDay(today)) return []
  return [{ ...one, state: 'broken', settledAt: formatInstant(now), settledBy: 'clock', revision: one.revision + 1 }]
}

const promised = ({ item, at, by, nextStep }: CheckIn): Commitment[] => {
  if (!nextStep) return []
  const id = commitmentId(item, at)
  return [{ id, item, person: by, ...nextStep, madeAt: at, moves: 0, state: 'open', revision: 1 }]
}

const historyOf = (
  { input }: CheckingIn,
  { item, at, by, status, confidence, how, lateFor }: CheckIn,
  commitments: readonly Commitment[],
  milestone: string | undefined,
): HistoryEntry[] => {
  const line = { item, at, who: by, via: input.via }
  const late = lateFor.length === 0 ? '' : `, after the close of ${lateFor.join(', ')}`
  const unchanged = how === 'unchanged' ? ', nothing changed' : ''
  const why = `${STATUS_WORDS[status]}, confidence ${confidence}${unchanged}${late}`
  return [
    { ...line, what: 'Checked in', why },
    ...(milestone === undefined ? [] : [{ ...line, what: 'Milestone changed', why: milestone }]),
    ...commitments.map((one) => {
      const said = { what: `Commitment ${wordOf(one)}`, why: `"${one.text}" by ${one.by}` }
      return one.settledBy === 'clock' ? { item, at, who: 'clock', ...said } : { ...line, ...said }
    }),
  ]
}

const wordOf = ({ state, revision, moves }: Commitment): string => {
  if (state !== 'open') return state
  return revision === 1 && moves === 0 ? 'made' : 'moved'
}
