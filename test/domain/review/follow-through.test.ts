import { describe, expect, it } from 'vitest'
import type { Commitment } from '../../../domain/review/commitment.ts'
import type { CycleItem, CycleItemState } from '../../../domain/review/cycle.ts'
import { followThrough, type Happened } from '../../../domain/review/follow-through.ts'

const march = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' }
const item = (owner: string, state: CycleItemState): CycleItem => ({
  cycle: 'weekly@2026-03-02',
  item: `kpi:${owner}`,
  name: owner,
  owner,
  unowned: false,
  state,
  facts: { commitments: [], moreCommitments: 0, decisions: [], moreDecisions: 0 },
  revision: 1,
})
const commitment = (person: string, state: Commitment['state'], settledAt = '2026-03-09T09:00:00Z'): Commitment => ({
  id: `C-${person}-${state}`,
  item: `kpi:${person}`,
  person,
  text: 'Call',
  by: '2026-03-09',
  madeAt: '2026-03-02T09:00:00Z',
  moves: 0,
  state,
  ...(state === 'open' ? {} : { settledAt }),
  revision: 1,
})
const happened: Happened = {
  cycles: [
    {
      review: 'weekly',
      closedAt: '2026-03-04T17:00:00Z',
      decided: 1,
      items: [item('anna', 'answered'), item('bert', 'silent')],
    },
    {
      review: 'weekly',
      closedAt: '2026-03-11T17:00:00Z',
      decided: 0,
      items: [item('anna', 'late'), item('bert', 'carried')],
    },
    { review: 'monthly', closedAt: '2026-03-31T23:59:59Z', decided: 3, items: [item('anna', 'unasked')] },
    { review: 'weekly', closedAt: '2026-04-01T00:00:00Z', decided: 9, items: [item('anna', 'answered')] },
  ],
  commitments: [
    commitment('anna', 'kept'),
    commitment('anna', 'broken'),
    commitment('anna', 'dropped'),
    commitment('bert', 'open'),
    commitment('bert', 'kept', '2026-02-28T09:00:00Z'),
  ],
  mails: [
    { person: 'anna', at: '2026-03-02T08:00:00Z', reviews: ['weekly', 'monthly'] },
    { person: 'anna', at: '2026-03-04T08:00:00Z', reviews: ['weekly'] },
    { person: 'bert', at: '2026-03-02T08:00:00Z', reviews: ['weekly'] },
    { person: 'bert', at: '2026-04-02T08:00:00Z', reviews: ['weekly'] },
  ],
  functionOf: (person) => (person === 'anna' ? 'sales' : undefined),
}

describe('follow-through', () => {
  const { people, functions, reviews } = followThrough(happened, march)

  it('of a person: what was asked in the window, what came in time, promises settled in it, mails an answer', () => {
    expect(people).toEqual([
      {
        id: 'anna',
        asked: 2,
        onTime: 1,
        late: 1,
        onTimeShare: 0.5,
        kept: 1,
        broken: 1,
        keptShare: 0.5,
        mails: 2,
        mailsPerAnswer: 1,
      },
      {
        id: 'bert',
        asked: 1,
        onTime: 0,
        late: 0,
        onTimeShare: 0,
        kept: 0,
        broken: 0,
        keptShare: null,
        mails: 1,
        mailsPerAnswer: null,
      },
    ])
  })

  it('of a function: its people added up; who has none is in none', () => {
    expect(functions).toEqual([{ ...people[0], id: 'sales' }])
  })

  it('of a review: cycles and decisions too; a mail for two reviews counts for both', () => {
    expect(reviews).toMatchObject([
      { id: 'monthly', asked: 0, onTimeShare: null, cycles: 1, decisions: 3, decisionsPerCycle: 3, mails: 1 },
      {
        id: 'weekly',
        asked: 3,
        onTime: 1,
        late: 1,
        cycles: 2,
        decisions: 1,
        decisionsPerCycle: 0.5,
        mails: 3,
        mailsPerAnswer: 1.5,
      },
    ])
  })

  it('of nothing is nothing', () => {
    const nothing = followThrough({ cycles: [], commitments: [], mails: [], functionOf: () => undefined }, march)
    expect(nothing).toEqual({ people: [], functions: [], reviews: [] })
  })
})
