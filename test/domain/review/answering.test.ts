import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseInstant } from '../../../domain/instant.ts'
import { answerCheckIn, type CheckInEffect, isCheckInRefused } from '../../../domain/review/answering.ts'
import { CheckIn } from '../../../domain/review/check-in.ts'
import type { CheckInInput, CheckingIn } from '../../../domain/review/check-in-input.ts'
import { Commitment } from '../../../domain/review/commitment.ts'
import type { CycleItem, CycleItemState } from '../../../domain/review/cycle.ts'
import { overtaken } from '../../../domain/review/milestone-answer.ts'
import { MilestoneState } from '../../../domain/review/milestone-state.ts'
import { milestonesOf } from '../../../domain/review/milestones.ts'
import { sentenceOf } from '../told.ts'
import { checkIn, company } from './a-company.ts'

const NOW = parseInstant('2026-03-03T10:00:00Z')
const before = '2026-02-23T10:00:00Z'
const last = (more: Partial<CheckIn> = {}) => checkIn('kpi:leads', before, more)
const promise = (more: Partial<Commitment> = {}): Commitment => ({
  id: 'C-1',
  item: 'kpi:leads',
  person: 'anna',
  text: 'Call the ten largest',
  by: '2026-03-02',
  madeAt: before,
  moves: 0,
  state: 'open',
  revision: 1,
  ...more,
})
const cycleItem = (cycle: string, state: CycleItemState): CycleItem => ({
  cycle,
  item: 'kpi:leads',
  name: 'Leads',
  owner: 'anna',
  unowned: false,
  state,
  facts: { commitments: [], moreCommitments: 0, decisions: [], moreDecisions: 0 },
  revision: 1,
})
const pilot = milestonesOf(company(), new Map()).find((one) => one.id === 'pilot')!
/** A cycle that has closed, which froze this promise as open. */
const askedAbout = (one: Commitment): CheckingIn['cycles'] => [
  {
    closed: true,
    item: {
      ...{
        cycle: 'weekly@2026-02-23',
        item: 'kpi:leads',
        name: 'Leads',
        owner: 'anna',
        unowned: false,
        state: 'silent',
      },
      facts: { commitments: [one], moreCommitments: 0, decisions: [], moreDecisions: 0 },
      revision: 1,
    },
  },
]
const ofPilot: Partial<CheckingIn> = { item: 'milestone:pilot', milestone: { milestone: pilot } }

const fine: CheckInInput = { by: 'anna', via: 'link', how: 'page', status: 'on-track', confidence: 8 }
const red = { status: 'off-track', cause: 'Two of five left.', wayBack: 'Hire two by May.' }
const answer = (input: Partial<CheckInInput>, facts: Partial<CheckingIn> = {}, now = NOW) =>
  answerCheckIn(
    {
      item: 'kpi:leads',
      zone: 'Europe/London',
      commitments: [],
      knows: (person) => person === 'bert',
      cycles: [],
      ...facts,
      input: { ...fine, ...input },
    },
    now,
  )
const accepted = (outcome: ReturnType<typeof answer>): CheckInEffect => {
  if (isCheckInRefused(outcome)) throw new Error(JSON.stringify(outcome.problems))
  return outcome
}

describe('what is refused, where, and in what words', () => {
  type Row = [string, Partial<CheckInInput>, Partial<CheckingIn>, string, RegExp]
  it.each([
    ['no status', { status: undefined }, {}, 'status', /on track, at risk or off track/],
    ['a status of its own', { status: 'green' }, {}, 'status', /on track, at risk or off track/],
    ['no confidence', { confidence: undefined }, {}, 'confidence', /0 to 10/],
    ['a confidence of 11', { confidence: 11 }, {}, 'confidence', /0 to 10/],
    ['half a confidence', { confidence: 7.5 }, {}, 'confidence', /0 to 10/],
    ['no number at all', { confidence: Number.NaN }, {}, 'confidence', /0 to 10/],
    ['red without a cause', { ...red, cause: ' \n' }, {}, 'cause', /what put it off track/],
    ['red without a way back', { ...red, wayBack: '\u0007' }, {}, 'wayBack', /gets back on track/],
    ['green where the KPI is red', {}, { kpi: 'off-track' }, 'reason', /The KPI is off track: say why/],
    ['amber where the KPI is red', { status: 'at-risk' }, { kpi: 'off-track' }, 'reason', /off track/],
    ['green where the KPI is stale', {}, { kpi: 'stale' }, 'reason', /stale/],
    ['another status without a word', { status: 'at-risk' }, { last: last() }, 'changed', /Last time it was on track/],
    ['a novel', { changed: 'x'.repeat(1001) }, {}, 'changed', /1001 characters; shorten it to 1000/],
    ['a step without a day', { nextStep: { text: 'Call', by: '' } }, {}, 'nextStep.by', /2026-03-03 to 2027-03-03/],
    ['a step by yesterday', { nextStep: { text: 'Call', by: '2026-03-02' } }, {}, 'nextStep.by', /2026-03-02/],
    ['a step in two years', { nextStep: { text: 'Call', by: '2028-03-02' } }, {}, 'nextStep.by', /2027-03-03/],
    ['a step by 30 February', { nextStep: { text: 'Call', by: '2026-02-30' } }, {}, 'nextStep.by', /cannot be the day/],
    [
      'a day without a step',
      { nextStep: { text: '', by: '2026-03-09' } },
      {},
      'nextStep.text',
      /what the next step is/,
    ],
    ['six blockers', { blockers: Array(6).fill({ text: 'x' }) }, {}, 'blockers', /6 blockers: name the 5/],
    ['a stranger', { blockers: [{ text: 'x', with: 'zoe' }] }, {}, 'blockers.0.with', /"zoe" is nobody in the plan/],
    ['a person but no blocker', { blockers: [{ text: ' ', with: 'bert' }] }, {}, 'blockers.0.text', /in the way/],
    ['a long blocker', { blockers: [{ text: 'x'.repeat(301) }] }, {}, 'blockers.0.text', /301/],
    ['unchanged, the first time', { unchanged: true }, {}, 'unchanged', /no check-in to repeat/],
    [
      'off track and unchanged for the third time',
      { unchanged: true },
      { last: last({ ...red, status: 'off-track', unchanged: 1 }) },
      'unchanged',
      /third time/,
    ],
    [
      'unchanged where the KPI went red',
      { unchanged: true },
      { last: last(), kpi: 'off-track' },
      'reason',
      /KPI is off/,
    ],
    [
      'unchanged, with a reason that was for a better figure',
      { unchanged: true },
      { last: last({ reason: 'One wet day', kpi: 'at-risk' }), kpi: 'off-track' },
      'reason',
      /KPI is off track/,
    ],
    ['a promise nobody made', { commitments: [{ id: 'C-9', said: 'kept' }] }, {}, 'commitments.0', /no longer waits/],
    [
      'a promise that is settled',
      { commitments: [{ id: 'C-1', said: 'kept' }] },
      { commitments: [promise({ state: 'broken' })] },
      'commitments.0',
      /no longer waits/,
    ],
    [
      'still open, without a new day',
      { commitments: [{ id: 'C-1', said: 'open' }] },
      { commitments: [promise()] },
      'commitments.0.by',
      /choose one from/,
    ],
    ['a KPI that is done', { milestone: { act: 'done', on: '2026-03-01' } }, {}, 'milestone', /is no milestone/],
    ['done tomorrow', { milestone: { act: 'done', on: '2026-03-04' } }, ofPilot, 'milestone.on', /to 2026-03-03/],
    [
      're-dated without a reason',
      { milestone: { act: 're-date', to: '2026-05-01', reason: '' } },
      ofPilot,
      'milestone.reason',
      /why it moves/,
    ],
    [
      're-dated to the day it has',
      { milestone: { act: 're-date', to: '2026-03-20', reason: 'x' } },
      { ...ofPilot, milestone: { milestone: { ...pilot, due: '2026-03-20' } } },
      'milestone.to',
      /already due/,
    ],
    [
      'split in three',
      { milestone: { act: 'split', into: Array(3).fill({ name: 'x', due: '2026-05-01' }) } },
      ofPilot,
      'milestone.into',
      /exactly two/,
    ],
    [
      'a part split again',
      { milestone: { act: 'split', into: Array(2).fill({ name: 'x', due: '2026-05-01' }) } },
      { ...ofPilot, milestone: { milestone: { ...pilot, id: 'pilot~1', part: 'pilot' } } },
      'milestone',
      /not split again/,
    ],
    [
      'done twice',
      { milestone: { act: 'done', on: '2026-03-01' } },
      { ...ofPilot, milestone: { milestone: { ...pilot, doneOn: '2026-02-28' } } },
      'milestone',
      /was done on 2026-02-28/,
    ],
  ] as Row[])('%s', (_, input, facts, field, sentence) => {
    const outcome = answer(input, facts)
    if (!isCheckInRefused(outcome)) throw new Error('it was taken')
    expect(outcome.problems.map((one) => one.field)).toEqual([field])
    expect(sentenceOf(outcome.problems[0]!.refused)).toMatch(sentence)
  })

  it('everything that is wrong is said at once', () => {
    const outcome = answer({ status: 'off-track', confidence: -1, nextStep: { text: 'x', by: 'soon' } })
    expect(isCheckInRefused(outcome) && outcome.problems.map((one) => one.field)).toEqual([
      'confidence',
      'cause',
      'wayBack',
      'nextStep.by',
    ])
  })
})

describe('what is taken', () => {
  it.each([
    ['two taps: status and confidence', {}, {}],
    ['worse than the KPI needs no reason', red, { kpi: 'on-track' as const }],
    ['better than the KPI, with a reason', { reason: 'Counted twice.' }, { kpi: 'off-track' as const }],
    ['a KPI without a target says nothing', {}, { kpi: 'no-target' as const }],
    ['a step by today', { nextStep: { text: 'Call', by: '2026-03-03' } }, {}],
    ['an empty line among the blockers', { blockers: [{ text: '' }, { text: 'x', with: 'bert' }] }, {}],
    ['another status, with what changed', { status: 'at-risk', changed: 'Slower.' }, { last: last() }],
  ])('%s', (_, input, facts) => {
    expect(CheckIn.safeParse(accepted(answer(input, facts)).checkIn).success).toBe(true)
  })

  it('the day of a step is a day of the addressee', () => {
    const late = parseInstant('2026-03-03T23:30:00Z')
    const step = { nextStep: { text: 'Call', by: '2026-03-03' } }
    expect(isCheckInRefused(answer(step, { zone: 'Asia/Tokyo' }, late))).toBe(true)
    expect(isCheckInRefused(answer(step, { zone: 'America/New_York' }, late))).toBe(false)
  })

  it.each<[string, Partial<CheckInInput>, Partial<CheckingIn>]>([
    [
      'unchanged, where the figure is no worse than the reason was for',
      { unchanged: true },
      { last: last({ reason: 'One wet day', kpi: 'off-track' }), kpi: 'off-track' },
    ],
    [
      'unchanged, with a reason of before that was kept',
      { unchanged: true },
      { last: last({ reason: 'One wet day' }), kpi: 'off-track' },
    ],
    [
      'done, where it was at risk: that says what changed',
      { status: undefined, confidence: undefined, milestone: { act: 'done', on: '2026-03-03' } },
      { ...ofPilot, last: last({ status: 'at-risk' }) },
    ],
    [
      'a word on a promise that was asked about and settled meanwhile',
      { commitments: [{ id: 'C-1', said: 'kept' }] },
      { commitments: [promise({ state: 'broken' })], cycles: askedAbout(promise()) },
    ],
  ])('is taken: %s', (_, input, facts) => {
    expect(isCheckInRefused(answer(input, facts))).toBe(false)
  })

  it('keeps how the figure stood, for the next time', () => {
    expect(accepted(answer({ reason: 'x' }, { kpi: 'off-track' })).checkIn.kpi).toBe('off-track')
  })

  it('unchanged repeats what was said with a new date, and promises nothing twice', () => {
    const said = last({ ...red, status: 'off-track', confidence: 2, nextStep: { text: 'Call', by: '2026-03-09' } })
    const { checkIn: again, commitments } = accepted(answer({ unchanged: true, how: 'mail' }, { last: said }))
    expect(again).toMatchObject({
      at: '2026-03-03T10:00:00Z',
      how: 'unchanged',
      unchanged: 1,
      changed: '',
      confidence: 2,
    })
    expect(again).toMatchObject({ status: 'off-track', cause: red.cause, wayBack: red.wayBack })
    expect(again.nextStep).toBeUndefined()
    expect(commitments).toEqual([])
  })

  it('a next step is a promise, one however often it is written', () => {
    const step = { nextStep: { text: ' Call them ', by: '2026-03-09' } }
    const [first, second] = [accepted(answer(step)), accepted(answer(step))]
    expect(first.commitments).toMatchObject([{ person: 'anna', text: 'Call them', by: '2026-03-09', state: 'open' }])
    expect(second).toEqual(first)
  })

  it.each([
    ['said to be kept', { said: 'kept' as const }, promise(), { state: 'kept', settledBy: 'anna' }],
    ['said not to be', { said: 'broken' as const, note: 'Ill.' }, promise(), { state: 'broken', note: 'Ill.' }],
    [
      'still open until',
      { said: 'open' as const, by: '2026-03-10' },
      promise(),
      { state: 'open', by: '2026-03-10', moves: 1 },
    ],
    ['past its day, and nothing is said', undefined, promise(), { state: 'broken', settledBy: 'clock' }],
    ['due today, and nothing is said', undefined, promise({ by: '2026-03-03' }), undefined],
  ])('an earlier promise: %s', (_, said, commitment, expected) => {
    const commitments = said ? [{ id: 'C-1', ...said }] : []
    const effect = accepted(answer({ commitments }, { commitments: [commitment] }))
    if (expected) expect(effect.commitments).toMatchObject([{ ...expected, revision: 2 }])
    else expect(effect.commitments).toEqual([])
  })

  it('one answer fills every cycle that waits, late where the close has passed, and reopens none', () => {
    const cycles = [
      { item: cycleItem('weekly@2026-03-02', 'waiting'), closed: false },
      { item: cycleItem('monthly@2026-03-01', 'answered'), closed: false },
      { item: cycleItem('weekly@2026-02-23', 'silent'), closed: true },
      { item: cycleItem('weekly@2026-02-16', 'answered'), closed: true },
    ]
    const { checkIn: said, cycleItems, history } = accepted(answer({}, { cycles }))
    expect(cycleItems.map((one) => [one.cycle, one.state, one.revision])).toEqual([
      ['weekly@2026-03-02', 'answered', 2],
      ['monthly@2026-03-01', 'answered', 2],
      ['weekly@2026-02-23', 'late', 2],
    ])
    expect(said.lateFor).toEqual(['weekly@2026-02-23'])
    expect(history[0]).toMatchObject({
      what: 'Checked in',
      why: 'on track, confidence 8, after the close of weekly@2026-02-23',
    })
  })
})

describe('milestones', () => {
  it('done: on track beyond doubt, nothing else need be said', () => {
    const input = { status: undefined, confidence: undefined, milestone: { act: 'done' as const, on: '2026-03-01' } }
    const { checkIn: said, milestone } = accepted(answer(input, ofPilot))
    expect(said).toMatchObject({ status: 'on-track', confidence: 10 })
    expect(MilestoneState.parse(milestone)).toMatchObject({ done: { on: '2026-03-01', by: 'anna' }, revision: 1 })
  })

  it('re-dated again and again: the day holds, every move is counted, the last ten are kept', () => {
    let state: MilestoneState | undefined
    for (let day = 10; day < 25; day++) {
      const milestone = milestonesOf(company(), new Map(state ? [['pilot', state]] : [])).find(
        (one) => one.id === 'pilot',
      )!
      const input = { milestone: { act: 're-date' as const, to: `2026-04-${day}`, reason: 'Rain.' } }
      state = accepted(answer(input, { ...ofPilot, milestone: { milestone, ...(state && { state }) } })).milestone!
    }
    expect(MilestoneState.parse(state)).toMatchObject({
      moved: 15,
      revision: 15,
      due: { date: '2026-04-24', planned: '2026-02-20' },
    })
    expect(state!.moves.map((one) => one.to).at(0)).toBe('2026-04-15')
    expect(state!.moves).toHaveLength(10)
  })

  it('split: the plan then has its two parts', () => {
    const into = [
      { name: 'North', due: '2026-04-01' },
      { name: 'South', due: '2026-06-01' },
    ]
    const state = accepted(answer({ milestone: { act: 'split', into } }, ofPilot)).milestone!
    const parts = milestonesOf(company(), new Map([['pilot', state]])).filter((one) => one.part === 'pilot')
    expect(parts).toMatchObject([
      { id: 'pilot~1', name: 'North', due: '2026-04-01', owner: 'cora' },
      { id: 'pilot~2', name: 'South', due: '2026-06-01', owner: 'cora' },
    ])
  })

  it('what waits for it and would be due before it is shown', () => {
    const dependants = [{ due: '2026-03-20' }, { due: '2026-09-01' }]
    expect(overtaken(dependants, '2026-04-01')).toEqual([{ due: '2026-03-20' }])
  })
})

describe('whatever is sent', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 40 }), fc.constant('x'.repeat(5000)))
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
  const day = fc.oneof(fc.constantFrom('2026-03-03', '2026-03-09', '2026-13-01', ''), fc.string())
  const input = fc.record({
    status: maybe(fc.constantFrom('on-track', 'at-risk', 'off-track', '<script>')),
    confidence: maybe(fc.oneof(fc.integer({ min: -1, max: 11 }), fc.double())),
    unchanged: maybe(fc.boolean()),
    changed: maybe(text),
    cause: maybe(text),
    wayBack: maybe(text),
    reason: maybe(text),
    blockers: maybe(fc.array(fc.record({ text, with: maybe(fc.constantFrom('bert', 'zoe', '')) }), { maxLength: 7 })),
    nextStep: maybe(fc.record({ text, by: day })),
    commitments: maybe(
      fc.array(
        fc.record({
          id: fc.constantFrom('C-1', 'C-2'),
          said: fc.constantFrom('kept', 'open', 'broken'),
          by: maybe(day),
          note: maybe(text),
        }),
      ),
    ),
    milestone: maybe(
      fc.oneof(
        fc.record({ act: fc.constant('done'), on: day }),
        fc.record({ act: fc.constant('re-date'), to: day, reason: text }),
        fc.record({ act: fc.constant('split'), into: fc.array(fc.record({ name: text, due: day }), { maxLength: 3 }) }),
      ),
    ),
  }) as fc.Arbitrary<Partial<CheckInInput>>
  /** Few random answers are right in everything: some are so but for one field. */
  const nearly = fc
    .tuple(input, fc.constantFrom('changed', 'cause', 'blockers', 'nextStep', 'commitments', 'milestone', 'reason'))
    .map(([given, field]) => ({ changed: 'More.', reason: 'Counted twice.', [field]: given[field as 'changed'] }))

  it('it is refused with sentences, or what is kept is a record without control characters', () => {
    const kpi = maybe(fc.constantFrom('on-track', 'off-track', 'stale', 'missing'))
    const taken = { yes: 0, no: 0 }
    fc.assert(
      fc.property(fc.oneof(input, nearly), kpi, fc.boolean(), (given, status, before) => {
        const facts = {
          ...ofPilot,
          commitments: [promise()],
          ...(before && { last: last() }),
          ...(status && { kpi: status }),
        }
        const outcome = answer(given, facts as Partial<CheckingIn>)
        if (isCheckInRefused(outcome)) {
          taken.no++
          expect(outcome.problems.length).toBeGreaterThan(0)
          for (const { field, refused } of outcome.problems) {
            expect(field).toMatch(/^[a-zA-Z0-9.]+$/)
            expect(sentenceOf(refused)).toMatch(/^[^\p{Cc}]{10,300}[.]$/u)
          }
          return
        }
        taken.yes++
        CheckIn.parse(outcome.checkIn)
        for (const one of outcome.commitments) Commitment.parse(one)
        if (outcome.milestone) MilestoneState.parse(outcome.milestone)
        JSON.stringify(outcome, (_, value) => {
          if (typeof value === 'string') expect(value).not.toMatch(/(?![\t\n])[\p{Cc}\p{Cs}]/u)
          return value
        })
      }),
      { numRuns: 250 },
    )
    expect(taken.yes).toBeGreaterThan(20)
    expect(taken.no).toBeGreaterThan(50)
  })
})
