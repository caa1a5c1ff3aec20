import * as z from 'zod'
import { AwsError, type AwsRequest, type Service, type World } from '../world.ts'
import type { Mailbox } from './mailbox.ts'
import { type Operations, operation } from './operations.ts'
import { answerQuery } from './query-protocol.ts'
import { deliverAtLeastOnce } from './targets.ts'

export interface Subscription {
  id: string
  protocol: 'email' | 'sqs' | 'lambda'
  endpoint: string
  /** Queues get the bare message instead of SNS's envelope. */
  raw: boolean
  /** Nothing is delivered before: a person has to confirm a mail subscription. Epoch milliseconds. */
  confirmedAt: number
  /** Queue that gets what could not be delivered. */
  deadLetterArn?: string
}

export interface Notification {
  message: string
  subject?: string
}

/** SNS: topics whose subscribers are queues, functions and, as mails in the mailbox marked as SNS, people. */
export class Sns implements Service {
  readonly names = ['sns'] as const
  readonly #mailbox: Mailbox
  readonly #topics = new Map<string, Subscription[]>()
  readonly #operations = snsOperations(this)

  constructor(mailbox: Mailbox) {
    this.#mailbox = mailbox
  }

  handle(request: AwsRequest, world: World) {
    return answerQuery(this.#operations, request, world, 'http://sns.amazonaws.com/doc/2010-03-31/')
  }

  create(topicArn: string): void {
    if (!this.#topics.has(topicArn)) this.#topics.set(topicArn, [])
  }

  subscribe(topicArn: string, subscription: Subscription): void {
    this.#subscriptions(topicArn).push(subscription)
  }

  /** As `ListSubscriptionsByTopic` has them: what nobody has confirmed yet has no ARN. */
  list(topicArn: string, world: World): Record<string, string>[] {
    return this.#subscriptions(topicArn).map(({ id, protocol, endpoint, confirmedAt }) => ({
      SubscriptionArn: confirmedAt <= world.now() ? `${topicArn}:${id}` : 'PendingConfirmation',
      Owner: world.accountId,
      Protocol: protocol,
      Endpoint: endpoint,
      TopicArn: topicArn,
    }))
  }

  /** Publishes to every subscriber; gives the message id. Throws `NotFound` for an unknown topic. */
  publish(topicArn: string, notification: Notification, world: World): string {
    const subscriptions = this.#subscriptions(topicArn)
    const id = world.uuid('sns')
    world.log('sns.publish', { topic: topicArn, id, subject: notification.subject ?? '' })
    for (const subscription of subscriptions.filter((one) => one.confirmedAt <= world.now()))
      this.#deliver(topicArn, id, notification, subscription, world)
    return id
  }

  #subscriptions(topicArn: string): Subscription[] {
    const found = this.#topics.get(topicArn)
    if (found) return found
    throw new AwsError(
      'NotFound',
      `Topic does not exist: ${topicArn}. Topics here: ${[...this.#topics.keys()].join(', ') || 'none'}.`,
      404,
    )
  }

  #deliver(
    topicArn: string,
    id: string,
    notification: Notification,
    { protocol, endpoint, raw, id: to, deadLetterArn }: Subscription,
    world: World,
  ): void {
    const timestamp = new Date(world.now()).toISOString()
    if (protocol === 'email') {
      const mail = plainMail(topicArn, endpoint, notification, timestamp)
      const from = 'AWS Notifications <no-reply@sns.amazonaws.com>'
      this.#mailbox.add({ id: `sns-${id}-${to}`, at: world.now(), from, to: [endpoint], via: 'sns' }, mail)
      return
    }
    const envelope = {
      Type: 'Notification',
      MessageId: id,
      TopicArn: topicArn,
      Subject: notification.subject ?? null,
      Message: notification.message,
      Timestamp: timestamp,
    }
    const called = () => functionEvent(`${topicArn}:${to}`, envelope)
    const payload = protocol === 'lambda' ? called() : raw ? notification.message : JSON.stringify(envelope)
    deliverAtLeastOnce(
      endpoint,
      { kind: 'sns', id: `${id}.${to}`, payload },
      { maxAge: 3_600_000, maxRetries: 10 },
      deadLetterArn,
      world,
    )
  }
}

/** What a function gets of a notification. */
const functionEvent = (EventSubscriptionArn: string, envelope: object) => ({
  Records: [
    {
      EventVersion: '1.0',
      EventSource: 'aws:sns',
      EventSubscriptionArn,
      Sns: { ...envelope, MessageAttributes: {} },
    },
  ],
})

function plainMail(topicArn: string, to: string, { subject, message }: Notification, timestamp: string): Buffer {
  const title = subject ?? 'AWS Notification Message'
  const headers = [
    'From: AWS Notifications <no-reply@sns.amazonaws.com>',
    `To: ${to}`,
    `Subject: =?UTF-8?B?${Buffer.from(title).toString('base64')}?=`,
    `Date: ${new Date(timestamp).toUTCString()}`,
    `X-Amz-Sns-Topic-Arn: ${topicArn}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: 8bit',
  ]
  return Buffer.from(`${headers.join('\r\n')}\r\n\r\n${message}\r\n`)
}

function snsOperations(sns: Sns): Operations {
  const Publish = z.strictObject({
    TopicArn: z.string().optional(),
    TargetArn: z.string().optional(),
    Message: z.string().min(1),
    Subject: z.string().max(100).optional(),
  })
  const ByTopic = z.strictObject({ TopicArn: z.string(), NextToken: z.string().optional() })
  return {
    ListSubscriptionsByTopic: operation(ByTopic, ({ TopicArn }, world) => ({
      Subscriptions: sns.list(TopicArn, world),
    })),
    Publish: operation(Publish, (input, world) => ({
      MessageId: sns.publish(
        input.TopicArn ?? input.TargetArn ?? '',
        { message: input.Message, subject: input.Subject },
        world,
      ),
    })),
  }
}
