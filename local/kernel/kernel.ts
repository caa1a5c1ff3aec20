import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Timer } from '../world.ts'
import { DueWork } from './due-work.ts'
import type { Random } from './random.ts'

/** Calls that wait for the gateway. */
export interface CallQueue {
  readonly waiting: number
  /** Lets one through, chosen by seed. */
  releaseOne(): void
}

/**
 * The loop of the simulation. One thing at a time: a waiting call or one piece of due work, and only when nothing runs
 * (no worker computes, no real input or output is under way, no promise of the main thread can still move).
 * Time moves only when neither exists at the present instant.
 */
export class Kernel {
  readonly #due = new DueWork()
  readonly #ties: Random
  readonly #choice: Random
  readonly #calls: CallQueue
  readonly #interleave: () => number
  #now: number
  #busy = 0
  #wake: (() => void) | undefined
  #failure: unknown
  #driving = false

  constructor(options: { start: number; ties: Random; choice: Random; calls: CallQueue; interleave: () => number }) {
    this.#now = options.start
    this.#ties = options.ties
    this.#choice = options.choice
    this.#calls = options.calls
    this.#interleave = options.interleave
  }

  get now(): number {
    return this.#now
  }

  /** Whether somebody is moving the clock at present. */
  get driving(): boolean {
    return this.#driving
  }

  /** Instant of the next due work, if any. */
  get nextDue(): number | undefined {
    return this.#due.peek()?.instant
  }

  at(instant: number, kind: string, id: string, action: () => unknown): Timer {
    if (!Number.isFinite(instant)) throw new Error(`Due work "${kind} ${id}" has no instant: got ${instant}.`)
    const item = { instant: Math.max(instant, this.#now), kind, id, tie: this.#ties(), action, cancelled: false }
    this.#due.push(item)
    this.poke()
    return {
      cancel: () => {
        item.cancelled = true
      },
    }
  }

  /** Something began to run that the loop has to wait for (a worker computes, a socket is read). */
  begin(): void {
    this.#busy += 1
  }

  end(): void {
    this.#busy -= 1
    if (this.#busy === 0) this.poke()
  }

  /** Real input or output: the loop waits until it settles. */
  async external<T>(work: Promise<T>): Promise<T> {
    this.begin()
    try {
      return await work
    } finally {
      this.end()
    }
  }

  /** A defect of the runner itself: whoever drives the clock gets it thrown. The first one counts. */
  fail(error: unknown): void {
    this.#failure ??= error
    this.poke()
  }

  /** Wakes a waiting loop. */
  poke(): void {
    this.#wake?.()
    this.#wake = undefined
  }

  /** Resolves at the next `at`, `end` or `fail`. */
  poked(): Promise<void> {
    return new Promise((resolve) => {
      const former = this.#wake
      this.#wake = () => {
        former?.()
        resolve()
      }
    })
  }

  /**
   * Runs everything due up to and including `until` and leaves the clock there, unless `stop` becomes true first.
   * With `until` = Infinity it ends when nothing is left and leaves the clock at the last thing that happened.
   */
  async drive(until: number, stop?: () => boolean): Promise<void> {
    if (this.#driving) throw new Error('The clock is already being driven: await the former run first.')
    this.#driving = true
    try {
      do await this.#quiet()
      while (!stop?.() && this.#step(until))
    } finally {
      this.#driving = false
    }
  }

  async #quiet(): Promise<void> {
    for (;;) {
      await nextTurn()
      if (this.#failure !== undefined) throw this.#failure
      if (this.#busy === 0) return
      await this.poked()
    }
  }

  #step(until: number): boolean {
    const due = this.#due.peek()
    const waiting = this.#calls.waiting > 0
    const dueNow = due !== undefined && due.instant <= this.#now
    if (waiting && !(dueNow && this.#interleave() > 0 && this.#choice() < this.#interleave())) {
      this.#calls.releaseOne()
      return true
    }
    if (due && due.instant <= until) {
      this.#now = Math.max(this.#now, due.instant)
      this.#start(this.#due.pop()!)
      return true
    }
    if (Number.isFinite(until)) this.#now = Math.max(this.#now, until)
    return false
  }

  #start(item: { kind: string; id: string; action: () => unknown }): void {
    const failed = (error: unknown) =>
      this.fail(
        new Error(`Due work "${item.kind} ${item.id}" failed: ${(error as Error)?.stack ?? error}`, { cause: error }),
      )
    try {
      Promise.resolve(item.action()).catch(failed)
    } catch (error) {
      failed(error)
    }
  }
}
