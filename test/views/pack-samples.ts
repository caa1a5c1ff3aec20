import type { CheckIn } from '../../domain/review/check-in.ts'
import type { Commitment } from '../../domain/review/commitment.ts'
import type { CycleItem } from '../../domain/review/cycle.ts'
import type { Unasked } from '../../domain/review/facts.ts'
import type { KpiStatus } from '../../domain/review/item.ts'
import { packOf } from '../../domain/review/pack.ts'
import { Pack } from '../../domain/review/pack-record.ts'
import type { PackMailInput } from '../../lambdas/mail/pack-mail.ts'
import { decision, LINK, surroundings } from './samples.ts'

const CYCLE = 'weekly@2016-05-02'
const none = { commitments: [], moreCommitments: 0, decisions: [], moreDecisions: 0 }

const item = (id: string, name: string, owner: string, more: Partial<CycleItem> = {}): CycleItem => ({
  cycle: CYCLE,
  item: `kpi:${id}`,
  name,
  owner,
  unowned: false,
  state: 'silent',
  facts: none,
  revision: 1,
  ...more,
})

const said = (id: string, status: CheckIn['status'], more: Partial<CheckIn> = {}): Partial<CycleItem> => ({
  state: 'answered',
  checkIn: {
    item: `kpi:${id}`,
    at: '2016-05-02T15:10:00Z',
    by: 'leeds-director',
    status,
    confidence: 7,
    changed: 'The second team starts on Monday.',
    blockers: [],
    how: 'page',
    unchanged: 0,
    cycles: [CYCLE],
    lateFor: [],
    ...more,
  },
})

/** A late figure leaves that of the month before. */
const reading = (status: KpiStatus, unasked?: Unasked) => ({
  ...none,
  kpi: {
    unit: '%',
    decimals: 1,
    direction: 'up' as const,
    period: '2016-04',
    value: status === 'stale' ? null : 84.1,
    target: 88.9,
    status,
    points: [
      { period: '2016-03', value: 85.2, target: 88.4, status: 'at-risk' as const },
      { period: '2016-04', value: status === 'stale' ? null : 84.1, target: 88.9, status },
    ],
    ...(unasked ? { unasked } : {}),
  },
})

const discharge = (): CycleItem =>
  item('discharge', 'Discharges before noon, Leeds', 'leeds-director', {
    ...said('discharge', 'off-track', {
      confidence: 3,
      cause: 'Two of nine wards start their rounds at 8:00; the pharmacy opens at 10:00.',
      wayBack: 'The pharmacy opens at 8:00 from 16 May; three wards follow a week later.',
      blockers: [{ text: 'Pharmacy rota', with: 'leeds-deputy' }, { text: 'A lift that is out of order' }],
    }),
    facts: {
      ...reading('off-track'),
      decisions: [
        {
          id: 'D-1',
          question: 'Four-hour performance has fallen below its own path. What do we change first?',
          decider: 'leeds-director',
          decideBy: '2016-05-02T16:00:00Z',
          severity: 'S2',
          overdue: false,
        },
        {
          id: 'D-2',
          question: 'Do we keep the surge ward?',
          decider: 'regional-director',
          decideBy: '2016-05-12T16:00:00Z',
          severity: 'S3',
          overdue: false,
        },
      ],
    },
  })

/** A week as weeks are: something red, somebody silent, a promise broken, the rest fine. */
const ordinary = (): CycleItem[] => [
  discharge(),
  item('stream', 'Minor cases in the primary-care stream', 'leeds-deputy', {
    ...said('stream', 'at-risk', {
      by: 'leeds-deputy',
      confidence: 5,
      changed: 'One in seven goes there, one in five is the aim.',
      blockers: [{ text: 'A second nurse for the stream', with: 'leeds-deputy' }],
    }),
    facts: reading('at-risk', {
      why: 'silenced',
      because: 'The second nurse starts on 20 May',
      madeBy: 'arn:aws:sts::123456789012:assumed-role/Operations/s.khan',
      until: '2016-05-20T23:00:00Z',
      status: 'at-risk',
    }),
  }),
  item('ambulance', 'Ambulance handovers within 15 minutes', 'regional-director', {
    ...said('ambulance', 'on-track', { by: 'regional-director', reason: 'The April figure counts the strike days.' }),
    facts: reading('off-track', {
      why: 'whole',
      status: 'off-track',
      instead: {
        kpi: 'Ambulance handovers · All regions',
        question: 'Handovers take longer nearly everywhere. What do we do together?',
        decider: 'national-lead',
      },
    }),
  }),
  item('beds', 'Beds in use', 'leeds-deputy', {
    facts: reading('stale', {
      why: 'stale',
      status: 'stale',
      instead: { kpi: 'Beds in use', question: 'Where are the figures?', decider: 'data-steward' },
    }),
  }),
  item('front-door', 'New front door: contract signed', 'data-steward'),
  item('home', 'Patients who wait for a care home', 'national-lead', {
    unowned: true,
    ...said('home', 'on-track', { by: 'national-lead', confidence: 9, changed: '' }),
  }),
]

const promise = (id: string, state: Commitment['state'], more: Partial<Commitment> = {}): Commitment => ({
  id: `C-${id}`,
  item: 'kpi:discharge',
  person: 'leeds-director',
  text: 'Agree the pharmacy hours with the unions',
  by: '2016-04-29',
  madeAt: '2016-04-18T09:00:00Z',
  moves: 1,
  state,
  settledAt: '2016-05-02T15:10:00Z',
  revision: 2,
  ...more,
})

/** What the first of its decisions is weighed by is known, of the second nothing is. */
const packed = (items: CycleItem[], settled: Commitment[], previous?: Pack): Pack =>
  Pack.parse(
    packOf({
      ...{ cycle: CYCLE, closedAt: '2016-05-03T07:00:00Z', items, settled, late: [], ...(previous && { previous }) },
      known: () => [decision({ id: 'D-1' })],
    }),
  )

const before = (): Pack =>
  packed(
    ordinary().map((one) =>
      one.item === 'kpi:discharge' ? { ...one, ...said('discharge', 'at-risk') } : { ...one, state: 'answered' },
    ),
    [],
  )

/** More than a mail can show: 60 items, half of them red, with words as long as they may be. */
const crowded = (): CycleItem[] =>
  Array.from({ length: 60 }, (_, index) =>
    item(`kpi-${index}`, `Hospital ${index + 1}: four-hour performance`, Object.keys(surroundings.names)[index % 5]!, {
      ...(index % 4 === 3
        ? {}
        : said(`kpi-${index}`, index % 2 === 0 ? 'off-track' : 'at-risk', {
            confidence: index % 10,
            cause: 'The rounds start too late on most wards. '.repeat(12).trim(),
            wayBack: 'They start at 8:00 from June on.',
          })),
    }),
  )

/** As many owners as a pack names and more, some of them with many items. */
const large = (): CycleItem[] =>
  Array.from({ length: 2600 }, (_, index) =>
    item(`kpi-${index}`, `Hospital ${index + 1}: four-hour performance`, `p${index < 2000 ? index % 520 : index % 3}`, {
      ...(index % 9 === 0 ? {} : said(`kpi-${index}`, index % 7 === 0 ? 'off-track' : 'on-track')),
      facts: reading('on-track'),
    }),
  )

const base = { ...surroundings, review: 'Weekly flow review', heldOn: '2016-05-02', missed: [], link: LINK }

/** Every list as long as a pack keeps it, every text as long as it may be. */
const brim = (): Pack => {
  const long = (most: number) => 'Überlastung & “<Ärger>” '.repeat(60).slice(0, most)
  const items = Array.from({ length: 60 }, (_, index) =>
    item(`kpi-${index}`, `${index} ${long(200)}`, 'leeds-director', {
      ...said(`kpi-${index}`, index % 2 === 0 ? 'off-track' : 'at-risk', {
        cause: long(1000),
        changed: long(1000),
        wayBack: long(1000),
        reason: long(500),
        blockers: Array.from({ length: 5 }, () => ({ text: long(300), with: 'leeds-deputy' })),
      }),
      unowned: true,
    }),
  )
  const settled = Array.from({ length: 60 }, (_, index) =>
    promise(String(index), index % 2 === 0 ? 'kept' : 'broken', { text: long(300), note: long(1000) }),
  )
  const action = (id: number) => ({
    id: `T-${id}`,
    text: long(500),
    person: 'leeds-deputy',
    by: '2016-05-13',
    moves: 3,
    note: long(400),
  })
  const actions = { first: Array.from({ length: 50 }, (_, id) => action(id)), more: 9 }
  return { ...packed(items, settled), actions: { missed: actions, done: actions, open: actions } }
}

/** Every kind of pack, by name; the pages are made from the same. */
export const packSamples = (): Record<string, PackMailInput> => ({
  ordinary: {
    ...base,
    reader: { ...base.reader, id: 'national-lead', name: 'David Shah' },
    pack: packed(
      ordinary(),
      [
        promise('1', 'broken', { note: 'The unions want to see the rota first.' }),
        promise('2', 'kept', { text: 'Order the second scanner', moves: 0 }),
      ],
      before(),
    ),
  },
  calm: {
    ...base,
    notice: undefined,
    missed: ['2016-04-25'],
    chairs: true,
    pack: {
      ...packed([item('home', 'Patients who wait for a care home', 'national-lead', said('home', 'on-track'))], []),
      slower: { cycles: 4, review: 'weekly-flow', schedule: '0 8 * * mon', to: '0 8 * * mon#1,mon#3' },
    },
  },
  empty: { ...base, pack: packed([], []) },
  crowded: { ...base, pack: packed(crowded(), []) },
  large: { ...base, pack: packed(large(), []) },
  'written to the brim': { ...base, chairs: true, concludeBy: '2016-05-10T16:00:00Z', pack: brim() },
})
