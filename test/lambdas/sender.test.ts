import { afterEach, describe, expect, test } from 'vitest'
import { sendLetter } from '../../lambdas/aws/mailer.ts'
import { withFakeAws } from './fake-aws.ts'

const aws = withFakeAws()
const letter = { to: { name: 'Eve', address: 'eve@example.org' }, subject: 'S', html: '<p>T', text: 'T' }

afterEach(() => {
  process.env.MAIL_SENDER = 'throughline@example.org'
})

describe('who a mail is from', () => {
  test.each([
    ['Früh <post@example.org>', '=?UTF-8?Q?Fr=C3=BCh?= <post@example.org>'],
    ['Acme, Inc. <post@example.org>', '"Acme, Inc." <post@example.org>'],
    ['Acme: Ops <post@example.org>', '"Acme: Ops" <post@example.org>'],
    ['Ops <Ops@example.org>', 'Ops <Ops@example.org>'],
    ['post@example.org', 'post@example.org'],
  ])('%s: the envelope has the address alone, the mail has the name', async (sender, from) => {
    process.env.MAIL_SENDER = sender
    expect(await sendLetter(letter)).toMatchObject({ messageId: expect.any(String) })
    expect(aws.of('SendRawEmail')[0]!.input.Source).toBe(/[^<]+@[^>]+/.exec(sender)![0])
    expect(/^From: (.*)\r$/m.exec(aws.mails[0]!)![1]).toBe(from)
  })
})
