import fc from 'fast-check'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { Decision } from '../../domain/decision.ts'
import type { Effect } from '../../domain/effect.ts'
import { freshState } from '../../domain/fold-state.ts'
import { kpiOf, seriesByKey } from '../../domain/plan/lookup.ts'
import { applyPlan } from '../../lambdas/applying/apply.ts'
import { readHead } from '../../lambdas/aws/checkpoints.ts'
import { currentPlan } from '../../lambdas/aws/plan.ts'
import { handler } from '../../lambdas/evaluate-kpi.ts'
import { courseOf } from '../../lambdas/evaluation/consequences.ts'
import { holderOf } from '../../lambdas/evaluation/course.ts'
import { evaluateSeries } from '../../lambdas/evaluation/evaluate-series.ts'
import { recordObservations } from '../../lambdas/ingesting/record-observations.ts'
import { withTables } from '../aws/tables.ts'
import { withFakeAws } from './fake-aws.ts'
import { smallPlan } from './small-plan.ts'
import { TableStream, tableItems } from './stream-records.ts'

withTables()
withFakeAws()
vi.spyOn(console, 'info').mockReturnValue()
const now = Date.parse('2018-01-15T10:00:00Z')
// Series as they come, so that each property run has one of its own.
const base = smallPlan()
const plan = { ...base, series: [], kpis: base.kpis.map((kpi) => ({ ...kpi, triggers: kpi.triggers.slice(0, 1) })) }
const stream = new TableStream('measurements')

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.setSystemTime(now)
  await applyPlan(plan, { appliedBy: 'test', message: '', requestId: 'r' }, Date.parse('2017-01-01T00:00:00Z'))
})

const period = (index: number) => `2017-${String(index + 1).padStart(2, '0')}`
const post = (org: string, index: number, numerator: number) =>
  recordObservations({ plan, source: 'warehouse', now }, [
    {
      kpi: 'four-hour',
      period: period(index),
      dimensions: { org },
      numerator,
      denominator: 100,
      asOf: '2018-01-01T00:00:00Z',
    },
  ])

const decisionsOf = async (series: string) =>
  [...(await tableItems('ledger')).values()].filter((item) => item.sk === 'META' && item.series === series)

let orgs = 0

describe('evaluate-kpi', () => {
  test('any order, batching and duplication of the same data ends in the same checkpoint, with one decision at most', async () => {
    const values = fc.array(fc.constantFrom(80, 88, 92, 96), { minLength: 3, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(values, fc.infiniteStream(fc.nat(5)), async (figures, dice) => {
        orgs += 2
        const [straight, mixed] = [`S${orgs}`, `S${orgs + 1}`]
        for (const [index, figure] of figures.entries()) await post(straight, index, figure)
        await evaluateSeries(await currentPlan(), `four-hour#org=${straight}`, [], now)
        await stream.next()
        const order = figures.map((_, index) => index).sort(() => dice.next().value! - 2.5)
        for (const index of order) {
          await post(mixed, index, figures[index]!)
          if (dice.next().value! < 2) continue
          const event = await stream.next()
          await handler({ Records: dice.next().value! < 3 ? [...event.Records, ...event.Records] : event.Records })
        }
        const rest = await stream.next()
        await Promise.all([handler(rest), handler(rest)])
        const heads = await Promise.all([straight, mixed].map((org) => readHead(`four-hour#org=${org}`)))
        expect(heads[1]!.checkpoint.base).toEqual(heads[0]!.checkpoint.base)
        const open = (await decisionsOf(`four-hour#org=${mixed}`)).filter((one) => one.state === 'open')
        const firing = heads[0]!.checkpoint.head.triggers['four-hour-red']!.episodeId !== undefined
        expect(open.length).toBeLessThanOrEqual(1)
        if (firing) expect((await decisionsOf(`four-hour#org=${mixed}`)).length).toBeGreaterThanOrEqual(1)
      }),
      { numRuns: 6 },
    )
  })

  test('ten runs of one breach at once open one decision', async () => {
    await post('ten', 11, 80)
    const event = await stream.next()
    const answers = await Promise.all(Array.from({ length: 10 }, () => handler(event)))
    expect(answers.flatMap((answer) => answer.batchItemFailures)).toEqual([])
    expect(await decisionsOf('four-hour#org=ten')).toHaveLength(1)
  })

  test('a correction after the lock date folds nothing, and is noted once on what stands on the figure, until it is taken back', async () => {
    for (const [index, figure] of [93, 96, 96, 80].entries()) await post('lock', 8 + index, figure)
    await handler(await stream.next())
    const series = 'four-hour#org=lock'
    const [head, [open]] = await Promise.all([readHead(series), decisionsOf(series)])
    const correct = async (numerator: number, reason: string, at: number) => {
      const slot = { kpi: 'four-hour', period: period(8), dimensions: { org: 'lock' }, denominator: 100 }
      const asOf = new Date(at).toISOString()
      await recordObservations({ plan, source: 'warehouse', now: at }, [{ ...slot, numerator, reason, asOf }])
      const event = await stream.next()
      const answers = [await handler(event), await handler({ Records: [...event.Records, ...event.Records] })]
      expect(answers.flatMap((answer) => answer.batchItemFailures)).toEqual([])
      return event
    }
    const first = await correct(88, 'Counted twice.', now + 1000)
    const noted = { period: '2017-09', value: 88, reason: 'Counted twice.' }
    expect((await decisionsOf(series))[0]).toMatchObject({ state: 'open', late: [noted], evidence: open!.evidence })
    await correct(93, 'Not so.', now + 2000)
    // Delivered once more when something newer is noted: it says nothing.
    await handler(first)
    const [after] = await decisionsOf(series)
    expect(after).toMatchObject({
      late: [{ ...noted, value: 93, reason: 'Not so.' }],
      revision: Number(open!.revision) + 2,
    })
    const lines = [...(await tableItems('ledger')).values()].filter((item) => item.what === 'Evidence corrected late')
    expect(lines.map(({ why }) => why).sort()).toEqual([
      'corrected after the lock, which changes no trigger: 2017-09 is 88 %, was 93 %: Counted twice.',
      'corrected after the lock, which changes no trigger: 2017-09 is 93 %, was 93 %: Not so.',
    ])
    expect(await readHead(series)).toEqual(head)
  })

  test('a figure that is only confirmed folds nothing', async () => {
    await post('same', 11, 96)
    await handler(await stream.next())
    const before = await readHead('four-hour#org=same')
    await recordObservations({ plan, source: 'warehouse', key: 'k', now }, [
      { kpi: 'four-hour', period: period(11), dimensions: { org: 'same' }, numerator: 96, denominator: 100 },
    ])
    const event = await stream.next()
    await handler(event)
    expect(await readHead('four-hour#org=same')).toEqual(before)
  })
})

describe('the place of a trigger through the effects of one fold', () => {
  const kpi = kpiOf(base, 'four-hour')!
  const series = seriesByKey(base, 'four-hour#org=A1')!
  const folding = { current: { plan: base, version: 1, appliedAt: '' }, kpi, series, base: freshState('monthly', 0) }
  const about = { trigger: 'four-hour-red', severity: 'S2' as const, evidence: [], level: 'red' as const }
  const begins = (episodeId: string): Effect => ({
    kind: 'episode-opened',
    episodeId,
    firstPeriod: '',
    firedPeriod: '',
    late: false,
    ...about,
  })
  const ends = (episodeId: string): Effect => ({
    kind: 'episode-ended',
    episodeId,
    trigger: 'four-hour-red',
    why: 'recovered',
  })
  const course = (effects: Effect[], holder?: Decision, existing = new Set<string>()) =>
    courseOf(folding, effects, holder, existing, now)
  const first = course([begins('e1')]).opened!

  test.each<[string, Effect[], Decision | undefined, string | undefined, string[]]>([
    ['an episode opens a decision', [begins('e1')], undefined, 'e1', ['Decision opened']],
    [
      'an episode that ends before anybody acted takes its question back',
      [ends('e1')],
      first,
      undefined,
      ['Decision withdrawn'],
    ],
    [
      'one that ends while another begins passes the place on',
      [ends('e1'), begins('e2')],
      first,
      'e2',
      ['Decision withdrawn', 'Decision opened'],
    ],
    [
      'a flap that never was takes its question back, whatever id it was told under last',
      [{ kind: 'flap-ended', trigger: 'four-hour-red', why: 'restated' }],
      { ...first, kind: 'flap', episode: 'f1' },
      undefined,
      ['Decision withdrawn'],
    ],
    [
      'that a trigger does not flap is no concern of a decision about an episode',
      [{ kind: 'flap-ended', trigger: 'four-hour-red', why: 'restated' }],
      first,
      'e1',
      [],
    ],
    ['one that begins while a decision is open is noted on it', [begins('e2')], first, 'e1', ['Trigger fired again']],
    ['the end of another episode is no concern of this decision', [ends('e9')], first, 'e1', []],
    [
      'whoever took the decision up goes on',
      [ends('e1')],
      { ...first, state: 'acknowledged' },
      'e1',
      ['Episode ended'],
    ],
    [
      'one that begins and ends in one fold leaves nothing behind',
      [begins('e1'), ends('e1')],
      undefined,
      undefined,
      ['Decision opened', 'Decision withdrawn'],
    ],
  ])('%s', (_, effects, holder, holds, lines) => {
    const after = course(effects, holder)
    expect(holderOf(after)?.episode).toBe(holds)
    expect(after.history.map((line) => line.what)).toEqual(lines)
  })

  test('an episode that was asked about before is not asked about again', () => {
    const after = course([begins('e1')], undefined, new Set([first.id]))
    expect([after.opened, after.history.map((line) => line.what)]).toEqual([undefined, ['Trigger fired again']])
  })
})
