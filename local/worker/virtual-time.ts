import { syncBuiltinESMExports } from 'node:module'
import { performance } from 'node:perf_hooks'
import timers from 'node:timers'
import timersPromises from 'node:timers/promises'

interface VirtualTimer {
  due: number
  order: number
  repeat: number | undefined
  run: () => void
}

/** The clock a function sees: it stands still while code runs and moves only when the kernel says so. */
export class VirtualTime {
  #now: number
  readonly #origin: number
  readonly #timers = new Map<object, VirtualTimer>()
  #order = 0

  constructor(now: number) {
    this.#now = now
    this.#origin = now
  }

  get now(): number {
    return this.#now
  }

  /** Instant of the earliest timer. */
  get next(): number | undefined {
    let next: number | undefined
    for (const timer of this.#timers.values()) if (next === undefined || timer.due < next) next = timer.due
    return next
  }

  /** Moves the clock and fires what has become due, in order. */
  advance(now: number): void {
    this.#now = Math.max(now, this.#now)
    const due = [...this.#timers].filter(([, timer]) => timer.due <= this.#now)
    due.sort(([, a], [, b]) => a.due - b.due || a.order - b.order)
    for (const [handle, timer] of due) {
      if (!this.#timers.has(handle)) continue
      if (timer.repeat === undefined) this.#timers.delete(handle)
      else timer.due = this.#now + timer.repeat
      timer.run()
    }
  }

  set(run: () => void, delay: unknown, repeat: boolean): object {
    const wait = Math.max(1, Math.floor(Number(delay)) || 1)
    this.#order += 1
    const handle = new TimerHandle(this, this.#order)
    this.#timers.set(handle, { due: this.#now + wait, order: this.#order, repeat: repeat ? wait : undefined, run })
    return handle
  }

  clear(handle: unknown): void {
    if (typeof handle === 'object' && handle !== null) this.#timers.delete(handle)
    else if (handle !== undefined)
      for (const key of this.#timers.keys()) if (String(key) === String(handle)) this.#timers.delete(key)
  }

  restart(handle: object, wait?: number): void {
    const timer = this.#timers.get(handle)
    if (timer) timer.due = this.#now + (wait ?? timer.repeat ?? 1)
  }

  /** Puts this clock in place of Date, performance, process.hrtime and all timers. */
  install(): void {
    this.#installDate()
    const since = () => this.#now - this.#origin
    Object.defineProperty(performance, 'now', { value: since, configurable: true })
    const hrtime = (former?: [number, number]) => {
      const ms = since() - (former ? former[0] * 1000 + former[1] / 1e6 : 0)
      return [Math.floor(ms / 1000), Math.round((ms % 1000) * 1e6)] as [number, number]
    }
    process.hrtime = Object.assign(hrtime, { bigint: () => BigInt(since()) * 1_000_000n })
    this.#installTimers()
    syncBuiltinESMExports()
  }

  #installDate(): void {
    const Real = Date
    const now = () => this.#now
    const Virtual: unknown = function (...args: unknown[]): unknown {
      if (!new.target) return new Real(now()).toString()
      const target = (new.target as unknown) === Virtual ? Real : new.target
      return Reflect.construct(Real, args.length === 0 ? [now()] : args, target)
    }
    Object.defineProperties(Virtual as object, Object.getOwnPropertyDescriptors(Real))
    Object.defineProperty(Virtual as object, 'now', { value: now, writable: true, configurable: true })
    Real.prototype.constructor = Virtual as unknown as DateConstructor
    globalThis.Date = Virtual as unknown as DateConstructor
  }

  #installTimers(): void {
    const make =
      (repeat: boolean) =>
      (callback: (...args: unknown[]) => void, delay?: unknown, ...args: unknown[]) =>
        this.set(() => callback(...args), delay, repeat)
    const clear = (handle: unknown) => this.clear(handle)
    const patched = { setTimeout: make(false), setInterval: make(true), clearTimeout: clear, clearInterval: clear }
    Object.assign(globalThis, patched)
    Object.assign(timers, patched)
    const sleep = (delay?: number, value?: unknown) =>
      new Promise((resolve) => this.set(() => resolve(value), delay, false))
    Object.assign(timersPromises, { setTimeout: sleep })
    AbortSignal.timeout = (delay: number) => {
      const controller = new AbortController()
      this.set(
        () => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')),
        delay,
        false,
      )
      return controller.signal
    }
  }
}

/** What setTimeout returns in Node: an object with ref, unref, refresh that turns into a number. */
class TimerHandle {
  readonly #time: VirtualTime
  readonly #id: number

  constructor(time: VirtualTime, id: number) {
    this.#time = time
    this.#id = id
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }

  hasRef(): boolean {
    return true
  }

  refresh(): this {
    this.#time.restart(this)
    return this
  }

  close(): this {
    this.#time.clear(this)
    return this
  }

  [Symbol.toPrimitive](): number {
    return this.#id
  }

  [Symbol.dispose](): void {
    this.#time.clear(this)
  }
}
