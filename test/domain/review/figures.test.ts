import { expect, it } from 'vitest'
import type { Action } from '../../../domain/review/action.ts'
import type { Commitment } from '../../../domain/review/commitment.ts'
import type { CycleItem, CycleItemState } from '../../../domain/review/cycle.ts'
import { type Counting, cycleFigures, packFigures, recounted } from '../../../domain/review/figures.ts'

const item = (owner: string, state: CycleItemState, id = owner): CycleItem => ({
  cycle: 'weekly@2026-03-09',
  item: `kpi:${id}`,
  name: id,
  owner,
  unowned: false,
  state,
  facts: { commitments: [], moreCommitments: 0, decisions: [], moreDecisions: 0 },
  revision: 1,
})
const action = (by: string, more: Partial<Action> = {}): Action => ({
  id: `T-${by}-${more.state}-${more.settledAt}`,
  review: 'weekly',
  cycle: 'weekly@2026-03-02',
  text: 'Order the press',
  person: 'anna',
  by,
  moves: 0,
  assignedBy: 'boss',
  assignedAt: '2026-03-02T18:00:00Z',
  state: 'open',
  revision: 1,
  ...more,
})
const counting: Counting = {
  cycle: 'weekly@2026-03-09',
  heldOn: '2026-03-09',
  closedAt: '2026-03-11T17:00:00Z',
  since: '2026-03-04T17:00:00Z',
  zoneOf: () => 'Europe/London',
  items: [item('anna', 'answered'), item('anna', 'silent', 'b'), item('bert', 'carried')],
  settled: [{ person: 'bert', state: 'kept', settledAt: '2026-03-10T09:00:00Z' } as Commitment],
  actions: [],
  mails: [{ person: 'anna', at: '2026-03-09T08:00:00Z', reviews: ['weekly'] }],
}
const ofAnna = (actions: Action[]) => {
  const anna = cycleFigures({ ...counting, items: [], settled: [], mails: [], actions }).owners.find(
    ({ id }) => id === 'anna',
  )
  return [anna?.kept ?? 0, anna?.broken ?? 0]
}

it('counts what was asked, not what was carried over; promises for who made them', () => {
  expect(cycleFigures(counting).owners).toEqual([
    { id: 'anna', asked: 2, onTime: 1, late: 0, kept: 0, broken: 0, mails: 1 },
    { id: 'bert', asked: 0, onTime: 0, late: 0, kept: 1, broken: 0, mails: 0 },
  ])
})

it.each<[string, Action, [number, number]]>([
  [
    'an action done on its day is kept',
    action('2026-03-10', { state: 'done', settledAt: '2026-03-10T22:00:00Z' }),
    [1, 0],
  ],
  [
    'one done the day after is broken',
    action('2026-03-09', { state: 'done', settledAt: '2026-03-10T09:00:00Z' }),
    [0, 1],
  ],
  ['one past its day is broken', action('2026-03-10'), [0, 1]],
  ['one whose day is today is neither', action('2026-03-11'), [0, 0]],
  ['one that the last pack had counted as broken is not counted again', action('2026-03-03'), [0, 0]],
  ['nor when it is done at last', action('2026-03-03', { state: 'done', settledAt: '2026-03-10T09:00:00Z' }), [0, 0]],
  ['a day on which the last pack was made was not past then', action('2026-03-04'), [0, 1]],
  ['one that nobody has any more is nobody’s fault', action('2026-03-10', { state: 'dropped' }), [0, 0]],
])('%s', (_, one, wanted) => expect(ofAnna([one])).toEqual(wanted))

it('the next pack counts late answers and how it was concluded, the same however often', () => {
  const first = cycleFigures(counting)
  const again = recounted(first, [item('anna', 'answered'), item('anna', 'late', 'b')], 2)
  expect(again).toMatchObject({
    decided: 2,
    owners: [
      { id: 'anna', onTime: 1, late: 1 },
      { id: 'bert', late: 0 },
    ],
  })
  expect(recounted(again, [item('anna', 'answered'), item('anna', 'late', 'b')], 2)).toEqual(again)
})

it('adds up the review, its functions and its people; who has no function is in none', () => {
  const one = cycleFigures(counting)
  const figures = packFigures([one, { ...one, heldOn: '2026-03-02', decided: 3 }], (id) =>
    id === 'anna' ? 'sales' : undefined,
  )!
  expect(figures).toMatchObject({
    cycles: 2,
    since: '2026-03-02',
    decided: 3,
    review: { asked: 4, onTime: 2, kept: 2, broken: 0, mails: 2 },
    functions: { first: [{ id: 'sales', asked: 4 }], more: 0 },
    people: { first: [{ id: 'anna' }, { id: 'bert', kept: 2 }], more: 0 },
  })
  expect(packFigures([], () => undefined)).toBeUndefined()
})
