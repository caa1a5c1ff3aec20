import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll } from 'vitest'

const BINARY = new URL('../../node_modules/@dynoxide/linux-x64/dynoxide', import.meta.url).pathname
const key = (AttributeName: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName, KeyType })
const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const })

function table(TableName: string, withDue: boolean): CreateTableCommandInput {
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [text('pk'), text('sk'), ...(withDue ? [text('dueKind'), text('dueAt')] : [])],
    KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
    ...(withDue && {
      GlobalSecondaryIndexes: [
        {
          IndexName: 'due',
          KeySchema: [key('dueKind', 'HASH'), key('dueAt', 'RANGE')],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    }),
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve((address as { port: number }).port))
    })
  })
}

/**
 * Gives a test file the three tables in a database of its own, in memory, and points the SDK there. Call at top level,
 * before the first call through lambdas/aws (the SDK resolves its endpoint then).
 */
export function withTables(): void {
  let engine: ChildProcess
  beforeAll(async () => {
    const port = await freePort()
    engine = spawn(BINARY, ['serve', '--port', String(port)], { stdio: 'ignore' })
    Object.assign(process.env, {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}`,
      PLAN_TABLE: 'plan',
      MEASUREMENTS_TABLE: 'measurements',
      LEDGER_TABLE: 'ledger',
    })
    const client = new DynamoDBClient({ maxAttempts: 20 })
    for (const [name, due] of [
      ['plan', false],
      ['measurements', true],
      ['ledger', true],
    ] as const) {
      await client.send(new CreateTableCommand(table(name, due)))
    }
  })
  afterAll(() => {
    engine.kill()
  })
}
