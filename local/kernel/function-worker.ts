import { Worker } from 'node:worker_threads'
import type {
  CallAnswer,
  InvocationContext,
  LogLine,
  OutboundCall,
  Settled,
  ToWorker,
  WorkerSetup,
} from '../worker/messages.ts'
import { workerProgram } from '../worker/program.ts'
import type { AwsRequest, AwsResponse, InvocationResult, Timer } from '../world.ts'
import type { Gateway } from './gateway.ts'
import type { Kernel } from './kernel.ts'

/** A function as the template declares it. */
export interface FunctionSpec {
  logicalId: string
  name: string
  arn: string
  /** File URL of the bundle. */
  entry: string
  /** Exported name. */
  handler: string
  environment: Record<string, string>
  timeoutMs: number
  memoryMb: number
  /** Reserved concurrency; absent: unreserved. */
  reserved: number | undefined
}

export interface WorkerHost {
  kernel: Kernel
  gateway: Gateway
  /** Seed of the run. */
  seed: string
  compileCache: string
  /** Given to every function on top of what the template declares. */
  environment: Record<string, string>
  onLog(spec: FunctionSpec, line: LogLine): void
}

interface Running {
  resolve(result: InvocationResult): void
  context: InvocationContext
  timeout: Timer
}

/** One execution environment of a function: a thread that serves one invocation at a time and is reused until it breaks. */
export class FunctionWorker {
  readonly spec: FunctionSpec
  /** `<logicalId>#<n>`: n counts the environments of the function, so a fresh one draws fresh random numbers. */
  readonly id: string
  readonly #host: WorkerHost
  readonly #thread: Worker
  #running: Running | undefined
  #frozen: Settled | undefined
  #computing = false
  #dead = false
  #inbox: ToWorker[] = []
  #answers: CallAnswer[] = []
  #timer: { instant: number; timer: Timer } | undefined

  constructor(spec: FunctionSpec, n: number, host: WorkerHost) {
    this.spec = spec
    this.id = `${spec.logicalId}#${n}`
    this.#host = host
    const setup: WorkerSetup = {
      seed: `${host.seed}/${this.id}`,
      entry: spec.entry,
      handler: spec.handler,
      now: host.kernel.now,
      compileCache: host.compileCache,
    }
    this.#thread = new Worker(workerProgram(), {
      eval: true,
      env: { ...spec.environment, ...host.environment },
      workerData: setup,
      stdout: true,
      stderr: true,
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 256 },
    })
    this.#thread.on('message', (message: Settled) => this.#settled(message))
    this.#thread.on('error', (error) => this.#crash('Runtime.Unknown', `The worker broke: ${error.message}`))
    this.#thread.on('exit', (code) =>
      this.#crash('Runtime.ExitError', `Runtime exited with error: exit status ${code}`),
    )
  }

  get idle(): boolean {
    return !this.#running && !this.#dead
  }

  get dead(): boolean {
    return this.#dead
  }

  /** Starts an invocation; resolves when it ends in any way. */
  invoke(event: string, requestId: string): Promise<InvocationResult> {
    const { kernel } = this.#host
    const deadline = kernel.now + this.spec.timeoutMs
    const { name: functionName, arn: functionArn, memoryMb } = this.spec
    const context = { awsRequestId: requestId, functionName, functionArn, memoryLimitInMB: String(memoryMb), deadline }
    return new Promise((resolve) => {
      const seconds = (this.spec.timeoutMs / 1000).toFixed(2)
      const end = () => this.#crash('Sandbox.Timedout', `Task timed out after ${seconds} seconds`)
      this.#running = { resolve, context, timeout: kernel.at(deadline, 'lambda-timeout', requestId, end) }
      if (this.#frozen) this.#take(this.#frozen)
      this.#frozen = undefined
      this.#resume({ kind: 'invoke', now: kernel.now, event, context })
    })
  }

  /** Ends the environment as a crash of the runtime would; the running invocation fails with it. */
  kill(): void {
    this.#crash('Runtime.ExitError', 'Runtime exited with error: signal: killed')
  }

  /** Stops the thread for good. */
  async close(): Promise<void> {
    this.#dead = true
    this.#timer?.timer.cancel()
    this.#host.gateway.drop(this.id)
    await this.#thread.terminate()
  }

  /** Messages that come while the thread computes, or while it is frozen, wait: one message, one stretch of computing. */
  #resume(message: ToWorker): void {
    if (this.#dead) return
    if (this.#computing || !this.#running) {
      this.#inbox.push(message)
      return
    }
    this.#computing = true
    this.#host.kernel.begin()
    this.#thread.postMessage(message)
  }

  #settled(message: Settled): void {
    if (this.#dead) return
    if (!this.#computing)
      this.#host.kernel.fail(
        new Error(`${this.id} went on without being asked: some work of it escaped the virtual clock.`),
      )
    this.#computing = false
    for (const line of message.logs) this.#host.onLog(this.spec, line)
    // After its answer an environment is frozen: what it left open goes on with the next invocation.
    if (message.done) this.#finish(message.done, message)
    else {
      this.#take(message)
      const next = this.#inbox.shift()
      if (next) this.#resume({ ...next, now: this.#host.kernel.now })
    }
    this.#host.kernel.end()
  }

  #take(message: Settled): void {
    for (const call of message.calls) {
      const request = requestOf(call, this.spec.logicalId)
      const answer = (response: AwsResponse) => this.#answer(call.number, response)
      this.#host.gateway.add({ request, from: this.id, number: call.number, answer, kill: () => this.kill() })
    }
    this.#arm(message.timer)
  }

  #arm(instant: number | undefined): void {
    if (instant === this.#timer?.instant) return
    this.#timer?.timer.cancel()
    this.#timer = undefined
    if (instant === undefined) return
    const timer = this.#host.kernel.at(instant, 'timer', this.id, () => {
      this.#timer = undefined
      this.#resume({ kind: 'advance', now: this.#host.kernel.now })
    })
    this.#timer = { instant, timer }
  }

  /**
   * Waking a thread is the dearest part of a call. So while only calls of this worker to the tables wait, which take no virtual
   * time, their answers are collected and handed over together.
   */
  #answer(number: number, response: AwsResponse): void {
    const { status, body } = response
    this.#answers.push({ number, status, headers: JSON.stringify(response.headers), body })
    if (this.#host.gateway.onlyTablesWait(this.id)) return
    this.#resume({ kind: 'answers', now: this.#host.kernel.now, answers: this.#answers.splice(0) })
  }

  #finish(done: NonNullable<Settled['done']>, message: Settled): void {
    const running = this.#running
    this.#running = undefined
    this.#arm(undefined)
    this.#frozen = message.calls.length > 0 || message.timer !== undefined ? { ...message, done: undefined } : undefined
    running?.timeout.cancel()
    if (done.broken) this.#end()
    running?.resolve(done.failed ? { payload: done.payload, functionError: 'Unhandled' } : { payload: done.payload })
  }

  #crash(errorType: string, errorMessage: string): void {
    if (this.#dead) return
    const running = this.#running
    this.#running = undefined
    running?.timeout.cancel()
    this.#end()
    const text = `RequestId: ${running?.context.awsRequestId} Error: ${errorMessage}`
    running?.resolve({ payload: JSON.stringify({ errorType, errorMessage: text }), functionError: 'Unhandled' })
  }

  #end(): void {
    const computing = this.#computing
    this.#computing = false
    void this.#host.kernel.external(this.close())
    if (computing) this.#host.kernel.end()
  }
}

function requestOf(call: OutboundCall, caller: string): AwsRequest {
  const mark = call.path.indexOf('?')
  return {
    service: call.service,
    method: call.method,
    path: mark < 0 ? call.path : call.path.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : call.path.slice(mark + 1)),
    headers: JSON.parse(call.headers) as Record<string, string>,
    body:
      typeof call.body === 'string'
        ? Buffer.from(call.body)
        : Buffer.from(call.body.buffer, call.body.byteOffset, call.body.byteLength),
    caller,
  }
}
