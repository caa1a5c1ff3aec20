import type { Context, SQSEvent } from 'aws-lambda'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { DecisionAsk } from '../../domain/ask.ts'
import type { Decision } from '../../domain/decision.ts'
import { parseInstant } from '../../domain/instant.ts'
import { handler as advanceDecision } from '../../lambdas/advance-decision.ts'
import { handler as applyPlan } from '../../lambdas/apply-plan.ts'
import { readDecision } from '../../lambdas/aws/decisions.ts'
import { handler as deliverSlot } from '../../lambdas/deliver-slot.ts'
import { handler as evaluateDue } from '../../lambdas/evaluate-due.ts'
import { handler as evaluateKpi } from '../../lambdas/evaluate-kpi.ts'
import { recordObservations } from '../../lambdas/ingesting/record-observations.ts'
import { handler as sendMail } from '../../lambdas/send-mail.ts'
import { withTables } from '../aws/tables.ts'
import { withFakeAws } from './fake-aws.ts'
import { smallPlan } from './small-plan.ts'
import { TableStream, tableItems } from './stream-records.ts'

withTables()
const aws = withFakeAws()
for (const name of ['info', 'warn', 'log'] as const) vi.spyOn(console, name).mockReturnValue()
const plan = smallPlan()
const HOUR = 3_600_000
const measurements = new TableStream('measurements')
let now = parseInstant('2016-05-05T10:00:00Z')
const setNow = (at: number) => {
  now = at
  vi.setSystemTime(at)
}

/** What each machine waits for, as Step Functions would: stage and the instant it ends. */
const waits = new Map<string, { stage: string; until: number }>()
const ACT: Record<string, string[]> = {
  decide: ['overdue'],
  overdue: ['fallback', 'settle'],
  'carry-out': ['take-effect'],
  'await-effect-date': ['take-effect'],
  effect: ['check'],
}
const mailed: { day: string; to: string; subject: string }[] = []

async function step(act: string, decision: string) {
  const { stage, until } = await advanceDecision({ act, decision })
  waits.set(decision, { stage, until: until ? parseInstant(until) : Number.POSITIVE_INFINITY })
}

const ledger = async () => [...(await tableItems('ledger')).values()]
const decisions = async () => (await ledger()).filter((item) => item.sk === 'META') as unknown as Decision[]
const asks = async () =>
  (await ledger()).filter((item) => String(item.sk).startsWith('ASK#')) as unknown as DecisionAsk[]

/** Moments of a working day (UTC): the look for silence, the slot in summer, the slot in winter. Machines act at each. */
const HOURS = [6, 7, 8]
let news = true

/** The next moment of the whole system: new data is folded, machines act, mails of a slot go out. */
async function moment() {
  do setNow(now + HOUR - (now % HOUR))
  while (!HOURS.includes(new Date(now).getUTCHours()) || [0, 6].includes(new Date(now).getUTCDay()))
  const hour = new Date(now).getUTCHours()
  if (news) await evaluateKpi(await measurements.next())
  if (hour === 6) await evaluateDue()
  if (news || hour === 6) for (const { id } of await decisions()) if (!waits.has(id)) await step('open', id)
  news = false
  for (const [id, { stage, until }] of waits) {
    if (until <= now) for (const act of ACT[stage] ?? []) await step(act, id)
  }
  if (hour === 7 || hour === 8) await slot()
}

async function slot() {
  await deliverSlot()
  const Records = aws.queued.map((order, index) => ({ messageId: String(index), body: JSON.stringify(order) }))
  if (Records.length > 0) expect(await sendMail({ Records } as unknown as SQSEvent)).toEqual({ batchItemFailures: [] })
  for (const mail of aws.mails) {
    const to = /^To: .*<(.+)@/m.exec(mail)![1]!
    mailed.push({ day: new Date(now).toISOString().slice(0, 10), to, subject: /^Subject: (.*)/m.exec(mail)![1]! })
  }
  aws.calls = []
}

async function until(instant: string) {
  while (now < parseInstant(instant)) await moment()
}

async function post(period: string, numerator: number) {
  const body = ['A1', 'B2'].map((org) => ({
    kpi: 'four-hour',
    period,
    dimensions: { org },
    numerator: org === 'A1' ? numerator : 96,
    denominator: 100,
  }))
  const results = await recordObservations({ plan, source: 'warehouse', now }, body)
  expect(results.every((one) => one.status === 'recorded')).toBe(true)
  news = true
}

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  setNow(now)
  await applyPlan({ plan, appliedBy: 'arn' }, { awsRequestId: 'r' } as Context)
  // The first fold of every series comes before the first data, as in a deployment.
  await evaluateDue()
})

describe('nobody answers, month after month', () => {
  test('the ladder goes owner, owner, manager told, manager, and on to the office; then the fallback', async () => {
    await post('2016-04', 80)
    await until('2016-06-01T12:00:00Z')
    const [first] = (await decisions()).filter((one) => one.kpi === 'four-hour')
    expect(first).toMatchObject({ overdue: true, state: 'decided', choice: { by: 'fallback', option: 'wait' } })
    const to = mailed.map((mail) => mail.to)
    expect(to.slice(0, 2)).toEqual(['owen', 'owen'])
    expect(new Set(to)).toEqual(new Set(['owen', 'dora', 'maria', 'office']))
    // Never two mails for one person on one day.
    expect(new Set(mailed.map((mail) => `${mail.day} ${mail.to}`)).size).toBe(mailed.length)
  })

  test('after two failed checks the accountable person is asked to change the process or the target', async () => {
    const months: [string, string][] = [
      ['2016-06-05T09:00:00Z', '2016-05'],
      ['2016-07-05T09:00:00Z', '2016-06'],
      ['2016-08-05T09:00:00Z', '2016-07'],
      ['2016-09-05T09:00:00Z', '2016-08'],
      ['2016-10-05T09:00:00Z', '2016-09'],
      ['2016-11-05T09:00:00Z', '2016-10'],
      ['2016-12-05T09:00:00Z', '2016-11'],
      ['2017-01-05T09:00:00Z', '2016-12'],
    ]
    for (const [instant, period] of months) {
      await until(instant)
      await post(period, 80)
    }
    await until('2017-02-03T12:00:00Z')
    const all = (await decisions()).sort((a, b) => a.attempt - b.attempt)
    expect(all.map((one) => [one.attempt, one.state, one.checks.at(-1)?.result])).toEqual([
      [1, 'closed', 'not-effective'],
      [2, 'closed', 'not-effective'],
    ])
    expect([all[0]!.next, all[1]!.previous]).toEqual([all[1]!.id, all[0]!.id])
    const rethink = (await asks()).filter((ask) => ask.kind === 'rethink')
    expect(rethink.map((ask) => [ask.person, ask.decision]).slice(0, 1)).toEqual([['maria', all[1]!.id]])
  }, 120_000)

  test('every ask ended, or is the open rethink; every mail is sent or skipped; nothing is stuck', async () => {
    for (const ask of await asks()) if (ask.kind !== 'rethink') expect(ask.state).not.toBe('open')
    const items = await ledger()
    const mails = items.filter((item) => String(item.sk).startsWith('MAIL#'))
    const waiting = mails.filter((mail) => mail.dueKind && parseInstant(String(mail.dueAt)) <= now)
    expect(waiting).toEqual([])
    expect(items.filter((item) => item.sk === 'META' && item.dueKind === 'ledger')).toEqual([])
    expect(items.filter((item) => item.sk === 'OPEN')).toEqual([])
    for (const { id } of await decisions()) expect((await readDecision(id))!.taskToken).toBeUndefined()
  })
})
