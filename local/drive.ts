import { setTimeout as sleep } from 'node:timers/promises'
import type { LocalWorld } from './kernel/local-world.ts'
import type { AwsRequest, AwsResponse, HttpFront, HttpRequest, HttpResponse } from './world.ts'

/** What `request` sends. */
export interface RequestInit {
  method?: string
  headers?: Record<string, string>
  body?: string | Buffer
}

/** Longest pause of real time between two looks at the clock. */
const TICK_MS = 1000

/** Moves the clock of a world: as far as told, until nothing is left, or at the pace of real time; and brings requests in from outside. */
export class Drive {
  readonly #world: LocalWorld
  readonly #fronts: HttpFront[]
  #live: { stopped: boolean; ended: Promise<void> } | undefined
  #outside: Promise<unknown> = Promise.resolve()
  #requests = 0

  constructor(world: LocalWorld, fronts: HttpFront[]) {
    this.#world = world
    this.#fronts = fronts
  }

  /** Runs everything due up to and including `instant` (epoch milliseconds) and leaves the clock there. */
  run(instant: number): Promise<void> {
    return this.#inTurn(() => this.#world.kernel.drive(instant))
  }

  /** Runs what is due at the present instant and what follows from it without time passing. */
  settle(): Promise<void> {
    return this.run(this.#world.now())
  }

  /** Runs until nothing is due any more; never ends while something standing (a schedule) remains: then give `run` an instant. */
  runUntilIdle(): Promise<void> {
    return this.#inTurn(() => this.#world.kernel.drive(Number.POSITIVE_INFINITY))
  }

  /** Who moves the clock waits for who is moving it already (a request from outside that is not answered yet). */
  #inTurn(move: () => Promise<void>): Promise<void> {
    const turn = this.#outside.then(move)
    this.#outside = turn.catch(() => {})
    return turn
  }

  /** An HTTP request to the deployment, in virtual time: answered as soon as the answer exists; what it sets off runs with the next `run`. */
  request(pathAndQuery: string, init: RequestInit = {}): Promise<HttpResponse> {
    const [path = '/', search = ''] = pathAndQuery.split('?', 2)
    const headers = Object.fromEntries(
      Object.entries(init.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
    )
    const body = typeof init.body === 'string' ? Buffer.from(init.body) : (init.body ?? Buffer.alloc(0))
    return this.page({
      method: init.method ?? 'GET',
      path,
      query: new URLSearchParams(search),
      headers,
      body,
      sourceIp: '127.0.0.1',
    })
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<HttpResponse> {
    const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
    return this.request(path, {
      method: 'POST',
      body: text,
      headers: { 'content-type': 'application/json', ...headers },
    })
  }

  /** Brings a request for a page or an API in; the front with the longest matching prefix answers. */
  page(request: HttpRequest): Promise<HttpResponse> {
    const fronts = this.#fronts.filter((one) => request.path.startsWith(one.prefix))
    const front = fronts.sort((a, b) => b.prefix.length - a.prefix.length)[0]
    if (!front)
      return Promise.resolve({
        status: 404,
        headers: { 'content-type': 'text/plain' },
        body: `Nothing answers for ${request.path} here.\n`,
      })
    return this.#inject('http', () => front.handleHttp(request, this.#world))
  }

  /** Brings an AWS call from outside in. */
  aws(request: AwsRequest): Promise<AwsResponse> {
    return this.#inject('outside', () => this.#world.call(request))
  }

  /** Does something of the caller's as due work of the present instant, between two steps of the simulation. */
  #inject<T>(kind: string, work: () => Promise<T>): Promise<T> {
    this.#requests += 1
    const id = String(this.#requests).padStart(9, '0')
    const state = { settled: false }
    const done = new Promise<T>((resolve, reject) => {
      const finish =
        <V>(deliver: (value: V) => void) =>
        (value: V) => {
          state.settled = true
          deliver(value)
        }
      this.#world.soon(kind, id, () => work().then(finish(resolve), finish(reject)))
    })
    if (!this.#live)
      this.#outside = this.#outside.then(() => this.#until(state)).catch((error) => this.#world.kernel.fail(error))
    return done
  }

  /** Drives until the injected work is done, unless somebody else is driving already. */
  async #until(state: { settled: boolean }): Promise<void> {
    if (this.#world.kernel.driving) return
    await this.#world.kernel.drive(this.#world.now(), () => state.settled)
  }

  /** From now on the clock goes with real time, `speed` times as fast, until `pause`. Rejects when the simulation breaks. */
  live(speed = 1): Promise<void> {
    if (this.#live) throw new Error('The clock already runs at the pace of real time.')
    const live = { stopped: false, ended: Promise.resolve() }
    this.#live = live
    live.ended = this.#pace(live, speed)
    return live.ended
  }

  async #pace(live: { stopped: boolean }, speed: number): Promise<void> {
    const { kernel } = this.#world
    const virtual = kernel.now
    const wall = performance.now()
    while (!live.stopped) {
      // Instants are whole milliseconds, as every clock of AWS has them.
      await this.#inTurn(() => kernel.drive(virtual + Math.floor((performance.now() - wall) * speed)))
      const wait = ((kernel.nextDue ?? Number.POSITIVE_INFINITY) - kernel.now) / speed
      await Promise.race([kernel.poked(), sleep(Math.max(1, Math.min(wait, TICK_MS)))])
    }
  }

  /** Stops real time; the clock stands again. */
  async pause(): Promise<void> {
    const live = this.#live
    this.#live = undefined
    if (!live) return
    live.stopped = true
    await live.ended
  }
}
