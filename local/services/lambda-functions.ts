import { type FunctionSpec, FunctionWorker, type WorkerHost } from '../kernel/function-worker.ts'
import { AwsError, type InvocationResult, type World } from '../world.ts'

/** How many environments one function may have at once, and all functions together: each costs about 30 MB. */
export interface WorkerLimits {
  perFunction: number
  total: number
}

/** Told when an invocation ended. */
type Ended = (spec: FunctionSpec, how: { failed: boolean; durationMs: number }) => void

interface Waiting {
  event: string
  requestId: string
  resolve(result: InvocationResult): void
}

interface Pool {
  spec: FunctionSpec
  workers: FunctionWorker[]
  waiting: Waiting[]
  started: number
}

/** All functions and their environments: reuses warm ones, starts another when all are busy, queues at the limit. */
export class Functions {
  readonly #pools = new Map<string, Pool>()
  readonly #host: WorkerHost
  readonly #limits: WorkerLimits
  readonly #ended: Ended
  /** Idle environments, longest idle first. */
  #idle: FunctionWorker[] = []
  #alive = 0

  constructor(host: WorkerHost, limits: WorkerLimits, ended: Ended = () => {}) {
    this.#host = host
    this.#ended = ended
    this.#limits = limits
  }

  add(spec: FunctionSpec): void {
    this.#pools.set(spec.name, { spec, workers: [], waiting: [], started: 0 })
  }

  specs(): FunctionSpec[] {
    return [...this.#pools.values()].map((pool) => pool.spec)
  }

  /** The function of a name, an ARN (with or without qualifier) or a logical id. Throws ResourceNotFoundException. */
  find(reference: string): FunctionSpec {
    return this.#pool(reference).spec
  }

  #pool(reference: string): Pool {
    const name = reference.startsWith('arn:') ? (reference.split(':')[6] ?? '') : (reference.split(':')[0] ?? '')
    const pool = this.#pools.get(name) ?? [...this.#pools.values()].find(({ spec }) => spec.logicalId === name)
    if (pool) return pool
    const known = [...this.#pools.keys()].join(', ')
    throw new AwsError('ResourceNotFoundException', `Function not found: ${reference}. There are: ${known}.`, 404)
  }

  /** One synchronous invocation; waits its turn when all environments of the function are busy. */
  invoke(reference: string, event: string, requestId: string, world: World): Promise<InvocationResult> {
    const pool = this.#pool(reference)
    const { logicalId } = pool.spec
    world.count(`invocations:${logicalId}`)
    world.log('invoke', { function: logicalId, requestId })
    const begun = world.now()
    return new Promise((resolve) => {
      const ended = (result: InvocationResult) => {
        if (result.functionError) world.count(`errors:${logicalId}`)
        world.log('invoked', {
          function: logicalId,
          requestId,
          ...(result.functionError ? { error: errorType(result) } : {}),
        })
        this.#ended(pool.spec, { failed: result.functionError !== undefined, durationMs: world.now() - begun })
        resolve(result)
      }
      pool.waiting.push({ event, requestId, resolve: ended })
      this.#serve(pool)
    })
  }

  #serve(pool: Pool): void {
    while (pool.waiting.length > 0) {
      const worker = this.#free(pool)
      if (!worker) return
      const next = pool.waiting.shift()!
      this.#idle = this.#idle.filter((other) => other !== worker)
      worker.invoke(next.event, next.requestId).then((result) => {
        if (worker.dead) this.#replace(pool, worker)
        else this.#idle.push(worker)
        next.resolve(result)
        this.#serve(pool)
      })
    }
  }

  #free(pool: Pool): FunctionWorker | undefined {
    const warm = pool.workers.find((worker) => worker.idle)
    if (warm) return warm
    if (pool.workers.length >= Math.min(pool.spec.reserved ?? Infinity, this.#limits.perFunction)) return undefined
    if (this.#alive >= this.#limits.total) this.#evict()
    return this.#start(pool)
  }

  #start(pool: Pool): FunctionWorker {
    pool.started += 1
    const worker = new FunctionWorker(pool.spec, pool.started, this.#host)
    pool.workers.push(worker)
    this.#alive += 1
    return worker
  }

  /** What died is likely to be needed again: its successor starts at once and loads while other things run. */
  #replace(pool: Pool, dead: FunctionWorker): void {
    this.#forget(pool, dead)
    if (pool.waiting.length === 0) this.#idle.push(this.#start(pool))
  }

  /** Ends the environment that has been idle longest; when none is idle the limit is passed rather than the run blocked. */
  #evict(): void {
    const worker = this.#idle.shift()
    if (!worker) return
    this.#forget(this.#pool(worker.spec.name), worker)
    void this.#host.kernel.external(worker.close())
  }

  #forget(pool: Pool, worker: FunctionWorker): void {
    pool.workers = pool.workers.filter((other) => other !== worker)
    this.#alive -= 1
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].flatMap((pool) => pool.workers.map((worker) => worker.close())))
  }
}

function errorType(result: InvocationResult): string {
  return String((JSON.parse(result.payload) as { errorType?: string }).errorType)
}
