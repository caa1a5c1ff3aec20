import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { Severity } from '../../domain/decision.ts'
import { parseInstant } from '../../domain/instant.ts'
import { applyPlan } from '../../lambdas/applying/apply.ts'
import { readAsk, readAsks } from '../../lambdas/aws/asks.ts'
import { readDecision } from '../../lambdas/aws/decisions.ts'
import { markUnreachable, personPartition } from '../../lambdas/aws/people.ts'
import { sendMail } from '../../lambdas/posting/send.ts'
import { withTables } from '../aws/tables.ts'
import { withFakeAws } from './fake-aws.ts'
import { asked } from './opened.ts'
import { smallPlan } from './small-plan.ts'

withTables()
const aws = withFakeAws()
const logged = vi.spyOn(console, 'log').mockReturnValue()
for (const name of ['info', 'warn'] as const) vi.spyOn(console, name).mockReturnValue()
const DAY = 86_400_000

let week = parseInstant('2016-06-07T09:00:00Z')
let plan = smallPlan()

beforeAll(async () => {
  await applyPlan(plan, { appliedBy: 'test', message: '', requestId: 'r' }, parseInstant('2016-04-01T00:00:00Z'))
})

const refusing = (address: string) => {
  aws.fault = ({ operation, input }) =>
    operation === 'SendRawEmail' && JSON.stringify(input).includes(address)
      ? {
          status: 400,
          type: 'MessageRejected',
          message: `Email address is not verified. The following identities failed the check in region EU-WEST-1: ${address}`,
        }
      : undefined
}

const partition = (person: string) => personPartition(person, '2016-01-01T00:00:00Z')
const to = () => aws.mails.map((mail) => /^To: .*<(.+)@/m.exec(mail)![1])

/** A decision of a week of its own, its ask planned for the owner's next slot. */
async function asking(severity?: Severity) {
  week += 7 * DAY
  const { ask, decision } = await asked(plan, week, severity)
  const { stepAt } = (await readAsk(ask.person, ask.ask))!
  return { ask, decision: decision.id, slot: stepAt!, at: parseInstant(stepAt!) }
}

const owners = async (decision: string) =>
  (await readAsks((await readDecision(decision))!.asks)).map((ask) => [ask.person, ask.state])

describe('a recipient whom SES refuses for good', () => {
  test('the mail is over with its reason, the operator hears of it, the deputy has the ask with the next slot', async () => {
    const { ask, decision, slot, at } = await asking()
    refusing('owen@example.org')
    expect(await sendMail({ person: 'owen', slot }, at)).toBe('skipped')
    const { mails, state } = await partition('owen')
    const mail = mails.find((one) => one.slot === slot)!
    expect([mail.state, mail.reasons.at(-1)]).toEqual(['skipped', expect.stringContaining('SES refused the recipient')])
    expect(state!.unreachable).toMatchObject({ because: expect.stringContaining('not verified') })
    expect(logged.mock.calls.flat().join()).toContain('"RefusedRecipients":1')
    expect(await sendMail({ person: 'owen', slot }, at + 1000)).toBe('over')
    const [next] = mails.filter((one) => one.state === 'planned')
    expect(await sendMail({ person: 'owen', slot: next!.slot }, parseInstant(next!.slot))).toBe('skipped')
    expect(await owners(decision)).toEqual([
      ['owen', 'handed-on'],
      ['dora', 'open'],
    ])
    expect((await readAsk('owen', ask.ask))!.closedBecause).toContain('cannot be reached by mail')
  })

  test('an urgent ask for somebody known to be out of reach goes to the deputy at once, in the same minute', async () => {
    const { decision, ask, slot, at } = await asking('S1')
    expect(await sendMail({ person: 'owen', slot: `${slot}#${ask.ask}` }, at)).toBe('skipped')
    const [, passed] = (await readDecision(decision))!.asks
    const { mails } = await partition('dora')
    const urgent = mails.find((mail) => mail.slot.endsWith(`#${passed!.ask}`))!
    expect(urgent).toMatchObject({ urgent: true, slot: `${slot}#${passed!.ask}` })
    expect(await sendMail({ person: 'dora', slot: urgent.slot }, at + 60_000)).toBe('sent')
    expect(to()).toEqual(['dora'])
  })

  test('when nobody of the chain can be reached, the desk is asked', async () => {
    const mark = { since: '2016-06-01T00:00:00Z', because: 'hard bounce', address: 'any' }
    const everywhere = smallPlan()
    const { addressHash } = await import('../../domain/reachability.ts')
    for (const { id, email } of everywhere.people) await markUnreachable(id, { ...mark, address: addressHash(email) })
    const { decision, ask, slot, at } = await asking('S1')
    await sendMail({ person: 'owen', slot: `${slot}#${ask.ask}` }, at)
    expect((await owners(decision)).at(-1)).toEqual(['office', 'open'])
    const last = (await readDecision(decision))!.asks.at(-1)!
    expect(await sendMail({ person: 'office', slot: `${slot}#${last.ask}` }, at)).toBe('sent')
  })

  test('another address in the plan makes them reachable, and its own refusal counts anew', async () => {
    plan = {
      ...plan,
      people: plan.people.map((one) => (one.id === 'owen' ? { ...one, email: 'o2@example.org' } : one)),
    }
    await applyPlan(plan, { appliedBy: 'test', message: '', requestId: 'r2' }, week)
    const first = await asking()
    expect(await sendMail({ person: 'owen', slot: first.slot }, first.at)).toBe('sent')
    expect(to()).toEqual(['owen'].map(() => 'o2'))
    const before = (await partition('owen')).state!.unreachable!
    const second = await asking()
    refusing('o2@example.org')
    expect(await sendMail({ person: 'owen', slot: second.slot }, second.at)).toBe('skipped')
    const after = (await partition('owen')).state!.unreachable!
    expect([after.since > before.since, after.address === before.address]).toEqual([true, false])
  })
})
