import type { AwsRequest, AwsResponse, InvocationResult, Service, Timer, World } from '../world.ts'
import type { EventLog } from './event-log.ts'
import { type FaultRates, SeededFaults } from './faults.ts'
import { Gateway } from './gateway.ts'
import { Kernel } from './kernel.ts'
import { RandomStreams, randomUuid } from './random.ts'

export interface WorldOptions {
  seed: string
  /** Virtual instant at which the simulation begins, epoch milliseconds. */
  start: number
  region: string
  accountId: string
  faults: Partial<FaultRates>
  log: EventLog
  origin: () => string
  asset: (objectKey: string) => string
}

/** What invokes functions; the Lambda service. */
interface Invoker extends Service {
  invoke(functionName: string, event: unknown, asynchronous: boolean): Promise<InvocationResult>
}

/** Kernel, gateway, faults, log and counts under one roof: the World that services see. */
export class LocalWorld implements World {
  readonly region: string
  readonly accountId: string
  readonly seed: string
  readonly kernel: Kernel
  readonly gateway: Gateway
  readonly faults: SeededFaults
  readonly eventLog: EventLog
  readonly counts = new Map<string, number>()
  readonly origin: () => string
  readonly asset: (objectKey: string) => string
  readonly #streams: RandomStreams
  readonly #numbers = new Map<string, number>()

  constructor(options: WorldOptions) {
    this.region = options.region
    this.accountId = options.accountId
    this.seed = options.seed
    this.origin = options.origin
    this.asset = options.asset
    this.eventLog = options.log
    this.#streams = new RandomStreams(options.seed)
    this.faults = new SeededFaults(options.faults, this.#streams, (name) => this.count(name))
    const fail = (error: unknown) => this.kernel.fail(error)
    this.gateway = new Gateway({ world: this, faults: this.faults, choice: this.#streams.stream('gateway'), fail })
    this.kernel = new Kernel({
      start: options.start,
      ties: this.#streams.stream('ties'),
      choice: this.#streams.stream('interleave'),
      calls: this.gateway,
      interleave: () => this.faults.rates.interleave,
    })
  }

  now(): number {
    return this.kernel.now
  }

  at(instant: number, kind: string, id: string, action: () => unknown): Timer {
    return this.kernel.at(instant, kind, id, action)
  }

  soon(kind: string, id: string, action: () => unknown): Timer {
    return this.kernel.at(this.kernel.now, kind, id, action)
  }

  random(stream: string): number {
    return this.#streams.stream(stream)()
  }

  uuid(stream: string): string {
    return randomUuid(this.#streams.stream(stream))
  }

  invoke(functionName: string, event: unknown, context?: { asynchronous?: boolean }): Promise<InvocationResult> {
    return this.service<Invoker>('lambda').invoke(functionName, event, context?.asynchronous ?? false)
  }

  call(request: Pick<AwsRequest, 'service' | 'body' | 'caller'> & Partial<AwsRequest>): Promise<AwsResponse> {
    const number = (this.#numbers.get(request.caller) ?? 0) + 1
    this.#numbers.set(request.caller, number)
    const whole: AwsRequest = { method: 'POST', path: '/', query: new URLSearchParams(), headers: {}, ...request }
    return new Promise((answer) => {
      this.gateway.add({ request: whole, from: whole.caller, number, answer })
      this.kernel.poke()
    })
  }

  log(kind: string, detail: Record<string, unknown>): void {
    this.eventLog.add(this.kernel.now, kind, detail)
  }

  count(name: string, by = 1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + by)
  }

  service<T extends Service>(name: string): T {
    return this.gateway.service(name) as T
  }

  external<T>(work: Promise<T>): Promise<T> {
    return this.kernel.external(work)
  }
}
