import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Asking } from '../../../domain/plan/items.ts'
import { itemsOf, participantsOf } from '../../../domain/review/items.ts'
import type { MilestoneState } from '../../../domain/review/milestone-state.ts'
import { dependantsOf, milestonesOf } from '../../../domain/review/milestones.ts'
import { company } from './a-company.ts'

const plan = company()
const said = { by: 'cora', at: '2026-02-25T09:00:00Z' }
const blank = { moves: [], moved: 0, revision: 1 }
const done = (milestone: string): MilestoneState => ({ milestone, done: { on: '2026-02-25', ...said }, ...blank })
const redated = (milestone: string, planned: string, date: string): MilestoneState => ({
  milestone,
  ...blank,
  due: { date, planned },
  moved: 1,
})
const split: MilestoneState = {
  milestone: 'launch',
  ...blank,
  split: {
    into: [
      { id: 'launch~1', name: 'Launch at home', due: '2026-03-10' },
      { id: 'launch~2', name: 'Launch in the shops', due: '2026-07-01' },
    ],
    ...said,
  },
}
const states = (...all: MilestoneState[]) => new Map(all.map((one) => [one.milestone, one]))
const asked = (review: Asking, known = states(), today = '2026-03-02', of = plan) =>
  itemsOf(of, review, milestonesOf(of, known), today).map((one) => one.item)
const milestonesAsked = (known = states(), today = '2026-03-02') =>
  asked({}, known, today)
    .filter((item) => item.startsWith('milestone:'))
    .map((item) => item.slice('milestone:'.length))

describe('what is in the scope', () => {
  it.each([
    [
      'no scope is everything',
      {},
      'priority:growth priority:flow initiative:shop initiative:yard milestone:pilot milestone:launch milestone:gates kpi:leads kpi:wait#site=north kpi:wait#site=south kpi:returns workflow:invoice',
    ],
    [
      'a priority brings its initiatives, their milestones and its KPIs',
      { scope: { priorities: ['growth'] } },
      'priority:growth initiative:shop milestone:pilot milestone:launch kpi:leads',
    ],
    [
      'a priority brings the KPI of its outcome, and its workflows',
      { scope: { priorities: ['flow'] } },
      'priority:flow kpi:wait#site=north kpi:wait#site=south workflow:invoice',
    ],
    [
      'a function brings what its people own',
      { scope: { functions: ['sales'] } },
      'initiative:shop milestone:launch kpi:leads',
    ],
    ['an initiative brings its milestones', { scope: { initiatives: ['yard'] } }, 'initiative:yard milestone:gates'],
    ['a KPI brings its series', { scope: { kpis: ['wait'] } }, 'kpi:wait#site=north kpi:wait#site=south'],
    [
      'scopes add up, nothing comes twice',
      { scope: { kpis: ['leads'], functions: ['sales'] } },
      'initiative:shop milestone:launch kpi:leads',
    ],
    [
      'participants restrict who is asked',
      { participants: ['cora'] },
      'milestone:pilot kpi:wait#site=south kpi:returns',
    ],
    [
      'somebody who owns nothing in the scope is asked nothing',
      { participants: ['cora'], scope: { kpis: ['leads'] } },
      '',
    ],
  ] as [string, Asking, string][])('%s', (_, review, items) => {
    expect(asked(review).join(' ')).toBe(items)
  })

  it('everybody who owns something takes part, once', () => {
    expect(participantsOf(itemsOf(plan, {}, milestonesOf(plan, states()), '2026-03-02'))).toEqual([
      'boss',
      'bert',
      'anna',
      'desk',
      'cora',
    ])
  })

  it('what nobody owns goes to the desk and is said to be unowned, and is no item of the desk’s function', () => {
    const people = plan.people.map((p) => (p.id === 'desk' ? { ...p, function: 'sales' } : p))
    const deskInSales = { ...plan, people }
    const items = itemsOf(deskInSales, {}, milestonesOf(plan, states()), '2026-03-02')
    expect(items.filter((one) => one.unowned)).toMatchObject([
      { item: 'initiative:yard', owner: 'desk' },
      { item: 'milestone:gates', owner: 'desk' },
    ])
    expect(asked({ scope: { functions: ['sales'] } }, states(), '2026-03-02', deskInSales)).not.toContain(
      'initiative:yard',
    )
  })
})

describe('which milestones', () => {
  it.each([
    ['overdue, due within 30 days, and the next of each initiative', states(), '2026-03-02', 'pilot launch gates'],
    ['the next one, though it is 31 days away', states(done('pilot')), '2026-02-17', 'launch gates'],
    ['done ones are not asked about', states(done('pilot'), done('launch')), '2026-03-02', 'abroad gates'],
    [
      'an initiative with all of them done is asked nothing',
      states(done('gates'), done('roof'), done('pilot')),
      '2026-03-02',
      'launch',
    ],
    [
      're-dated ones count with their new day',
      states(redated('pilot', '2026-02-20', '2026-11-01')),
      '2026-03-02',
      'launch gates',
    ],
    [
      'a plan edited since then wins over the new day',
      states(redated('pilot', '2026-01-31', '2026-11-01')),
      '2026-03-02',
      'pilot launch gates',
    ],
    ['of a split one its parts, each by its own day', states(split), '2026-03-02', 'pilot launch~1 gates'],
    [
      'the second part once the first is done and its time has come',
      states(split, done('launch~1')),
      '2026-06-10',
      'pilot launch~2 gates',
    ],
  ])('%s', (_, known, today, expected) => {
    expect(milestonesAsked(known, today).join(' ')).toBe(expected)
  })

  it('those that wait for a milestone, and no longer once they are done', () => {
    const waiting = (known: Map<string, MilestoneState>) =>
      (dependantsOf(milestonesOf(plan, known)).get('pilot') ?? []).map((one) => one.id)
    expect(waiting(states())).toEqual(['launch', 'abroad'])
    expect(waiting(states(split))).toEqual(['launch~1', 'launch~2', 'abroad'])
    expect(waiting(states(done('abroad')))).toEqual(['launch'])
  })
})

describe('for any scope', () => {
  const some = (ids: string[]) => fc.option(fc.subarray(ids, { minLength: 1 }), { nil: undefined })
  const scope = fc.record({
    priorities: some(['growth', 'flow']),
    functions: some(['sales', 'operations']),
    initiatives: some(['shop', 'yard']),
    kpis: some(['leads', 'wait', 'returns']),
  })
  it('a wider scope never asks less, nothing is asked twice, nothing outside the plan', () => {
    const all = asked({})
    fc.assert(
      fc.property(scope, scope, (a, b) => {
        const both = {
          priorities: [...(a.priorities ?? []), ...(b.priorities ?? [])],
          functions: [...(a.functions ?? []), ...(b.functions ?? [])],
          initiatives: [...(a.initiatives ?? []), ...(b.initiatives ?? [])],
          kpis: [...(a.kpis ?? []), ...(b.kpis ?? [])],
        }
        const [one, two, union] = [asked({ scope: a }), asked({ scope: b }), asked({ scope: both })]
        expect(union).toEqual(all.filter((item) => one.includes(item) || two.includes(item)))
      }),
    )
  })
})
