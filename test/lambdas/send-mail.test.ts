import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { recordAnswer } from '../../lambdas/answering/record-answer.ts'
import { applyPlan } from '../../lambdas/applying/apply.ts'
import { readAsk } from '../../lambdas/aws/asks.ts'
import { dueKeys } from '../../lambdas/aws/due.ts'
import { dynamo } from '../../lambdas/aws/dynamo.ts'
import { destination } from '../../lambdas/aws/mailer.ts'
import { personPartition } from '../../lambdas/aws/people.ts'
import { sendMail } from '../../lambdas/posting/send.ts'
import { withTables } from '../aws/tables.ts'
import { withFakeAws } from './fake-aws.ts'
import { asked } from './opened.ts'
import { smallPlan } from './small-plan.ts'

withTables()
const aws = withFakeAws()
vi.spyOn(console, 'info').mockReturnValue()
const plan = smallPlan()
const DAY = 86_400_000
const LEASE = 5 * 60_000

/** Each test lives in a week of its own, so that the owner has one mail a slot. */
let week = parseInstant('2016-06-07T09:00:00Z')
const nextWeek = () => (week += 7 * DAY)

/** Kills the process at its n-th call: nothing of it happens any more, as when a worker dies. */
const death = { calls: 0, at: 0, when: 'before' as 'before' | 'after', dead: false }

beforeAll(async () => {
  await applyPlan(plan, { appliedBy: 'test', message: '', requestId: 'r' }, parseInstant('2016-04-01T00:00:00Z'))
  dynamo.middlewareStack.add(
    (next) => async (args) => {
      if (death.dead) throw new Error('dead')
      death.calls += 1
      const now = death.calls === death.at
      if (now && death.when === 'before') death.dead = true
      if (death.dead) throw new Error('killed before')
      const answer = await next(args)
      if (now) death.dead = true
      if (death.dead) throw new Error('killed after')
      return answer
    },
    { step: 'initialize', name: 'death' },
  )
})

afterEach(() => Object.assign(death, { calls: 0, at: 0, dead: false }))

const sent = () => aws.of('SendRawEmail').length
const mailOf = async (person: string, slot: string) =>
  (await personPartition(person, '2016-01-01T00:00:00Z')).mails.find((mail) => mail.slot === slot)

async function answer(ask: { person: string; ask: string }, now: number) {
  const input = { action: 'decide' as const, epoch: 1, option: 'wait', by: ask.person, via: 'link' as const }
  expect((await recordAnswer(plan, ask, input, now))?.refused).toBeUndefined()
}

describe('sending one mail', () => {
  test.each(
    Array.from({ length: 9 }, (_, index) => index + 1).flatMap((at) => [
      [at, 'before'] as const,
      [at, 'after'] as const,
    ]),
  )('survives a kill at call %i, %s it', async (at, when) => {
    const now = nextWeek()
    const { ask } = await asked(plan, now)
    const slot = (await readAsk(ask.person, ask.ask))!.stepAt!
    const order = { person: ask.person, slot }
    let clock = parseInstant(slot) + 30_000
    Object.assign(death, { calls: 0, at, when, dead: false })
    await sendMail(order, clock).catch(() => 'killed')
    const dead = death.dead
    Object.assign(death, { at: 0, dead: false })
    for (let tries = 0; tries < 4 && (await dueKeys('ledger', 'ledger', formatInstant(clock))).length > 0; tries += 1) {
      clock += LEASE + 60_000
      await sendMail(order, clock)
    }
    const mail = (await mailOf(ask.person, slot))!
    expect([mail.state, mail.entries.length]).toEqual(['sent', 1])
    // Only a kill between sending and marking may repeat the mail; it never gets lost.
    expect(sent()).toBeGreaterThanOrEqual(1)
    expect(sent()).toBeLessThanOrEqual(dead && mail.claims > 1 ? 2 : 1)
    expect(await readAsk(ask.person, ask.ask)).toMatchObject({ step: 'remind', mails: [slot], revision: 2 })
    await answer(ask, clock)
  })

  test('ten runs at once send it once', async () => {
    const { ask } = await asked(plan, nextWeek())
    const slot = (await readAsk(ask.person, ask.ask))!.stepAt!
    const runs = Array.from({ length: 10 }, () => sendMail({ person: ask.person, slot }, parseInstant(slot)))
    const ended = await Promise.allSettled(runs)
    expect(ended.filter((run) => run.status === 'fulfilled' && run.value === 'sent')).toHaveLength(1)
    expect(sent()).toBe(1)
    await answer(ask, parseInstant(slot))
  })

  test('an answer before the slot means no mail', async () => {
    const now = nextWeek()
    const { ask } = await asked(plan, now)
    const slot = (await readAsk(ask.person, ask.ask))!.stepAt!
    await answer(ask, now)
    expect(await sendMail({ person: ask.person, slot }, parseInstant(slot))).toBe('skipped')
    expect((await mailOf(ask.person, slot))!.reasons.join()).toContain('nothing to send')
    expect(sent()).toBe(0)
  })

  test('an answer while the mail is being planned wins: the list is decided again', async () => {
    const now = nextWeek()
    const { ask } = await asked(plan, now)
    const slot = (await readAsk(ask.person, ask.ask))!.stepAt!
    const order = { person: ask.person, slot }
    const [mail] = await Promise.all([sendMail(order, parseInstant(slot)), answer(ask, parseInstant(slot))])
    const after = (await readAsk(ask.person, ask.ask))!
    expect(after.state).toBe('answered')
    expect(['sent', 'skipped']).toContain(mail)
    expect(sent()).toBe(mail === 'sent' ? 1 : 0)
  })

  test('what SES refuses is tried again at once by the next delivery, under the same frozen list', async () => {
    const { ask } = await asked(plan, nextWeek())
    const slot = (await readAsk(ask.person, ask.ask))!.stepAt!
    const order = { person: ask.person, slot }
    aws.fault = ({ operation }) => (operation === 'SendRawEmail' ? { status: 400, type: 'MessageRejected' } : undefined)
    await expect(sendMail(order, parseInstant(slot))).rejects.toThrow()
    expect((await mailOf(ask.person, slot))!.state).toBe('frozen')
    aws.fault = () => undefined
    expect(await sendMail(order, parseInstant(slot) + 1000)).toBe('sent')
    await answer(ask, parseInstant(slot))
  })

  test('what was answered between two attempts is not asked again; with nothing left the mail is over', async () => {
    const now = nextWeek()
    const [first, second] = [await asked(plan, now), await asked(plan, now)]
    const slot = (await readAsk('owen', first.ask.ask))!.stepAt!
    const order = { person: 'owen', slot }
    aws.fault = ({ operation }) => (operation === 'SendRawEmail' ? { status: 400, type: 'Throttling' } : undefined)
    await expect(sendMail(order, parseInstant(slot))).rejects.toThrow()
    await answer(first.ask, parseInstant(slot))
    await expect(sendMail(order, parseInstant(slot) + 1000)).rejects.toThrow()
    const [, again] = aws.mails
    expect(again!.match(/What do we do about waiting times/g)!.length).toBeLessThan(
      aws.mails[0]!.match(/What do we do about waiting times/g)!.length,
    )
    await answer(second.ask, parseInstant(slot))
    aws.fault = () => undefined
    expect(await sendMail(order, parseInstant(slot) + 2000)).toBe('skipped')
    const mail = (await mailOf('owen', slot))!
    expect([mail.entries.length, mail.reasons.filter((one) => one.includes('not sent again')).length]).toEqual([2, 2])
  })

  test('several asks for one person in one slot are one mail', async () => {
    const now = nextWeek()
    const first = await asked(plan, now)
    const second = await asked(plan, now)
    const slot = (await readAsk('owen', first.ask.ask))!.stepAt!
    expect(await sendMail({ person: 'owen', slot }, parseInstant(slot))).toBe('sent')
    expect((await mailOf('owen', slot))!.entries.map((entry) => entry.ask).sort()).toEqual(
      [first.ask.ask, second.ask.ask].sort(),
    )
    expect(sent()).toBe(1)
  })
})

describe('where a mail may go', () => {
  const settings = { allowlist: ['ada@example.org', '@example.com'], redirectTo: () => 'test@example.net' }
  test.each([
    ['live: to the person', 'live', 'eve@example.org', { address: 'eve@example.org' }],
    [
      'redirect: to the one address, saying for whom',
      'redirect',
      'eve@example.org',
      { address: 'test@example.net', insteadOf: 'eve@example.org' },
    ],
    ['allowlist: an address on it', 'allowlist', 'Ada@example.org', { address: 'Ada@example.org' }],
    ['allowlist: a domain on it', 'allowlist', 'bob@EXAMPLE.com', { address: 'bob@EXAMPLE.com' }],
    ['allowlist: a subdomain is another domain', 'allowlist', 'bob@sub.example.com', { withheld: expect.any(String) }],
    [
      'allowlist: an address that only ends like one on it',
      'allowlist',
      'xada@example.org',
      { withheld: expect.any(String) },
    ],
  ] as const)('%s', (_, mode, address, expected) => {
    expect(destination(address, { mode, ...settings, allowlist: [...settings.allowlist] })).toEqual(expected)
  })
})
