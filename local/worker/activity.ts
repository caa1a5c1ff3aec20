import { webcrypto } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers'
import zlib from 'node:zlib'

/** Node's names of what a worker always has open or what cannot make it run by itself. */
const IDLE = new Set(['MessagePort', 'Immediate', 'Timeout', 'PipeWrap', 'TTYWrap'])
const ZLIB_JOBS = [
  'deflate',
  'deflateRaw',
  'gzip',
  'gunzip',
  'inflate',
  'inflateRaw',
  'unzip',
  'brotliCompress',
  'brotliDecompress',
] as const
/** One turn runs everything that needs no other thread; a second one makes sure. */
const TURNS = 2

/** Knows whether anything in this thread can still run without a message from the kernel. */
export class Activity {
  readonly #immediate = setImmediate
  readonly #clearImmediate = clearImmediate
  #open = 0

  /** Counts a piece of asynchronous work that leaves no trace in Node's list of resources. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#open += 1
    try {
      return await work
    } finally {
      this.#open -= 1
    }
  }

  /** Calls `settled` once nothing has been active for some turns of the event loop. */
  whenSettled(settled: () => void, quiet = 0): void {
    this.#immediate(() => {
      const active = this.#open > 0 || process.getActiveResourcesInfo().some((name) => !IDLE.has(name))
      if (!active && quiet + 1 >= TURNS) settled()
      else this.whenSettled(settled, active ? 0 : quiet + 1)
    })
  }

  /** Makes the work of thread pools visible: setImmediate, WebCrypto and zlib's callbacks. */
  install(): void {
    const pending = new Set<NodeJS.Immediate>()
    const set = (callback: (...args: unknown[]) => void, ...args: unknown[]) => {
      this.#open += 1
      const handle: NodeJS.Immediate = this.#immediate(() => {
        if (pending.delete(handle)) this.#open -= 1
        callback(...args)
      })
      pending.add(handle)
      return handle
    }
    const clear = (handle: NodeJS.Immediate) => {
      if (pending.delete(handle)) this.#open -= 1
      this.#clearImmediate(handle)
    }
    Object.assign(globalThis, { setImmediate: set, clearImmediate: clear })
    Object.assign(timers, { setImmediate: set, clearImmediate: clear })
    this.#watchSubtle()
    this.#watchZlib()
    syncBuiltinESMExports()
  }

  #watchSubtle(): void {
    const subtle = webcrypto.subtle as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>
    for (const name of [
      'digest',
      'sign',
      'verify',
      'encrypt',
      'decrypt',
      'importKey',
      'exportKey',
      'generateKey',
      'deriveBits',
      'deriveKey',
    ]) {
      const real = subtle[name]!.bind(subtle)
      Object.defineProperty(subtle, name, {
        value: (...args: unknown[]) => this.during(real(...args)),
        configurable: true,
      })
    }
  }

  #watchZlib(): void {
    const library = zlib as unknown as Record<string, (...args: unknown[]) => unknown>
    for (const name of ZLIB_JOBS) {
      const real = library[name]!
      library[name] = (...args: unknown[]) => {
        const callback = args.at(-1) as (...results: unknown[]) => void
        this.#open += 1
        const done = (...results: unknown[]) => {
          this.#open -= 1
          callback(...results)
        }
        return real(...args.slice(0, -1), done)
      }
    }
  }
}
