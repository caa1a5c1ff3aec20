import { createHash } from 'node:crypto'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { World } from '../world.ts'
import { sorted } from './sorted-json.ts'

/** A record of a DynamoDB stream as a function receives it. */
export interface StreamRecord {
  eventID: string
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE'
  eventVersion: '1.1'
  eventSource: 'aws:dynamodb'
  awsRegion: string
  eventSourceARN: string
  dynamodb: {
    /** Seconds. */
    ApproximateCreationDateTime: number
    Keys: Record<string, unknown>
    NewImage?: Record<string, unknown>
    OldImage?: Record<string, unknown>
    SequenceNumber: string
    SizeBytes: number
    StreamViewType: string
  }
  userIdentity?: { type: 'Service'; principalId: 'dynamodb.amazonaws.com' }
}

/** A stream that a table declares. */
export interface DeclaredStream {
  table: string
  arn: string
  viewType: string
  /** Attribute that is the table's partition key. */
  partitionKey: string
}

type Listener = (record: StreamRecord, partition: number) => void

interface Row {
  id: number
  table_name: string
  event_name: StreamRecord['eventName']
  keys_json: string
  new_image: string | null
  old_image: string | null
}

/** Rows that may pile up before they are deleted: every write of the engine scans them, and a deletion costs a transaction. */
const TRIM_AT = 40

/**
 * Streams of all tables, read from the engine's own table of records and corrected to what AWS delivers: none for a write
 * that changes nothing, padded sequence numbers, the virtual clock, the world's region and account.
 */
export class Streams {
  readonly #world: World
  readonly #declared = new Map<string, DeclaredStream>()
  readonly #listeners = new Map<string, Listener[]>()
  #database: { db: DatabaseSync; read: StatementSync; trim: StatementSync } | undefined
  #last = 0
  #untrimmed = 0

  constructor(world: World) {
    this.#world = world
  }

  declare(stream: DeclaredStream): void {
    this.#declared.set(stream.table, stream)
  }

  /** Whether any table has a stream. */
  get any(): boolean {
    return this.#declared.size > 0
  }

  subscribe(streamArn: string, listener: Listener): void {
    if (![...this.#declared.values()].some((stream) => stream.arn === streamArn))
      throw new Error(`There is no stream ${streamArn}.`)
    this.#listeners.set(streamArn, [...(this.#listeners.get(streamArn) ?? []), listener])
  }

  /** Hands what has been written since the last time to the subscribers. `service`: a deletion by DynamoDB itself. */
  drain(file: string, service = false): void {
    this.#database ??= this.#open(file)
    const rows = this.#database.read.all(this.#last) as unknown as Row[]
    for (const row of rows) {
      this.#last = row.id
      this.#untrimmed += 1
      this.#publish(row, service)
    }
    if (this.#untrimmed < TRIM_AT) return
    // The last row stays: in an emptied table the engine's sequence numbers would begin again.
    this.#database.trim.run(this.#last)
    this.#untrimmed = 1
  }

  #open(file: string) {
    const db = new DatabaseSync(file)
    db.exec('PRAGMA busy_timeout = 5000; PRAGMA synchronous = OFF')
    const columns = 'id, table_name, event_name, keys_json, new_image, old_image'
    const read = db.prepare(`SELECT ${columns} FROM _stream_records WHERE id > ? ORDER BY id`)
    return { db, read, trim: db.prepare('DELETE FROM _stream_records WHERE id < ?') }
  }

  #publish(row: Row, service: boolean): void {
    const stream = this.#declared.get(row.table_name)
    if (!stream) return
    const before = row.old_image === null ? undefined : sortedText(row.old_image)
    const after = row.new_image === null ? undefined : sortedText(row.new_image)
    if (before !== undefined && before === after) return
    const listeners = this.#listeners.get(stream.arn) ?? []
    const keys = sorted(JSON.parse(row.keys_json)) as Record<string, unknown>
    const partition = createHash('md5').update(JSON.stringify(keys[stream.partitionKey])).digest().readUInt32BE(0)
    const record = this.#record(row, stream, { keys, before, after }, service)
    this.#world.count(`stream-records:${row.table_name}`)
    for (const listener of listeners) listener(record, partition)
  }

  #record(
    row: Row,
    stream: DeclaredStream,
    images: { keys: Record<string, unknown>; before?: string; after?: string },
    service: boolean,
  ): StreamRecord {
    const sequence = `1${String(row.id).padStart(20, '0')}`
    const { before, after } = images
    return {
      eventID: createHash('md5').update(`${stream.table}/${sequence}`).digest('hex'),
      eventName: row.event_name,
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: this.#world.region,
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(this.#world.now() / 1000),
        Keys: images.keys,
        ...(after && /^NEW/.test(stream.viewType) ? { NewImage: JSON.parse(after) } : {}),
        ...(before && /OLD_IMAGE/.test(stream.viewType) ? { OldImage: JSON.parse(before) } : {}),
        SequenceNumber: sequence,
        SizeBytes: (before?.length ?? 0) + (after?.length ?? 0),
        StreamViewType: stream.viewType,
      },
      eventSourceARN: stream.arn,
      ...(service ? { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } as const } : {}),
    }
  }

  close(): void {
    this.#database?.db.close()
  }
}

function sortedText(json: string): string {
  return JSON.stringify(sorted(JSON.parse(json)))
}
