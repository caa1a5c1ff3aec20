import type { Machine } from '../asl/definition-schema.ts'
import type { Execution } from '../asl/execution.ts'
import type { Json } from '../asl/json.ts'

/** A state machine as the template declares it. */
export interface StateMachine {
  arn: string
  name: string
  roleArn: string
  /** The definition's JSON text, substitutions made. */
  definition: string
  machine: Machine
  /** Epoch milliseconds. */
  createdAt: number
}

/** One execution and what it was asked for. */
export interface ExecutionRecord {
  arn: string
  name: string
  machine: StateMachine
  /** JSON text as it came. */
  input: string
  execution: Execution
  /** Tokens its tasks were given. */
  tokens: string[]
  /** Told once when it ends (`.sync` parents). */
  ended: (() => void)[]
}

/** How long a closed execution is kept, and its name taken: 90 days (AWS quotas, "Execution history retention time"). */
export const RETENTION_MS = 90 * 86_400_000

/** What JSON text two starts must share to be the same start. */
export function sameInput(a: string, b: string): boolean {
  return a === b || JSON.stringify(JSON.parse(a) as Json) === JSON.stringify(JSON.parse(b) as Json)
}

/** Whether an execution is still known at an instant. */
export function isKept(record: ExecutionRecord, now: number): boolean {
  const { stoppedAt } = record.execution
  return stoppedAt === undefined || now < stoppedAt + RETENTION_MS
}

/** Members of an execution that DescribeExecution and ListExecutions share. Dates in epoch seconds. */
export function summary(record: ExecutionRecord): Record<string, unknown> {
  const { execution } = record
  return {
    executionArn: record.arn,
    stateMachineArn: record.machine.arn,
    name: record.name,
    status: execution.status,
    startDate: execution.startedAt / 1000,
    ...(execution.stoppedAt === undefined ? {} : { stopDate: execution.stoppedAt / 1000 }),
    redriveCount: 0,
  }
}

/** The answer of DescribeExecution. */
export function describe(record: ExecutionRecord): Record<string, unknown> {
  const { execution } = record
  const reason =
    execution.status === 'SUCCEEDED' || execution.status === 'RUNNING'
      ? `Execution is ${execution.status} and cannot be redriven`
      : 'The local runner does not redrive executions'
  return {
    ...summary(record),
    input: record.input,
    inputDetails: { included: true },
    ...(execution.output === undefined ? {} : { output: execution.output, outputDetails: { included: true } }),
    ...(execution.error === undefined ? {} : { error: execution.error }),
    ...(execution.cause === undefined ? {} : { cause: execution.cause }),
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: reason,
  }
}
