import type { World } from '../world.ts'
import type { StreamRecord } from './dynamodb-streams.ts'
import { deliverTo } from './targets.ts'

/** A batch that a stream mapping has given up. */
export interface Discarded {
  uuid: string
  functionArn: string
  streamArn: string
  records: StreamRecord[]
  condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded'
  attempts: number
}

const SHARD = 'shardId-00000000000000000001-00000001'

/** Tells the failure destination: a bucket gets the whole event, a queue or topic the metadata only, as on AWS. */
export async function sendDiscarded(batch: Discarded, destination: string, world: World): Promise<void> {
  const requestId = world.uuid('discarded')
  const message = description(batch, requestId, world)
  if (destination.split(':')[2] !== 's3') {
    await deliverTo(destination, { kind: 'stream-discarded', id: requestId, payload: message }, world)
    return
  }
  const bucket = destination.split(':').at(-1)!
  const at = new Date(world.now()).toISOString()
  const key = `aws/lambda/${batch.uuid}/${SHARD}/${at.slice(0, 10).replaceAll('-', '/')}/${at.slice(0, 19).replaceAll(':', '.')}-${requestId}`
  const body = Buffer.from(JSON.stringify({ ...message, payload: JSON.stringify({ Records: batch.records }) }))
  const headers = { 'content-type': 'application/json' }
  const answer = await world.call({
    service: 's3',
    caller: 'event-source-mapping',
    method: 'PUT',
    path: `/${bucket}/${key}`,
    headers,
    body,
  })
  if (answer.status >= 300)
    throw new Error(`The failure destination ${destination} refused a batch: ${answer.status} ${String(answer.body)}`)
}

function description(batch: Discarded, requestId: string, world: World): Record<string, unknown> {
  const first = batch.records[0]!.dynamodb
  const last = batch.records.at(-1)!.dynamodb
  const arrival = (seconds: number) => new Date(seconds * 1000).toISOString()
  const { functionArn, condition, attempts, streamArn } = batch
  return {
    requestContext: { requestId, functionArn, condition, approximateInvokeCount: attempts },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date(world.now()).toISOString(),
    DDBStreamBatchInfo: {
      shardId: SHARD,
      startSequenceNumber: first.SequenceNumber,
      endSequenceNumber: last.SequenceNumber,
      approximateArrivalOfFirstRecord: arrival(first.ApproximateCreationDateTime),
      approximateArrivalOfLastRecord: arrival(last.ApproximateCreationDateTime),
      batchSize: batch.records.length,
      streamArn,
    },
  }
}
