import { beforeEach, describe, expect, test, vi } from 'vitest'
import type * as z from 'zod'
import { readUnderWay } from '../../bin/diffing/under-way.ts'
import { AskKind, type DecisionAskKind, isAskNote } from '../../domain/ask.ts'
import { openActionAsk } from '../../domain/ask-action.ts'
import { openConclude } from '../../domain/ask-conclude.ts'
import type { Decision } from '../../domain/decision.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { type Consequence, consequencesOf } from '../../domain/plan/diff/consequences.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { Action } from '../../domain/review/action.ts'
import { handler } from '../../lambdas/apply-plan.ts'
import { applyPlan } from '../../lambdas/applying/apply.ts'
import { bringInLine } from '../../lambdas/applying/follow-up.ts'
import { changeAsk, newAsk, readAsk } from '../../lambdas/aws/asks.ts'
import { readCycle, readItemsOf } from '../../lambdas/aws/cycles.ts'
import { changeDecision } from '../../lambdas/aws/decisions.ts'
import { transact } from '../../lambdas/aws/dynamo.ts'
import { planMailNow } from '../../lambdas/aws/mails.ts'
import { personPartition } from '../../lambdas/aws/people.ts'
import { currentPlan } from '../../lambdas/aws/plan.ts'
import { settleAsks } from '../../lambdas/decisions/settle.ts'
import { withTables } from '../aws/tables.ts'
import { reviewAsks } from './a-review.ts'
import { withFakeAws } from './fake-aws.ts'
import { opened } from './opened.ts'
import { smallPlan } from './small-plan.ts'

// The command line's reading, with the function itself where an invocation would be.
vi.mock('../../bin/applying/invoke.ts', () => ({
  NotDone: class extends Error {},
  askApplyPlan: async (_: unknown, request: object, schema: z.ZodType) =>
    schema.parse(JSON.parse(JSON.stringify(await handler(request, { awsRequestId: 'r' })))),
}))

withTables()
withFakeAws()
for (const name of ['info', 'warn', 'log', 'error'] as const) vi.spyOn(console, name).mockReturnValue()
const start = parseInstant('2016-06-07T09:00:00Z')
const always = () => true
let count = 0

const apply = (plan: ResolvedPlan) => {
  count += 1
  return applyPlan(plan, { appliedBy: 'test', message: '', requestId: `r${count}` }, start)
}

/** Everything that was theirs is the office's; Maria, Owen and Dora are gone. */
function deserted(): ResolvedPlan {
  const gone = ['maria', 'owen', 'dora']
  const text = JSON.stringify({ ...smallPlan(), people: [] }).replaceAll(/"(maria|owen|dora)"/g, '"office"')
  const people = smallPlan().people.filter(({ id }) => !gone.includes(id))
  return { ...(JSON.parse(text) as ResolvedPlan), people: people.map((one) => ({ ...one, manager: undefined })) }
}

function withoutKpi(): ResolvedPlan {
  const plan = smallPlan()
  return {
    ...plan,
    kpis: plan.kpis.filter(({ id }) => id !== 'four-hour'),
    series: plan.series.filter(({ kpi }) => kpi !== 'four-hour'),
    sources: [{ id: 'warehouse', name: 'warehouse', kpis: ['attendances'] }],
  }
}

const fields: Record<DecisionAskKind, Partial<Decision>> = {
  decide: {},
  'carry-out': {
    state: 'decided',
    choice: {
      by: 'fallback',
      option: 'wait',
      rationale: 'time ran out',
      effectFrom: '2016-06-08',
      at: formatInstant(start),
      via: 'fallback',
    },
  },
  rethink: {
    state: 'closed',
    attempt: 2,
    checks: [{ at: formatInstant(start), result: 'not-effective', period: null }],
  },
}

/** An open ask of each kind there is, with its person. */
async function oneOf(kind: AskKind) {
  if (kind === 'check-in') return checkIn()
  if (kind === 'conclude' || kind === 'action') return ofReview(kind)
  const decision = await opened(smallPlan(), start)
  const after = { ...decision, ...fields[kind], revision: decision.revision + 1 }
  expect(await transact([changeDecision(decision, after, formatInstant(start))])).toEqual([])
  const place = (await settleAsks(smallPlan(), decision.id, start)).asks.at(-1)!
  return (await readAsk(place.person, place.ask))!
}

async function checkIn() {
  count += 1
  const where = { review: `weekly-${count}`, date: '2016-06-06', item: 'kpi:four-hour#org=A1' }
  const { ask } = await reviewAsks(smallPlan(), where, start)
  await planMailNow({ person: 'owen', slot: ask.stepAt! })
  return ask
}

async function ofReview(kind: 'conclude' | 'action') {
  count += 1
  const cycle = { id: `weekly-${count}@2016-06-06`, name: 'Weekly', heldOn: '2016-06-06' }
  const action = assigned(cycle.id, 'owen')
  const ask =
    kind === 'action'
      ? openActionAsk(smallPlan(), action, start)
      : openConclude(smallPlan(), cycle, { chair: 'owen', accountable: 'maria' }, start)
  expect(await transact([newAsk(ask)])).toEqual([])
  await planMailNow({ person: 'owen', slot: ask.stepAt! })
  return ask
}

const assigned = (cycle: string, person: string): Action => ({
  id: `T-${count}`,
  review: 'weekly',
  cycle,
  text: 'Order the second press',
  person,
  by: '2016-06-17',
  moves: 0,
  assignedBy: 'maria',
  assignedAt: formatInstant(start),
  state: 'open',
  revision: 1,
})

/** What the diff foretells of one ask. */
async function foretold(next: ResolvedPlan, ask: string): Promise<Consequence[]> {
  const { plan: before } = await currentPlan()
  const underWay = await readUnderWay({} as never, before, next)
  const all = consequencesOf(before, next, underWay!, '2016-06-07')
  return all.filter((one) => ('ask' in one ? one.ask === ask : 'asks' in one && one.asks.includes(ask)))
}

beforeEach(async () => {
  await apply(smallPlan())
  await bringInLine(start + 15 * 60_000, always)
})

describe('what the diff foretells is what happens', () => {
  test.each(AskKind.options)('when people leave: an ask of the kind %s', async (kind) => {
    const ask = await oneOf(kind)
    const told = await foretold(deserted(), ask.id)
    await apply(deserted())
    await bringInLine(start, always)
    expect(await readAsk(ask.person, ask.id)).toMatchObject({ state: 'handed-on' })
    const theirs = (await personPartition('office', formatInstant(start))).asks
    const passed = theirs.find((one) => one.kind === kind && one.owner === ask.owner && one.state === 'open')!
    expect(told).toEqual([expect.objectContaining({ kind: 'handed-on', to: 'office', role: passed.role })])
  })

  test.each(AskKind.options)('when a KPI is dropped: an ask of the kind %s', async (kind) => {
    const ask = await oneOf(kind)
    const told = await foretold(withoutKpi(), ask.id)
    await apply(withoutKpi())
    await bringInLine(start, always)
    const { state } = (await readAsk(ask.person, ask.id))!
    expect(told.map((one) => one.kind)).toEqual(state === 'withdrawn' ? ['withdrawn'] : [])
    expect(state).toBe(kind === 'decide' || kind === 'check-in' ? 'withdrawn' : 'open')
  })

  test('a check-in of somebody whose ladder has ended is foretold too, when they leave', async () => {
    const { ask } = await reviewAsks(
      smallPlan(),
      { review: 'quiet', date: '2016-06-06', item: 'kpi:attendances' },
      start,
    )
    expect(await foretold(deserted(), ask.id)).toMatchObject([{ kind: 'handed-on', from: 'owen' }])
  })
})

describe('a check-in about a KPI that the plan drops', () => {
  test('is counted off its cycle once, told to who was mailed it, and copies go with it', async () => {
    count += 1
    const where = { review: `dropped-${count}`, date: '2016-06-06', item: 'kpi:four-hour#org=A1' }
    const { ask, cycle } = await reviewAsks(smallPlan(), where, start)
    const mailed = { ...ask, mails: ['2016-06-06T07:00:00Z'], revision: 2 }
    const copy = { ...ask, id: `A-copy-${count}`, person: 'maria', leads: false }
    await transact([changeAsk(ask, mailed)])
    await transact([newAsk(copy)])
    await planMailNow({ person: 'maria', slot: '2016-06-08T07:00:00Z' })
    await apply(withoutKpi())
    expect(await bringInLine(start, always)).toMatchObject({ failed: 0, done: true })
    const because = 'The plan no longer has the KPI four-hour.'
    for (const one of [ask, copy])
      expect(await readAsk(one.person, one.id)).toMatchObject({ state: 'withdrawn', closedBecause: because })
    expect(await readItemsOf([{ cycle: cycle.id, item: where.item }])).toMatchObject([{ state: 'unasked' }])
    expect((await readCycle(cycle.id))!.waiting).toBe(0)
    const { notes } = await personPartition('owen', formatInstant(start))
    expect(notes.filter((note) => isAskNote(note) && note.about.ask === ask.id)).toMatchObject([
      { kind: 'plan-dropped' },
    ])
    expect(await bringInLine(start + 15 * 60_000, always)).toMatchObject({ withdrawn: 0, handedOn: 0 })
  })

  test('of what stays in the plan nothing changes', async () => {
    const where = { review: 'stays', date: '2016-06-06', item: 'kpi:attendances' }
    const { ask } = await reviewAsks(smallPlan(), where, start)
    await apply(withoutKpi())
    await bringInLine(start, always)
    expect((await readAsk('owen', ask.id))!.state).toBe('open')
  })
})
