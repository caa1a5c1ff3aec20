import { createHash } from 'node:crypto'
import { errorResponse } from '../services/error-response.ts'
import { AwsError, type AwsRequest, type AwsResponse, type Service, type World } from '../world.ts'
import type { SeededFaults } from './faults.ts'
import { operationName } from './operation-name.ts'
import type { Random } from './random.ts'
import { throttlingError } from './throttling-error.ts'

/** A call on its way. */
export interface PendingCall {
  request: AwsRequest
  /** Orders the calls that wait: caller's instance, then the number the caller gave. */
  from: string
  number: number
  answer(response: AwsResponse): void
  /** Ends the caller as a crash would; absent for callers that cannot die. */
  kill?(): void
}

/** The one door to all services: numbers, chooses, logs, breaks and answers calls. */
export class Gateway {
  readonly #services = new Map<string, Service>()
  readonly #world: World
  readonly #faults: SeededFaults
  readonly #choice: Random
  #waiting: PendingCall[] = []
  #requests = 0
  #fail: (error: unknown) => void

  constructor(options: { world: World; faults: SeededFaults; choice: Random; fail: (error: unknown) => void }) {
    this.#world = options.world
    this.#faults = options.faults
    this.#choice = options.choice
    this.#fail = options.fail
  }

  register(service: Service): void {
    for (const name of service.names) {
      if (this.#services.has(name)) throw new Error(`Two services answer for "${name}".`)
      this.#services.set(name, service)
    }
  }

  service(name: string): Service {
    const service = this.#services.get(name)
    if (!service)
      throw new Error(`No service answers for "${name}"; there are: ${[...this.#services.keys()].join(', ')}.`)
    return service
  }

  get waiting(): number {
    return this.#waiting.length
  }

  /** Whether calls wait, all of them of this caller and to DynamoDB, and nothing aimed could hold them up. */
  onlyTablesWait(from: string): boolean {
    if (this.#waiting.length === 0 || this.#faults.armed > 0) return false
    return this.#waiting.every((call) => call.from === from && call.request.service === 'dynamodb')
  }

  add(call: PendingCall): void {
    this.#waiting.push(call)
  }

  /** Forgets the calls of a caller that is gone. */
  drop(from: string): void {
    this.#waiting = this.#waiting.filter((call) => call.from !== from)
  }

  /** Lets one waiting call through. Candidates are sorted first, so that the order of arrival (a race of threads) cannot matter. */
  releaseOne(): void {
    this.#waiting.sort((a, b) => (a.from === b.from ? a.number - b.number : a.from < b.from ? -1 : 1))
    const index = this.#waiting.length === 1 ? 0 : Math.floor(this.#choice() * this.#waiting.length)
    const [call] = this.#waiting.splice(index, 1)
    this.#pass(call!).catch((error) => this.#fail(error))
  }

  async #pass(call: PendingCall): Promise<void> {
    const { request } = call
    const operation = operationName(request)
    const { fault, hold } = this.#faults.ofCall(request.caller, operation, call.kill !== undefined)
    if (hold) await hold()
    const line = {
      from: call.from,
      n: call.number,
      call: `${request.service}:${operation}`,
      body: digestOf(request.body),
    }
    this.#world.count(`calls:${request.service}:${operation}`)
    if (fault === 'kill-before') {
      this.#world.log('call', { ...line, fault })
      call.kill!()
      return
    }
    const response = await this.#answer(
      request,
      operation,
      fault === 'throttle' || fault === 'conflict' ? fault : undefined,
    )
    this.#world.log('call', { ...line, status: response.status, ...(fault === 'none' ? {} : { fault }) })
    if (fault === 'kill-after') call.kill!()
    else call.answer(response)
  }

  async #answer(request: AwsRequest, operation: string, fault?: 'throttle' | 'conflict'): Promise<AwsResponse> {
    this.#requests += 1
    const requestId = `local-${this.#requests}`
    let response: AwsResponse
    try {
      if (fault) throw throttlingError(request.service, fault, request.body)
      const service = this.#services.get(request.service)
      if (!service)
        throw new Error(
          `${request.caller} called ${operation} of "${request.service}", which the local runner does not have.`,
        )
      response = await service.handle(request, this.#world)
    } catch (thrown) {
      if (!(thrown instanceof AwsError)) this.#fail(thrown)
      response = errorResponse(request.service, asAwsError(thrown), requestId)
    }
    // The SDK corrects its clock by this header.
    response.headers.date ??= new Date(this.#world.now()).toUTCString()
    response.headers['x-amzn-requestid'] ??= requestId
    return response
  }
}

function digestOf(body: Buffer): string {
  return body.length === 0 ? '' : createHash('sha1').update(body).digest('base64url').slice(0, 12)
}

/** What a service threw, as an AwsError; anything unexpected becomes InternalFailure with its text. */
function asAwsError(thrown: unknown): AwsError {
  if (thrown instanceof AwsError) return thrown
  return new AwsError(
    'InternalFailure',
    thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
    500,
  )
}
