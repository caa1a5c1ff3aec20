import type { Machine } from './definition-schema.ts'
import { Cancelled, ExecutionFailure, StateFailure } from './failure.ts'
import { runFlow } from './flow.ts'
import { History } from './history.ts'
import type { AslHost } from './host.ts'
import { type Json, type JsonObject, PAYLOAD_LIMIT } from './json.ts'
import type { Run, Strand } from './run.ts'
import { Scope, Strands } from './strands.ts'

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED'

/** Longest life of a standard execution in seconds (AWS quotas, "Maximum execution time": one year). */
export const EXECUTION_SECONDS = 365 * 86_400

/** What an execution is started with. */
export interface ExecutionStart {
  arn: string
  name: string
  machineArn: string
  machineName: string
  roleArn: string
  region: string
  input: Json
}

/** One standard execution: a definition at work on a host's clock. */
export class Execution {
  readonly history: History
  readonly startedAt: number
  stoppedAt: number | undefined
  status: ExecutionStatus = 'RUNNING'
  /** JSON text, once it has succeeded. */
  output: string | undefined
  error: string | undefined
  cause: string | undefined
  readonly #machine: Machine
  readonly #start: ExecutionStart
  readonly #host: AslHost
  readonly #strands = new Strands()
  readonly #scope = new Scope()
  #main: Strand | undefined
  #cancelLimit: (() => void) | undefined

  constructor(machine: Machine, start: ExecutionStart, host: AslHost) {
    this.#machine = machine
    this.#start = start
    this.#host = host
    this.startedAt = host.now()
    this.history = new History(() => host.now())
  }

  /** Sets the execution going; it runs until its first wait. */
  begin(): void {
    const { input, roleArn } = this.#start
    if (this.status !== 'RUNNING') return
    this.history.write('ExecutionStarted', 0, {
      input: JSON.stringify(input),
      inputDetails: { truncated: false },
      roleArn,
    })
    const strand: Strand = {
      scope: this.#scope,
      path: '',
      variables: {},
      mapItem: undefined,
      last: 0,
      current: undefined,
      inner: [],
    }
    this.#main = strand
    const limit = Math.min(this.#machine.TimeoutSeconds ?? EXECUTION_SECONDS, EXECUTION_SECONDS)
    this.#cancelLimit = this.#host.alarm(this.startedAt + limit * 1000, 'execution:timeout', () =>
      this.#end('TIMED_OUT', 'States.Timeout', undefined),
    )
    this.#strands.spawn(
      () => runFlow(this.#run(), strand, this.#machine, input),
      (outcome) => ('value' in outcome ? this.#succeed(outcome.value) : this.#fail(outcome.error)),
    )
  }

  /** Ends the execution from outside (StopExecution). Does nothing once it has ended. */
  stop(error?: string, cause?: string): void {
    this.#end('ABORTED', error, cause)
  }

  /** Resolves when every strand waits or has ended. */
  rest(): Promise<void> {
    return this.#strands.rest()
  }

  #run(): Run {
    const { arn, name, roleArn, input, machineArn, machineName, region } = this.#start
    const startTime = new Date(this.startedAt).toISOString()
    const context: JsonObject = {
      Execution: { Id: arn, Input: input, Name: name, RoleArn: roleArn, StartTime: startTime, RedriveCount: 0 },
      StateMachine: { Id: machineArn, Name: machineName },
    }
    return {
      host: this.#host,
      history: this.history,
      strands: this.#strands,
      language: this.#machine.QueryLanguage,
      context,
      region,
    }
  }

  #succeed(value: Json): void {
    if (this.status !== 'RUNNING') return
    this.output = JSON.stringify(value)
    this.#close('SUCCEEDED', { output: this.output, outputDetails: { truncated: false } })
  }

  #fail(thrown: unknown): void {
    if (thrown instanceof StateFailure || thrown instanceof ExecutionFailure)
      this.#end('FAILED', thrown.error, thrown.cause)
    else if (!(thrown instanceof Cancelled))
      this.#end('FAILED', 'States.Runtime', `The interpreter failed: ${(thrown as Error)?.stack ?? thrown}`)
  }

  #end(status: 'FAILED' | 'TIMED_OUT' | 'ABORTED', error: string | undefined, cause: string | undefined): void {
    if (this.status !== 'RUNNING') return
    this.error = error
    this.cause = cause
    this.#close(status, { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) })
  }

  #close(status: Exclude<ExecutionStatus, 'RUNNING'>, details: Record<string, unknown>): void {
    this.status = status
    this.stoppedAt = this.#host.now()
    this.#cancelLimit?.()
    this.history.write(END_EVENTS[status], this.#main?.last ?? 0, details)
    this.#scope.cancel()
    this.#host.ended()
  }
}

const END_EVENTS = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
}

/** Whether JSON text is over AWS's 256 KiB. */
export function isTooLarge(text: string): boolean {
  return Buffer.byteLength(text) > PAYLOAD_LIMIT
}
