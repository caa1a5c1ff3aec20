import type { DeliveryFault, Faults } from '../world.ts'
import type { Random, RandomStreams } from './random.ts'

/** Probabilities in [0, 1] per call or per delivery; all 0 by default. */
export interface FaultRates {
  /** A call is answered with its service's throttling error. */
  throttle: number
  /** A write of DynamoDB meets a transaction and is refused. */
  conflict: number
  /** The calling function dies before its call is made. */
  killBefore: number
  /** The calling function dies after its call was made, before the answer reaches it. */
  killAfter: number
  /** A delivery arrives twice. */
  duplicate: number
  /** A delivery arrives up to `lateMs` later. */
  late: number
  lateMs: number
  /** Due work of the same instant starts although an invocation is still under way. */
  interleave: number
}

export const NO_FAULTS: FaultRates = {
  throttle: 0,
  conflict: 0,
  killBefore: 0,
  killAfter: 0,
  duplicate: 0,
  late: 0,
  lateMs: 600_000,
  interleave: 0,
}

export type CallFault = 'none' | 'throttle' | 'conflict' | 'kill-before' | 'kill-after'

/** One fault aimed at one call. */
export interface AimedFault {
  /** Beginning of the function's logical id (CDK appends a hash); absent: any caller. */
  function?: string
  /** `PutItem`, `SendRawEmail`, …; absent: any operation. */
  operation?: string
  /** `before` and `after` kill the caller around the call; `hold` lets `run` finish before the call goes through. */
  when: 'before' | 'after' | 'throttle' | 'conflict' | 'hold'
  /** Counts matching calls from now on, 1 is the next one. @default 1 */
  nth?: number
  run?: () => unknown
}

interface Armed extends AimedFault {
  left: number
}

/** Writes that a transaction under way on the same item turns away. */
const MEETS_TRANSACTIONS = new Set(['TransactWriteItems', 'PutItem', 'UpdateItem', 'DeleteItem'])

const FAULT_OF = { before: 'kill-before', after: 'kill-after', throttle: 'throttle', conflict: 'conflict' } as const

/** Decides, from the seed or as aimed, what goes wrong; counts each fault under `fault:<kind>:<caller>:<operation>`. */
export class SeededFaults implements Faults {
  rates: FaultRates
  readonly #random: Random
  readonly #count: (name: string) => void
  #armed: Armed[] = []

  constructor(rates: Partial<FaultRates>, streams: RandomStreams, count: (name: string) => void) {
    this.rates = { ...NO_FAULTS, ...rates }
    this.#random = streams.stream('faults')
    this.#count = count
  }

  /** Arms a fault for one call to come. */
  once(fault: AimedFault): void {
    this.#armed.push({ ...fault, left: fault.nth ?? 1 })
  }

  /** Aimed faults that have not struck yet. */
  get armed(): number {
    return this.#armed.length
  }

  /** What happens to this call, and what has to run before it. `killable`: the caller is a function. */
  ofCall(caller: string, operation: string, killable: boolean): { fault: CallFault; hold?: () => unknown } {
    const aimed = this.#strike(caller, operation)
    if (aimed?.when === 'hold') return { fault: 'none', hold: aimed.run }
    const fault = aimed ? FAULT_OF[aimed.when as keyof typeof FAULT_OF] : this.#draw(operation, killable)
    if (fault !== 'none') this.#count(`fault:${fault}:${caller}:${operation}`)
    return { fault }
  }

  delivery(kind: string, id: string): DeliveryFault {
    const { duplicate, late, lateMs } = this.rates
    const fault = { duplicate: this.#hit(duplicate), delayMs: this.#hit(late) ? Math.ceil(this.#random() * lateMs) : 0 }
    if (fault.duplicate) this.#count(`fault:duplicate:${kind}:${id.split('/')[0]}`)
    if (fault.delayMs > 0) this.#count(`fault:late:${kind}:${id.split('/')[0]}`)
    return fault
  }

  #strike(caller: string, operation: string): Armed | undefined {
    for (const armed of this.#armed) {
      if (armed.function !== undefined && !caller.startsWith(armed.function)) continue
      if (armed.operation !== undefined && armed.operation !== operation) continue
      armed.left -= 1
      if (armed.left > 0) continue
      this.#armed = this.#armed.filter((other) => other !== armed)
      return armed
    }
    return undefined
  }

  #draw(operation: string, killable: boolean): CallFault {
    const { throttle, conflict, killBefore, killAfter } = this.rates
    if (this.#hit(throttle)) return 'throttle'
    if (MEETS_TRANSACTIONS.has(operation) && this.#hit(conflict)) return 'conflict'
    if (killable && this.#hit(killBefore)) return 'kill-before'
    if (killable && this.#hit(killAfter)) return 'kill-after'
    return 'none'
  }

  /** Draws only when the rate is above 0: switching one fault on leaves a run without it unchanged. */
  #hit(rate: number): boolean {
    return rate > 0 && this.#random() < rate
  }
}
