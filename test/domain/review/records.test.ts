import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actionId } from '../../../domain/review/action.ts'
import { CheckIn } from '../../../domain/review/check-in.ts'
import { commitmentId } from '../../../domain/review/commitment.ts'
import { Conclusion, endedInAction } from '../../../domain/review/conclusion.ts'
import { cycleId, parseCycleId } from '../../../domain/review/cycle.ts'
import { ItemKey, ItemKind, itemKey, parseItemKey } from '../../../domain/review/item.ts'

const said = { by: 'chair', at: '2026-03-05T09:00:00Z', via: 'link' as const }
const checkIn = {
  item: 'kpi:flow',
  at: '2026-03-05T09:00:00Z',
  by: 'owner',
  status: 'on-track',
  confidence: 7,
  changed: '',
  blockers: [],
  how: 'page',
  unchanged: 0,
  cycles: ['weekly@2026-03-02'],
  lateFor: [],
}

describe('names of items and cycles', () => {
  it('an item reads back as what it was named for, whatever dimensions its series has', () => {
    const id = fc.constantFrom('flow', 'four-hour#org=RJ1', 'wait#org=R.1,site=2', 'pilot~1')
    fc.assert(
      fc.property(fc.constantFrom(...ItemKind.options), id, (kind, name) => {
        expect(parseItemKey(itemKey(kind, name))).toEqual({ kind, id: name })
      }),
    )
  })

  it.each(['flow', 'kpi:', 'person:anna', 'kpi:a b', 'kpi:a:b', ''])('"%s" is no item', (key) => {
    expect(ItemKey.safeParse(key).success).toBe(false)
    expect(() => parseItemKey(key)).toThrow(/is no item/)
  })

  it('a cycle reads back as its review and date', () => {
    expect(parseCycleId(cycleId('weekly-1', '2026-03-02'))).toEqual({ review: 'weekly-1', date: '2026-03-02' })
    expect(() => parseCycleId('weekly')).toThrow(/"weekly" is no cycle/)
  })

  it('the same promise and the same action have the same id, another one another', () => {
    expect(commitmentId('kpi:flow', said.at)).toMatch(/^C-[0-9a-f]{16}$/)
    expect(commitmentId('kpi:flow', said.at)).not.toBe(commitmentId('kpi:flow', '2026-03-05T09:00:01Z'))
    expect(actionId('weekly@2026-03-02', 'anna', ' Call them ')).toBe(
      actionId('weekly@2026-03-02', 'anna', 'Call them'),
    )
    expect(actionId('weekly@2026-03-02', 'anna', 'x')).not.toBe(actionId('weekly@2026-03-02', 'bert', 'x'))
  })
})

describe('records are strict', () => {
  it.each([
    ['a confidence of eleven', { confidence: 11 }],
    ['half a confidence', { confidence: 6.5 }],
    ['a status of its own', { status: 'fine' }],
    ['a time without a zone', { at: '2026-03-05T09:00:00' }],
    ['six blockers', { blockers: Array.from({ length: 6 }, () => ({ text: 'x' })) }],
    ['a field nobody knows', { mood: 'good' }],
  ])('a check-in with %s is refused', (_, change) => {
    expect(CheckIn.safeParse(checkIn).success).toBe(true)
    expect(CheckIn.safeParse({ ...checkIn, ...change }).success).toBe(false)
  })

  it.each([
    ['with a decision', { decisions: ['D-1'], actions: [] }, true],
    ['with an action', { decisions: [], actions: ['N-1'] }, true],
    ['with no action, because', { decisions: [], actions: [], noActionBecause: 'all is well' }, true],
    ['with nothing said', { decisions: [], actions: [] }, false],
    ['with an action and a reason for none', { decisions: [], actions: ['N-1'], noActionBecause: 'x' }, false],
  ])('a review that ends %s', (_, end, taken) => {
    expect(Conclusion.safeParse({ ...said, ...end }).success).toBe(taken)
  })

  it('only decisions and actions count as having ended in something', () => {
    expect(endedInAction(undefined)).toBe(false)
    expect(endedInAction({ ...said, decisions: [], actions: [], noActionBecause: 'x' })).toBe(false)
    expect(endedInAction({ ...said, decisions: [], actions: ['N-1'] })).toBe(true)
  })
})
