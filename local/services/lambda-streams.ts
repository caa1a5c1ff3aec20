import type { World } from '../world.ts'
import type { StreamRecord } from './dynamodb-streams.ts'
import { type Discarded, sendDiscarded } from './lambda-discarded.ts'
import { batchFailures, type MappingDescription, type SourceMapping } from './lambda-source.ts'

/** Settings of an event source mapping on a DynamoDB stream. */
export interface StreamMappingSettings {
  uuid: string
  functionArn: string
  functionId: string
  streamArn: string
  batchSize: number
  windowMs: number
  lanes: number
  bisect: boolean
  reportsFailures: boolean
  /** -1: until the record expires. */
  maxRetries: number
  /** Milliseconds; streams keep records for 24 hours whatever this says. */
  maxAgeMs: number
  onFailure: string | undefined
  accepts: (record: unknown) => boolean
  /** Told the age of the oldest record of each batch that goes to the function. */
  delivered: (ageMs: number) => void
  /** Told how many records were given up, and whether the failure destination has them. */
  discarded: (records: number, kept: boolean) => void
}

interface Batch {
  records: StreamRecord[]
  attempts: number
  repeated?: boolean
}

/** One shard, or one of its concurrent batches: records of one partition key keep their order in it. */
interface Lane {
  id: string
  queue: StreamRecord[]
  again: Batch[]
  busy: boolean
  polling: boolean
  failuresInARow: number
}

const RETENTION_MS = 24 * 3_600_000
const LONGEST_WAIT_MS = 60_000

/** Reads a stream in order and invokes the function with batches, as Lambda's poller does. */
export class StreamMapping implements SourceMapping {
  readonly #settings: StreamMappingSettings
  readonly #world: World
  readonly #lanes: Lane[]

  constructor(settings: StreamMappingSettings, world: World) {
    this.#settings = settings
    this.#world = world
    this.#lanes = Array.from({ length: settings.lanes }, (_, i) => ({
      id: `${settings.functionId}/${i}`,
      queue: [],
      again: [],
      busy: false,
      polling: false,
      failuresInARow: 0,
    }))
  }

  get backlog(): number {
    return this.#lanes.reduce(
      (sum, lane) => sum + lane.queue.length + lane.again.reduce((n, batch) => n + batch.records.length, 0),
      0,
    )
  }

  describe(): MappingDescription {
    const { uuid, streamArn, functionArn, batchSize } = this.#settings
    return { UUID: uuid, EventSourceArn: streamArn, FunctionArn: functionArn, BatchSize: batchSize, State: 'Enabled' }
  }

  /** Takes a new record of the stream; `partition` decides its lane. */
  push(record: StreamRecord, partition: number): void {
    if (!this.#settings.accepts(record)) return
    const lane = this.#lanes[partition % this.#lanes.length]!
    lane.queue.push(record)
    this.#poll(lane, lane.queue.length >= this.#settings.batchSize ? 0 : this.#settings.windowMs)
  }

  #poll(lane: Lane, delayMs: number): void {
    if (lane.busy || lane.polling) return
    lane.polling = true
    const { delayMs: late } = this.#world.faults.delivery('stream', lane.id)
    this.#world.at(this.#world.now() + delayMs + late, 'stream', lane.id, () => {
      lane.polling = false
      return this.#deliver(lane)
    })
  }

  async #deliver(lane: Lane): Promise<void> {
    const batch = lane.again.shift() ?? { records: lane.queue.splice(0, this.#settings.batchSize), attempts: 0 }
    if (batch.records.length === 0) return
    const expired = batch.records.filter((record) => this.#expired(record))
    lane.busy = true
    if (expired.length > 0) {
      batch.records = batch.records.filter((record) => !this.#expired(record))
      await this.#discard(expired, 'RecordAgeExceeded', batch.attempts)
    }
    const wait = batch.records.length > 0 ? await this.#attempt(lane, batch) : 0
    lane.busy = false
    if (lane.again.length > 0 || lane.queue.length > 0) this.#poll(lane, wait)
  }

  /** Invokes once; returns how long the lane rests before its next batch. */
  async #attempt(lane: Lane, batch: Batch): Promise<number> {
    const { functionArn, reportsFailures } = this.#settings
    this.#settings.delivered(this.#age(batch.records[0]!))
    const result = await this.#world.invoke(functionArn, { Records: batch.records })
    const failures = result.functionError
      ? ({ all: true } as const)
      : reportsFailures
        ? batchFailures(result.payload)
        : undefined
    if (!failures || (!failures.all && failures.ids.size === 0)) {
      lane.failuresInARow = 0
      const { duplicate } = this.#world.faults.delivery('stream-batch', lane.id)
      if (duplicate && !batch.repeated) lane.again.unshift({ records: batch.records, attempts: 0, repeated: true })
      return 0
    }
    const first = failures.all
      ? 0
      : batch.records.findIndex((record) => failures.ids.has(record.dynamodb.SequenceNumber))
    await this.#retry(
      lane,
      { records: batch.records.slice(Math.max(0, first)), attempts: batch.attempts },
      failures.all,
    )
    lane.failuresInARow += 1
    return Math.min(LONGEST_WAIT_MS, 1000 * 2 ** (lane.failuresInARow - 1))
  }

  async #retry(lane: Lane, rest: Batch, whole: boolean): Promise<void> {
    const { bisect, maxRetries } = this.#settings
    // Halving a batch does not count against its retries.
    if (bisect && whole && rest.records.length > 1) {
      const half = Math.ceil(rest.records.length / 2)
      const { attempts } = rest
      lane.again.unshift(
        { records: rest.records.slice(0, half), attempts },
        { records: rest.records.slice(half), attempts },
      )
      return
    }
    rest.attempts += 1
    if (maxRetries >= 0 && rest.attempts > maxRetries)
      await this.#discard(rest.records, 'RetryAttemptsExhausted', rest.attempts)
    else lane.again.unshift(rest)
  }

  /** At least 0: creation is known to the second only. */
  #age(record: StreamRecord): number {
    return Math.max(0, this.#world.now() - record.dynamodb.ApproximateCreationDateTime * 1000)
  }

  #expired(record: StreamRecord): boolean {
    return this.#age(record) > Math.min(this.#settings.maxAgeMs, RETENTION_MS)
  }

  async #discard(records: StreamRecord[], condition: Discarded['condition'], attempts: number): Promise<void> {
    const { functionId, functionArn, streamArn, onFailure, uuid } = this.#settings
    this.#world.log('stream-discarded', { function: functionId, condition, records: records.length, attempts })
    this.#world.count(`stream-discarded:${functionId}`, records.length)
    if (onFailure)
      await sendDiscarded({ uuid, functionArn, streamArn, records, condition, attempts }, onFailure, this.#world)
    this.#settings.discarded(records.length, onFailure !== undefined)
  }
}
