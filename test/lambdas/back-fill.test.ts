import type { Context, SQSEvent } from 'aws-lambda'
import fc from 'fast-check'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { Decision } from '../../domain/decision.ts'
import { parseInstant } from '../../domain/instant.ts'
import { handler as advanceDecision } from '../../lambdas/advance-decision.ts'
import { handler as applyPlan } from '../../lambdas/apply-plan.ts'
import { readAsks } from '../../lambdas/aws/asks.ts'
import { readHead } from '../../lambdas/aws/checkpoints.ts'
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
const base = smallPlan()
// Series as they come, so that each run of the property has one of its own.
const plan = { ...base, series: [] }
const MONTHS = 24
const period = (index: number) => `${2015 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
const measurements = new TableStream('measurements')
const ledger = new TableStream('ledger')
let now = parseInstant('2017-01-16T10:00:00Z')

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.setSystemTime(now)
  await applyPlan({ plan, appliedBy: 'arn' }, { awsRequestId: 'r' } as Context)
})

/** What run-workflows and the machines of new decisions do: each is taken through its first step. */
async function follow() {
  for (const record of (await ledger.next()).Records) {
    const pk = record.dynamodb!.Keys!.pk!.S!
    const isNew = record.eventName === 'INSERT' && record.dynamodb!.Keys!.sk!.S === 'META'
    if (isNew) await advanceDecision({ act: 'open', decision: pk.slice('DECISION#'.length) })
    else if (pk.startsWith('DECISION#') && record.dynamodb!.NewImage?.state?.S === 'withdrawn')
      await advanceDecision({ act: 'settle', decision: pk.slice('DECISION#'.length) })
  }
}

async function slot() {
  now += 86_400_000
  while ([0, 6].includes(new Date(now).getUTCDay())) now += 86_400_000
  now += 8 * 3_600_000 - (now % 86_400_000)
  vi.setSystemTime(now)
  aws.calls = []
  await deliverSlot()
  const Records = aws.queued.map((order, index) => ({ messageId: String(index), body: JSON.stringify(order) }))
  if (Records.length > 0) expect(await sendMail({ Records } as unknown as SQSEvent)).toEqual({ batchItemFailures: [] })
  return aws.mails.map((mail) => /^To: .*<(.+)@/m.exec(mail)![1]!)
}

let orgs = 0

describe('two years of history posted at once', () => {
  test('ask only about what is true now, in at most one mail a person, in whatever order and batches they come', async () => {
    const history = fc.array(fc.constantFrom(80, 88, 92, 96), { minLength: MONTHS, maxLength: MONTHS })
    await fc.assert(
      fc.asyncProperty(history, fc.infiniteStream(fc.nat(9)), fc.boolean(), async (figures, dice, shuffled) => {
        orgs += 1
        const org = `B${orgs}`
        const series = `four-hour#org=${org}`
        const key = figures.map((_, index) => (shuffled ? dice.next().value! : index))
        const order = figures.map((_, index) => index).sort((a, b) => key[a]! - key[b]!)
        for (const index of order) {
          const posted = { kpi: 'four-hour', period: period(index), dimensions: { org }, denominator: 100 }
          await recordObservations({ plan, source: 'warehouse', now }, [{ ...posted, numerator: figures[index]! }])
          if (dice.next().value! > 2) continue
          await evaluateKpi(await measurements.next())
          await follow()
        }
        await evaluateKpi(await measurements.next())
        await evaluateDue()
        await follow()
        const decisions = [...(await tableItems('ledger')).values()].filter(
          (item) => item.sk === 'META' && item.series === series,
        ) as unknown as Decision[]
        const { triggers } = (await readHead(series))!.checkpoint.head
        const firing = Object.keys(triggers).filter((id) => triggers[id]!.episodeId !== undefined)
        const asked = decisions.filter((one) => one.state === 'open')
        expect(asked.map((one) => one.trigger).sort()).toEqual(firing.sort())
        expect(decisions.every((one) => one.state === 'open' || one.state === 'withdrawn')).toBe(true)
        const mailed = await slot()
        expect(mailed.length).toBe(new Set(mailed).size)
        // What came and went while the history was posted reached nobody.
        const over = await readAsks(decisions.flatMap((one) => (one.state === 'withdrawn' ? one.asks : [])))
        expect(over.map((ask) => [ask.state, ask.mails])).toEqual(over.map(() => ['withdrawn', []]))
      }),
      // Each run takes a working day; by the thirteenth the next month would be missing.
      { numRuns: 2 },
    )
  }, 120_000)
})
