import { describe, expect, it } from 'vitest'
import type { Decision } from '../../../domain/decision.ts'
import type { CycleItem } from '../../../domain/review/cycle.ts'
import type { ItemFacts, KpiReading } from '../../../domain/review/facts.ts'
import { packOf } from '../../../domain/review/pack.ts'
import { PACK_LIMITS, Pack } from '../../../domain/review/pack-record.ts'
import { decision } from '../../views/samples.ts'
import { checkIn } from './a-company.ts'

const none: ItemFacts = { commitments: [], moreCommitments: 0, decisions: [], moreDecisions: 0 }
const kpi = (more: Partial<KpiReading> = {}): KpiReading => ({
  ...{ unit: 'GBP k', decimals: 0, direction: 'up', period: '2026-02', value: 2983, target: 3300, status: 'off-track' },
  points: [
    { period: '2026-01', value: 3100, target: 3200, status: 'at-risk' },
    { period: '2026-02', value: 2983, target: 3300, status: 'off-track' },
  ],
  ...more,
})
const late: Partial<KpiReading> = {
  ...{ value: null, status: 'stale' },
  points: [
    { period: '2026-01', value: 3100, target: 3200, status: 'at-risk' },
    { period: '2026-02', value: null, target: 3300, status: 'stale' },
  ],
}
const item = (id: string, more: Partial<CycleItem> = {}): CycleItem => ({
  ...{ cycle: 'm@2026-03-02', item: `kpi:${id}`, name: id, owner: 'anna', unowned: false, state: 'answered' },
  facts: { ...none, kpi: kpi() },
  checkIn: checkIn(`kpi:${id}`, '2026-03-03T09:00:00Z', { status: 'off-track', confidence: 4 }),
  revision: 1,
  ...more,
})
const pack = (items: CycleItem[], more: Partial<Parameters<typeof packOf>[0]> = {}) =>
  Pack.parse(packOf({ cycle: 'm@2026-03-02', closedAt: '2026-03-04T17:00:00Z', items, settled: [], late: [], ...more }))
const newest = { unit: 'GBP k', decimals: 0, period: '2026-02', value: 2983, target: 3300 }

describe('the figure of a line', () => {
  it.each<[string, KpiReading | undefined, object | undefined]>([
    ['is the newest, with its period and target', kpi(), newest],
    ['of one that is late the last that came', kpi(late), { ...newest, period: '2026-01', value: 3100, target: 3200 }],
    ['has no target where there is none', kpi({ target: null }), { ...newest, target: null }],
    ['is absent where none ever came', kpi({ period: null, value: null, target: null, points: [] }), undefined],
    ['nor where it is no KPI', undefined, undefined],
  ])('%s', (_, reading, expected) => {
    const found = pack([item('a', { facts: { ...none, ...(reading && { kpi: reading }) } })])
    expect(found.offTrack.first[0]!.reading).toEqual(expected)
    expect(found.owners.first[0]!.own!.first[0]!.reading).toEqual(expected)
  })

  it('is that of now, where words came after the close before', () => {
    const before = item('a', { state: 'late', facts: { ...none, kpi: kpi({ period: '2026-01', value: 3100 }) } })
    expect(pack([item('a')], { late: [before] }).late.first[0]!.reading).toEqual(newest)
  })
})

describe('a decision that waits', () => {
  const about = (more: Partial<Decision> = {}, reading?: KpiReading) => {
    const one = decision({ id: 'D-1', fallbackAt: '2026-03-20T17:00:00Z', ...more })
    const { id, question, decider, decideBy, severity, overdue } = one
    const waiting = { id, question, decider, decideBy, severity, overdue }
    const facts = { ...none, decisions: [waiting], ...(reading && { kpi: reading }) }
    return pack([item('a', { facts })], { known: (series) => (series === 'a' ? [one] : []) }).decisions.first[0]!
  }
  const evidence = (period: string) => ({
    ...decision().evidence,
    points: [
      { period, value: 84.1, target: 88.9, status: 'off-track' as const },
      { period: '2026-12', value: null, target: 89, status: 'missing' as const },
    ],
  })

  it('has what can be chosen, and what is recorded when nobody does', () => {
    const { options, fallback } = decision()
    expect(about()).toMatchObject({
      options: options.map(({ label }) => label),
      fallback: { option: options.find(({ id }) => id === fallback.option)!.label, at: '2026-03-20T17:00:00Z' },
    })
  })

  it('without ground since a correction has the day it is taken back, and no fallback, which is later', () => {
    const unsure = about({
      state: 'acknowledged',
      restated: {
        ...{ at: '2026-03-03T09:00:00Z', gone: true, corrected: [] },
        confirm: { person: 'anna', asked: '2026-03-03T09:00:00Z', by: '2026-03-06T17:00:00Z' },
      },
    })
    expect(unsure).toMatchObject({ confirmBy: '2026-03-06T17:00:00Z' })
    expect(unsure).not.toHaveProperty('fallback')
  })

  it.each<[string, string, KpiReading | undefined, { period: string; value: number }]>([
    ['is weighed by the newest figure', '2026-01', kpi(), { period: '2026-02', value: 2983 }],
    ['by that of now where both are of one period', '2026-02', kpi(), { period: '2026-02', value: 2983 }],
    ['by that of its evidence where it is newer', '2026-03', kpi(), { period: '2026-03', value: 84.1 }],
    ['or where there is no other', '2026-01', undefined, { period: '2026-01', value: 84.1 }],
  ])('%s', (_, period, reading, expected) => {
    expect(about({ evidence: evidence(period) }, reading).reading).toMatchObject(expected)
  })

  it('of which only the question is known is listed all the same', () => {
    const { item: _item, name: _name, reading: _, options: _o, fallback: _f, ...bare } = about()
    const { decisions } = pack([item('a', { facts: { ...none, decisions: [bare] } })])
    expect(decisions.first).toEqual([{ ...bare, item: 'kpi:a', name: 'a' }])
  })
})

describe('owner by owner', () => {
  const own = (items: CycleItem[]) =>
    pack(items).owners.first.map(({ own: { first, more } = { first: [], more: -1 } }) => [first.length, more])

  it('every item is named, those on track and unchanged too, what needs somebody first', () => {
    const calm = checkIn('kpi:b', '2026-03-03T09:00:00Z', { status: 'on-track', confidence: 9 })
    const { owners } = pack([
      item('b', { checkIn: calm }),
      item('a'),
      item('c', { state: 'silent', checkIn: undefined }),
    ])
    expect(owners.first[0]!.own).toMatchObject({
      first: [
        { name: 'a', status: 'off-track', confidence: 4 },
        { name: 'c', status: 'off-track', confidence: null, silent: true },
        { name: 'b', status: 'on-track', confidence: 9 },
      ],
      more: 0,
    })
  })

  it('beyond what a pack names each owner has as many as the next, and the rest is a number', () => {
    const owned = (owner: string, count: number) =>
      Array.from({ length: count }, (_, i) => item(`${owner}-${i}`, { owner }))
    expect(own([...owned('anna', PACK_LIMITS.owned + 500), ...owned('bert', 2), ...owned('cora', 700)])).toEqual([
      [499, PACK_LIMITS.owned + 1],
      [499, 201],
      [2, 0],
    ])
    const all = own(Array.from({ length: 600 }, (_, i) => owned(`p${i}`, 3)).flat())
    expect(all).toEqual(Array(PACK_LIMITS.owners).fill([2, 1]))
    expect(own(owned('anna', PACK_LIMITS.owned))).toEqual([[PACK_LIMITS.owned, 0]])
  })
})
