import type { QueueRecord, QueueSource, World } from '../world.ts'
import { batchFailures, type MappingDescription, type SourceMapping } from './lambda-source.ts'

/** Settings of an event source mapping on an SQS queue. */
export interface QueueMappingSettings {
  uuid: string
  functionArn: string
  functionId: string
  queueArn: string
  batchSize: number
  windowMs: number
  concurrency: number
  reportsFailures: boolean
  accepts: (record: unknown) => boolean
}

/** Polls a queue and invokes the function with batches; what fails becomes visible again after the queue's timeout. */
export class QueueMapping implements SourceMapping {
  readonly #settings: QueueMappingSettings
  readonly #source: QueueSource
  readonly #world: World
  #active = 0
  #polling = false
  #taken = 0

  constructor(settings: QueueMappingSettings, source: QueueSource, world: World) {
    this.#settings = settings
    this.#source = source
    this.#world = world
    source.onVisible(settings.queueArn, () => this.#poll())
  }

  /** Messages in the hands of the function. */
  get backlog(): number {
    return this.#taken
  }

  describe(): MappingDescription {
    const { uuid, queueArn, functionArn, batchSize } = this.#settings
    return { UUID: uuid, EventSourceArn: queueArn, FunctionArn: functionArn, BatchSize: batchSize, State: 'Enabled' }
  }

  #poll(): void {
    if (this.#polling || this.#active >= this.#settings.concurrency) return
    this.#polling = true
    this.#world.at(this.#world.now() + this.#settings.windowMs, 'sqs-poll', this.#settings.functionId, () => {
      this.#polling = false
      this.#take()
    })
  }

  #take(): void {
    const { queueArn, batchSize, concurrency, functionId, accepts } = this.#settings
    while (this.#active < concurrency) {
      const all = this.#source.take(queueArn, batchSize)
      if (all.length === 0) return
      const messages = all.filter((message) => accepts({ ...message, body: parsed(message.body) }))
      const refused = all.filter((message) => !messages.includes(message))
      if (refused.length > 0)
        this.#source.remove(
          queueArn,
          refused.map((message) => message.receiptHandle),
        )
      if (messages.length === 0) continue
      this.#active += 1
      this.#taken += messages.length
      const id = `${functionId}/${messages[0]!.messageId}`
      const { delayMs, duplicate } = this.#world.faults.delivery('sqs', id)
      this.#world.at(this.#world.now() + delayMs, 'sqs', id, () => this.#deliver(messages, duplicate))
    }
  }

  async #deliver(messages: QueueRecord[], duplicate: boolean): Promise<void> {
    const { functionArn, queueArn, reportsFailures } = this.#settings
    const Records = messages.map((message) => ({
      ...message,
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn,
      awsRegion: this.#world.region,
    }))
    const result = await this.#world.invoke(functionArn, { Records })
    const failures = result.functionError
      ? ({ all: true } as const)
      : reportsFailures
        ? batchFailures(result.payload)
        : undefined
    const done = messages.filter((message) => !failures || (!failures.all && !failures.ids.has(message.messageId)))
    // A duplicate is a message whose removal was lost: it comes back when its visibility timeout is over.
    if (!duplicate)
      this.#source.remove(
        queueArn,
        done.map((message) => message.receiptHandle),
      )
    this.#active -= 1
    this.#taken -= messages.length
    this.#poll()
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
