/** Corrections under decisions: whatever is corrected, taken back and stated again, and whoever acts meanwhile. */
import fc from 'fast-check'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { Decision } from '../../domain/decision.ts'
import { acknowledge, dismiss } from '../../domain/decision-answering.ts'
import { isRefused, OPEN_STATES } from '../../domain/decision-change.ts'
import { dropDecision } from '../../domain/decision-dropping.ts'
import { formatInstant } from '../../domain/instant.ts'
import { parsePeriod } from '../../domain/period.ts'
import { applyPlan } from '../../lambdas/applying/apply.ts'
import { readHead } from '../../lambdas/aws/checkpoints.ts'
import { changeDecision, readDecision } from '../../lambdas/aws/decisions.ts'
import { transact } from '../../lambdas/aws/dynamo.ts'
import { leavePlaces, readPlace } from '../../lambdas/aws/places.ts'
import { currentPlan } from '../../lambdas/aws/plan.ts'
import { evaluateSeries } from '../../lambdas/evaluation/evaluate-series.ts'
import { recordObservations } from '../../lambdas/ingesting/record-observations.ts'
import { withTables } from '../aws/tables.ts'
import { withFakeAws } from './fake-aws.ts'
import { smallPlan } from './small-plan.ts'
import { tableItems } from './stream-records.ts'

withTables()
withFakeAws()
vi.spyOn(console, 'info').mockReturnValue()
const start = Date.parse('2018-01-15T10:00:00Z')
let now = start
const base = smallPlan()
const lock = { count: 9999, unit: 'd' as const }
const plan = {
  ...base,
  series: [],
  kpis: base.kpis.map((kpi) => ({ ...kpi, lock, triggers: kpi.triggers.slice(0, 1) })),
}
const RED = 'four-hour-red'

beforeAll(async () => {
  await applyPlan(plan, { appliedBy: 'test', message: '', requestId: 'r' }, Date.parse('2017-01-01T00:00:00Z'))
})

const period = (index: number) => `2017-${String(index + 1).padStart(2, '0')}`

const waiting = new Set<number>()

/** What the stream brings: the slots that changed since it was last looked at. */
async function fold(org: string) {
  const changed = [...waiting].map((index) => parsePeriod('monthly', period(index)))
  waiting.clear()
  return evaluateSeries(await currentPlan(), `four-hour#org=${org}`, changed, now)
}

/** Posts percentages by month, or takes them back, and folds. */
async function post(org: string, figures: Record<number, number | null>, folded = true) {
  now += 1000
  const observations = Object.entries(figures).map(([index, figure]) => {
    waiting.add(Number(index))
    const slot = { kpi: 'four-hour', period: period(Number(index)), dimensions: { org } }
    return figure === null ? { ...slot, status: 'retracted' } : { ...slot, numerator: figure, denominator: 100 }
  })
  await recordObservations({ plan, source: 'warehouse', now }, observations)
  if (folded) await fold(org)
}

const ledger = async (org: string) => {
  const items = [...(await tableItems('ledger')).values()]
  const decisions = items.filter((item) => item.sk === 'META' && item.series === `four-hour#org=${org}`)
  const of = new Set(decisions.map((one) => one.id))
  const history = items.filter((item) => String(item.sk).startsWith('HISTORY#') && of.has(item.decision))
  return {
    decisions: decisions.sort((a, b) => (String(a.openedAt) < String(b.openedAt) ? -1 : 1)) as unknown as Decision[],
    lines: history.sort((a, b) => (String(a.sk) < String(b.sk) ? -1 : 1)).map((item) => `${item.what}: ${item.why}`),
  }
}
const openOf = async (org: string) => (await ledger(org)).decisions.filter((one) => OPEN_STATES.includes(one.state))

const holderOf = async (org: string) => {
  const place = await readPlace(RED, `four-hour#org=${org}`)
  return place && readDecision(place.decision)
}

async function act(org: string, what: 'acknowledge' | 'dismiss') {
  const open = await holderOf(org)
  if (!open) return
  const input = { by: 'owen', via: 'link' as const }
  const outcome =
    what === 'acknowledge' ? acknowledge(open, input, now) : dismiss(open, { ...input, reason: 'known', note: '' }, now)
  if (isRefused(outcome)) return
  const free = what === 'dismiss' ? leavePlaces(open) : []
  expect(await transact([changeDecision(open, outcome.decision, formatInstant(now)), ...free])).toEqual([])
}

describe('a correction', () => {
  test('takes a question back that nobody has acted on, and asks it again, linked, when it turns out true after all', async () => {
    await post('back', { 10: 96, 11: 80 })
    await post('back', { 11: 96 })
    await post('back', { 11: 81 })
    const { decisions, lines } = await ledger('back')
    expect(decisions.map((one) => [one.state, one.again])).toEqual([
      ['withdrawn', undefined],
      ['open', 1],
    ])
    expect(decisions[1]!.previous).toBe(decisions[0]!.id)
    expect(decisions[1]!.episode).toBe(decisions[0]!.episode)
    expect(lines.at(-1)).toMatch(/^Decision opened: .*; it was asked before and taken back$/)
    await post('back', { 11: 96 })
    await post('back', { 11: 82 })
    expect((await ledger('back')).decisions.map((one) => one.again)).toEqual([undefined, 1, 2])
  })

  test('takes back the recovery of an episode that had ended: what is true now is asked', async () => {
    await post('more', { 9: 80 })
    await post('more', { 10: 96 })
    expect(await openOf('more')).toEqual([])
    await post('more', { 10: 85 })
    const [open] = await openOf('more')
    expect([open?.again, open?.evidence.points.find((one) => one.period === '2017-11')?.value]).toEqual([1, 85])
  })

  test('annotates what somebody has taken up, and never closes it; corrected again, it is the same episode', async () => {
    await post('kept', { 10: 96, 11: 80 })
    await act('kept', 'acknowledge')
    await post('kept', { 11: 96 })
    const [gone] = await openOf('kept')
    expect(gone).toMatchObject({
      state: 'acknowledged',
      restated: { gone: true, corrected: [{ period: '2017-12', value: 96 }] },
    })
    // Now it begins a month earlier, and is still the episode that was asked about.
    await post('kept', { 10: 80, 11: 85 })
    const [back, ...others] = await openOf('kept')
    expect(others).toEqual([])
    expect(back).toMatchObject({ id: gone!.id, episode: gone!.episode, restated: { gone: false } })
    const { triggers } = (await readHead('four-hour#org=kept'))!.checkpoint.head
    expect(triggers[RED]?.episodeId).toBe(gone!.episode)
    expect((await ledger('kept')).lines.filter((line) => /restated/.test(line))).toEqual([
      'Episode restated: corrected data say that there was no such episode; whoever took this decision up goes on: 2017-12 is 96 %, was 80 %',
      'Evidence restated: data corrected again: the episode happened after all: 2017-11 is 80 %, was 96 %; 2017-12 is 85 %, was 80 %',
    ])
  })

  test('or figures that come late show what had fired before: the history says on which period', async () => {
    await post('found', { 9: 96, 10: 80, 11: 80 })
    await post('fresh', { 9: 96, 10: 96, 11: 80 })
    expect((await ledger('found')).lines[0]).toMatch(
      /is 80 %; found late: by figures that came since, it had fired on 2017-11$/,
    )
    expect((await ledger('fresh')).lines[0]).toMatch(/is 80 %$/)
  })

  test('that changes only the figures is told on the question, once', async () => {
    await post('told', { 11: 80 })
    await post('told', { 11: 82 })
    await post('told', { 11: 82 })
    const [open] = await openOf('told')
    expect(open).toMatchObject({
      state: 'open',
      restated: { gone: false, corrected: [{ period: '2017-12', value: 82 }] },
    })
    expect(open!.evidence.points.at(-1)?.value).toBe(80)
  })

  test('asks nothing again that was dismissed', async () => {
    await post('done', { 11: 80 })
    await act('done', 'dismiss')
    await post('done', { 11: 96 })
    await post('done', { 11: 79 })
    expect((await ledger('done')).decisions.map((one) => one.state)).toEqual(['dismissed'])
    expect((await ledger('done')).lines.at(-1)).toBe('Trigger fired again: this episode was asked about before')
  })

  test.each([
    ['closed because all had recovered: asked again', 'closed' as const, ['merged', 'open']],
    ['dismissed: that was the answer', 'dismissed' as const, ['merged']],
  ])('of a question that was merged into one %s', async (_, state, wanted) => {
    const [kept, gone] = [`kept-${state}`, `gone-${state}`]
    await post(kept, { 11: 80 })
    await post(gone, { 11: 80 })
    const [into, from] = [(await holderOf(kept))!, (await holderOf(gone))!]
    const at = formatInstant(now)
    const merger = { into: into.id, question: into.question, by: 'owen', why: 'the same ward', at }
    const checks = state === 'closed' ? [{ at, result: 'effective' as const, period: '2017-12' }] : []
    const write = (was: Decision, is: Partial<Decision>) =>
      changeDecision(was, { ...was, ...is, revision: was.revision + 1 }, at)
    const clauses = [write(from, { state: 'merged', merger }), write(into, { state, checks })]
    expect(await transact([...clauses, ...[from, into].flatMap(leavePlaces)])).toEqual([])
    await post(gone, { 11: 96 })
    await post(gone, { 11: 81 })
    expect((await ledger(gone)).decisions.map((one) => one.state)).toEqual(wanted)
  })
})

test('never two open decisions, none closed under whoever took it up, and what fires is asked: under any interleaving', async () => {
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.tuple(fc.constant('post' as const), fc.nat(4), fc.constantFrom(80, 92, 96, null)) },
    { weight: 1, arbitrary: fc.tuple(fc.constant('acknowledge' as const), fc.constant(0), fc.constant(null)) },
    { weight: 1, arbitrary: fc.tuple(fc.constant('dismiss' as const), fc.constant(0), fc.constant(null)) },
    { weight: 2, arbitrary: fc.tuple(fc.constant('late' as const), fc.nat(4), fc.constantFrom(80, 96)) },
  )
  let runs = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      runs += 1
      const org = `R${runs}`
      let taken: string | undefined
      for (const [what, slot, figure] of steps) {
        if (what === 'acknowledge' || what === 'dismiss') await act(org, what)
        else await post(org, { [7 + slot]: figure }, what === 'post')
        const holder = await holderOf(org)
        if (holder) expect(OPEN_STATES).toContain(holder.state)
        if (taken !== undefined && what !== 'dismiss') expect(holder?.id).toBe(taken)
        taken = holder?.state === 'acknowledged' ? holder.id : undefined
      }
      // The same news twice, and at once.
      await Promise.all([fold(org), evaluateSeries(await currentPlan(), `four-hour#org=${org}`, [0], now)])
      const { decisions } = await ledger(org)
      const standing = (await readHead(`four-hour#org=${org}`))?.checkpoint.head.triggers[RED]
      const open = decisions.filter((one) => OPEN_STATES.includes(one.state))
      expect(open.length).toBeLessThanOrEqual(1)
      if (standing?.state !== 'firing') return
      const answered = decisions.some((one) => one.state === 'dismissed')
      expect(open.length === 1 || answered).toBe(true)
    }),
    { numRuns: 15 },
  )
})

test('a plan that drops the KPI and has it again asks anew about what still fires, once', async () => {
  await post('gap', { 11: 80 })
  const first = (await holderOf('gap'))!
  const how = (requestId: string) => ({ appliedBy: 'test', message: '', requestId })
  await applyPlan({ ...plan, kpis: plan.kpis.slice(1) }, how('without'), now + 1000)
  // What applying does with a question that nobody has decided yet.
  const dropped = dropDecision(first, 'kpi-removed', now)
  if (isRefused(dropped)) throw new Error(dropped.code)
  expect(await transact([changeDecision(first, dropped.decision, formatInstant(now)), ...leavePlaces(first)])).toEqual(
    [],
  )
  await applyPlan(plan, how('again'), now + 2000)
  now += 3000
  for (const _ of [1, 2, 3]) await fold('gap')
  expect((await ledger('gap')).decisions.map((one) => [one.state, one.again])).toEqual([
    ['withdrawn', undefined],
    ['open', 1],
  ])
  expect((await ledger('gap')).lines.filter((line) => line.startsWith('Trigger fired again'))).toEqual([])
})
