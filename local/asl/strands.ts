import { Cancelled } from './failure.ts'

/** Ends a wait, once; later calls do nothing. */
export interface Settle<T> {
  readonly done: boolean
  resolve(value: T): void
  reject(error: unknown): void
}

/** What a cancellation reaches: a branch, an iteration, a whole execution. */
export class Scope {
  readonly #stops = new Set<() => void>()
  readonly #parent: Scope | undefined
  #cancelled = false

  constructor(parent?: Scope) {
    this.#parent = parent
  }

  get cancelled(): boolean {
    return this.#cancelled || (this.#parent?.cancelled ?? false)
  }

  child(): Scope {
    const scope = new Scope(this)
    this.#stops.add(() => scope.cancel())
    return scope
  }

  /** Ends every wait below here with `Cancelled`. */
  cancel(): void {
    this.#cancelled = true
    const stops = [...this.#stops]
    this.#stops.clear()
    for (const stop of stops) stop()
  }

  /** @throws Cancelled: to be called after everything that was awaited. */
  check(): void {
    if (this.cancelled) throw new Cancelled()
  }

  onCancel(stop: () => void): () => void {
    this.#stops.add(stop)
    return () => this.#stops.delete(stop)
  }
}

/**
 * Counts the strands of an execution that are doing something, so that a virtual clock knows when the execution has come
 * to rest: every strand waits for time, an answer or other strands. Whoever ends a wait marks its strand as running
 * before anything else happens, so rest is never reported too early.
 */
export class Strands {
  #running = 0
  #resting: (() => void)[] = []

  /** Runs `work` as a strand; `ended` hears how it went while the strand still counts as running. */
  spawn<T>(work: () => Promise<T>, ended: (outcome: { value: T } | { error: unknown }) => void): void {
    this.#enter()
    work().then(
      (value) => this.#leaveAfter(() => ended({ value })),
      (error) => this.#leaveAfter(() => ended({ error })),
    )
  }

  /** Waits for whatever `register` arranges; `register` returns what undoes the arrangement. */
  park<T>(scope: Scope, register: (settle: Settle<T>) => (() => void) | undefined): Promise<T> {
    scope.check()
    return new Promise<T>((resolve, reject) => {
      let done = false
      let undo: (() => void) | undefined
      const finish = (act: () => void) => {
        if (done) return
        done = true
        forget()
        this.#enter()
        undo?.()
        act()
      }
      const forget = scope.onCancel(() => finish(() => reject(new Cancelled())))
      const settle: Settle<T> = {
        get done() {
          return done
        },
        resolve: (value) => finish(() => resolve(value)),
        reject: (error) => finish(() => reject(error)),
      }
      undo = register(settle)
      if (done) undo?.()
      this.#leave()
    })
  }

  /** Resolves when no strand runs any more. */
  rest(): Promise<void> {
    return this.#running === 0 ? Promise.resolve() : new Promise((resolve) => this.#resting.push(resolve))
  }

  #leaveAfter(act: () => void): void {
    try {
      act()
    } finally {
      this.#leave()
    }
  }

  #enter(): void {
    this.#running += 1
  }

  #leave(): void {
    this.#running -= 1
    if (this.#running > 0) return
    const resting = this.#resting
    this.#resting = []
    for (const resolve of resting) resolve()
  }
}
