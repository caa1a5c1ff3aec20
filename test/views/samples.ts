import { AskNote, DecisionAsk } from '../../domain/ask.ts'
import type { Onward } from '../../domain/ask-onward.ts'
import { Decision } from '../../domain/decision.ts'
import type { Surroundings } from '../../lambdas/texts/reader.ts'

/** Tuesday 3 May 2016, 08:00 in London: the slot all samples are made for. */
export const NOW = '2016-05-03T07:00:00Z'

export const LINK = 'https://a1b2c3d4e5.execute-api.eu-west-2.amazonaws.com/live/a/Zx9pQ0rT4uV7wY2aB5cD8e'

export const names: Record<string, string> = {
  'leeds-director': 'Anna Hill',
  'leeds-deputy': 'Ben Okafor',
  'regional-director': 'Carys Evans',
  'national-lead': 'David Shah',
  'data-steward': 'Ella Brown',
}

/** Where the question goes while Anna is silent. */
export const onward = (): Onward => ({
  told: { person: 'regional-director', at: '2016-05-09T07:00:00Z' },
  people: ['regional-director', 'leeds-deputy', 'national-lead'],
  at: '2016-05-11T07:00:00Z',
  byClock: false,
})

export const surroundings: Surroundings = {
  reader: { id: 'leeds-director', name: 'Anna Hill', locale: 'en-GB', timezone: 'Europe/London' },
  now: NOW,
  organisation: 'NHS England (example)',
  names,
  notice: 'Simulated time: this is Tuesday 3 May 2016, and nobody real is asked anything.',
}

const months = [
  '2015-03',
  '2015-04',
  '2015-05',
  '2015-06',
  '2015-07',
  '2015-08',
  '2015-09',
  '2015-10',
  '2015-11',
  '2015-12',
  '2016-01',
  '2016-02',
  '2016-03',
]
const results = [90.2, 92.4, 93.1, 92.9, 92.6, 91.8, 90.4, 89.3, 88.2, 87.1, 85.9, 85.2, 84.1]
const targets = [91.2, 91.6, 92, 92.3, 92.1, 91.9, 91.5, 90.8, 90.1, 89.2, 88.4, 88.1, 88.9]

/** Somebody has taken it up; then the figures of its last two months were corrected. */
export const restated = (gone: boolean): Decision =>
  decision({
    state: 'acknowledged',
    acknowledgedAt: '2016-05-02T09:00:00Z',
    restated: {
      at: '2016-05-02T16:00:00Z',
      gone,
      corrected: [
        { period: '2016-02', value: null },
        { period: '2016-03', value: gone ? 89.3 : 84.6 },
      ],
    },
  })

/** The same, by which it would not have been asked: they are to say whether it stays. */
export const unsure = (): Decision => {
  const gone = restated(true)
  const confirm = { person: 'leeds-director', asked: '2016-05-02T16:00:01Z', by: '2016-05-05T16:00:00Z' }
  return { ...gone, restated: { ...gone.restated!, confirm } }
}

/** The same, and a month before was corrected after its lock date. */
export const correctedLate = (): Decision =>
  decision({
    late: [{ period: '2015-11', value: 88.9, reason: 'Two sites had counted twice.', at: '2016-05-02T16:00:00Z' }],
  })

/** A decision as the trigger opens it; `changes` on top. Parsed, so that a sample can never drift from the schema. */
export const decision = (changes: Partial<Decision> = {}): Decision =>
  Decision.parse({
    id: 'D-4f1c2a9be0d37a55',
    trigger: 'four-hour-below-own-year',
    series: 'four-hour-performance#org=RR8',
    kpi: 'four-hour-performance',
    episode: 'E-1',
    attempt: 1,
    planVersion: 1,
    kind: 'threshold',
    severity: 'S3',
    level: 'red',
    question: 'Four-hour performance has fallen below its own path. What do we change first?',
    options: [
      {
        id: 'discharge',
        label: 'Start discharge rounds at 8:00 on every ward',
        expectedEffect: 'Frees beds before noon; 2 to 3 points within two months.',
      },
      {
        id: 'stream',
        label: 'Move minor cases to a primary-care stream',
        expectedEffect: 'Takes about one patient in five out of the queue.',
      },
      { id: 'surge', label: 'Open the surge ward for four weeks' },
      { id: 'watch', label: 'Change nothing yet and look again next month' },
    ],
    fallback: { option: 'stream', note: 'The front-door team starts on the next Monday.' },
    decider: 'leeds-director',
    accountable: 'national-lead',
    chain: ['deputy', 'manager', 'accountable', 'desk'],
    evidence: {
      kpi: 'four-hour-performance',
      kpiName: 'Four-hour performance',
      seriesLabel: 'Leeds Teaching Hospitals',
      unit: '%',
      decimals: 1,
      direction: 'up',
      knownAt: '2016-05-02T06:00:00Z',
      points: months.map((period, index) => ({
        period,
        value: results[index]!,
        target: targets[index]!,
        status: results[index]! < targets[index]! - 2 ? ('off-track' as const) : ('at-risk' as const),
      })),
      bands: { amber: 2, red: 4, as: 'absolute' },
      episode: { first: '2015-12', fired: '2016-01' },
      references: [{ label: 'National standard', value: 95 }],
    },
    openedAt: '2016-05-02T06:00:00Z',
    respondBy: '2016-05-09T16:00:00Z',
    decideBy: '2016-05-12T16:00:00Z',
    fallbackAt: '2016-05-24T16:00:00Z',
    effectSlots: 2,
    state: 'open',
    overdue: false,
    checks: [],
    asks: [],
    revision: 1,
    ...changes,
  })

/** The ask that carries the decision to its decider. */
export const ask = (changes: Partial<DecisionAsk> = {}): DecisionAsk =>
  DecisionAsk.parse({
    id: 'A-4f1c2a9be0d37a55-1',
    person: 'leeds-director',
    kind: 'decide',
    decision: 'D-4f1c2a9be0d37a55',
    title: 'Four-hour performance has fallen below its own path. What do we change first?',
    respondBy: '2016-05-09T16:00:00Z',
    dueBy: '2016-05-12T16:00:00Z',
    urgent: false,
    role: 'owner',
    owner: 'leeds-director',
    accountable: 'national-lead',
    chain: ['deputy', 'manager', 'accountable', 'desk'],
    leads: true,
    asked: ['leeds-director'],
    state: 'open',
    epoch: 1,
    openedAt: '2016-05-03T07:00:00Z',
    step: 'deliver',
    stepAt: '2016-05-03T07:00:00Z',
    mails: [],
    snoozes: 0,
    ...changes,
  })

/** The monthly return has not come: a question to the steward. */
export const missingData = (): Decision => {
  const sample = decision()
  return decision({
    id: 'D-77aa2a9be0d37a55',
    kind: 'freshness',
    level: 'stale',
    question: 'The attendance return for March has not arrived. When will it?',
    options: [
      { id: 'this-week', label: 'It will be posted this week' },
      { id: 'source', label: 'The source is broken; I am having it repaired' },
    ],
    fallback: { option: 'source' },
    evidence: {
      ...sample.evidence,
      kpiName: 'A&E attendances',
      unit: 'patients',
      decimals: 0,
      direction: 'down',
      references: [],
      points: sample.evidence.points.slice(-7).map((point, index) => ({
        period: point.period,
        value: index > 5 ? null : 17_200 + index * 431,
        target: null,
        status: index > 5 ? ('missing' as const) : ('no-target' as const),
      })),
    },
  })
}

/** Titles that nobody wrote. */
export const MADE = {
  'carry-out': {
    title: 'Time ran out on "What do we change first?" (Leeds): carry out the fallback and say when it is done',
    titled: { made: 'carry-out', question: 'What do we change first?', where: 'Leeds Teaching Hospitals' },
  },
  rethink: {
    title: 'Two decisions have not brought Leeds back: change the process or the target',
    titled: { made: 'rethink', where: 'Leeds Teaching Hospitals' },
  },
  conclude: {
    title: 'Weekly flow review (2016-05-02)',
    titled: { made: 'conclude', review: 'Weekly flow review', heldOn: '2016-05-02' },
  },
} as const

/** A colleague is silent. */
export const note = (changes: Partial<AskNote> = {}): AskNote =>
  AskNote.parse({
    id: 'N-1',
    person: 'regional-director',
    kind: 'silent-report',
    about: {
      person: 'leeds-director',
      ask: 'A-4f1c2a9be0d37a55-1',
      title: 'Four-hour performance has fallen below its own path. What do we change first?',
      dueBy: '2016-05-12T16:00:00Z',
      since: '2016-04-25T07:00:00Z',
    },
    createdAt: NOW,
    ...changes,
  })
