/** What makes a check-in one: red needs cause and way back, better than the numbers needs a reason, promises need a day. */
import type { RefusedBecause } from '../refused-because.ts'
import { CHECK_IN_LIMITS, type CheckIn, MOST_BLOCKERS } from './check-in.ts'
import {
  type CheckInProblem,
  type CheckingIn,
  cleaned,
  dayProblem,
  MAX_STEP_DAYS,
  textProblem,
} from './check-in-input.ts'
import { ItemStatus, type KpiStatus, STATUS_RANK } from './item.ts'

/** What somebody says, without when and for whom. */
export type Said = Pick<
  CheckIn,
  'status' | 'confidence' | 'changed' | 'blockers' | 'nextStep' | 'cause' | 'wayBack' | 'reason' | 'unchanged'
>

/** An off-track item may be said to be unchanged once; the second time in a row somebody has to think. */
const MOST_OFF_TRACK_REPEATS = 1

/** Status in the words of the history and the command line. */
export const STATUS_WORDS: Readonly<Record<KpiStatus, string>> = {
  'on-track': 'on track',
  'at-risk': 'at risk',
  'off-track': 'off track',
  stale: 'stale: its newest number is missing',
  'no-target': 'without a target',
  missing: 'without numbers',
}

/** What is said, or everything that is wrong with it. `today` is an epoch day. */
export const readSaid = (facts: CheckingIn, today: number): { said: Said } | { problems: CheckInProblem[] } => {
  if (facts.input.unchanged) return repeat(facts)
  const { status, confidence } = standing(facts)
  const said: Omit<Said, 'status' | 'confidence'> = { ...texts(facts), unchanged: 0 }
  const problems = [
    ...(status ? [] : [problem('status-missing', 'status', { because: 'status-missing' })]),
    ...(Number.isInteger(confidence) && confidence! >= 0 && confidence! <= 10
      ? []
      : [problem('bad-confidence', 'confidence', { because: 'confidence' })]),
    ...(status ? statusProblems(facts, { ...said, status, confidence: 0 }) : []),
    ...lengthProblems(said),
    ...stepProblems(facts, today),
    ...blockerProblems(facts),
  ]
  return problems.length > 0 ? { problems } : { said: { ...said, status: status!, confidence: confidence! } }
}

const problem = (code: CheckInProblem['code'], field: string, refused: RefusedBecause): CheckInProblem => ({
  code,
  field,
  refused,
})

/** A milestone that is done is on track beyond doubt. */
const standing = ({ input }: CheckingIn) => {
  const done = input.milestone?.act === 'done'
  return {
    status: ItemStatus.safeParse(input.status ?? (done ? 'on-track' : undefined)).data,
    confidence: input.confidence ?? (done ? 10 : undefined),
  }
}

const texts = ({ input }: CheckingIn) => {
  const [cause, wayBack, reason] = [cleaned(input.cause), cleaned(input.wayBack), cleaned(input.reason)]
  const step = { text: cleaned(input.nextStep?.text), by: input.nextStep?.by ?? '' }
  const blockers = (input.blockers ?? []).map((one) => ({ ...one, text: cleaned(one.text) }))
  return {
    changed: cleaned(input.changed),
    blockers: blockers
      .filter((one) => one.text !== '')
      .map(({ text, with: who }) => ({ text, ...(who ? { with: who } : {}) })),
    ...(step.text === '' ? {} : { nextStep: step }),
    ...(cause === '' ? {} : { cause }),
    ...(wayBack === '' ? {} : { wayBack }),
    ...(reason === '' ? {} : { reason }),
  }
}

const statusProblems = (
  { kpi, last, input }: Pick<CheckingIn, 'kpi' | 'last' | 'input'>,
  said: Said,
): CheckInProblem[] => {
  // That a milestone is done says what changed.
  const done = input.milestone?.act === 'done'
  const moved =
    !done && last !== undefined && last.status !== said.status && said.changed === '' && said.cause === undefined
  return [
    ...(said.status === 'off-track' ? offTrackProblems(said) : []),
    ...(kpi && isBetter(said.status, kpi) && said.reason === undefined
      ? [problem('reason-missing', 'reason', { because: 'reason-missing', status: kpi })]
      : []),
    ...(moved && said.status !== 'off-track'
      ? [problem('text-missing', 'changed', { because: 'changed-missing', status: last.status })]
      : []),
  ]
}

const offTrackProblems = ({ cause, wayBack }: Said): CheckInProblem[] => [
  ...textProblem('cause', cause ?? '', CHECK_IN_LIMITS.cause, { because: 'cause-missing' }),
  ...textProblem('wayBack', wayBack ?? '', CHECK_IN_LIMITS.wayBack, { because: 'way-back-missing' }),
]

/** Whether a status is better than the KPI's own; stale is never green. */
const isBetter = (status: ItemStatus, kpi: KpiStatus): boolean => {
  return kpi !== 'no-target' && kpi !== 'missing' && STATUS_RANK[status] < rankOf(kpi)
}

const rankOf = (kpi: KpiStatus): number => {
  if (kpi === 'no-target' || kpi === 'missing') return 0
  return STATUS_RANK[kpi === 'stale' ? 'at-risk' : kpi]
}

const lengthProblems = (said: Pick<Said, 'changed' | 'cause' | 'wayBack' | 'reason'>): CheckInProblem[] =>
  (['changed', 'cause', 'wayBack', 'reason'] as const).flatMap((field) =>
    textProblem(field, said[field] ?? '', CHECK_IN_LIMITS[field]),
  )

const stepProblems = ({ input }: CheckingIn, today: number): CheckInProblem[] => {
  const text = cleaned(input.nextStep?.text)
  const by = input.nextStep?.by ?? ''
  if (text === '' && by === '') return []
  return [
    ...textProblem('nextStep.text', text, CHECK_IN_LIMITS.nextStep, { because: 'step-missing' }),
    ...dayProblem('nextStep.by', by, today, today + MAX_STEP_DAYS),
  ]
}

const blockerProblems = ({ input, knows }: CheckingIn): CheckInProblem[] => {
  const blockers = input.blockers ?? []
  if (blockers.length > MOST_BLOCKERS) {
    const refused = { because: 'blockers' as const, count: blockers.length, most: MOST_BLOCKERS }
    return [problem('too-many', 'blockers', refused)]
  }
  return blockers.flatMap(({ text, with: who }, i) => {
    const missing = who ? { because: 'blocker-missing' as const } : undefined
    const problems = textProblem(`blockers.${i}.text`, cleaned(text), CHECK_IN_LIMITS.blocker, missing)
    if (!who || knows(who)) return problems
    const nobody = { because: 'blocker-person' as const, typed: cleaned(who).slice(0, 64) }
    return [...problems, problem('unknown-person', `blockers.${i}.with`, nobody)]
  })
}

/** The last check-in again. Its next step is not promised twice: the promise is still there. */
const repeat = ({ last, kpi }: CheckingIn): { said: Said } | { problems: CheckInProblem[] } => {
  if (!last) {
    return { problems: [problem('nothing-to-repeat', 'unchanged', { because: 'nothing-to-repeat' })] }
  }
  if (last.status === 'off-track' && last.unchanged >= MOST_OFF_TRACK_REPEATS) {
    return { problems: [problem('too-often', 'unchanged', { because: 'third-off-track' })] }
  }
  const { status, confidence, blockers, cause, wayBack, reason } = last
  const said: Said = {
    status,
    confidence,
    changed: '',
    blockers,
    ...(cause === undefined ? {} : { cause }),
    ...(wayBack === undefined ? {} : { wayBack }),
    ...(reason === undefined ? {} : { reason }),
    unchanged: last.unchanged + 1,
  }
  // A reason that was given while the figure stood better is none for what it has become since.
  const worse = kpi !== undefined && last.kpi !== undefined && rankOf(kpi) > rankOf(last.kpi)
  const problems =
    kpi && isBetter(status, kpi) && (reason === undefined || worse)
      ? [problem('reason-missing', 'reason', { because: 'reason-missing', status: kpi })]
      : []
  return problems.length > 0 ? { problems } : { said }
}
