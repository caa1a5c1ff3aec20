import { DynamoDBClient, TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb'
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  PutCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'

/**
 * The one client of a warm function. Undefined attributes are left out, as JSON does. A single write that meets a
 * transaction is refused with an exception that the SDK's retries do not know: it is marked for them, as throttles are.
 */
export const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 6 }), {
  marshallOptions: { removeUndefinedValues: true },
})
dynamo.middlewareStack.add(
  (next) => (args) =>
    next(args).catch((error) => {
      if (error instanceof TransactionConflictException) error.$retryable = {}
      throw error
    }),
  // Between the retries and the wire.
  { step: 'finalizeRequest', priority: 'low' },
)

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

/** One write of a transaction, with the name of the promise its condition makes. */
export interface Clause {
  name: string
  write: TransactItem
}

/** Raised when a transaction could not be written for a reason that is nobody's condition. A retry of the whole may help. */
export class TransactionFailed extends Error {
  override readonly name = 'TransactionFailed'
}

/** DynamoDB takes at most 100 writes in one transaction. */
export const TRANSACTION_LIMIT = 100

/** Somebody else was writing the same item at the same moment, or the table was busy: the same transaction may succeed. */
const PASSING = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Writes all clauses or none. Answers the names of the clauses whose condition did not hold: empty means written.
 * The SDK gives each transaction a token that its own retries repeat, so a lost answer does not turn into a failed condition.
 * Conflicts are tried again, five times over about a second and a half (50, 100, 200, 400, 800 ms), because the other
 * writer needs milliseconds.
 */
export async function transact(clauses: Clause[]): Promise<string[]> {
  if (clauses.length > TRANSACTION_LIMIT) {
    throw new TransactionFailed(
      `A transaction of ${clauses.length} writes was asked for; DynamoDB takes ${TRANSACTION_LIMIT}.`,
    )
  }
  // Alone, a write needs no transaction and costs half as much.
  if (clauses.length === 1) return writeOne(clauses[0]!)
  for (let attempt = 0; ; attempt += 1) {
    try {
      await dynamo.send(new TransactWriteCommand({ TransactItems: clauses.map((clause) => clause.write) }))
      return []
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error
      const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None')
      const failed = clauses
        .filter((_, index) => codes[index] === 'ConditionalCheckFailed')
        .map((clause) => clause.name)
      if (failed.length > 0) return failed
      if (attempt >= 5 || !codes.some((code) => PASSING.has(code)))
        throw new TransactionFailed(describe(clauses, codes, error))
      await pause(50 * 2 ** attempt)
    }
  }
}

async function writeOne({ name, write: { Put, Update, Delete } }: Clause): Promise<string[]> {
  try {
    if (Put) await dynamo.send(new PutCommand(Put))
    if (Update) await dynamo.send(new UpdateCommand(Update))
    if (Delete) await dynamo.send(new DeleteCommand(Delete))
    return []
  } catch (error) {
    if (conditionFailed(error)) return [name]
    throw error
  }
}

function describe(clauses: Clause[], codes: string[], error: Error): string {
  const reasons = clauses.flatMap((clause, index) =>
    codes[index] && codes[index] !== 'None' ? [`${clause.name}: ${codes[index]}`] : [],
  )
  return `The transaction was cancelled: ${reasons.join(', ') || error.message}`
}

/** True when a single conditional write found its condition broken. */
export function conditionFailed(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException'
}
