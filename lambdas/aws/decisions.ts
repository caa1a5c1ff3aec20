import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Decision } from '../../domain/decision.ts'
import { awaitsChoice } from '../../domain/decision-change.ts'
import { dueAtOf } from '../../domain/decision-deadlines.ts'
import { ledgerTable } from '../env.ts'
import { changeOf } from './change.ts'
import type { DueKey, DueKind } from './due.ts'
import { type Clause, conditionFailed, dynamo } from './dynamo.ts'
import { readAll } from './read-all.ts'
import { record } from './record.ts'

const KIND: DueKind = 'ledger'
const ENDED: DueKind = 'ended'
const PREFIX = 'DECISION#'
const decisionKey = (id: string) => ({ pk: `${PREFIX}${id}`, sk: 'META' })

/**
 * When the audit should find the decision stuck: when time next changes it. Before its first ask is open, and after its
 * end until its asks are settled, that is at once, so that a machine that never started or died at the end is seen too.
 */
const lookAt = (decision: Decision, since: string, settled: boolean): { dueKind: DueKind; dueAt: string } => {
  if (awaitsChoice(decision) && decision.asks.length === 0) return { dueKind: KIND, dueAt: decision.openedAt }
  const next = dueAtOf(decision)
  if (next === undefined && settled) return { dueKind: ENDED, dueAt: endOf(decision) }
  return { dueKind: KIND, dueAt: next ?? since }
}

/** When a decision that is at rest ended. */
const endOf = ({ checks, dismissal, withdrawal, merger, openedAt }: Decision): string =>
  (dismissal ?? withdrawal ?? merger ?? checks.at(-1))?.at ?? openedAt

/** The decision does not exist yet. Its id comes from episode and attempt, so re-running opens nothing twice. */
export function newDecision(decision: Decision): Clause {
  const Item = { ...decisionKey(decision.id), ...Decision.parse(decision), dueKind: KIND, dueAt: decision.openedAt }
  return {
    name: `decision-new ${decision.id}`,
    write: { Put: { TableName: ledgerTable(), Item, ConditionExpression: 'attribute_not_exists(pk)' } },
  }
}

/**
 * The decision is as it was read. Only what changed is written: the claim and a token stored meanwhile by its machine
 * stay. `at` is the instant of the change; `settled` says that no ask of an ended decision is left open.
 */
export function changeDecision(before: Decision, after: Decision, at: string, settled = false): Clause {
  // Always written: what the item holds of the index attributes is not in the record.
  const change = changeOf(before, { ...after, ...lookAt(after, at, settled) }, ['revision'])
  return {
    name: 'decision-unchanged',
    write: { Update: { TableName: ledgerTable(), Key: decisionKey(before.id), ...change } },
  }
}

/** The ended decision is as it was read; with its asks settled nothing of it waits any more. */
export function restDecision(decision: Decision): Clause {
  return {
    name: 'decision-unchanged',
    write: {
      Update: {
        TableName: ledgerTable(),
        Key: decisionKey(decision.id),
        UpdateExpression: 'SET dueKind = :ended, dueAt = :at',
        ConditionExpression: 'revision = :revision',
        ExpressionAttributeValues: { ':revision': decision.revision, ':ended': ENDED, ':at': endOf(decision) },
      },
    },
  }
}

/** Notes further asks of a decision; whoever changes the decision meanwhile re-reads, because the revision grows. */
export function addAsks(decision: string, places: { person: string; ask: string }[]): Clause {
  return {
    name: 'decision-exists',
    write: {
      Update: {
        TableName: ledgerTable(),
        Key: decisionKey(decision),
        UpdateExpression: 'SET asks = list_append(asks, :asks), revision = revision + :one',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':asks': places, ':one': 1 },
      },
    },
  }
}

/** One decision, strongly consistent, with the instant under which the index holds it. */
export async function readIndexed(id: string): Promise<{ decision: Decision; dueAt?: string } | undefined> {
  const answer = await dynamo.send(
    new GetCommand({ TableName: ledgerTable(), Key: decisionKey(id), ConsistentRead: true }),
  )
  const { Item } = answer
  return Item && { decision: parseDecision(Item), dueAt: Item.dueKind === KIND ? Item.dueAt : undefined }
}

/** One decision, strongly consistent. */
export async function readDecision(id: string): Promise<Decision | undefined> {
  return (await readIndexed(id))?.decision
}

/** Several decisions, strongly consistent, by id. */
export async function readDecisions(ids: string[]): Promise<Map<string, Decision>> {
  const items = await readAll(ledgerTable(), [...new Set(ids)].map(decisionKey))
  return new Map(items.map((item) => [String(item.pk).slice(PREFIX.length), parseDecision(item)]))
}

/** A decision as the stream or a query gives it. */
export const parseDecision = (item: Record<string, unknown>): Decision => record(Decision, item)

/** Ids of the decisions among what is due in the Ledger. */
export function decisionsAmong(due: DueKey[]): string[] {
  return due.flatMap(({ pk }) => (pk.startsWith(PREFIX) ? [pk.slice(PREFIX.length)] : []))
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
