import { expect, test } from 'vitest'
import { formatDay } from '../../domain/civil.ts'
import type { Effect } from '../../domain/effect.ts'
import { parseInstant } from '../../domain/instant.ts'
import type { Slot } from '../../domain/observation-view.ts'
import { formatPeriod, parsePeriod, periodEnd, tryPeriod } from '../../domain/period.ts'
import { definitionOf, planText, SeriesStore, trigger } from './a-series.ts'

const DAY = 86_400_000
const triggers =
  trigger('silent', 'freshness') +
  trigger('odd', 'control-chart') +
  trigger('ahead', 'forecast', 'window: quarter') +
  trigger('drop', 'change', 'by: 40\n        floor: 1\n        against: last-week')
const text = (cadence: string) =>
  planText(`cadence: ${cadence}\ntarget: 100\nbands: { amber: 5, red: 10 }`, triggers).replace(
    'aggregation: last',
    'aggregation: mean',
  )

/** Looked at every morning at six, January to June 2016; figures come at nine of the next weekday, but for those left out. */
function lived(
  cadence: 'daily' | 'weekdays',
  leftOut: readonly string[],
  valueAt = (day: string) => 96 - Number(day.at(-1)) / 5,
) {
  const definition = definitionOf(text(cadence), '2016-01-01T12:00:00Z')
  const store = new SeriesStore()
  const told: string[] = []
  const first = parseInstant('2016-01-02T00:00:00Z') / DAY
  let last = parsePeriod('weekdays', '2016-01-01')
  for (let day = first; day < first + 180; day += 1) {
    const date = formatDay(day)
    const look = (at: number, changes: { index: number; slot?: Slot }[] = []) => {
      const { effects } = store.fold([definition], at, changes)
      told.push(...effects.map((one: Effect) => `${date} ${one.kind} ${'trigger' in one ? one.trigger : ''}`))
    }
    look(day * DAY + 6 * 3_600_000)
    if (tryPeriod('weekdays', date) === undefined) continue
    const key = formatPeriod('weekdays', last)
    last += 1
    const slot = { index: parsePeriod(cadence, key), value: valueAt(key), final: true }
    if (!leftOut.includes(key)) look(day * DAY + 9 * 3_600_000, [{ index: slot.index, slot }])
  }
  return told
}

test('figures of Monday to Friday: nobody is asked for a weekend or a holiday, and a forecast sees weeks on end', () => {
  const told = lived('weekdays', [])
  expect(told.filter((line) => line.includes('silent'))).toEqual([])
  expect(told.filter((line) => line.includes('ahead'))[0]).toMatch(/^2016-0\d-\d\d episode-opened ahead$/)
})

test('as days of the week, weekends are missing: the reason for this cadence', () => {
  expect(lived('daily', []).some((line) => line.includes('episode-opened silent'))).toBe(true)
})

test('on a holiday of the calendar nothing is expected; on another day the silence is told', () => {
  // 2 May 2016 is in the calendar of these plans.
  expect(lived('weekdays', ['2016-05-02']).filter((line) => line.includes('silent'))).toEqual([])
  expect(lived('weekdays', ['2016-05-03', '2016-05-04', '2016-05-05', '2016-05-06']).join()).toContain('opened silent')
})

test('the week before is five slots back', () => {
  const told = lived('weekdays', [], (day) => (day === '2016-03-09' ? 50 : 96))
  expect(told.filter((line) => line.includes('drop'))).toEqual([
    '2016-03-10 episode-opened drop',
    '2016-03-15 episode-ended drop',
  ])
})

test('plans name the cadence of a series, and keys of weekends are no periods of it', () => {
  expect(() => parsePeriod('weekdays', '2016-05-07')).toThrow(/"2016-05-07" is no weekdays period.*Monday to Friday/)
  expect(parseInstant('2016-05-07T00:00:00Z')).toBe(periodEnd('weekdays', parsePeriod('weekdays', '2016-05-06'), 'UTC'))
})
