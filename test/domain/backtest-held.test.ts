/** What a deployment would have held back, a back-test holds back: by the same rule, at the same moments, and asks when that ends. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { civilOf } from '../../bin/backtesting/days.ts'
import {
  answerable,
  answeredByDriver,
  answeredByWhole,
  askingBy,
  driverPlaces,
  silencedBy,
  wholeOf,
} from '../../domain/answered-elsewhere.ts'
import type { Arrival } from '../../domain/backtest/arrival.ts'
import { backtestPlan, definitionFor, type SeriesHistory } from '../../domain/backtest/backtest.ts'
import { peopleOf, summarize } from '../../domain/backtest/summary.ts'
import type { Checkpoint } from '../../domain/checkpoint.ts'
import { dueAt } from '../../domain/deadline.ts'
import { deadlineOf } from '../../domain/definition.ts'
import { foldSeries } from '../../domain/fold.ts'
import { silenceOfPlan } from '../../domain/inhibition.ts'
import { formatPeriod, parsePeriod } from '../../domain/period.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { soundPlan, trigger } from './a-series.ts'

const day = (at: number) => civilOf(at, 'Europe/London')
const FIRST = parsePeriod('monthly', '2016-01')
const low = trigger('low', 'threshold', 'm: 1\n        n: 1\n        effectCheck: 1')

const kpi = (id: string, extra = '', triggers = low) => `
  - id: ${id}
    name: ${id}
    unit: pts
    direction: up
    cadence: monthly
    aggregation: last
    owner: dora
    target: 100
    bands: { amber: 5, red: 10 }
    ${extra}
    triggers:${triggers.replace('id: low', `id: ${id}-low`)}`

const planOf = (...kpis: string[]) =>
  soundPlan(`
organisation: { name: Trust, timezone: Europe/London, desk: desk }
calendars: [{ id: uk }]
people:
  - { id: desk, name: Desk, email: desk@example.org }
  - { id: dora, name: Dora, email: dora@example.org, manager: desk }
kpis:${kpis.join('')}
`)

type Values = readonly (number | null)[]

/** Months from January 2016, each known when it is due, `late` days after that; by the key of the series. */
const historiesOf = (plan: ResolvedPlan, values: Record<string, Values>, late = 0): SeriesHistory[] =>
  plan.series
    .filter(({ key }) => values[key]?.some((value) => value !== null))
    .map((series) => {
      const arrivals = values[series.key]!.flatMap((value, i): Arrival[] => {
        const index = FIRST + i
        const posted = { kpi: series.kpi, period: formatPeriod('monthly', index), value: value ?? 0 }
        return value === null ? [] : [{ at: 0, index, posted }]
      })
      const definition = definitionFor(plan, { series, arrivals })
      const at = (index: number) => deadlineOf(definition, dueAt, index) + late * 86_400_000
      return { series, arrivals: arrivals.map((one) => ({ ...one, at: at(one.index) })) }
    })

const run = (plan: ResolvedPlan, values: Record<string, Values>) => {
  const backtest = backtestPlan(plan, historiesOf(plan, values))
  const said = backtest.series.flatMap(({ alarms, held }) => [
    ...alarms.map(({ trigger, at }) => `${day(at)} ${trigger} asked`),
    ...held.map(({ trigger, at, by, ended }) => {
      const reasons = by.map(({ why, by: what, because = what }) => `${why}${because ? ` (${because})` : ''}`)
      const end = ended ? `${ended.how} ${day(ended.at)}` : 'goes on'
      return `${day(at)} ${trigger} held: ${reasons.join(', ')}; ${end}`
    }),
  ])
  return { backtest, said: said.sort() }
}

describe('a driver', () => {
  const plan = planOf(kpi('outcome'), kpi('driver', 'leads: [outcome]'))

  test('that is asked about on the same morning answers for its outcome, wherever it stands in the plan', () => {
    const { said, backtest } = run(plan, { driver: [100, 80, 80, 100], outcome: [100, 80, 80, 100] })
    expect(said).toEqual([
      '2016-03-08 driver-low asked',
      '2016-03-08 outcome-low held: driver (driver-low on driver); over 2016-05-07',
    ])
    const [outcome, driver] = summarize(plan, backtest)
    expect(outcome).toMatchObject({
      decisions: 0,
      told: 0,
      misses: 1,
      heldBack: { episodes: 1, asked: 0, by: { driver: 1 } },
    })
    expect(driver).toMatchObject({ decisions: 1, told: 1, heldBack: { episodes: 0, asked: 0, by: {} } })
    expect(peopleOf(plan, backtest)).toEqual([{ person: 'dora', decisions: 1, mails: 1 }])
  })

  test('that recovers leaves what still fires to be asked the next day', () => {
    const { said, backtest } = run(plan, { driver: [100, 80, 100, 100], outcome: [100, 80, 80, 80] })
    expect(said).toEqual([
      '2016-03-08 driver-low asked',
      '2016-03-08 outcome-low held: driver (driver-low on driver); asked 2016-04-08',
      '2016-04-08 outcome-low asked',
    ])
    // Fired in February, asked when March was the newest: told of the miss of February a month late.
    expect(summarize(plan, backtest)[0]).toMatchObject({ decisions: 1, told: 1, lead: { median: -1 } })
  })

  test('that begins later takes nothing back', () => {
    const { said } = run(plan, { driver: [100, 100, 80], outcome: [100, 80, 80] })
    expect(said).toEqual(['2016-03-08 outcome-low asked', '2016-04-08 driver-low asked'])
  })
})

test('most parts of a whole that is asked about ask nobody; those before them did', () => {
  const regions = ['n', 's', 'w', 'e'].map((region) => `{ dimensions: { region: ${region} } }`).join(', ')
  const plan = planOf(kpi('part', `partOf: total\n    dimensions: [region]\n    series: [${regions}]`), kpi('total'))
  const months = { n: [100, 80], s: [100, 80], w: [100, 80], e: [100, 100] }
  const parts = Object.fromEntries(Object.entries(months).map(([region, values]) => [`part#region=${region}`, values]))
  expect(run(plan, { total: [100, 80], ...parts }).said).toEqual([
    '2016-03-08 part-low asked',
    '2016-03-08 part-low asked',
    '2016-03-08 part-low held: whole (total-low on total); goes on',
    '2016-03-08 total-low asked',
  ])
})

describe('a silence of the plan', () => {
  const silenced = (until: string) => planOf(kpi('flow', `silences: [{ until: ${until}, reason: stocktaking }]`))

  test('ends with its last day, and what is true then is asked', () => {
    expect(run(silenced('2016-04-20'), { flow: [100, 80, 80, 80, 100] }).said).toEqual([
      '2016-03-08 flow-low held: silenced (stocktaking); asked 2016-04-21',
      '2016-04-21 flow-low asked',
    ])
  })

  test('outlasts what recovered meanwhile', () => {
    expect(run(silenced('2016-06-20'), { flow: [100, 80, 80, 100] }).said).toEqual([
      '2016-03-08 flow-low held: silenced (stocktaking); over 2016-05-07',
    ])
  })

  test('and missing data after it keep both their names', () => {
    const plan = planOf(
      kpi(
        'flow',
        `silences: [{ trigger: flow-low, until: 2016-05-20, reason: stocktaking }]`,
        low + trigger('silent', 'freshness'),
      ),
    )
    expect(run(plan, { flow: [100, 80, null, null, null, 100] }).said).toEqual([
      '2016-03-08 flow-low held: silenced (stocktaking), stale; over 2016-07-08',
      '2016-04-13 silent asked',
    ])
  })
})

test('a silence made by command holds back what it names, from when it was made to when it was ended', () => {
  const plan = planOf(kpi('flow'), kpi('other'))
  const values = { flow: [100, 80, 80, 80], other: [100, 80, 80, 80] }
  const made = {
    kpi: 'flow',
    from: Date.UTC(2016, 2, 1),
    until: Date.UTC(2016, 3, 2, 12),
    because: 'the feed is moved',
  }
  const asked = (from: number) =>
    backtestPlan(plan, historiesOf(plan, values), undefined, [{ ...made, from }]).series.flatMap(({ alarms }) =>
      alarms.map(({ trigger, at }) => `${trigger} ${new Date(at).toISOString()}`),
    )
  expect(asked(made.from)).toEqual(['flow-low 2016-04-02T12:00:00.000Z', 'other-low 2016-03-08T00:00:00.000Z'])
  // Made after it was asked: what was asked stays asked.
  expect(asked(Date.UTC(2016, 2, 9))).toEqual([
    'flow-low 2016-03-08T00:00:00.000Z',
    'other-low 2016-03-08T00:00:00.000Z',
  ])
})

test('red values beside a target that was never in reach ask nobody', () => {
  const plan = planOf(kpi('flow', '', low + trigger('able', 'capability')))
  const values = Array.from({ length: 26 }, (_, i) => (i < 24 ? 96 + (i % 2) : i === 24 ? 96 : 80))
  const { said } = run(plan, { flow: values })
  expect(said).toHaveLength(2)
  expect(said[0]).toMatch(/able asked$/)
  expect(said[1]).toMatch(/flow-low held: incapable; goes on$/)
})

const months = fc.array(fc.option(fc.constantFrom(80, 80, 92, 100, 104), { freq: 8 }), { minLength: 8, maxLength: 15 })
const silence = fc
  .tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 150 }))
  .map(([from, days]) => `{ from: ${dayOf(from)}, until: ${dayOf(from + days)}, reason: known }`)
const dayOf = (n: number) => new Date(Date.UTC(2016, 0, 1 + n)).toISOString().slice(0, 10)

test('a replay asks what the evaluation asks that reads and folds every series that is due, moment by moment', () => {
  const regions = ['n', 's', 'w'].map((region) => `{ dimensions: { region: ${region} } }`).join(', ')
  const met = { asked: 0, driver: 0, whole: 0, silenced: 0 }
  fc.assert(
    fc.property(
      fc.array(months, { minLength: 6, maxLength: 6 }),
      silence,
      fc.nat({ max: 9 }),
      (values, silences, late) => {
        const plan = planOf(
          kpi('outcome', `silences: [${silences}]`),
          kpi('driver', 'leads: [outcome]', low + trigger('jump', 'change', 'by: 10\n        floor: 1')),
          kpi('part', `partOf: total\n    dimensions: [region]\n    series: [${regions}]`),
          kpi('total', 'silences: [{ until: 2016-06-10, reason: known }]'),
        )
        const histories = historiesOf(
          plan,
          Object.fromEntries(plan.series.map(({ key }, i) => [key, values[i]!])),
          late,
        )
        const until = Date.UTC(2017, 4, 1)
        const { series } = backtestPlan(plan, histories, until)
        const replayed = series.flatMap(({ alarms }) =>
          alarms
            .filter(({ about }) => about === 'episode')
            .map(({ at, series, trigger }) => `${at} ${series} ${trigger}`),
        )
        expect(replayed.sort()).toEqual(evaluated(plan, histories, until).sort())
        met.asked += replayed.length
        for (const { by } of series.flatMap(({ held }) => held))
          for (const { why } of by) if (why in met) met[why as keyof typeof met]++
      },
    ),
    { numRuns: 5, seed: 4 },
  )
  for (const count of Object.values(met)) expect(count).toBeGreaterThan(0)
})

/** The evaluation in small, without any shortcut: what would be asked is folded again with what holds it back, as the stored heads have it. */
const evaluated = (plan: ResolvedPlan, histories: readonly SeriesHistory[], until: number): string[] => {
  const heads = new Map<string, Checkpoint>()
  const opened: string[] = []
  const answers = ['driver', 'total', 'outcome', 'part']
  const due = ({ series, arrivals }: SeriesHistory, now: number) =>
    Math.min(
      ...arrivals.map(({ at }) => at).filter((at) => at > now),
      heads.get(series.key)?.wakeAt ?? Number.POSITIVE_INFINITY,
    )
  let now = 0
  for (;;) {
    const next = Math.min(...histories.map((one) => due(one, now)))
    if (next > until) return opened
    const looked = histories.filter((one) => due(one, now) === next)
    now = next
    for (const history of looked.sort((a, b) => answers.indexOf(a.series.kpi) - answers.indexOf(b.series.kpi))) {
      const { series, arrivals } = history
      const definition = definitionFor(plan, history)
      const latest = heads.get(series.key)
      const slots = arrivals
        .filter(({ at }) => at <= now)
        .map(({ index, posted }) => ({ index, value: posted.value!, final: true }))
      // What has arrived may lie before the base.
      const base = arrivals.some(({ at }) => at === now) ? undefined : latest?.base
      const input = { base, latest, slots, definitions: [definition], now }
      const asking = askingBy(definition.kpi, foldSeries(input).effects)
      const silences = (definition.kpi.silences ?? []).map((one) => silenceOfPlan(definition.kpi, one))
      const silenced = silencedBy(silences, asking, series, now)
      const values = answerable(asking, silenced)
      const judged = { plan, kpi: definition.kpi, series }
      const isOpen = ({ trigger, series: key }: { trigger: string; series: string }) => isAsked(heads.get(key), trigger)
      const whole = wholeOf(judged)
      const driver = driverPlaces(judged).find(isOpen)
      const total = whole?.places.find(isOpen)
      const firing = (id: string) =>
        whole!.parts.filter((key) => key !== series.key && heads.get(key)?.head.triggers[id]?.state === 'firing').length
      const answered = driver
        ? answeredByDriver(values, `${driver.trigger} on ${driver.series}`)
        : total &&
          answeredByWhole(values, `${total.trigger} on ${total.series}`, { parts: whole!.parts.length, firing })
      const { checkpoint, effects } = foldSeries({ ...input, inhibitions: { ...silenced, ...answered } })
      heads.set(series.key, checkpoint)
      for (const { kind, trigger: id } of effects)
        if (kind === 'episode-opened') opened.push(`${now} ${series.key} ${id}`)
    }
  }
}

/** A question about flapping is open as long as the episode that made it one too many. */
const isAsked = (checkpoint: Checkpoint | undefined, trigger: string): boolean => {
  const { episode, flap } = checkpoint?.announced[trigger] ?? {}
  const { episodeId, inhibited } = checkpoint?.head.triggers[trigger] ?? {}
  return episode !== undefined || (flap !== undefined && episodeId !== undefined && inhibited === undefined)
}
