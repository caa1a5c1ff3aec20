import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { World } from '../world.ts'
import type { DynamoDb } from './dynamodb.ts'

/** AWS removes expired items "within a few days"; here one sweep a day does. */
const SWEEP_MS = 24 * 3_600_000

interface Expiring {
  table: string
  attribute: string
  keys: string[]
  select: StatementSync
}

/** Deletes items past their time to live, by the virtual clock, as DynamoDB's own deletions. */
export class Expiry {
  readonly #dynamoDb: DynamoDb
  readonly #world: World
  readonly #expiring: Expiring[] = []
  #database: DatabaseSync | undefined
  #planned = false

  constructor(dynamoDb: DynamoDb, world: World) {
    this.#dynamoDb = dynamoDb
    this.#world = world
  }

  /** Watches a table. An index on the attribute keeps the daily question cheap however large the table gets. */
  watch(table: string, attribute: string, keys: string[]): void {
    if (!/^[\w.-]+$/.test(table) || !/^\w+$/.test(attribute))
      throw new Error(`${table}: cannot watch the attribute "${attribute}" for expiry.`)
    this.#database ??= new DatabaseSync(this.#dynamoDb.engine.database)
    this.#database.exec('PRAGMA busy_timeout = 5000; PRAGMA synchronous = OFF')
    const value = `CAST(json_extract(item_json, '$.${attribute}.N') AS INTEGER)`
    const having = `json_extract(item_json, '$.${attribute}.N') IS NOT NULL`
    this.#database.exec(`CREATE INDEX IF NOT EXISTS "expiry_${table}" ON "${table}" (${value}) WHERE ${having}`)
    const select = this.#database.prepare(
      `SELECT item_json FROM "${table}" WHERE ${having} AND ${value} <= ? ORDER BY ${value}, pk, sk`,
    )
    this.#expiring.push({ table, attribute, keys, select })
  }

  /** Something was written: plans a sweep if none is. Without writes nothing expires that a former sweep did not see. */
  written(): void {
    if (this.#planned || this.#expiring.length === 0) return
    this.#planned = true
    this.#world.at(this.#world.now() + SWEEP_MS, 'expiry', 'dynamodb', () => this.#sweep())
  }

  async #sweep(): Promise<void> {
    this.#planned = false
    const nowSeconds = Math.floor(this.#world.now() / 1000)
    for (const expiring of this.#expiring) {
      const rows = expiring.select.all(nowSeconds) as { item_json: string }[]
      for (const row of rows) await this.#remove(expiring, JSON.parse(row.item_json) as Record<string, { N?: string }>)
    }
    if (this.#remaining() > 0) this.written()
  }

  async #remove({ table, attribute, keys }: Expiring, item: Record<string, { N?: string }>): Promise<void> {
    const removed = await this.#dynamoDb.expire({
      TableName: table,
      Key: Object.fromEntries(keys.map((key) => [key, item[key]])),
      ConditionExpression: '#expiry = :expiry',
      ExpressionAttributeNames: { '#expiry': attribute },
      ExpressionAttributeValues: { ':expiry': item[attribute] },
    })
    if (removed) this.#world.count(`expired:${table}`)
  }

  /** How many items will still expire one day. */
  #remaining(): number {
    return this.#expiring.reduce((sum, { select }) => sum + (select.get(Number.MAX_SAFE_INTEGER) ? 1 : 0), 0)
  }

  close(): void {
    this.#database?.close()
  }
}
