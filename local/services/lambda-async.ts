import type { FunctionSpec } from '../kernel/function-worker.ts'
import type { InvocationResult, World } from '../world.ts'
import type { Functions } from './lambda-functions.ts'
import { deliverTo } from './targets.ts'

/** What happens to asynchronous invocations of one function. */
export interface AsynchronousSettings {
  /** After the first attempt. AWS's default: 2. */
  maxRetries: number
  maxAgeMs: number
  onSuccess?: string
  onFailure?: string
  deadLetterArn?: string
}

const DEFAULTS: AsynchronousSettings = { maxRetries: 2, maxAgeMs: 6 * 3_600_000 }
/** AWS waits one minute before the second attempt and two before the third. */
const WAIT_MS = [60_000, 120_000]

interface Accepted {
  functionName: string
  event: unknown
  requestId: string
  acceptedAt: number
}

/** Lambda's internal queue: retries, maximum age, destinations, dead letters. */
export class AsynchronousInvocations {
  readonly #functions: Functions
  readonly #dropped: (spec: FunctionSpec) => void
  readonly #settings = new Map<string, AsynchronousSettings>()

  constructor(functions: Functions, dropped: (spec: FunctionSpec) => void = () => {}) {
    this.#functions = functions
    this.#dropped = dropped
  }

  configure(functionName: string, settings: Partial<AsynchronousSettings>): void {
    const { name } = this.#functions.find(functionName)
    this.#settings.set(name, { ...DEFAULTS, ...this.#settings.get(name), ...settings })
  }

  /** Takes an event as `Invoke` with type Event does. Throws ResourceNotFoundException for an unknown function. */
  accept(functionName: string, event: unknown, requestId: string, world: World): void {
    const spec = this.#functions.find(functionName)
    const accepted = { functionName: spec.name, event, requestId, acceptedAt: world.now() }
    const id = `${spec.logicalId}/${requestId}`
    const { duplicate, delayMs } = world.faults.delivery('lambda-async', id)
    world.at(world.now() + delayMs, 'lambda-async', id, () => this.#attempt(accepted, 1, world))
    if (duplicate)
      world.at(world.now() + delayMs, 'lambda-async', `${id}#duplicate`, () => this.#attempt(accepted, 1, world))
  }

  async #attempt(accepted: Accepted, attempt: number, world: World): Promise<void> {
    const { functionName, event, requestId } = accepted
    const settings = this.#settings.get(functionName) ?? DEFAULTS
    const result = await this.#functions.invoke(functionName, JSON.stringify(event), requestId, world)
    if (!result.functionError) {
      if (settings.onSuccess) await this.#tell(settings.onSuccess, accepted, 'Success', attempt, result, world)
      return
    }
    const again = world.now() + (WAIT_MS[attempt - 1] ?? WAIT_MS.at(-1)!)
    if (attempt <= settings.maxRetries && again - accepted.acceptedAt <= settings.maxAgeMs) {
      world.at(again, 'lambda-async', `${functionName}/${requestId}#${attempt + 1}`, () =>
        this.#attempt(accepted, attempt + 1, world),
      )
      return
    }
    const condition = attempt > settings.maxRetries ? 'RetriesExhausted' : 'EventAgeExceeded'
    world.log('async-failed', { function: functionName, requestId, condition, attempts: attempt })
    world.count(`async-failed:${functionName}`)
    this.#dropped(this.#functions.find(functionName))
    if (settings.deadLetterArn)
      await deliverTo(settings.deadLetterArn, { kind: 'lambda-dead-letter', id: requestId, payload: event }, world)
    if (settings.onFailure) await this.#tell(settings.onFailure, accepted, condition, attempt, result, world)
  }

  async #tell(
    target: string,
    accepted: Accepted,
    condition: string,
    attempts: number,
    result: InvocationResult,
    world: World,
  ): Promise<void> {
    const { arn } = this.#functions.find(accepted.functionName)
    const payload = {
      version: '1.0',
      timestamp: new Date(world.now()).toISOString(),
      requestContext: {
        requestId: accepted.requestId,
        functionArn: `${arn}:$LATEST`,
        condition,
        approximateInvokeCount: attempts,
      },
      requestPayload: accepted.event,
      responseContext: {
        statusCode: 200,
        executedVersion: '$LATEST',
        ...(result.functionError ? { functionError: result.functionError } : {}),
      },
      responsePayload: JSON.parse(result.payload || 'null') as unknown,
    }
    await deliverTo(target, { kind: 'lambda-destination', id: accepted.requestId, payload }, world)
  }
}
