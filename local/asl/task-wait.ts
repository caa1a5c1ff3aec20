import { StateFailure } from './failure.ts'
import type { WaitingTask } from './host.ts'
import type { Json } from './json.ts'
import type { Resource } from './resource.ts'
import { type Run, record, type Strand, type Visit } from './run.ts'
import type { Settle } from './strands.ts'

/** One attempt of a Task with everything evaluated. Times in seconds. */
export interface Attempt {
  resource: Resource
  arguments: Json
  timeout: number | undefined
  heartbeat: number | undefined
}

/** Names of the events a resource writes: bare function ARNs have their own. */
export interface TaskEvents {
  scheduled: string
  started: string
  succeeded: string
  failed: string
  timedOut: string
  /** Details every event of a service integration carries. */
  named: Record<string, unknown> | undefined
}

/**
 * Starts an attempt and waits for the first of: its result, its token's answer, its timeout, a missed heartbeat.
 * A token may be answered before the submitting call has returned: the answer counts, and what the call says afterwards is
 * no longer asked (AWS's documentation leaves that order open; the first to settle wins).
 * @throws StateFailure the task failed or ran out of time
 */
export async function awaitTask(
  run: Run,
  strand: Strand,
  visit: Visit,
  attempt: Attempt,
  events: TaskEvents,
): Promise<Json> {
  try {
    const result = await run.strands.park<Json>(strand.scope, (settle) =>
      arrange(run, strand, visit, attempt, events, settle),
    )
    record(run, strand, events.succeeded, {
      ...events.named,
      output: JSON.stringify(result),
      outputDetails: { truncated: false },
    })
    return result
  } catch (thrown) {
    if (thrown instanceof StateFailure) {
      const type = thrown.error === 'States.Timeout' ? events.timedOut : events.failed
      record(run, strand, type, {
        ...events.named,
        ...(thrown.error === undefined ? {} : { error: thrown.error }),
        ...(thrown.cause === undefined ? {} : { cause: thrown.cause }),
      })
    }
    throw thrown
  }
}

function arrange(
  run: Run,
  strand: Strand,
  visit: Visit,
  attempt: Attempt,
  events: TaskEvents,
  settle: Settle<Json>,
): () => void {
  const { resource, arguments: given } = attempt
  const clocks = startClocks(run, `${strand.path}task:${visit.enteredId}:${visit.retryCount}`, attempt, settle)
  const token = visit.token === undefined ? {} : { token: visit.token }
  if (token.token !== undefined) run.host.tokenOpened(token.token, waitingTask(settle, clocks.beat))
  run.host.start(
    { resource, arguments: given, state: visit.name, ...token },
    {
      submitted: (answer) => submitted(run, strand, events, answer, settle),
      done: (outcome) => {
        if ('result' in outcome) settle.resolve(outcome.result)
        else settle.reject(new StateFailure(outcome.error, outcome.cause))
      },
    },
  )
  return clocks.stop
}

/** The attempt's two clocks: TimeoutSeconds runs once, HeartbeatSeconds anew after every `beat`. */
function startClocks(
  run: Run,
  label: string,
  { timeout, heartbeat }: Attempt,
  settle: Settle<Json>,
): { beat(): void; stop(): void } {
  const after = (seconds: number | undefined, name: string, missed: boolean) => {
    if (seconds === undefined) return () => {}
    return run.host.alarm(run.host.now() + seconds * 1000, `${label}:${name}`, () =>
      settle.reject(timeoutFailure(missed)),
    )
  }
  let beats = 0
  const stopTimeout = after(timeout, 'timeout', false)
  let stopHeartbeat = after(heartbeat, 'heartbeat:0', true)
  return {
    beat: () => {
      stopHeartbeat()
      stopHeartbeat = after(heartbeat, `heartbeat:${++beats}`, true)
    },
    stop: () => {
      stopTimeout()
      stopHeartbeat()
    },
  }
}

function submitted(run: Run, strand: Strand, events: TaskEvents, answer: Json, settle: Settle<Json>): void {
  if (settle.done) return
  try {
    record(run, strand, 'TaskSubmitted', {
      ...events.named,
      output: JSON.stringify(answer),
      outputDetails: { truncated: false },
    })
  } catch (full) {
    settle.reject(full)
  }
}

function waitingTask(settle: Settle<Json>, heartbeat: () => void): WaitingTask {
  return {
    get open() {
      return !settle.done
    },
    succeed: (result) => settle.resolve(result),
    fail: (error, cause) => settle.reject(new StateFailure(error, cause)),
    heartbeat: () => {
      if (!settle.done) heartbeat()
    },
  }
}

/** A task ran out of time. Recorded on AWS: a missed heartbeat reports the same name, without a cause. */
function timeoutFailure(heartbeat: boolean): StateFailure {
  return new StateFailure('States.Timeout', undefined, { heartbeat })
}
