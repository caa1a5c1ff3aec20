/** A retrier of Amazon States Language. */
export interface Retrier {
  ErrorEquals: string[]
  IntervalSeconds?: number
  BackoffRate?: number
  MaxDelaySeconds?: number
  MaxAttempts: number
  JitterStrategy?: 'FULL' | 'NONE'
}

/** The item is not as this state expects. Both spellings: that of the SDK integration, and that of the older one. */
export const CONDITION_FAILED = ['DynamoDb.ConditionalCheckFailedException', 'DynamoDB.ConditionalCheckFailedException']

/**
 * For calls that may be repeated and mend by themselves: throttles, conflicts, a function that was killed or not
 * reached. `States.TaskFailed` is every error but a timeout. At most 2 + 4 + 8 + 16 + 32 + 64 + 128 + 256 + 300 + 300
 * seconds, some eighteen minutes in ten tries, which outlasts a bad deployment that is rolled back; jitter spreads them.
 */
export const MENDS: Retrier = {
  ErrorEquals: ['States.TaskFailed'],
  IntervalSeconds: 2,
  BackoffRate: 2,
  MaxDelaySeconds: 300,
  MaxAttempts: 10,
  JitterStrategy: 'FULL',
}

/** A call of a function that takes longer than its own limit has lost its answer: ask again. */
export const ANSWER_LOST: Retrier = { ...MENDS, ErrorEquals: ['States.Timeout'], MaxAttempts: 3 }

/** A failed condition is an answer, not a fault; it comes first, because the first retrier that matches decides. */
export const NOT_THE_CONDITION: Retrier = { ErrorEquals: CONDITION_FAILED, MaxAttempts: 0 }
