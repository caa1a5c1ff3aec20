/** What keeps a trigger that fires from asking, and what is asked when nothing does any more. */
import { describe, expect, test } from 'vitest'
import { foldSeries } from '../../domain/fold.ts'
import { type Inhibitions, lookAgain, type Silence, silenceOfPlan, silencing } from '../../domain/inhibition.ts'
import { parsePeriod } from '../../domain/period.ts'
import { parsePlan } from '../../domain/plan/parse.ts'
import { definitionOf, monthly, planText, trigger } from './a-series.ts'

const kpi = 'cadence: monthly\ntarget: 100\nbands: { amber: 5, red: 10 }'
const definition = definitionOf(planText(kpi, trigger('low', 'threshold')), '2015-01-01T00:00:00Z')
const first = parsePeriod('monthly', '2015-01')
const DAY = 86_400_000

let last: ReturnType<typeof foldSeries>['checkpoint'] | undefined

/** Months folded one after the other, each under what holds it back then; the effects, and why nobody was asked. */
const live = (steps: { value: number; held?: boolean }[]) => {
  let latest: ReturnType<typeof foldSeries>['checkpoint'] | undefined
  return steps.map(({ held }, i) => {
    const slots = monthly(
      '2015-01',
      steps.slice(0, i + 1).map(({ value }) => value),
    )
    const inhibitions: Inhibitions = held
      ? { low: { why: 'silenced', because: 'known', until: Date.UTC(2030, 0, 1) } }
      : {}
    const now = Date.UTC(1970, first + i + 1, 20)
    const folded = foldSeries({ latest, base: latest?.base, slots, definitions: [definition], now, inhibitions })
    latest = folded.checkpoint
    last = latest
    return [folded.effects.map(({ kind }) => kind).join(), latest.head.triggers.low!.inhibited?.why ?? '']
  })
}

describe('a trigger that is held back', () => {
  test('asks nobody and says why; what is true when it ends is asked then, once', () => {
    const low = { value: 80 }
    expect(live([{ ...low, held: true }, { ...low, held: true }, low, low])).toEqual([
      ['', 'silenced'],
      ['', 'silenced'],
      ['episode-opened', ''],
      ['', ''],
    ])
  })

  test('what recovered meanwhile is never asked', () => {
    expect(live([{ value: 80, held: true }, { value: 100 }, { value: 100 }])).toEqual([
      ['', 'silenced'],
      ['', ''],
      ['', ''],
    ])
  })

  test('keeps of the last time from when to when it was held back and why, when that is long over', () => {
    const low = { value: 80, held: true }
    live([{ value: 100 }, low, low, { value: 100 }, { value: 100 }])
    expect(last?.announced.low?.held).toMatchObject({ why: 'silenced', first: first + 1, last: first + 2 })
    expect(last?.announced.low?.episode).toBeUndefined()
  })

  test('what was asked before stays asked, and ends as it would have', () => {
    expect(live([{ value: 80 }, { value: 80, held: true }, { value: 100, held: true }])).toEqual([
      ['episode-opened', ''],
      ['', ''],
      ['episode-ended', ''],
    ])
  })

  test('is looked at again the next day, or when the silence ends, whichever is sooner; looking again changes nothing', () => {
    const noon = Date.UTC(2026, 2, 5, 12)
    expect(lookAgain([{ why: 'driver', by: 'd' }], noon)).toBe(Date.UTC(2026, 2, 6))
    expect(lookAgain([{ why: 'driver', by: 'd' }], noon + 7 * 3_600_000)).toBe(Date.UTC(2026, 2, 6))
    expect(lookAgain([{ why: 'silenced', until: noon + 60_000 }], noon)).toBe(noon + 60_000)
    expect(lookAgain([{ why: 'stale' }], noon)).toBe(Number.POSITIVE_INFINITY)
  })
})

const outOfReach = (extra: string) => {
  const far = 'cadence: monthly\ntarget: 200\nbands: { amber: 5, red: 10 }'
  const both = definitionOf(
    planText(far, trigger('low', 'threshold', 'minimumHistory: 24') + trigger('able', 'capability', extra)),
    '2013-01-01T00:00:00Z',
  )
  const values = Array.from({ length: 26 }, (_, i) => 100 + (i % 5))
  return foldSeries({ slots: monthly('2013-01', values), definitions: [both], now: Date.UTC(2015, 2, 20) })
}

test('a target out of reach is asked about once, and nothing red beside it', () => {
  const { effects, checkpoint } = outOfReach('')
  expect(effects).toMatchObject([{ kind: 'episode-opened', trigger: 'able' }])
  expect(checkpoint.head.triggers.low).toMatchObject({ state: 'firing', inhibited: { why: 'incapable' } })
})

test('where nobody is asked about the reach of a target, red values are asked about', () => {
  const { effects, checkpoint } = outOfReach('opensDecision: false')
  expect(effects).toMatchObject([{ kind: 'episode-opened', trigger: 'low' }])
  expect(checkpoint.head.triggers.low!.inhibited).toBeUndefined()
})

describe('a silence', () => {
  const summer: Silence = silenceOfPlan(
    { timezone: 'Europe/London' },
    { from: '2026-08-03', until: '2026-08-21', reason: 'The plant is rebuilt', dimensions: { site: 'north' } },
  )
  const ask = (now: string, dimensions: Record<string, string> = { site: 'north', line: '1' }, id = 'low') =>
    silencing([summer], { trigger: id, dimensions, now: Date.parse(now) })?.because
  test.each([
    ['begins with its first day where the KPI is', '2026-08-02T23:00:00Z', 'The plant is rebuilt'],
    ['not before', '2026-08-02T22:59:59Z', undefined],
    ['holds through its last day', '2026-08-21T22:59:59Z', 'The plant is rebuilt'],
    ['and no longer', '2026-08-21T23:00:00Z', undefined],
  ])('%s', (_, now, because) => {
    expect(ask(now)).toBe(because)
  })

  test('is for its series and its trigger only', () => {
    expect(ask('2026-08-10T12:00:00Z', { site: 'south', line: '1' })).toBeUndefined()
    const only = { ...summer, trigger: 'other' }
    const asked = { trigger: 'low', dimensions: { site: 'north' }, now: Date.UTC(2026, 7, 10) }
    expect(silencing([only], asked)).toBeUndefined()
    expect(silencing([only, { ...summer, until: summer.until + DAY }], asked)?.until).toBe(summer.until + DAY)
  })
})

test.each([
  ['of a trigger that is not there', '- { trigger: lwo, until: 2026-03-05, reason: Known }', 'unknown-reference'],
  ['that ends before it begins', '- { from: 2026-03-06, until: 2026-03-05, reason: Known }', 'backwards'],
  [
    'for a dimension the KPI has not',
    '- { dimensions: { site: n }, until: 2026-03-05, reason: Known }',
    'wrong-dimensions',
  ],
  ['without an end', '- { reason: Known }', 'missing'],
])('a plan with a silence %s is refused', (_, silence, code) => {
  const parsed = parsePlan(`${planText(kpi, trigger('low', 'threshold')).trimEnd()}\n    silences:\n      ${silence}\n`)
  expect(parsed.findings.filter(({ level }) => level === 'error').map((one) => one.code)).toEqual([code])
})
