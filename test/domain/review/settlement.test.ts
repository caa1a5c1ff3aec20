import { expect, it, test } from 'vitest'
import type { Commitment } from '../../../domain/review/commitment.ts'
import { settlementOf } from '../../../domain/review/settlement.ts'

const [BEFORE, CLOSE] = ['2026-03-11T17:00:00Z', '2026-03-18T17:00:00Z']
const between = { since: BEFORE, closedAt: CLOSE, zoneOf: () => 'Europe/London' }

const promise = (changes: Partial<Commitment> = {}): Commitment => ({
  id: 'C-0123456789abcdef',
  item: 'kpi:on-time',
  person: 'omar',
  text: 'Train the late shift',
  by: '2026-03-13',
  madeAt: '2026-03-09T09:00:00Z',
  moves: 0,
  state: 'open',
  revision: 1,
  ...changes,
})
const kept = (settledAt: string) => promise({ state: 'kept', settledAt, settledBy: 'omar' })

it.each<[sentence: string, one: Commitment, tells: 'settled' | 'broken' | 'nothing']>([
  ['kept between the closes is told', kept('2026-03-12T09:00:00Z'), 'settled'],
  ['kept at the very close is told by this pack', kept(CLOSE), 'settled'],
  ['kept at the close before was told by the pack before', kept(BEFORE), 'nothing'],
  ['kept after the close, while the pack was made, is the next one’s', kept('2026-03-18T17:00:07Z'), 'nothing'],
  ['kept half a second after the close too', kept('2026-03-18T17:00:00.500Z'), 'nothing'],
  ['kept half a second after the close before is this one’s', kept('2026-03-11T17:00:00.500Z'), 'settled'],
  ['open beyond its day is broken', promise(), 'broken'],
  ['open until today may still be kept', promise({ by: '2026-03-18' }), 'nothing'],
  ['open for another day waits', promise({ by: '2026-03-20' }), 'nothing'],
])('%s', (_sentence, one, tells) => {
  const { settled, broken } = settlementOf([one], between)
  expect({ settled, broken: broken.map(({ before }) => before) }).toEqual({
    settled: tells === 'settled' ? [one] : [],
    broken: tells === 'broken' ? [one] : [],
  })
})

test('what a close breaks is told by its own pack and by no other', () => {
  const { broken } = settlementOf([promise()], between)
  const after = broken[0]!.after
  expect(after).toMatchObject({ state: 'broken', settledBy: 'clock', settledAt: CLOSE, revision: 2 })
  // The machine died before the pack was kept: made again, it tells the same.
  expect(settlementOf([after], between).settled).toEqual([after])
  const next = { ...between, since: CLOSE, closedAt: '2026-03-25T17:00:00Z' }
  expect(settlementOf([after], next)).toEqual({ settled: [], broken: [] })
})

test('the first pack of a review tells everything that was ever settled', () => {
  expect(settlementOf([kept('2025-01-01T09:00:00Z')], { ...between, since: undefined }).settled).toHaveLength(1)
})

test('which day the close falls on is the promiser’s own affair', () => {
  const late = promise({ by: '2026-03-18' })
  const broken = (zone: string) => settlementOf([late], { ...between, zoneOf: () => zone }).broken.length
  expect([broken('Pacific/Auckland'), broken('America/Los_Angeles')]).toEqual([1, 0])
})
