import { AwsError, type AwsRequest, type AwsResponse, type Part, type Service, type World } from '../world.ts'
import { countCapacity, withoutCapacity } from './dynamodb-capacity.ts'
import type { Engine } from './dynamodb-engine.ts'
import { Expiry } from './dynamodb-expiry.ts'
import { Streams } from './dynamodb-streams.ts'
import { tableTypes } from './dynamodb-tables.ts'
import { TransactionTokens } from './dynamodb-tokens.ts'
import { sorted } from './sorted-json.ts'

/** What the runner knows of a table besides what the engine holds. */
export interface Table {
  name: string
  arn: string
  streamArn?: string
  createdAt: number
}

const READS = new Set(['GetItem', 'Query', 'Scan', 'BatchGetItem', 'TransactGetItems'])
const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems'])
const DESCRIBES = new Set(['DescribeTable', 'ListTables', 'DescribeTimeToLive'])

/** DynamoDB: an engine behind the gateway, with capacity counted, streams delivered, expiry and tokens on the virtual clock. */
export class DynamoDb implements Service {
  readonly names = ['dynamodb'] as const
  readonly streams: Streams
  readonly expiry: Expiry
  readonly tables = new Map<string, Table>()
  readonly engine: Engine
  readonly #tokens = new TransactionTokens()
  readonly #world: World

  constructor(engine: Engine, world: World) {
    this.engine = engine
    this.#world = world
    this.streams = new Streams(world)
    this.expiry = new Expiry(this, world)
  }

  async handle(request: AwsRequest, world: World): Promise<AwsResponse> {
    const target = request.headers['x-amz-target'] ?? ''
    const operation = target.slice(target.indexOf('.') + 1)
    const input = JSON.parse(request.body.toString()) as Record<string, unknown>
    if (READS.has(operation) || WRITES.has(operation)) return this.#data(operation, input, world)
    if (operation === 'DescribeContinuousBackups') return json({ ContinuousBackupsDescription: BACKUPS })
    if (DESCRIBES.has(operation)) return this.#describe(operation, input)
    throw new AwsError(
      'UnknownOperationException',
      `The local runner's DynamoDB does not take ${operation}: tables come from the template.`,
    )
  }

  async #data(operation: string, input: Record<string, unknown>, world: World): Promise<AwsResponse> {
    const asked = input.ReturnConsumedCapacity
    const token =
      operation === 'TransactWriteItems' ? this.#tokens.local(input.ClientRequestToken, world.now()) : undefined
    const sent = {
      ...input,
      ReturnConsumedCapacity: 'INDEXES',
      ...(token === undefined ? {} : { ClientRequestToken: token }),
    }
    const answer = await world.external(this.engine.send(operation, JSON.stringify(sent)))
    if (WRITES.has(operation)) this.#written()
    if (answer.status >= 400) return json(JSON.parse(answer.body), answer.status)
    const output = sorted(JSON.parse(answer.body)) as Record<string, unknown>
    countCapacity(output, READS.has(operation) ? 'read' : 'write', world)
    return json(withoutCapacity(output, asked))
  }

  /** A failed write counts too: a batch may have been half done. */
  #written(): void {
    if (this.streams.any) this.streams.drain(this.engine.database)
    this.expiry.written()
  }

  /** A deletion in DynamoDB's own name, for items past their time to live. */
  async expire(input: Record<string, unknown>): Promise<boolean> {
    const answer = await this.#world.external(this.engine.send('DeleteItem', JSON.stringify(input)))
    if (this.streams.any) this.streams.drain(this.engine.database, true)
    return answer.status < 400
  }

  async #describe(operation: string, input: Record<string, unknown>): Promise<AwsResponse> {
    const answer = await this.#world.external(this.engine.send(operation, JSON.stringify(input)))
    const output = JSON.parse(answer.body) as { Table?: Record<string, unknown> }
    const table = this.tables.get(String(output.Table?.TableName))
    if (output.Table && table) {
      Object.assign(output.Table, { TableArn: table.arn, CreationDateTime: table.createdAt / 1000 })
      if (table.streamArn)
        Object.assign(output.Table, {
          LatestStreamArn: table.streamArn,
          LatestStreamLabel: table.streamArn.split('/').at(-1),
        })
    }
    return json(output, answer.status)
  }

  async close(): Promise<void> {
    this.streams.close()
    this.expiry.close()
    await this.engine.close()
  }
}

const BACKUPS = {
  ContinuousBackupsStatus: 'ENABLED',
  PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' },
}

/** The DynamoDB service and its resource types. */
export function dynamoDbPart(dynamoDb: DynamoDb): Part {
  return { services: [dynamoDb], types: tableTypes(dynamoDb) }
}

function json(value: unknown, status = 200): AwsResponse {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify(value) }
}
