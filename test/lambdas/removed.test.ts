import { beforeAll, describe, expect, test, vi } from 'vitest'
import { parseInstant } from '../../domain/instant.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { recordAnswer } from '../../lambdas/answering/record-answer.ts'
import { applyPlan } from '../../lambdas/applying/apply.ts'
import { readAsk, readAsks } from '../../lambdas/aws/asks.ts'
import { readDecision } from '../../lambdas/aws/decisions.ts'
import { currentPlan } from '../../lambdas/aws/plan.ts'
import { type Act, advance } from '../../lambdas/decisions/advance.ts'
import { sendMail } from '../../lambdas/posting/send.ts'
import { withTables } from '../aws/tables.ts'
import { withFakeAws } from './fake-aws.ts'
import { asked } from './opened.ts'
import { smallPlan } from './small-plan.ts'
import { tableItems } from './stream-records.ts'

withTables()
const aws = withFakeAws()
for (const name of ['info', 'warn', 'log'] as const) vi.spyOn(console, name).mockReturnValue()
const start = parseInstant('2016-06-07T09:00:00Z')
const how = (requestId: string) => ({ appliedBy: 'test', message: '', requestId })

/** The plan without the KPI of the decision and without the person who is to decide. */
function shrunk(): ResolvedPlan {
  const plan = smallPlan()
  const maria = { owner: 'maria', steward: 'maria', decider: 'maria' }
  return {
    ...plan,
    people: plan.people.filter((one) => one.id !== 'owen'),
    kpis: plan.kpis
      .filter((kpi) => kpi.id !== 'four-hour')
      .map((kpi) => ({ ...kpi, owner: 'maria', steward: 'maria' })),
    series: plan.series.filter((one) => one.kpi !== 'four-hour').map((one) => ({ ...one, ...maria })),
  }
}

const step = async (act: Act, decision: string, now: number) => advance(await currentPlan(), act, decision, now)
const peopleOf = async (decision: string) =>
  (await readAsks((await readDecision(decision))!.asks)).map((ask) => [ask.person, ask.kind, ask.state])

async function answer(person: string, ask: string, action: 'decide' | 'done', now: number) {
  const { plan } = await currentPlan()
  const { epoch } = (await readAsk(person, ask))!
  const option = action === 'decide' ? { option: 'wait' } : {}
  const recorded = await recordAnswer(plan, { person, ask }, { action, epoch, ...option, by: person, via: 'link' }, now)
  expect(recorded?.refused).toBeUndefined()
}

beforeAll(async () => {
  await applyPlan(smallPlan(), how('one'), parseInstant('2016-04-01T00:00:00Z'))
})

describe('a plan that drops the KPI and the decider while their decision is under way', () => {
  let [chosen, forgotten] = ['', '']
  let owens = ''
  let slot = ''

  test('the decision goes on: the deputy of the one who left has it with the next slot, and the name is still known', async () => {
    const first = await asked(smallPlan(), start)
    chosen = first.decision.id
    owens = first.ask.ask
    forgotten = (await asked(smallPlan(), start)).decision.id
    slot = (await readAsk('owen', owens))!.stepAt!
    await applyPlan(shrunk(), how('two'), start + 1000)
    expect(await sendMail({ person: 'owen', slot }, parseInstant(slot))).toBe('skipped')
    expect(await peopleOf(chosen)).toEqual([
      ['owen', 'decide', 'handed-on'],
      ['dora', 'decide', 'open'],
    ])
    expect((await readAsk('owen', owens))!.closedBecause).toBe('Owen Owner is no longer in the plan')
    const [, passed] = (await readDecision(chosen))!.asks
    const next = (await readAsk('dora', passed!.ask))!.stepAt!
    expect(await sendMail({ person: 'dora', slot: next }, parseInstant(next))).toBe('sent')
    expect(aws.mails[0]).toContain('Owen Owner')
    await answer('dora', passed!.ask, 'decide', parseInstant(next))
  })

  test('taken by a person: takes effect, is looked at once, and ends without a second decision', async () => {
    const now = parseInstant(slot) + 2 * 86_400_000
    expect(await step('settle', chosen, now)).toMatchObject({ stage: 'await-effect-date' })
    const { stage, until } = await step('take-effect', chosen, now)
    expect(stage).toBe('effect')
    expect(await step('check', chosen, parseInstant(until!))).toMatchObject({ stage: 'done', state: 'closed' })
    const after = (await readDecision(chosen))!
    expect([after.checks.map((one) => one.result), after.next]).toEqual([['unknown'], undefined])
    expect((await tableItems('ledger')).has('TRIGGER#four-hour-red#four-hour#org=A1 OPEN')).toBe(false)
  })

  test('left to time: overdue, fallback, and the word that it was carried out is accepted', async () => {
    const { decideBy, fallbackAt } = (await readDecision(forgotten))!
    expect(await step('overdue', forgotten, parseInstant(decideBy))).toMatchObject({ stage: 'overdue' })
    expect(await step('fallback', forgotten, parseInstant(fallbackAt))).toMatchObject({ stage: 'carry-out' })
    const carry = (await readAsks((await readDecision(forgotten))!.asks)).find((ask) => ask.kind === 'carry-out')!
    expect(carry.person).toBe('maria')
    await answer('maria', carry.id, 'done', parseInstant(fallbackAt) + 86_400_000)
    expect(await readDecision(forgotten)).toMatchObject({ state: 'in-effect', inEffectAt: expect.any(String) })
  })

  test('left to time altogether: the effect of a fallback nobody reported is checked all the same', async () => {
    const { checkAt } = (await readDecision(forgotten))!
    expect(await step('settle', forgotten, parseInstant(checkAt!) - 1000)).toMatchObject({ stage: 'effect' })
    expect(await step('check', forgotten, parseInstant(checkAt!))).toMatchObject({ state: 'closed' })
    const kinds = (await peopleOf(forgotten)).map(([, kind, state]) => `${kind} ${state}`)
    expect(kinds.filter((one) => one.includes('open') || one.includes('rethink'))).toEqual([])
  })

  test('whoever comes back is a person of the plan again; nobody else is kept, and no address of theirs', async () => {
    expect((await currentPlan()).plan.former).toEqual([
      { id: 'owen', name: 'Owen Owner', manager: 'maria', deputy: 'dora' },
    ])
    expect(await applyPlan(shrunk(), how('same'), start + 2000)).toMatchObject({ applied: false })
    await applyPlan(smallPlan(), how('three'), start + 3000)
    expect((await currentPlan()).plan).toEqual(smallPlan())
  })
})
