import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Commitment } from '../../../domain/review/commitment.ts'
import type { CycleItem } from '../../../domain/review/cycle.ts'
import type { ItemFacts, OpenDecision } from '../../../domain/review/facts.ts'
import type { KpiStatus } from '../../../domain/review/item.ts'
import { type Packing, packOf } from '../../../domain/review/pack.ts'
import { PACK_LIMITS, Pack } from '../../../domain/review/pack-record.ts'
import { checkIn } from './a-company.ts'

const CLOSED = '2026-03-04T17:00:00Z'
const empty: ItemFacts = { commitments: [], moreCommitments: 0, decisions: [], moreDecisions: 0 }
const reading = (status: KpiStatus): ItemFacts['kpi'] => ({
  unit: '%',
  decimals: 1,
  direction: 'up',
  period: '2026-W09',
  value: 90,
  target: 95,
  status,
  points: [],
})
const silent = (id: string, more: Partial<CycleItem> = {}): CycleItem => ({
  cycle: 'weekly@2026-03-02',
  item: `kpi:${id}`,
  name: id.toUpperCase(),
  owner: 'anna',
  unowned: false,
  state: 'silent',
  facts: empty,
  revision: 1,
  ...more,
})
const said = (id: string, words: Parameters<typeof checkIn>[2], more: Partial<CycleItem> = {}): CycleItem =>
  silent(id, { state: 'answered', checkIn: checkIn(`kpi:${id}`, '2026-03-03T09:00:00Z', words), ...more })
const decision = (id: string, decideBy: string, overdue = false): OpenDecision => ({
  id,
  question: 'What now?',
  decider: 'boss',
  decideBy,
  severity: 'S2',
  overdue,
})
const pack = (items: CycleItem[], more: Partial<Packing> = {}) =>
  Pack.parse(packOf({ cycle: 'weekly@2026-03-02', closedAt: CLOSED, items, settled: [], late: [], ...more }))
const ids = (list: { first: { item: string }[] }) => list.first.map((one) => one.item.slice(4)).join(' ')
const red = { status: 'off-track' as const, cause: 'Two left.', wayBack: 'Hire two.' }

describe('a pack', () => {
  it('of nothing says nothing', () => {
    const { counts, changes, owners } = pack([])
    expect(new Set(Object.values(counts))).toEqual(new Set([0]))
    expect(changes.first).toEqual([])
    expect(owners.first).toEqual([])
  })

  it('what is off track comes with cause and way back, the least confident first', () => {
    const { offTrack, counts } = pack([
      said('a', { ...red, confidence: 5 }),
      said('b', { ...red, confidence: 1 }),
      said('c', {}),
    ])
    expect(ids(offTrack)).toBe('b a')
    expect(offTrack.first[0]).toMatchObject({ words: 'Two left.', wayBack: 'Hire two.', confidence: 1 })
    expect(counts).toMatchObject({ offTrack: 2, onTrack: 1, answered: 3 })
  })

  it.each([
    [
      'a silent owner does not hide a red KPI',
      silent('a', { facts: { ...empty, kpi: reading('off-track') } }),
      'offTrack',
      'a',
    ],
    [
      'nor is their silence hidden by it',
      silent('a', { facts: { ...empty, kpi: reading('off-track') } }),
      'silent',
      'a',
    ],
    [
      'a stale KPI is shown though its owner says green',
      said('a', { reason: 'x' }, { facts: { ...empty, kpi: reading('stale') } }),
      'stale',
      'a',
    ],
    ['an item nobody owns is shown however it stands', said('a', {}, { unowned: true, owner: 'desk' }), 'unowned', 'a'],
    ['what was carried over is not silent', said('a', {}, { state: 'carried' }), 'silent', ''],
    ['nobody is silent who could not be asked', silent('a', { state: 'unasked' }), 'silent', ''],
  ] as [string, CycleItem, 'offTrack' | 'silent' | 'stale' | 'unowned', string][])('%s', (_, item, list, expected) => {
    expect(ids(pack([item])[list])).toBe(expected)
  })

  it('where the owner sees it better than the KPI both are shown, and why', () => {
    const item = said('a', { reason: 'Counted twice.' }, { facts: { ...empty, kpi: reading('off-track') } })
    expect(pack([item]).changes.first).toEqual([])
    const previous = pack([said('a', red)])
    expect(pack([item], { previous }).changes.first).toMatchObject([
      { way: 'better', from: 'off-track', status: 'on-track', kpi: 'off-track', reason: 'Counted twice.' },
    ])
  })

  it('what changed since last time: worse before silence before better, and nothing that stands as it stood', () => {
    const previous = pack([said('a', {}), said('b', red), said('c', {}), silent('d'), said('e', {}), said('f', {})])
    const { changes } = pack(
      [
        said('a', { status: 'at-risk' }),
        said('b', {}),
        silent('c'),
        said('d', {}),
        said('e', {}),
        said('f', red),
        said('g', {}),
      ],
      { previous },
    )
    expect(changes.first.map((one) => `${one.item.slice(4)} ${one.way}`)).toEqual([
      'f worse',
      'a worse',
      'c fell-silent',
      'g new',
      'b better',
      'd spoke-again',
    ])
  })

  it('decisions to take: overdue at the close first, then the soonest', () => {
    const facts = (...decisions: OpenDecision[]) => ({ facts: { ...empty, decisions, moreDecisions: 1 } })
    const { decisions } = pack([
      silent('a', facts(decision('D-1', '2026-03-09T17:00:00Z'), decision('D-2', '2026-03-06T17:00:00Z'))),
      silent('b', facts(decision('D-3', '2026-03-04T16:00:00Z'))),
    ])
    expect(decisions.first.map((one) => [one.id, one.overdue])).toEqual([
      ['D-3', true],
      ['D-2', false],
      ['D-1', false],
    ])
    expect(decisions.more).toBe(2)
  })

  it('blockers by whom they sit with, who has most first, nobody last', () => {
    const on = (...who: (string | undefined)[]) => ({
      blockers: who.map((one) => ({ text: 'Waiting', ...(one ? { with: one } : {}) })),
    })
    const { blockers } = pack([
      said('a', on(undefined, 'bert')),
      said('b', on(undefined, 'cora')),
      said('c', on(undefined, 'cora')),
    ])
    expect(blockers.first.map((one) => [one.with, one.blockers.first.length])).toEqual([
      ['cora', 2],
      ['bert', 1],
      [undefined, 3],
    ])
  })

  it('promises broken and kept, and those after the close of the last cycle', () => {
    const settled = (['kept', 'broken', 'dropped'] as const).map(
      (state): Commitment => ({
        id: `C-${state}`,
        item: 'kpi:a',
        person: 'anna',
        text: state,
        by: '2026-03-02',
        madeAt: CLOSED,
        moves: 1,
        state,
        revision: 2,
      }),
    )
    const found = pack([silent('a')], { settled, late: [said('z', {}, { state: 'late' }), said('y', {})] })
    expect(found.commitments.broken.first).toMatchObject([{ text: 'broken', name: 'A', moves: 1 }])
    expect(found.commitments.kept.first).toHaveLength(1)
    expect(ids(found.late)).toBe('z')
  })

  it('owner by owner: who has most off track first', () => {
    const { owners } = pack([said('a', {}), said('b', red, { owner: 'bert' }), silent('c', { owner: 'cora' })])
    expect(owners.first.map((one) => one.owner)).toEqual(['bert', 'cora', 'anna'])
  })

  it('lists are cut, and say how much more there is; counts are of everything', () => {
    const { offTrack, counts } = pack(Array.from({ length: 60 }, (_, i) => said(`k${i}`, red)))
    expect(offTrack.first).toHaveLength(PACK_LIMITS.items)
    expect(offTrack.more).toBe(10)
    expect(counts.offTrack).toBe(60)
  })

  it('the same facts in any order give the same pack, and nothing is lost between the lists and the counts', () => {
    const status = fc.constantFrom('on-track', 'at-risk', 'off-track' as const)
    const one = fc.tuple(
      status,
      fc.integer({ min: 0, max: 10 }),
      fc.constantFrom('anna', 'bert'),
      fc.boolean(),
      fc.constantFrom('x', undefined),
    )
    fc.assert(
      fc.property(
        fc
          .array(one, { maxLength: 20 })
          .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all.keys()], { minLength: all.length }))),
        ([all, order]) => {
          const items = all.map(([now, confidence, owner, speaks, who], i) =>
            speaks
              ? said(
                  `k${i}`,
                  { status: now, confidence, blockers: [{ text: 'w', ...(who ? { with: who } : {}) }] },
                  { owner },
                )
              : silent(`k${i}`, { owner }),
          )
          const straight = pack(items)
          // Words are kept in the order of the items, and so in the same one.
          expect(pack(order.map((i) => items[i]!))).toEqual(straight)
          expect(straight.counts).toMatchObject({
            offTrack: straight.offTrack.first.length,
            atRisk: straight.atRisk.first.length,
            silent: straight.silent.first.length,
          })
          expect(straight.owners.first.reduce((sum, owner) => sum + owner.items, 0)).toBe(items.length)
        },
      ),
      { numRuns: 60 },
    )
  })
})
