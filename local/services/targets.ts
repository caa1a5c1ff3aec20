import { AwsError, type AwsResponse, type World } from '../world.ts'
import type { EventBridge } from './eventbridge.ts'
import type { Sns } from './sns.ts'
import type { Sqs } from './sqs.ts'

/** Something to be delivered to an ARN: `kind` and `id` name it in the log and to the faults. */
export interface Delivery {
  kind: string
  id: string
  payload: unknown
  /** For FIFO queues. */
  group?: string
  /** Subject of an SNS message. */
  subject?: string
}

/**
 * Delivers to a function (asynchronously, with Lambda's own retries), a queue, a topic, a state machine or a bus.
 * Throws `AwsError` when the target takes nothing: it does not exist, refuses, or is of a kind not known here.
 */
export async function deliverTo(arn: string, delivery: Delivery, world: World): Promise<void> {
  const service = arn.split(':')[2]
  if (service === 'scheduler') {
    await callUniversal(arn, delivery, world)
    return
  }
  const text = typeof delivery.payload === 'string' ? delivery.payload : JSON.stringify(delivery.payload)
  switch (service) {
    case 'lambda':
      await world.invoke(arn, typeof delivery.payload === 'string' ? JSON.parse(text) : delivery.payload, {
        asynchronous: true,
      })
      return
    case 'sqs':
      world
        .service<Sqs>('sqs')
        .send(arn, { body: text, group: delivery.group, deduplicationId: delivery.id, sender: delivery.kind }, world)
      return
    case 'sns':
      world.service<Sns>('sns').publish(arn, { message: text, subject: delivery.subject }, world)
      return
    case 'states':
      await callJson(
        'states',
        'AWSStepFunctions.StartExecution',
        { stateMachineArn: arn, input: text },
        delivery.kind,
        world,
      )
      return
    case 'events':
      world.service<EventBridge>('events').publish(arn, delivery.payload as Record<string, unknown>, world)
      return
    default:
      throw new AwsError(
        'ValidationException',
        `The local runner cannot deliver to ${arn}: it knows Lambda, SQS, SNS, Step Functions and event buses.`,
      )
  }
}

/** Targets of EventBridge Scheduler that are API calls: service and operation of the ARN → signing name and target header. */
const universal: Record<string, readonly [string, string]> = {
  'sfn:startExecution': ['states', 'AWSStepFunctions.StartExecution'],
  'sqs:sendMessage': ['sqs', 'AmazonSQS.SendMessage'],
  'eventbridge:putEvents': ['events', 'AWSEvents.PutEvents'],
}

async function callUniversal(arn: string, delivery: Delivery, world: World): Promise<void> {
  const name = arn.split(':aws-sdk:')[1] ?? ''
  const found = universal[name]
  if (!found) {
    const known = Object.keys(universal).join(', ')
    throw new AwsError(
      'ValidationException',
      `The local runner cannot call ${arn}; of the universal targets it knows ${known}.`,
    )
  }
  await callJson(found[0], found[1], delivery.payload, delivery.kind, world)
}

/** Calls a JSON-protocol API on behalf of a service; an answer that is an error becomes an `AwsError`. */
export async function callJson(
  service: string,
  target: string,
  input: unknown,
  caller: string,
  world: World,
): Promise<unknown> {
  const answer = await world.call({
    service,
    caller,
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0' },
    body: Buffer.from(JSON.stringify(input)),
  })
  return accepted(answer)
}

function accepted(answer: AwsResponse): unknown {
  const body = answer.body.length === 0 ? {} : (JSON.parse(answer.body.toString()) as Record<string, unknown>)
  if (answer.status < 400) return body
  const code =
    String(body['__type'] ?? 'Unknown')
      .split('#')
      .at(-1) ?? 'Unknown'
  throw new AwsError(code, String(body['message'] ?? body['Message'] ?? ''), answer.status)
}

/** How long and how often a delivery is tried again. */
export interface RetryPolicy {
  /** In milliseconds, from the first try. */
  maxAge: number
  maxRetries: number
}

/**
 * Delivers with retries (30 s doubled each time, at most an hour apart: AWS publishes only "exponential backoff and jitter")
 * and, when they are used up or the error is the target's own refusal, to the dead-letter queue with AWS's attributes.
 * A seeded fault may deliver twice or late.
 */
export function deliverAtLeastOnce(
  arn: string,
  delivery: Delivery,
  policy: RetryPolicy,
  deadLetterArn: string | undefined,
  world: World,
): void {
  const { duplicate, delayMs } = world.faults.delivery(delivery.kind, delivery.id)
  const begun = world.now()
  const attempt = async (number: number): Promise<void> => {
    try {
      await deliverTo(arn, delivery, world)
      world.log(`${delivery.kind}.delivered`, { id: delivery.id, to: arn })
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      const again =
        world.now() + Math.min(3_600_000, 30_000 * 2 ** (number - 1)) * (0.75 + 0.5 * world.random(delivery.kind))
      const transient = error.status >= 500 || /Throttl|TooManyRequests|RequestLimit/.test(error.code)
      if (transient && number <= policy.maxRetries && again <= begun + policy.maxAge) {
        world.at(Math.round(again), delivery.kind, `${delivery.id}#${number + 1}`, () => attempt(number + 1))
        return
      }
      bury(arn, delivery, error, number, deadLetterArn, world)
    }
  }
  world.at(begun + delayMs, delivery.kind, delivery.id, () => attempt(1))
  if (duplicate) world.at(begun + delayMs, delivery.kind, `${delivery.id}#duplicate`, () => attempt(1))
}

function bury(
  arn: string,
  delivery: Delivery,
  error: AwsError,
  attempts: number,
  deadLetterArn: string | undefined,
  world: World,
): void {
  world.log(`${delivery.kind}.failed`, {
    id: delivery.id,
    to: arn,
    error: error.code,
    message: error.message,
    attempts,
  })
  if (deadLetterArn === undefined) return
  const text = (value: string) => ({ DataType: 'String', StringValue: value })
  const body = typeof delivery.payload === 'string' ? delivery.payload : JSON.stringify(delivery.payload)
  const messageAttributes = {
    ERROR_CODE: text(error.code),
    ERROR_MESSAGE: text(error.message),
    RETRY_ATTEMPTS: text(String(attempts - 1)),
    TARGET_ARN: text(arn),
  }
  world.service<Sqs>('sqs').send(deadLetterArn, { body, messageAttributes, sender: delivery.kind }, world)
}
