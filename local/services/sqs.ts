import { createHash } from 'node:crypto'
import { AwsError, type AwsRequest, type QueueRecord, type QueueSource, type Service, type World } from '../world.ts'
import { answerJson } from './operations.ts'
import { type NewMessage, Queue, type QueueMessage, type QueueSettings } from './queue.ts'
import { sqsOperations } from './sqs-operations.ts'

/** Told each time the number of visible messages of a queue may have changed (for metrics). */
export type QueueWatcher = (queueName: string, counts: ReturnType<Queue['counts']>) => void

/** SQS: queues in memory, visibility and delays on the world's clock, dead letters, a source for functions. */
export class Sqs implements Service, QueueSource {
  readonly names = ['sqs'] as const
  #queues = new Map<string, Queue>()
  #listeners = new Map<string, (() => void)[]>()
  #wakes = new Map<string, number>()
  #polls = new Map<string, Set<() => void>>()
  #watcher: QueueWatcher = () => {}
  #world: World | undefined
  #operations = sqsOperations(this)

  handle(request: AwsRequest, world: World) {
    return answerJson(this.#operations, request, world)
  }

  /** Declares a queue; its ARN's last part is its name. */
  create(name: string, settings: QueueSettings, world: World): Queue {
    this.#world = world
    const queue = new Queue(name, settings)
    this.#queues.set(name, queue)
    return queue
  }

  watch(watcher: QueueWatcher): void {
    this.#watcher = watcher
  }

  queueNames(): string[] {
    return [...this.#queues.keys()]
  }

  /** The queue of a name, an ARN or a URL. Throws `QueueDoesNotExist`. */
  find(reference: string): Queue {
    const queue = this.#queues.get(reference.split(/[:/]/).at(-1) ?? '')
    if (queue) return queue
    const known = this.queueNames().join(', ') || 'none'
    throw new AwsError('QueueDoesNotExist', `The specified queue does not exist: ${reference}. Queues here: ${known}.`)
  }

  /** Sends from inside the runner or on behalf of a caller; gives the message id. */
  send(reference: string, message: Omit<NewMessage, 'id'> & { id?: string }, world: World): string {
    const queue = this.find(reference)
    const size = Buffer.byteLength(message.body)
    if (size > queue.settings.maxSize) {
      throw new AwsError(
        'InvalidParameterValue',
        `One or more parameters are invalid. Reason: Message must be shorter than ${queue.settings.maxSize} bytes; this one has ${size}.`,
      )
    }
    const id = queue.send({ ...message, id: message.id ?? world.uuid('sqs') }, world.now())
    world.log('sqs.send', { queue: queue.name, id })
    this.changed(queue, world)
    return id
  }

  /** Receives up to `max` messages; those past their receives go to the dead-letter queue. */
  receive(queue: Queue, max: number, world: World, visibility?: number): QueueMessage[] {
    const bury = (message: QueueMessage) => this.#bury(queue, message, world)
    const taken = queue.receive(max, world.now(), (message) => `${message.id}#${message.receives}`, bury, visibility)
    if (taken.length > 0) this.changed(queue, world)
    return taken
  }

  /** Tells listeners and the watcher, and sets the clock for the next message that becomes visible. */
  changed(queue: Queue, world: World): void {
    const counts = queue.counts(world.now())
    this.#watcher(queue.name, counts)
    if (counts.visible > 0) {
      for (const listener of this.#listeners.get(queue.name) ?? []) listener()
      for (const poll of [...(this.#polls.get(queue.name) ?? [])]) poll()
    }
    const next = queue.nextVisible(world.now())
    if (next === undefined || this.#wakes.get(queue.name) === next) return
    this.#wakes.set(queue.name, next)
    world.at(next, 'sqs.visible', queue.name, () => {
      if (this.#wakes.get(queue.name) === next) this.#wakes.delete(queue.name)
      this.changed(queue, world)
    })
  }

  /** Settles when a message of the queue may be visible, or at `deadline`: a long poll. */
  untilVisible(queue: Queue, deadline: number, world: World): Promise<void> {
    return new Promise((resolve) => {
      const polls = this.#polls.get(queue.name) ?? new Set()
      this.#polls.set(queue.name, polls)
      const end = () => {
        polls.delete(end)
        timer.cancel()
        resolve()
      }
      const timer = world.at(deadline, 'sqs.poll', queue.name, end)
      polls.add(end)
    })
  }

  take(queueArn: string, max: number): QueueRecord[] {
    return this.receive(this.find(queueArn), max, this.#known()).map(record)
  }

  remove(queueArn: string, receiptHandles: string[]): void {
    const queue = this.find(queueArn)
    for (const handle of receiptHandles) queue.delete(handle)
    this.changed(queue, this.#known())
  }

  onVisible(queueArn: string, listener: () => void): void {
    const { name } = this.find(queueArn)
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener])
  }

  #bury(queue: Queue, message: QueueMessage, world: World): void {
    const target = this.find(queue.settings.redrive?.deadLetterArn ?? '')
    world.log('sqs.dead-letter', { queue: queue.name, to: target.name, id: message.id, receives: message.receives })
    const { id, body, messageAttributes, sender, group } = message
    target.send({ id, body, messageAttributes, sender, group, delay: 0, deduplicationId: id }, world.now())
    this.changed(target, world)
  }

  #known(): World {
    if (!this.#world) throw new Error('sqs: no queue has been created yet')
    return this.#world
  }
}

/** A message as a function receives it and as ReceiveMessage describes it. */
export function record(message: QueueMessage): QueueRecord {
  const fifo: Record<string, string> =
    message.group === undefined
      ? {}
      : { MessageGroupId: message.group, SequenceNumber: String(message.sequence).padStart(20, '0') }
  return {
    messageId: message.id,
    receiptHandle: message.handle ?? '',
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receives),
      SentTimestamp: String(message.sentAt),
      SenderId: message.sender,
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? message.sentAt),
      ...fifo,
    },
    messageAttributes: message.messageAttributes,
    md5OfBody: md5(message.body),
  }
}

export function md5(text: string | Buffer): string {
  return createHash('md5').update(text).digest('hex')
}
