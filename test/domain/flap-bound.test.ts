/** The bound of docs/signals.md on how often a trigger asks whose series comes and goes, whatever its kind. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dueAt, staleAt } from '../../domain/deadline.ts'
import { deadlineOf, type SeriesDefinition } from '../../domain/definition.ts'
import { parsePeriod } from '../../domain/period.ts'
import { FLAP } from '../../domain/plan/defaults.ts'
import type { Cadence } from '../../domain/plan/measure.ts'
import { definitionOf, planText, SeriesStore, trigger } from './a-series.ts'

const FIRST = {
  daily: '2014-01-01',
  weekdays: '2014-01-01',
  weekly: '2014-W01',
  monthly: '2014-01',
  quarterly: '2014-Q1',
} as const
const SPAN = {
  daily: Math.max(FLAP.slots, FLAP.days),
  weekdays: 22,
  weekly: FLAP.slots,
  monthly: FLAP.slots,
  quarterly: FLAP.slots,
}
const once = '\n        m: 1\n        n: 1\n        k: 1'

const definitionFor = (cadence: Cadence, target: string, triggers: string, aggregation = 'last') =>
  definitionOf(
    planText(`cadence: ${cadence}\ntarget: ${target}\nbands: { amber: 5, red: 10 }`, triggers).replace(
      'aggregation: last',
      `aggregation: ${aggregation}`,
    ),
    '2014-01-01T00:00:00Z',
  )

/** Lives slot after slot, each told when it was due or found missing; on which slots each trigger asked, and about what. */
const live = (definition: SeriesDefinition, values: readonly (number | null)[]) => {
  const { cadence } = definition.kpi
  const store = new SeriesStore()
  const asked: { trigger: string; slot: number; kind: string }[] = []
  for (const [i, value] of values.entries()) {
    const index = parsePeriod(cadence, FIRST[cadence]) + i
    const now = deadlineOf(definition, value === null ? staleAt : dueAt, index)
    const changes = value === null ? [] : [{ index, slot: { index, value, final: true } }]
    for (const { kind, trigger: id } of store.fold([definition], now, changes).effects)
      if (kind === 'episode-opened' || kind === 'flap') asked.push({ trigger: id, slot: i, kind })
  }
  return asked
}

const repeat = <T>(pattern: readonly T[], times: number): T[] => Array.from({ length: times }, () => pattern).flat()
const usual = repeat([99, 101, 100], 8)
/** A target that moves in and out of reach every month, from January 2016 on. */
const steps = Array.from({ length: 36 }, (_, i) => {
  const at = `${2016 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`
  return `{ at: ${at}, value: ${i % 2 === 0 ? 100 : 140} }`
})

describe('a series that comes and goes for years asks three times: twice about it, once about the trigger itself', () => {
  test.each<[string, SeriesDefinition, (number | null)[]]>([
    ['threshold', definitionFor('monthly', '100', trigger('it', 'threshold', once)), repeat([100, 80], 16)],
    [
      'pace',
      definitionFor('monthly', '100', trigger('it', 'pace', `window: year${once}`), 'sum'),
      [100, 20, ...repeat([180, 20], 3), ...repeat([100], 4)],
    ],
    ['freshness', definitionFor('monthly', '100', trigger('it', 'freshness', once)), repeat([100, null, 100], 12)],
    [
      'control-chart',
      definitionFor('monthly', '100', trigger('it', 'control-chart', once)),
      [...usual, ...repeat([60, 100, 100], 8)],
    ],
    [
      'capability',
      definitionFor(
        'monthly',
        `{ between: step, points: [{ at: 2014-01, value: 100 }, ${steps.join(', ')}] }`,
        trigger('it', 'capability', once),
      ),
      [...usual, ...repeat([99, 101], 16)],
    ],
    [
      'change',
      definitionFor('monthly', '100', trigger('it', 'change', `by: 10\n        floor: 1${once}`)),
      repeat([100, 80], 16),
    ],
    [
      'composite',
      definitionFor(
        'monthly',
        '100',
        trigger('low', 'threshold', `opensDecision: false${once}`) + trigger('it', 'composite', `any: [low]${once}`),
      ),
      repeat([100, 80], 16),
    ],
  ])('%s', (_, definition, values) => {
    const asked = live(definition, values).filter(({ trigger: one }) => one === 'it')
    expect(asked.map(({ kind }) => kind)).toEqual(['episode-opened', 'episode-opened', 'flap'])
  })
})

test.each<[string, SeriesDefinition, (number | null)[]]>([
  ['pace', definitionFor('monthly', '100', trigger('it', 'pace', `window: quarter${once}`), 'sum'), repeat([60], 36)],
  [
    'forecast',
    definitionFor('monthly', '100', trigger('it', 'forecast', `window: quarter${once}`), 'sum'),
    repeat([60, 61, 60], 12),
  ],
])(
  '%s: a target missed quarter after quarter does not flap, and is asked about once a quarter',
  (_, definition, values) => {
    const asked = live(definition, values).filter(({ trigger: one }) => one === 'it')
    expect(new Set(asked.map(({ kind }) => kind))).toEqual(new Set(['episode-opened']))
    const quarters = asked.map(({ slot }) => Math.floor(slot / 3))
    expect(quarters).toEqual([...new Set(quarters)])
    expect(quarters.slice(-8)).toEqual([4, 5, 6, 7, 8, 9, 10, 11])
  },
)

const TRIGGERS =
  trigger('low', 'threshold', once) +
  trigger('drop', 'change', `by: 10\n        floor: 1${once}`) +
  trigger('silent', 'freshness', once) +
  trigger('any', 'composite', `any: [low, drop]${once}`)
const ALL = Object.fromEntries(
  (['daily', 'weekdays', 'weekly', 'monthly', 'quarterly'] as const).map((cadence) => [
    cadence,
    definitionFor(cadence, '100', TRIGGERS),
  ]),
) as Record<Cadence, SeriesDefinition>

test('within eight slots, thirty days of days and weekdays, a trigger asks three times at most, whatever its series does', () => {
  let most = 0
  fc.assert(
    fc.property(
      fc.constantFrom<Cadence>('daily', 'weekdays', 'weekly', 'monthly', 'quarterly'),
      fc.array(fc.tuple(fc.constantFrom(100, 80, null), fc.integer({ min: 1, max: 6 })), {
        minLength: 4,
        maxLength: 16,
      }),
      (cadence, stretches) => {
        const asked = live(
          ALL[cadence],
          stretches.flatMap(([value, n]) => repeat([value], n)),
        )
        for (const { trigger: id, slot } of asked) {
          const near = asked.filter((one) => one.trigger === id && one.slot >= slot && one.slot < slot + SPAN[cadence])
          most = Math.max(most, near.length)
          expect(near.length).toBeLessThanOrEqual(FLAP.episodes)
        }
      },
    ),
    { numRuns: 40, seed: 2 },
  )
  expect(most).toBe(FLAP.episodes)
})
