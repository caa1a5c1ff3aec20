import { CheckInAsk } from '../../domain/ask.ts'
import { CheckIn } from '../../domain/review/check-in.ts'
import { Commitment } from '../../domain/review/commitment.ts'
import { Cycle, CycleItem } from '../../domain/review/cycle.ts'
import type { AskedItem } from '../../lambdas/texts/check-in-words.ts'
import { decision, NOW } from './samples.ts'

/** Open since this morning, closes on Wednesday at five. */
export const cycle = (changes: Partial<Cycle> = {}): Cycle =>
  Cycle.parse({
    id: 'weekly@2016-05-03',
    review: 'weekly',
    name: 'Weekly execution check-in',
    date: '2016-05-03',
    heldOn: '2016-05-03',
    chair: 'regional-director',
    planVersion: 1,
    missed: [],
    state: 'open',
    opensAt: NOW,
    closesAt: '2016-05-04T16:00:00Z',
    items: 3,
    chunks: 1,
    waiting: 3,
    revision: 1,
    ...changes,
  })

/** What was said a week ago. */
export const lastCheckIn = (item: string, changes: Partial<CheckIn> = {}): CheckIn =>
  CheckIn.parse({
    item,
    at: '2016-04-26T07:40:00Z',
    by: 'leeds-director',
    ask: 'A-00000000000000aa',
    status: 'at-risk',
    confidence: 6,
    changed: 'Earlier rounds run on three of five wards; the other two start on Monday.',
    blockers: [{ text: 'Two ward clerks are missing', with: 'leeds-deputy' }],
    how: 'page',
    unchanged: 0,
    cycles: ['weekly@2016-04-26'],
    lateFor: [],
    ...changes,
  })

const promise = (item: string, id: string, text: string, by: string): Commitment =>
  Commitment.parse({
    id,
    item,
    person: 'leeds-director',
    text,
    by,
    madeAt: '2016-04-26T07:40:00Z',
    moves: 0,
    state: 'open',
    revision: 1,
  })

const nothing = { commitments: [], moreCommitments: 0, decisions: [], moreDecisions: 0 }

const base = (item: string, name: string) => ({
  cycle: 'weekly@2016-05-03',
  item,
  name,
  owner: 'leeds-director',
  unowned: false,
  ask: 'A-4f1c2a9be0d37b00',
  state: 'waiting' as const,
  revision: 1,
})

/** A figure that is off track, with a last check-in and two promises, one of them over. */
export const kpiItem = (): CycleItem => {
  const item = 'kpi:four-hour-performance#org=RR8'
  const points = decision().evidence.points.slice(-6)
  return CycleItem.parse({
    ...base(item, 'Four-hour performance, Leeds Teaching Hospitals'),
    facts: {
      ...nothing,
      kpi: {
        unit: '%',
        decimals: 1,
        direction: 'up',
        period: '2016-03',
        value: 84.1,
        target: 88.9,
        status: 'off-track',
        points,
      },
      last: lastCheckIn(item),
      commitments: [
        promise(item, 'C-0000000000000001', 'Rounds at 8:00 on wards 4 and 5', '2016-05-02'),
        promise(item, 'C-0000000000000002', 'Ask for two ward clerks', '2016-05-06'),
      ],
      decisions: [
        {
          id: 'D-1',
          question: 'What do we change first?',
          decider: 'leeds-director',
          decideBy: '2016-05-12T16:00:00Z',
          severity: 'S3',
          overdue: false,
        },
      ],
    },
  })
}

/** The same, with nobody asked about it: a silence of the plan. */
export const silencedItem = (): CycleItem => {
  const item = kpiItem()
  const unasked = { why: 'silenced', because: 'The front door is rebuilt', until: '2016-05-27T23:00:00Z' }
  const kpi = { ...item.facts.kpi, unasked: { ...unasked, status: 'off-track' } }
  return CycleItem.parse({ ...item, facts: { ...item.facts, kpi, decisions: [] } })
}

/** A milestone that moved once and that two others wait for. */
export const milestoneItem = (): CycleItem =>
  CycleItem.parse({
    ...base('milestone:front-door', 'New front door opens'),
    facts: {
      ...nothing,
      milestone: {
        due: '2016-05-13',
        moved: 1,
        dependants: [
          { id: 'stream', name: 'Primary-care stream starts', due: '2016-05-20' },
          { id: 'review', name: 'Review after six weeks', due: '2016-07-01' },
        ],
        moreDependants: 0,
      },
      last: lastCheckIn('milestone:front-door', { status: 'on-track', confidence: 8, changed: '', blockers: [] }),
    },
  })

/** A priority nobody has said anything about yet. */
export const priorityItem = (): CycleItem =>
  CycleItem.parse({ ...base('priority:flow', 'Patients wait less'), facts: nothing })

/** The ask for an item, in its cycle. */
export const checkIn = (item: CycleItem, changes: Partial<CheckInAsk> = {}, about: Partial<Cycle> = {}): AskedItem => {
  const asked = CheckInAsk.parse({
    id: `A-4f1c2a9be0d37b${String(item.item.length).padStart(2, '0')}`,
    person: 'leeds-director',
    kind: 'check-in',
    item: item.item,
    cycles: [item.cycle],
    title: item.name,
    respondBy: '2016-05-04T16:00:00Z',
    dueBy: '2016-05-04T16:00:00Z',
    urgent: false,
    role: 'owner',
    owner: 'leeds-director',
    accountable: 'national-lead',
    chain: ['deputy', 'manager', 'accountable', 'desk'],
    leads: true,
    asked: ['leeds-director'],
    state: 'open',
    epoch: 1,
    openedAt: NOW,
    step: 'deliver',
    stepAt: NOW,
    mails: [],
    snoozes: 0,
    ...changes,
  })
  return { ask: asked, item, cycle: cycle(about) }
}
