import { AwsError } from '../world.ts'

const BY_SERVICE: Record<string, [code: string, status: number]> = {
  dynamodb: ['ProvisionedThroughputExceededException', 400],
  ses: ['Throttling', 400],
  email: ['Throttling', 400],
  sqs: ['RequestThrottled', 403],
  s3: ['SlowDown', 503],
  lambda: ['TooManyRequestsException', 429],
  scheduler: ['ThrottlingException', 429],
  monitoring: ['Throttling', 400],
  cloudformation: ['Throttling', 400],
  sts: ['Throttling', 400],
}

const ONGOING = 'Transaction is ongoing for the item'

/**
 * What the service answers when it is asked too much (`throttle`), or when a write meets a transaction (`conflict`): a single
 * write has an exception of its own, a transaction a reason for its first item.
 */
export function throttlingError(service: string, fault: 'throttle' | 'conflict', body: Buffer): AwsError {
  if (fault === 'throttle') {
    const [code, status] = BY_SERVICE[service] ?? ['ThrottlingException', 400]
    return new AwsError(code, 'Rate exceeded (a fault of the local runner).', status)
  }
  const { TransactItems } = JSON.parse(body.toString()) as { TransactItems?: unknown[] }
  if (!TransactItems) return new AwsError('TransactionConflictException', ONGOING)
  const reasons = TransactItems.map((_, i) =>
    i === 0 ? { Code: 'TransactionConflict', Message: ONGOING } : { Code: 'None' },
  )
  const codes = reasons.map((reason) => reason.Code).join(', ')
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`
  return new AwsError('TransactionCanceledException', message, 400, { CancellationReasons: reasons })
}
