import type { APIGatewayProxyEvent, Context } from 'aws-lambda'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { CheckInAsk } from '../../domain/ask.ts'
import { newLink } from '../../domain/link.ts'
import type { Commitment } from '../../domain/review/commitment.ts'
import { handler as answerAsk } from '../../lambdas/answer-ask.ts'
import { handler as applyPlan } from '../../lambdas/apply-plan.ts'
import { readAsk } from '../../lambdas/aws/asks.ts'
import { readDrafts } from '../../lambdas/aws/drafts.ts'
import { transact } from '../../lambdas/aws/dynamo.ts'
import { lastCheckIns, openCommitments, readCommitments, writeCommitment } from '../../lambdas/aws/items.ts'
import { hashToken, putLink } from '../../lambdas/aws/links.ts'
import { planMailNow } from '../../lambdas/aws/mails.ts'
import { handler as deliverSlot } from '../../lambdas/deliver-slot.ts'
import { handler as sendMail } from '../../lambdas/send-mail.ts'
import { withTables } from '../aws/tables.ts'
import { reviewAsks } from './a-review.ts'
import { withFakeAws } from './fake-aws.ts'
import { smallPlan } from './small-plan.ts'

withTables()
const aws = withFakeAws()
for (const name of ['info', 'warn', 'log'] as const) vi.spyOn(console, name).mockReturnValue()
const plan = smallPlan()
const item = 'kpi:four-hour#org=A1'
let ask: CheckInAsk
let token: string
let letter: string

/** Quoted-printable undone. */
const decoded = (mail: string) =>
  mail.replaceAll('=\r\n', '').replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))

const at = (instant: string) => vi.setSystemTime(new Date(instant))

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  at('2026-03-02T07:00:00Z')
  await applyPlan({ plan, appliedBy: 'arn' }, { awsRequestId: 'r' } as Context)
  const kpi = {
    unit: '%',
    decimals: 1,
    direction: 'up' as const,
    period: '2026-02',
    value: 84.1,
    target: 95,
    points: [],
  }
  const facts = { kpi: { ...kpi, status: 'off-track' as const } }
  ;({ ask } = await reviewAsks(plan, { review: 'weekly', date: '2026-03-02', item, facts }, Date.now()))
  await planMailNow({ person: 'owen', slot: ask.stepAt! })
  at(ask.stepAt!)
  await deliverSlot()
  const Records = aws.queued.map((order, index) => ({ messageId: String(index), body: JSON.stringify(order) }))
  await sendMail({ Records } as never)
  letter = decoded(aws.mails.at(-1)!)
  token = /\/a\/([A-Za-z0-9_-]{22})/.exec(letter)![1]!
})

async function open(form?: Record<string, string>, query: Record<string, string> | null = null, link = token) {
  const event = {
    httpMethod: form ? 'POST' : 'GET',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    pathParameters: { token: link },
    queryStringParameters: query,
    body: form ? new URLSearchParams(form).toString() : null,
  } as unknown as APIGatewayProxyEvent
  const { statusCode, body } = await answerAsk(event, {} as Context)
  return { statusCode, body }
}
const form = (more: Record<string, string>) => ({ ask: ask.id, epoch: '1', action: 'check-in', ...more })

test('the mail has the item with its figure and a link for each status', () => {
  expect(letter).toContain('Check in by')
  expect(letter).toContain('84.1%')
  expect(letter).toContain(`?ask=${ask.id}&status=at-risk#ask-${ask.id}`)
  expect(letter).not.toContain('status=unchanged')
})

test('opening the link of a status shows it chosen and records nothing', async () => {
  const { statusCode, body } = await open(undefined, { ask: ask.id, status: 'at-risk' })
  expect(statusCode).toBe(200)
  expect(body).toMatch(/name="status" value="at-risk" checked/)
  expect((await readAsk('owen', ask.id))?.state).toBe('open')
  expect((await open(undefined, { ask: ask.id, status: '"><script>' })).body).not.toContain(' checked')
})

test('everything wrong is said at its field, and what was typed stays', async () => {
  const typed = {
    status: 'at-risk',
    confidence: '12',
    changed: 'Two <wards>',
    'blocker-0': 'A clerk',
    'blocker-with-0': 'Nobody Known',
  }
  const { statusCode, body } = await open(form(typed))
  expect(statusCode).toBe(422)
  expect(body).toContain('whole number from 0 to 10')
  expect(body).toContain('say why it stands better')
  expect(body).toContain('is nobody in the plan')
  expect(body).toContain('Two &lt;wards&gt;')
  expect(body).toContain('value="A clerk"')
  expect(await lastCheckIns(item, 1)).toEqual([])
})

test('what is typed behind an expired link is kept, and stands in the form of the next one', async () => {
  const old = 'AAAAAAAAAAAAAAAAAAAAAA'
  const expired = newLink(hashToken(old), { person: 'owen', slot: ask.stepAt! }, Date.now() - 50 * 86_400_000)
  await putLink(expired)
  const { statusCode, body } = await open(form({ status: 'at-risk', changed: 'A long story.' }), null, old)
  expect(statusCode).toBe(410)
  expect(body).toContain('Your words are kept')
  expect((await open()).body).toContain('A long story.')
  expect((await open(form({ status: 'at-risk' }), null, 'BBBBBBBBBBBBBBBBBBBBBA')).statusCode).toBe(404)
})

test('one tap behind an expired link is kept too; a button without anything beside it is pressed again', async () => {
  const old = 'DDDDDDDDDDDDDDDDDDDDDA'
  await putLink(newLink(hashToken(old), { person: 'owen', slot: ask.stepAt! }, Date.now() - 50 * 86_400_000))
  const late = (more: Record<string, string>) => open(form(more), null, old)
  const kept = await late({ unchanged: '1', how: 'mail', 'promise-C-00000000000000cc': 'kept' })
  expect([kept.statusCode, kept.body]).toEqual([410, expect.stringContaining('Your words are kept')])
  expect((await readDrafts('owen', [ask.id])).get(ask.id)?.fields.unchanged).toBe('1')
  const again = await late({ action: 'later', until: '2026-03-09' })
  expect([again.statusCode, again.body]).toEqual([410, expect.stringContaining('Nothing was recorded yet')])
  const over = await late({ ask: 'A-0000000000000000', status: 'at-risk' })
  expect(over.body).toContain('What you sent just now was not recorded.')
})

test('a check-in is saved, its draft goes, and the page says what was said', async () => {
  const typed = {
    how: 'mail',
    status: 'at-risk',
    confidence: '6',
    reason: 'Two wards report late.',
    step: 'Call the wards',
    'step-by': '2026-03-06',
    'blocker-0': 'A clerk is missing',
    'blocker-with-0': 'dora deputy',
  }
  const { statusCode, body } = await open(form(typed))
  expect(statusCode).toBe(200)
  expect(body).toContain('Four-hour performance, Alpha: at risk, confidence 6 of 10.')
  expect(body).toContain('You can correct it until')
  const [kept] = await lastCheckIns(item, 1)
  expect(kept).toMatchObject({ how: 'mail', confidence: 6, blockers: [{ text: 'A clerk is missing', with: 'dora' }] })
  expect(await openCommitments(item)).toHaveLength(1)
  expect((await readDrafts('owen', [ask.id])).size).toBe(0)
})

test('a second tab changes nothing, is told so, and keeps its words in the form that corrects', async () => {
  const { statusCode, body } = await open(form({ status: 'off-track', confidence: '2', cause: 'Other words.' }))
  expect(statusCode).toBe(200)
  expect(body).toContain('That answer stands')
  expect(body).toContain('Other words.')
  const corrects = /name="corrects" value="([^"]+)"/.exec(body)![1]!
  at('2026-03-02T09:00:00Z')
  const mended = {
    status: 'off-track',
    confidence: '2',
    cause: 'Other words.',
    wayBack: 'Staff.',
    changed: 'All of it.',
  }
  expect((await open(form({ ...mended, corrects }))).body).toContain('off track, confidence 2 of 10')
  expect(await lastCheckIns(item, 5)).toHaveLength(2)
})

const OTHER = 'CCCCCCCCCCCCCCCCCCCCCA'
const late = 'kpi:four-hour#org=B9'

describe('a promise that the close has broken, since nobody said a word of it', () => {
  const promise = (id: string): Commitment => ({
    id: `C-00000000000000${id}`,
    item: late,
    person: 'owen',
    text: 'Call the maker',
    by: '2026-03-03',
    madeAt: '2026-02-24T08:00:00Z',
    moves: 0,
    state: 'open',
    revision: 1,
  })
  const [broken, other] = [promise('aa'), promise('bb')]

  beforeAll(async () => {
    at('2026-03-02T09:00:00Z')
    const facts = { commitments: [broken, other] }
    ;({ ask } = await reviewAsks(plan, { review: 'other', date: '2026-03-02', item: late, facts }, Date.now()))
    const after = {
      ...broken,
      state: 'broken' as const,
      settledAt: '2026-03-05T09:00:00Z',
      settledBy: 'clock',
      revision: 2,
    }
    await transact([writeCommitment(undefined, broken), writeCommitment(undefined, other)])
    expect(await transact([writeCommitment(broken, after)])).toEqual([])
    await putLink(newLink(hashToken(OTHER), { person: 'owen', slot: ask.stepAt! }, Date.now()))
    at('2026-03-05T12:00:00Z')
  })

  test('is not asked about any more; the page says what it counts as, and asks about the other', async () => {
    const { body } = await open(undefined, null, OTHER)
    expect(body).toContain('Call the maker” by Tuesday 3 March: its day passed without a word')
    expect(body).not.toContain(`promise-${broken.id}`)
    expect(body).toContain(`promise-${other.id}`)
  })

  test('answered by a page of before, takes nothing of the rest away', async () => {
    const typed = { status: 'off-track', confidence: '3', cause: 'A long story', wayBack: 'Another' }
    const said = { ...typed, [`promise-${broken.id}`]: 'kept', [`promise-${other.id}`]: 'kept' }
    expect((await open(form(said), null, OTHER)).statusCode).toBe(200)
    const states = await readCommitments([broken, other])
    expect([broken, other].map(({ id }) => states.get(id)?.state)).toEqual(['broken', 'kept'])
  })
})
