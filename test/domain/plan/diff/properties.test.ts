import fc from 'fast-check'
import { applyPatch } from 'rfc6902'
import { expect, test } from 'vitest'
import { diffPlans, withoutFormer } from '../../../../domain/plan/diff/diff.ts'
import { same } from '../../../../domain/plan/diff/same.ts'
import type { ResolvedPlan } from '../../../../domain/plan/resolved.ts'
import { company } from './company.ts'
import { edited } from './mutate.ts'

/** As it comes from a store: a resolved plan in memory has the targets of a KPI and its series in one object. */
const base = JSON.parse(JSON.stringify(company())) as ResolvedPlan
const plans = () => fc.oneof(fc.constant(base), edited(base))

/** Applied by a library, which knows nothing of plans. */
const patched = (before: ResolvedPlan | undefined, after: ResolvedPlan): unknown => {
  const holder = { plan: before ? structuredClone(before) : null }
  const patch = diffPlans(before, after).patch.map((one) => ({ ...structuredClone(one), path: `/plan${one.path}` }))
  expect(applyPatch(holder, patch as Parameters<typeof applyPatch>[1]).filter((error) => error !== null)).toEqual([])
  return holder.plan
}

test('a plan compared with itself, or with a copy whose keys come in another order, has no difference', () => {
  const shuffled = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(shuffled)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, one]) => [key, shuffled(one)]),
          )
        : value
  fc.assert(
    fc.property(plans(), (plan) => {
      expect(diffPlans(plan, structuredClone(plan))).toEqual({ changes: [], patch: [] })
      expect(diffPlans(plan, shuffled(plan) as ResolvedPlan)).toEqual({ changes: [], patch: [] })
    }),
    { numRuns: 30 },
  )
})

test('changes and patch are empty exactly when the plans are the same JSON, and the patch makes one of the other', () => {
  fc.assert(
    fc.property(plans(), plans(), (a, b) => {
      const { changes, patch } = diffPlans(a, b)
      const equal = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
      expect([changes.length === 0, patch.length === 0]).toEqual([equal, equal])
      expect(sorted(patched(a, b))).toEqual(sorted(b))
      for (const change of changes) expect(change.what !== 'changed' || change.sentences.length > 0).toBe(true)
    }),
    { numRuns: 80 },
  )
})

test('without a first plan everything is added, and the patch makes the second from nothing', () => {
  expect(patched(undefined, base)).toEqual(base)
  expect(new Set(diffPlans(undefined, base).changes.map((change) => change.what))).toEqual(new Set(['added']))
})

test('every single edit of an entry is told on the item it was made in', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...base.kpis.map((_, i) => i)),
      fc.constantFrom('unit', 'cadence', 'name', 'aggregation'),
      (i, key) => {
        const after = structuredClone(base) as unknown as { kpis: Record<string, string>[] }
        after.kpis[i]![key] += '!'
        const { changes } = diffPlans(base, after as unknown as ResolvedPlan)
        expect(changes.map(({ kind, id, what }) => [kind, id, what])).toContainEqual([
          'kpi',
          base.kpis[i]!.id,
          'changed',
        ])
      },
    ),
    { numRuns: 20 },
  )
})

test('those who left are no part of what a plan says', () => {
  const former = [{ id: 'zoe', name: 'Zoe' }]
  expect(diffPlans({ ...base, former }, base)).toEqual({ changes: [], patch: [] })
  expect(withoutFormer({ ...base, former })).toEqual(base)
})

test('equality is that of JSON: absent is undefined, zero has no sign, names of JavaScript are no keys', () => {
  expect(same({ a: undefined, b: [0] }, { b: [-0] })).toBe(true)
  expect(same({ constructor: Object }, {})).toBe(false)
  expect(same({ a: 1 }, { b: 1 })).toBe(false)
  expect(same([], {})).toBe(false)
})

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, one]) => [key, sorted(one)]),
        )
      : value
