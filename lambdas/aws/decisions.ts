import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Decision } from '../../domain/decision.ts'
import { dueAtOf } from '../../domain/decision-deadlines.ts'
import { ledgerTable } from '../env.ts'
import { changeOf } from './change.ts'
import { type DueKind, dueKeys } from './due.ts'
import { type Clause, conditionFailed, dynamo } from './dynamo.ts'
import { record } from './record.ts'

const KIND: DueKind = 'decision'
const PREFIX = 'DECISION#'
const decisionKey = (id: string) => ({ pk: `${PREFIX}${id}`, sk: 'META' })

/** Index attributes of a decision that waits for `dueAt` (ISO); none once nothing is awaited. */
const waiting = (dueAt: string | undefined) => (dueAt ? { dueKind: KIND, dueAt } : {})

/** The decision does not exist yet. Its id comes from episode and attempt, so re-running opens nothing twice. */
export function newDecision(decision: Decision): Clause {
  const Item = { ...decisionKey(decision.id), ...Decision.parse(decision), ...waiting(dueAtOf(decision)) }
  return {
    name: 'decision-new',
    write: { Put: { TableName: ledgerTable(), Item, ConditionExpression: 'attribute_not_exists(pk)' } },
  }
}

/**
 * The decision is as it was read. Only what changed is written: the claim and a token stored meanwhile by its machine
 * stay. It moves in the index to the instant at which time next changes it, or leaves it.
 */
export function changeDecision(before: Decision, after: Decision): Clause {
  const dueAt = dueAtOf(after)
  // Written as if the index attributes had been other than they are: what the item holds of them is not in the record.
  const gone = { dueKind: dueAt ? undefined : KIND, dueAt: dueAt ? undefined : '' }
  const change = changeOf({ ...before, ...gone }, { ...after, ...waiting(dueAt) }, ['revision'])
  return { name: 'decision-unchanged', write: { Update: { TableName: ledgerTable(), Key: decisionKey(before.id), ...change } } }
}

/** One decision, strongly consistent. */
export async function readDecision(id: string): Promise<Decision | undefined> {
  const answer = await dynamo.send(new GetCommand({ TableName: ledgerTable(), Key: decisionKey(id), ConsistentRead: true }))
  return answer.Item && parseDecision(answer.Item)
}

/** A decision as the stream or a query gives it. */
export const parseDecision = (item: Record<string, unknown>): Decision => record(Decision, item)

/** Ids of the decisions whose next deadline is at or before `until` (ISO). */
export async function decisionsDue(until: string): Promise<string[]> {
  return (await dueKeys(ledgerTable(), KIND, until)).map(({ pk }) => pk.slice(PREFIX.length))
}

/** Takes the claim of a dead execution away, with its token. False when the claim changed hands meanwhile. */
export async function dropClaim(decision: Decision): Promise<boolean> {
  try {
    await dynamo.send(
      new UpdateCommand({
        TableName: ledgerTable(),
        Key: decisionKey(decision.id),
        UpdateExpression: 'REMOVE claimedBy, taskToken',
        ConditionExpression: 'claimedBy = :claimedBy AND revision = :revision',
        ExpressionAttributeValues: { ':claimedBy': decision.claimedBy, ':revision': decision.revision },
      }),
    )
    return true
  } catch (error) {
    if (conditionFailed(error)) return false
    throw error
  }
}
