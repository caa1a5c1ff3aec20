import {
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  SESClient,
  SendRawEmailCommand,
} from '@aws-sdk/client-ses'
import { HtmlValidate } from 'html-validate'
import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import { beforeEach, describe, expect, it } from 'vitest'
import { type PlainServices, plainServices } from '../../local/services/all.ts'
import type { SesSettings } from '../../local/services/ses.ts'
import type { Sqs } from '../../local/services/sqs.ts'
import { sdk } from './services-sdk.ts'
import { maker } from './services-template.ts'
import { TestWorld } from './services-world.ts'

let world: TestWorld
let plain: PlainServices
let client: SESClient
let make: ReturnType<typeof maker>

function start(ses: SesSettings = {}) {
  world = new TestWorld()
  plain = plainServices({ ses })
  world.add(...plain.part.services!)
  make = maker(plain.part.types!, world)
  client = new SESClient(sdk(world.service('ses'), world))
}
beforeEach(() => start())

const compose = (mail: object): Promise<Buffer> =>
  new MailComposer({ from: 'Throughline <t@example.org>', ...mail }).compile().build()

async function send(mail: object, options: { from?: string; to?: string[]; set?: string } = {}) {
  const Data = await compose(mail)
  const input = {
    Source: options.from,
    Destinations: options.to,
    RawMessage: { Data },
    ConfigurationSetName: options.set,
  }
  return client.send(new SendRawEmailCommand(input))
}

const page = async (path: string) => {
  const [name = '', search = ''] = path.split('?')
  const front = plain.part.fronts!.find((one) => one.prefix === '/mailbox')!
  const answer = await front.handleHttp(
    {
      method: 'GET',
      path: name,
      query: new URLSearchParams(search),
      headers: {},
      body: Buffer.alloc(0),
      sourceIp: '::1',
    },
    world,
  )
  return { ...answer, body: String(answer.body) }
}

describe('SES through the SDK', () => {
  it('keeps a mail with its parts, links and the virtual time, under a Message-ID of its own', async () => {
    const html =
      '<p>Please <a href="https://x.example.org/a/t?x=1&amp;y=2">answer</a> or <a href=\'https://x.example.org/a/u\'>not mine</a></p>'
    const subject = 'Vier-Stunden-Ziel verfehlt: was tun? – über alle Häuser hinweg, in aller Länge ✓'
    const { MessageId } = await send({
      to: 'dr@example.org',
      subject,
      html,
      text: 'Answer: https://x.example.org/a/t.',
      messageId: '<mine@example.org>',
    })
    const [mail] = await plain.mailbox.messages()
    expect(mail).toMatchObject({
      id: MessageId,
      at: world.now(),
      to: ['dr@example.org'],
      subject,
      links: ['https://x.example.org/a/t?x=1&y=2', 'https://x.example.org/a/u'],
    })
    expect(mail!.headers['message-id']).toBe(`<${MessageId}@eu-west-2.amazonses.com>`)
    expect(mail!.source).not.toContain('mine@example.org')
    expect(mail!.text).toContain('https://x.example.org/a/t.')
    expect(plain.mailbox.list()[0]!.subject).toBe(subject)
  })

  it('delivers to the envelope, not to the header, and finds links in plain text', async () => {
    await send(
      { to: 'shown@example.org', subject: 's', text: 'See https://x.example.org/a/t.' },
      { to: ['real@example.org'] },
    )
    expect(plain.mailbox.count('shown@example.org')).toBe(0)
    expect((await plain.mailbox.messages({ to: 'Real@example.org' }))[0]!.links).toEqual(['https://x.example.org/a/t'])
  })

  it.each([
    ['more than 10 MB', {}, () => send({ to: 'a@example.org', text: 'x'.repeat(10_500_000) }), 'InvalidParameterValue'],
    [
      'more than 50 recipients',
      {},
      () => send({ text: 'x' }, { to: Array.from({ length: 51 }, (_, n) => `p${n}@example.org`) }),
      'InvalidParameterValue',
    ],
    [
      'an envelope from a name that is not encoded',
      {},
      () => send({ to: 'a@example.org', text: 'x' }, { from: 'Früh <t@example.org>' }),
      'InvalidParameterValue',
    ],
    [
      'an unknown configuration set',
      {},
      () => send({ to: 'a@example.org', text: 'x' }, { set: 'none' }),
      'ConfigurationSetDoesNotExistException',
    ],
    [
      'a sender that is not verified',
      { verified: ['other.org'] },
      () => send({ to: 'a@example.org', text: 'x' }),
      'MessageRejected',
    ],
    [
      'in the sandbox, a recipient that is not verified',
      { verified: ['t@example.org'], sandbox: true },
      () => send({ to: 'a@example.org', text: 'x' }),
      'MessageRejected',
    ],
  ])('refuses %s', async (_, settings, act, name) => {
    start(settings)
    await expect(act()).rejects.toMatchObject({ name })
    expect(plain.mailbox.count()).toBe(0)
  })

  it('counts the mails of the last 24 hours, and says who is verified', async () => {
    start({ verified: ['example.org'], sandbox: true })
    await send({ to: 'a@example.org', text: 'x' })
    expect(await client.send(new GetSendQuotaCommand({}))).toMatchObject({
      Max24HourSend: 200,
      MaxSendRate: 1,
      SentLast24Hours: 1,
    })
    await world.run(world.now() + 86_400_000)
    expect((await client.send(new GetSendQuotaCommand({}))).SentLast24Hours).toBe(0)
    const asked = { Identities: ['example.org', 'x@example.org', 'other.org'] }
    const { VerificationAttributes } = await client.send(new GetIdentityVerificationAttributesCommand(asked))
    expect(Object.keys(VerificationAttributes!)).toEqual(['example.org', 'x@example.org'])
  })

  it('tells the topic of the configuration set who bounced and who complained, and nobody of the rest', async () => {
    start({ bounces: ['gone@example.org'] })
    const topic = await make('AWS::SNS::Topic', 'Feedback')
    const queue = await make('AWS::SQS::Queue', 'Seen')
    await make('AWS::SNS::Subscription', 'Sub', {
      TopicArn: topic.ref,
      Protocol: 'sqs',
      Endpoint: queue.attributes!.Arn,
      RawMessageDelivery: true,
    })
    await make('AWS::SES::ConfigurationSet', 'Set', { Name: 'post' })
    const EventDestination = { MatchingEventTypes: ['bounce', 'complaint'], SnsDestination: { TopicARN: topic.ref } }
    await make('AWS::SES::ConfigurationSetEventDestination', 'Events', {
      ConfigurationSetName: 'post',
      EventDestination,
    })
    const to = ['ok@example.org', 'gone@example.org', 'complaint+1@simulator.amazonses.com']
    await send({ text: 'x', subject: 's' }, { to, set: 'post' })
    await world.run(world.now() + 1)
    const seen = world
      .service<Sqs>('sqs')
      .take(queue.attributes!.Arn as string, 10)
      .map((one) => JSON.parse(one.body))
    expect(seen.map((event) => event.eventType)).toEqual(['Bounce', 'Complaint'])
    expect(seen[0].bounce).toMatchObject({
      bounceType: 'Permanent',
      bouncedRecipients: [{ emailAddress: 'gone@example.org', status: '5.1.1' }],
    })
    expect(seen[1].complaint.complainedRecipients).toEqual([{ emailAddress: 'complaint+1@simulator.amazonses.com' }])
  })
})

describe('the mailbox pages', () => {
  const valid = async (body: string) => {
    const report = await new HtmlValidate({
      extends: ['html-validate:recommended'],
      rules: { 'no-inline-style': 'off', 'long-title': 'off', 'doctype-style': 'off', 'no-trailing-whitespace': 'off' },
    }).validateString(body)
    return report.results.flatMap((result) =>
      result.messages.map((message) => `${message.ruleId}: ${message.message} @${message.line}`),
    )
  }

  it('list the newest first, by person, in pages, and are valid HTML that escapes what mails say', async () => {
    for (let n = 0; n < 60; n++) {
      await send({ to: n % 2 ? 'a@example.org' : 'b@example.org', subject: `<b>Mail ${n}</b>`, text: 'x' })
      await world.run(world.now() + 60_000)
    }
    const first = await page('/mailbox')
    expect(first.body.match(/Mail \d+/g)!.slice(0, 2)).toEqual(['Mail 59', 'Mail 58'])
    expect(first.body).toContain('Page 1 of 2')
    expect(first.body).not.toContain('<b>Mail')
    expect((await page('/mailbox?page=2')).body.match(/Mail \d+/g)!.at(-1)).toBe('Mail 0')
    const one = await page('/mailbox?to=a%40example.org')
    expect(one.body.match(/Mail \d+/g)).toHaveLength(30)
    expect(await valid(first.body)).toEqual([])
    expect(await valid((await page('/mailbox?to=nobody')).body)).toEqual([])
  })

  it('show a mail as HTML in a sandbox, as text and as source', async () => {
    await send({
      to: 'a@example.org',
      subject: 'Decide',
      html: '<p>Hello</p><script>alert(1)</script>',
      text: 'Hello text',
    })
    const { id } = plain.mailbox.list()[0]!
    const shown = await page(`/mailbox/${id}`)
    expect(shown.body).toContain('<iframe')
    expect(await valid(shown.body)).toEqual([])
    expect((await page(`/mailbox/${id}?show=text`)).body).toContain('Hello text')
    expect((await page(`/mailbox/${id}?show=source`)).body).toContain('Message-ID')
    const frame = await page(`/mailbox/${id}/html`)
    expect(frame.headers['content-security-policy']).toMatch(/^sandbox (?!.*allow-scripts)/)
    expect((await page('/mailbox/none')).status).toBe(404)
  })

  it('give programs the opened mails as JSON', async () => {
    await send({ to: 'a@example.org', subject: 'One', html: '<a href="https://x.example.org/a/t">go</a>' })
    const { messages, total } = JSON.parse((await page('/mailbox.json?to=a@example.org')).body)
    expect(total).toBe(1)
    expect(messages[0]).toMatchObject({ subject: 'One', links: ['https://x.example.org/a/t'] })
  })
})
