/**
 * What can end a state other than its result. Names are AWS's own, so that Retry and Catch match them.
 * Source: AWS Step Functions guide, "Handling errors in Step Functions workflows".
 */

/** What the EvaluationFailed event says of a failed evaluation. */
export interface FailedEvaluation {
  /** Path of the field. */
  location?: string
  /** The expression gave a value and the value is no good: recorded on AWS, such an event follows StateEntered. */
  ofValue?: boolean
}

/** A state failed: it may be retried, caught, or end its branch. */
export class StateFailure extends Error {
  readonly error: string | undefined
  override readonly cause: string | undefined
  /** Set on a failed evaluation. */
  readonly evaluation: FailedEvaluation | undefined
  /** A heartbeat was missed: reported as States.Timeout, and matched by States.HeartbeatTimeout too. */
  readonly heartbeat: boolean
  /** Whether its EvaluationFailed event has been written (an outer state must not write it again). */
  recorded = false

  constructor(
    error: string | undefined,
    cause: string | undefined,
    more: { evaluation?: FailedEvaluation; heartbeat?: boolean } = {},
  ) {
    super(`${error ?? 'failed'}: ${cause ?? ''}`)
    this.name = 'StateFailure'
    this.error = error
    this.cause = cause
    this.evaluation = more.evaluation
    this.heartbeat = more.heartbeat ?? false
  }
}

/** Nothing catches this: the execution fails with it (the history is full, the interpreter found a definition it cannot run). */
export class ExecutionFailure extends Error {
  readonly error: string
  override readonly cause: string
  constructor(error: string, cause: string) {
    super(`${error}: ${cause}`)
    this.name = 'ExecutionFailure'
    this.error = error
    this.cause = cause
  }
}

/** The strand was cancelled from outside: it unwinds without a trace in the history. */
export class Cancelled extends Error {
  constructor() {
    super('cancelled')
    this.name = 'Cancelled'
  }
}

/** Errors that the wildcards States.ALL and States.TaskFailed do not match. */
const BEYOND_WILDCARDS = new Set(['States.DataLimitExceeded', 'States.Runtime'])

/** Whether one ErrorEquals entry of a retrier or catcher matches a failure. */
export function errorMatches(pattern: string, failure: StateFailure): boolean {
  const error = failure.error ?? ''
  if (error === 'States.Runtime') return false
  if (pattern === 'States.ALL') return !BEYOND_WILDCARDS.has(error)
  if (pattern === 'States.TaskFailed') return error !== 'States.Timeout' && !BEYOND_WILDCARDS.has(error)
  if (pattern === 'States.HeartbeatTimeout' && failure.heartbeat) return true
  return pattern === error
}

/** What `$states.errorOutput` and the default output of a catcher hold: absent parts stay absent. */
export function errorOutput(failure: StateFailure): { Error?: string; Cause?: string } {
  return {
    ...(failure.error === undefined ? {} : { Error: failure.error }),
    ...(failure.cause === undefined ? {} : { Cause: failure.cause }),
  }
}
