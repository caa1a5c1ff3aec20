import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { APIGatewayProxyEvent, Context, SQSEvent } from 'aws-lambda'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { type DecisionAsk, Link } from '../../domain/ask.ts'
import { openConclude } from '../../domain/ask-conclude.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { newLink } from '../../domain/link.ts'
import { handler as answerAsk } from '../../lambdas/answer-ask.ts'
import { renewLink } from '../../lambdas/answering/renew.ts'
import { handler as applyPlan } from '../../lambdas/apply-plan.ts'
import { newAsk } from '../../lambdas/aws/asks.ts'
import { putChairDraft } from '../../lambdas/aws/chair-drafts.ts'
import { putDraft } from '../../lambdas/aws/drafts.ts'
import { transact } from '../../lambdas/aws/dynamo.ts'
import { hashToken, putLink } from '../../lambdas/aws/links.ts'
import { handler as commandDecision } from '../../lambdas/command-decision.ts'
import { settleAsks } from '../../lambdas/decisions/settle.ts'
import { handler as deliverSlot } from '../../lambdas/deliver-slot.ts'
import { handler as evaluateDue } from '../../lambdas/evaluate-due.ts'
import { handler as evaluateKpi } from '../../lambdas/evaluate-kpi.ts'
import { handler as ingest } from '../../lambdas/ingest.ts'
import { passOver } from '../../lambdas/posting/unreachable.ts'
import { handler as sendMail } from '../../lambdas/send-mail.ts'
import { withTables } from '../aws/tables.ts'
import { withFakeAws } from './fake-aws.ts'
import { asked } from './opened.ts'
import { smallPlan } from './small-plan.ts'
import { TableStream, tableItems } from './stream-records.ts'

withTables()
const aws = withFakeAws()
for (const name of ['info', 'warn', 'log'] as const) vi.spyOn(console, name).mockReturnValue()
const plan = smallPlan()
const DAY = 86_400_000
const TABLES = ['plan', 'measurements', 'ledger'] as const

interface Row {
  item: string
  key: RegExp
  /** Attributes named in the row; those with a question mark are not always there. */
  attributes: string[]
  optional: string[]
}

/** Values of a key that have a form of their own; any other value may be anything. */
const FORMS: Record<string, string> = {
  slot: '[^#]+',
  period: '\\d[^#]+',
  'A-ask': 'A-[^#]+',
  'link-hash': 'link-[^#]+',
  'away-date': 'away-[^#]+',
}

/** A part of a key in capitals is as it stands, digits are as many digits. */
const pattern = (key: string) =>
  key
    .split('#')
    .map((part) => {
      if (/^[A-Z]+$/.test(part)) return part
      return /^0+1$/.test(part) ? `\\d{${part.length}}` : (FORMS[part] ?? '.+')
    })
    .join('#')

/** The rows of the tables in docs/data-model.md, by table. */
function documented(): Record<(typeof TABLES)[number], Row[]> {
  const sections = readFileSync('docs/data-model.md', 'utf8').split(/^## /m).slice(1)
  const rows = (title: string) =>
    [
      ...sections.find((one) => one.startsWith(title))!.matchAll(/^\| ([^|]+) \| `([^`]+)` \| `([^`]+)` \| (.+) \|$/gm),
    ].map(([, item, pk, sk, what]) => {
      const named = [...what!.matchAll(/`([a-z][A-Za-z0-9]*)(\??)`/g)]
      return {
        item: item!,
        key: new RegExp(`^${pattern(pk!)} ${pattern(sk!)}$`),
        attributes: named.filter(([, , mark]) => !mark).map(([, name]) => name!),
        optional: named.filter(([, , mark]) => mark).map(([, name]) => name!),
      }
    })
  return { plan: rows('Plan'), measurements: rows('Measurements'), ledger: rows('Ledger') }
}

let now = parseInstant('2016-05-10T10:00:00Z')
const at = (instant: number) => {
  now = instant
  vi.setSystemTime(instant)
}

/** Five years of one series in one request, the newest month a breach. */
async function postHistory() {
  const months = Array.from({ length: 60 }, (_, index) => ({
    kpi: 'four-hour',
    period: `${2011 + Math.floor((index + 4) / 12)}-${String(((index + 4) % 12) + 1).padStart(2, '0')}`,
    dimensions: { org: 'A1' },
    numerator: index === 59 ? 80 : 97,
    denominator: 100,
    reason: 'taken over from the former system',
  }))
  const event = {
    headers: { 'content-type': 'application/json', 'idempotency-key': 'first' },
    body: JSON.stringify({ observations: months }),
    requestContext: { identity: { apiKeyId: 'key-1' } },
  } as unknown as APIGatewayProxyEvent
  expect((await ingest(event, {} as Context)).statusCode).toBe(200)
}

async function slots(days: number) {
  for (const end = now + days * DAY; now < end; at(now + 12 * 3_600_000)) {
    aws.calls = []
    await deliverSlot()
    const Records = aws.queued.map((order, index) => ({ messageId: String(index), body: JSON.stringify(order) }))
    if (Records.length > 0) await sendMail({ Records } as unknown as SQSEvent)
  }
}

/** What people say from a mail: this is Dora's, and I am away. */
async function said() {
  const asks = [...(await tableItems('ledger')).values()].filter(
    ({ sk, state }) => `${sk}`.startsWith('ASK#') && state === 'open',
  )
  const { person, id, epoch } = asks.find((ask) => ask.leads === true) as unknown as DecisionAsk
  const token = 'AAAAAAAAAAAAAAAAAAAAAA'
  await putLink(newLink(hashToken(token), { person, slot: formatInstant(now) }, now))
  const answer = async (fields: Record<string, string>) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const event = {
      httpMethod: 'POST',
      headers,
      pathParameters: { token },
      body: new URLSearchParams(fields).toString(),
    }
    expect((await answerAsk(event as unknown as APIGatewayProxyEvent, {} as Context)).statusCode).toBe(200)
  }
  await answer({ ask: id, epoch: `${epoch}`, action: 'delegate', to: 'sam' })
  await answer({ action: 'reminders-off' })
  await answer({ action: 'away', until: formatInstant(now + 5 * DAY).slice(0, 10) })
}

/** A silence of one trigger on one series, ended before its time. */
async function silenced() {
  const { id, triggers } = plan.kpis.find((kpi) => kpi.id === 'four-hour')!
  const until = formatInstant(now + 5 * DAY).slice(0, 10)
  const wish = { act: 'silence', kpi: id, trigger: triggers[0]!.id, dimensions: { org: 'B9' }, until, because: 'moved' }
  const made = (await commandDecision({ ...wish, stated: 'arn' })) as { silence: { id: string } }
  await commandDecision({ act: 'end-silence', silence: made.silence.id, stated: 'arn' })
}

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  at(parseInstant('2016-05-09T10:00:00Z'))
  const sourceGzip = gzipSync(JSON.stringify({ files: [{ name: 'plan.yaml', text: '# a plan' }] })).toString('base64')
  await applyPlan({ plan, sourceGzip, appliedBy: 'arn' }, { awsRequestId: 'r' } as Context)
  at(parseInstant('2016-05-10T10:00:00Z'))
  await evaluateDue()
  await silenced()
  const stream = new TableStream('measurements')
  await postHistory()
  await evaluateKpi(await stream.next())
  for (const item of (await tableItems('ledger')).values()) {
    if (item.sk === 'META') await settleAsks(plan, String(item.id), now)
  }
  await asked(plan, now, 'S1')
  await slots(14)
  const link = [...(await tableItems('ledger')).values()].find((item) => item.sk === 'LINK')!
  const { pk: _pk, sk: _sk, expiresAt: _timeToLive, validUntil, ...rest } = link
  await renewLink(Link.parse({ ...rest, expiresAt: validUntil }), now)
  const typed = { person: 'owen', ask: 'A-0000000000000001', savedAt: formatInstant(now) }
  await putChairDraft({ ...typed, id: '0123456789abcdef', form: 'assign', fields: { what: 'Order a press' } })
  await putDraft({
    ...typed,
    action: 'check-in',
    fields: { changed: 'much' },
  })
  await said()
  const held = { id: 'weekly@2016-05-09', name: 'Weekly', heldOn: '2016-05-09' }
  await transact([newAsk(openConclude(plan, held, { chair: 'maria', accountable: 'maria' }, now))])
  await passOver(plan, { person: 'sam', address: 'sam@example.org', because: 'hard bounce' }, now)
}, 60_000)

describe('docs/data-model.md', () => {
  test.each(TABLES)('has a row for every item written to %s, and an item for every row', async (table) => {
    const rows = documented()[table]
    const keys = [...(await tableItems(table)).keys()]
    const strangers = keys.filter((key) => rows.filter((row) => row.key.test(key)).length !== 1)
    expect(strangers).toEqual([])
    const unwritten = rows.filter((row) => !keys.some((key) => row.key.test(key)))
    expect(unwritten.map((row) => row.item)).toEqual([])
  })

  test.each(TABLES)('names attributes that items of %s have', async (table) => {
    const items = await tableItems(table)
    for (const row of documented()[table]) {
      const own = [...items].filter(([key]) => row.key.test(key)).map(([, item]) => item)
      const always = row.attributes.filter((name) => !own.every((item) => name in item || STOPS.includes(name)))
      expect([row.item, always]).toEqual([row.item, []])
      const never = row.optional.filter((name) => !own.some((item) => name in item) && !RARE.includes(name))
      expect([row.item, never]).toEqual([row.item, []])
    }
  })
})

/** Attributes that end: an item leaves the index; a mail's list begins with its freezing. */
const STOPS = ['dueKind', 'dueAt', 'claims', 'entries', 'notes', 'reasons', 'openedAt', 'held']

/** Attributes that this course of things does not come to: machines do not run here, nothing is corrected, answered or commanded. */
const RARE = ['stated', 'claimedBy', 'taskToken', 'leaseUntil', 'seen', 'via', 'since', 'dropped', 'expiresAt']
