import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda'
import { errorFacts, log } from './log.ts'

/** One change of an item, as the stream tells it. */
export interface ItemChange {
  /** Position in its shard; what a partial failure names. */
  sequence: string
  kind: 'INSERT' | 'MODIFY' | 'REMOVE'
  pk: string
  sk: string
  before?: Record<string, unknown>
  after?: Record<string, unknown>
}

/** The change a stream record tells of. */
export function itemChange(record: DynamoDBRecord): ItemChange {
  const { SequenceNumber, Keys, OldImage, NewImage } = record.dynamodb ?? {}
  const keys = plain(Keys) as { pk: string; sk: string }
  return {
    sequence: SequenceNumber!,
    kind: record.eventName!,
    pk: keys.pk,
    sk: keys.sk,
    before: OldImage && plain(OldImage),
    after: NewImage && plain(NewImage),
  }
}

const plain = (image: unknown) => unmarshall(image as Record<string, AttributeValue>)

/** A partial failure: Lambda delivers again from the first of these on. */
export function failedBatch(sequences: string[]): DynamoDBBatchResponse {
  return { batchItemFailures: sequences.map((itemIdentifier) => ({ itemIdentifier })) }
}

/**
 * Does the work of each group of changes, groups one after the other, and answers the changes of those that failed.
 * One failing group does not keep the others from being done; they are repeated with it, which they must bear.
 */
export async function eachGroup<T>(
  groups: Map<string, { sequences: string[]; work: T }>,
  act: (work: T) => Promise<void>,
): Promise<string[]> {
  const failed: string[] = []
  for (const [name, { sequences, work }] of groups) {
    try {
      await act(work)
    } catch (error) {
      log('error', 'stream work failed', { group: name, ...errorFacts(error) })
      failed.push(...sequences)
    }
  }
  return failed
}
