import type { Json } from './json.ts'
import type { Resource } from './resource.ts'

/** One attempt of a Task, ready to be carried out. */
export interface TaskCall {
  resource: Resource
  arguments: Json
  state: string
  /** Only for the waitForTaskToken pattern: new for every attempt. */
  token?: string
}

/** How a task ended. */
export type TaskOutcome = { result: Json } | { error: string; cause?: string }

/** Who hears about a task that was started. */
export interface TaskListener {
  /** The service took the work on: its answer for `.sync`, and the only good news of a call that waits for a token. */
  submitted(answer: Json): void
  /** The task is over. A call that waits for a token reports only failures here. */
  done(outcome: TaskOutcome): void
}

/** A task that waits for its token to be answered. Every method but `heartbeat` settles it; the first to settle wins. */
export interface WaitingTask {
  /** False once the task is over: answered, timed out, cancelled. */
  readonly open: boolean
  succeed(result: Json): void
  fail(error: string | undefined, cause: string | undefined): void
  /** Restarts the heartbeat clock; TimeoutSeconds goes on regardless. */
  heartbeat(): void
}

/**
 * What an execution needs from the outside. Time is only ever read from here; the host may be a virtual clock,
 * so nothing in the interpreter asks the machine what time it is.
 * `ring` and the listener must be called outside of the call that registered them.
 */
export interface AslHost {
  /** Epoch milliseconds. */
  now(): number
  /** Uniform in [0, 1): jitter and `$random()`. */
  random(): number
  uuid(): string
  /** A task token nobody can guess, new at every call. */
  newToken(): string
  /** Calls `ring` once at `instant`; returns what cancels it. `label` is unique in the execution and stable between runs. */
  alarm(instant: number, label: string, ring: () => void): () => void
  /** Carries out a call. */
  start(call: TaskCall, listener: TaskListener): void
  /** A token can be answered from now on. */
  tokenOpened(token: string, task: WaitingTask): void
  /** One state transition, as AWS bills them: every state entered and every retry. */
  transition(): void
  /** The execution reached its end; its status is final. */
  ended(): void
}
