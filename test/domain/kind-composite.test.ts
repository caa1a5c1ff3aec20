/** Composites: what several conditions of a series say together, read after the same slot. */
import { describe, expect, test } from 'vitest'
import { inOrder } from '../../domain/kind/composite.ts'
import { parsePeriod } from '../../domain/period.ts'
import { parsePlan } from '../../domain/plan/parse.ts'
import { definitionOf, planText, SeriesStore, soundPlan, trigger } from './a-series.ts'

const kpi = 'cadence: monthly\ntarget: 100\nbands: { amber: 5, red: 10 }'
const quiet = 'opensDecision: false\n        '
const low = trigger('low', 'threshold', `${quiet}level: red`)
const fall = trigger('fall', 'change', `${quiet}by: 10\n        floor: 1`)
const silent = trigger('silent', 'freshness', quiet)
const text = (when: string) => planText(kpi, trigger('both', 'composite', when) + low + fall + silent)
const definition = (when: string) => definitionOf(text(when), '2015-01-01T00:00:00Z')

const live = (when: string, values: (number | null)[]) => {
  const store = new SeriesStore()
  return values.map((value, i) => {
    const index = parsePeriod('monthly', '2015-01') + i
    const changes = value === null ? [] : [{ index, slot: { index, value, final: true } }]
    const { effects } = store.fold([definition(when)], Date.UTC(2015, 1 + i, 20), changes)
    return effects.map((effect) => `${effect.kind} ${'trigger' in effect ? effect.trigger : ''}`).join()
  })
}
const [opens, ends] = ['episode-opened both', 'episode-ended both']

describe('a composite', () => {
  test.each<[string, string, (number | null)[], string[]]>([
    ['fires when all hold, in the slot in which the last begins to', 'all: [low, fall]', [100, 85], ['', opens]],
    ['does not when one of all does not', 'all: [low, fall]', [95, 88], ['', '']],
    ['ends with one of all', 'all: [low, fall]', [100, 85, 85], ['', opens, ends]],
    ['fires when any holds', 'any: [low, fall]', [100, 85, 85], ['', opens, '']],
    ['not when one of none holds', 'all: [low]\n        none: [fall]', [100, 85, 85], ['', '', opens]],
    ['holds its state while nobody knows', 'all: [fall]', [100, 85, null], ['', opens, '']],
  ])('%s', (_, when, values, expected) => {
    expect(live(when, values)).toEqual(expected)
  })

  test('may be made of composites, in whatever order they stand', () => {
    const plan = soundPlan(
      planText(kpi, trigger('outer', 'composite', 'all: [inner]') + trigger('inner', 'composite', 'any: [low]') + low),
    )
    expect(inOrder(plan.kpis[0]!.triggers).map(({ id }) => id)).toEqual(['low', 'inner', 'outer'])
  })
})

test('a trigger that only is a condition asks nobody, and what it asked before ends', () => {
  const store = new SeriesStore()
  const asking = definitionOf(planText(kpi, trigger('low', 'threshold', 'level: red')), '2015-01-01T00:00:00Z', 1)
  const index = parsePeriod('monthly', '2015-01')
  const first = store.fold([asking], Date.UTC(2015, 1, 20), [{ index, slot: { index, value: 80, final: true } }])
  expect(first.effects).toMatchObject([{ kind: 'episode-opened', trigger: 'low' }])
  const condition = definitionOf(planText(kpi, low), '2015-02-25T00:00:00Z', 2)
  const next = { index: index + 1, slot: { index: index + 1, value: 80, final: true } }
  const then = store.fold([asking, condition], Date.UTC(2015, 2, 20), [next])
  expect(then.effects).toMatchObject([{ kind: 'episode-ended', trigger: 'low' }])
})

test.each([
  ['without anything it is made of', '', 'missing'],
  ['of a trigger that is not there', 'all: [lwo]', 'unknown-reference'],
  ['of itself', 'all: [both]', 'circular-composite'],
  ['with the rules of a chart', 'all: [low]\n        rules: wheeler', 'other-kind'],
])('a plan with a composite %s is refused', (_, when, code) => {
  const parsed = parsePlan(text(when))
  expect(parsed.findings.filter(({ level }) => level === 'error').map((one) => one.code)).toEqual([code])
})
