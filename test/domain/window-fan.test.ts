import { expect, test } from 'vitest'
import { parseInstant } from '../../domain/instant.ts'
import { forecastOf } from '../../domain/signal/forecast.ts'
import { fanAhead } from '../../domain/window-fan.ts'
import { openingOf } from '../../lambdas/evaluation/opening.ts'
import { definitionOf, monthly, planText, SeriesStore, soundPlan, trigger } from './a-series.ts'

const values = [101, 99, 100, 98, 97, 96, 95, 93, 92, 90, 89, 88]

test('each period is forecast by itself, its band as wide as four in five courses', () => {
  const fan = fanAhead(values, 3, 'monthly')!
  const third = forecastOf({
    history: values,
    remaining: 3,
    aggregation: 'last',
    target: 0,
    direction: 'up',
    season: 12,
  })
  expect(third).toMatchObject({ state: 'judged', mean: fan.path[2] })
  expect(fan.spread[2]).toBeCloseTo(1.2816 * (third as { sd: number }).sd, 10)
  expect(fan.spread[0]).toBeLessThan(fan.spread[2]!)
  expect(fanAhead(values.slice(0, 7), 3, 'monthly')).toBeUndefined()
})

test('a question that a forecast raised keeps what was expected until its window ends', () => {
  const text = planText('cadence: monthly\ntarget: 100\nbands: { amber: 5, red: 10 }', trigger('ahead', 'forecast'))
  const definition = definitionOf(text, '2015-01-01T00:00:00Z')
  const store = new SeriesStore()
  const slots = monthly('2015-08', values)
  const plan = soundPlan(text)
  const found = slots.flatMap((slot, i) => {
    const now = parseInstant(`${i < 4 ? 2015 : 2016}-${String(((i + 8) % 12) + 1).padStart(2, '0')}-05T00:00:00Z`)
    const { effects, checkpoint } = store.fold([definition], now, [{ index: slot.index, slot }])
    const effect = effects.find(({ kind }) => kind === 'episode-opened')
    if (effect?.kind !== 'episode-opened') return []
    const current = { plan, version: 1, appliedAt: '2015-01-01T00:00:00Z' }
    const folding = { current, kpi: definition.kpi, series: definition.series, base: checkpoint.base }
    return [{ slot, seen: openingOf(folding, effect, now)!.evidence.seen }]
  })
  expect(found).toHaveLength(1)
  const { slot, seen } = found[0]!
  // December 2016 is the last of the year: as many months are expected as are left.
  expect(seen).toMatchObject({ kind: 'forecast', ahead: { path: expect.any(Array) } })
  if (seen?.kind === 'forecast') expect(seen.ahead!.path).toHaveLength(slots[0]!.index + 16 - slot.index)
})
