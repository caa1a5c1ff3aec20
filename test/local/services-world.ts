import {
  AwsError,
  type AwsRequest,
  type AwsResponse,
  type Faults,
  type InvocationResult,
  type Service,
  type World,
} from '../../local/world.ts'

interface Due {
  instant: number
  kind: string
  id: string
  order: number
  action: () => unknown
}

/** A plain world for tests of single services: one clock, one queue, functions as closures. */
export class TestWorld implements World {
  readonly region = 'eu-west-2'
  readonly accountId = '123456789012'
  readonly lines: Record<string, unknown>[] = []
  readonly counts = new Map<string, number>()
  readonly functions = new Map<string, (event: unknown) => unknown>()
  readonly services = new Map<string, Service>()
  readonly calls: Parameters<World['call']>[0][] = []
  #now: number
  #due: Due[] = []
  #order = 0
  #ids = 0

  constructor(start = '2026-03-02T08:00:00Z') {
    this.#now = Date.parse(start)
  }

  add(...services: Service[]): this {
    for (const service of services) for (const name of service.names) this.services.set(name, service)
    return this
  }

  now() {
    return this.#now
  }

  at(instant: number, kind: string, id: string, action: () => unknown) {
    const due = { instant: Math.max(instant, this.#now), kind, id, order: this.#order++, action }
    this.#due.push(due)
    const cancel = () => {
      this.#due = this.#due.filter((other) => other !== due)
    }
    return { cancel }
  }

  soon(kind: string, id: string, action: () => unknown) {
    return this.at(this.#now, kind, id, action)
  }

  random() {
    return 0.5
  }

  uuid() {
    return `00000000-0000-4000-8000-${String(++this.#ids).padStart(12, '0')}`
  }

  async invoke(functionName: string, event: unknown): Promise<InvocationResult> {
    const name = functionName.split(':').at(-1) ?? functionName
    const run = this.functions.get(name)
    if (!run) throw new AwsError('ResourceNotFoundException', `Function not found: ${functionName}`, 404)
    try {
      return { payload: JSON.stringify((await run(event)) ?? null) }
    } catch (error) {
      return { payload: JSON.stringify({ errorMessage: (error as Error).message }), functionError: 'Unhandled' }
    }
  }

  async call(request: Parameters<World['call']>[0]): Promise<AwsResponse> {
    this.calls.push(request)
    const full: AwsRequest = { method: 'POST', path: '/', query: new URLSearchParams(), headers: {}, ...request }
    return this.service(request.service).handle(full, this)
  }

  log(kind: string, detail: Record<string, unknown>) {
    this.lines.push({ at: new Date(this.#now).toISOString(), kind, ...detail })
  }

  count(name: string, by = 1) {
    this.counts.set(name, (this.counts.get(name) ?? 0) + by)
  }

  origin() {
    return 'http://127.0.0.1:4566'
  }

  service<T extends Service>(name: string): T {
    const found = this.services.get(name)
    if (!found) throw new Error(`the test's world has no service ${name}`)
    return found as T
  }

  /** Deliveries are on time and single unless a test says otherwise. */
  readonly faults: Faults = { delivery: () => ({ duplicate: false, delayMs: 0 }) }

  asset(objectKey: string): string {
    throw new Error(`the test's world has no asset ${objectKey}`)
  }

  external<T>(work: Promise<T>): Promise<T> {
    return work
  }

  get pending() {
    return this.#due.length
  }

  /** Runs all work due until `until`, in order, letting promises settle in between, and leaves the clock there. */
  async run(until: number | string = this.#now) {
    const end = typeof until === 'string' ? Date.parse(until) : until
    for (;;) {
      await settle()
      this.#due.sort(
        (a, b) =>
          a.instant - b.instant || a.kind.localeCompare(b.kind) || a.id.localeCompare(b.id) || a.order - b.order,
      )
      const next = this.#due[0]
      if (!next || next.instant > end) break
      this.#due.shift()
      this.#now = next.instant
      void next.action()
    }
    this.#now = Math.max(this.#now, end)
  }
}

async function settle() {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
}
