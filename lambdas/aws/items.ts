import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { CheckIn } from '../../domain/review/check-in.ts'
import { Commitment } from '../../domain/review/commitment.ts'
import { MilestoneState } from '../../domain/review/milestone-state.ts'
import { ledgerTable } from '../env.ts'
import { changeOf } from './change.ts'
import { type Clause, dynamo } from './dynamo.ts'
import { queryAll } from './query-all.ts'
import { readAll } from './read-all.ts'
import { record } from './record.ts'

const partition = (item: string) => `ITEM#${item}`
const CHECK_IN = 'CHECKIN#'
const COMMITMENT = 'COMMITMENT#'

/** The newest check-ins of an item, newest first, strongly consistent. */
export async function lastCheckIns(item: string, most: number): Promise<CheckIn[]> {
  const page = await dynamo.send(
    new QueryCommand({
      TableName: ledgerTable(),
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :kind)',
      ExpressionAttributeValues: { ':pk': partition(item), ':kind': CHECK_IN },
      ScanIndexForward: false,
      Limit: most,
    }),
  )
  return (page.Items ?? []).map((one) => record(CheckIn, one))
}

/** Nobody said anything about the item at this very instant: check-ins are only added. */
export function newCheckIn(checkIn: CheckIn): Clause {
  const Item = { pk: partition(checkIn.item), sk: `${CHECK_IN}${checkIn.at}`, ...checkIn }
  return {
    name: 'check-in-new',
    write: { Put: { TableName: ledgerTable(), Item, ConditionExpression: 'attribute_not_exists(pk)' } },
  }
}

/** The promises about an item that are still open, strongly consistent. */
export const openCommitments = (item: string): Promise<Commitment[]> => commitments(item, '#state = :open', {})

/** The promises about an item that are open, or were settled after `since` (ISO; empty for ever), strongly consistent. */
export const commitmentsSince = (item: string, since: string): Promise<Commitment[]> =>
  commitments(item, '#state = :open OR settledAt > :since', { ':since': since || '0' })

/** Promises are kept for ever: an item of some years has more than one Query reads, however few the filter lets through. */
async function commitments(item: string, filter: string, values: Record<string, string>): Promise<Commitment[]> {
  const found = await queryAll({
    TableName: ledgerTable(),
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :kind)',
    FilterExpression: filter,
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':pk': partition(item), ':kind': COMMITMENT, ':open': 'open', ...values },
  })
  return found.map((one) => record(Commitment, one))
}

/** Some promises by id, strongly consistent, in any state; each item's own. */
export async function readCommitments(
  places: readonly { item: string; id: string }[],
): Promise<Map<string, Commitment>> {
  const keys = new Map(places.map(({ item, id }) => [id, { pk: partition(item), sk: `${COMMITMENT}${id}` }]))
  const found = await readAll(ledgerTable(), [...keys.values()])
  return new Map(found.map((one) => record(Commitment, one)).map((one) => [one.id, one]))
}

/** A promise as it was read, or a new one. */
export function writeCommitment(before: Commitment | undefined, after: Commitment): Clause {
  const Key = { pk: partition(after.item), sk: `${COMMITMENT}${after.id}` }
  if (!before) {
    const Item = { ...Key, ...after }
    return {
      name: 'commitment-new',
      write: { Put: { TableName: ledgerTable(), Item, ConditionExpression: 'attribute_not_exists(pk)' } },
    }
  }
  const change = changeOf(before, after, ['revision'])
  return { name: 'commitment-unchanged', write: { Update: { TableName: ledgerTable(), Key, ...change } } }
}

/** What answers have said of a milestone, over what the plan says of it. */
export async function readMilestoneState(item: string): Promise<MilestoneState | undefined> {
  const answer = await dynamo.send(
    new GetCommand({ TableName: ledgerTable(), Key: { pk: partition(item), sk: 'STATE' }, ConsistentRead: true }),
  )
  return answer.Item && record(MilestoneState, answer.Item)
}

/** What answers have said of several milestones (`milestone:id`), by the milestone's id. */
export async function readMilestoneStates(items: string[]): Promise<Map<string, MilestoneState>> {
  const found = await readAll(
    ledgerTable(),
    items.map((item) => ({ pk: partition(item), sk: 'STATE' })),
  )
  return new Map(found.map((item) => record(MilestoneState, item)).map((state) => [state.milestone, state]))
}

/** The milestone's state is as it was read, or there was none. */
export function writeMilestoneState(item: string, before: MilestoneState | undefined, after: MilestoneState): Clause {
  return {
    name: 'milestone-unchanged',
    write: {
      Put: {
        TableName: ledgerTable(),
        Item: { pk: partition(item), sk: 'STATE', ...after },
        ConditionExpression: before ? 'revision = :revision' : 'attribute_not_exists(pk)',
        ExpressionAttributeValues: before && { ':revision': before.revision },
      },
    },
  }
}
