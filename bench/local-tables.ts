/** Tables of the deployment in an engine on this machine, for benches that call functions in their own process. */
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'

const TABLES = { PLAN_TABLE: 'plan', MEASUREMENTS_TABLE: 'measurements', LEDGER_TABLE: 'ledger' }

const key = (AttributeName: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName, KeyType })
const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const })

/** What a table made a function do since the bench began. */
export interface Counted {
  calls: number
  reads: number
  /** Units as the engine counts them, which is as AWS does. */
  read: number
  write: number
}

type Used = { CapacityUnits?: number }

/** Starts the engine, points this process at it and makes the tables. The engine goes with the process. */
export async function localTables(): Promise<{ dynamo: DynamoDBDocumentClient; counted: Counted }> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((listening) => server.once('listening', listening))
  const { port } = server.address() as { port: number }
  await new Promise((closed) => server.close(closed))
  const binary = new URL('../node_modules/@dynoxide/linux-x64/dynoxide', import.meta.url).pathname
  const engine = spawn(binary, ['serve', '--port', String(port)], { stdio: 'ignore' })
  process.on('exit', () => engine.kill())
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}`,
    ...TABLES,
  })
  // Its client takes the endpoint that is set when it is made.
  const { dynamo } = await import('../lambdas/aws/dynamo.ts')
  for (const TableName of Object.values(TABLES)) await dynamo.send(new CreateTableCommand(table(TableName)))
  return { dynamo, counted: countedBy(dynamo) }
}

const table = (TableName: string) => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST' as const,
  AttributeDefinitions: ['pk', 'sk', 'dueKind', 'dueAt'].map(text),
  KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'due',
      KeySchema: [key('dueKind', 'HASH'), key('dueAt', 'RANGE')],
      Projection: { ProjectionType: 'KEYS_ONLY' as const },
    },
  ],
})

/** Every call asks for its units and is counted. */
function countedBy(dynamo: DynamoDBDocumentClient): Counted {
  const counted = { calls: 0, reads: 0, read: 0, write: 0 }
  dynamo.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' })
        const result = await next(args)
        const { ConsumedCapacity } = result.output as { ConsumedCapacity?: Used | Used[] }
        const used = [ConsumedCapacity ?? []].flat().reduce((sum, one) => sum + (one.CapacityUnits ?? 0), 0)
        const reads = /^(Get|Query|BatchGet)/.test(commandName ?? '')
        counted.calls += 1
        counted.reads += reads ? 1 : 0
        counted[reads ? 'read' : 'write'] += used
        return result
      },
    { step: 'initialize' },
  )
  return counted
}
