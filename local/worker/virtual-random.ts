import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { randomFill, randomUuid, seededRandom } from '../kernel/random.ts'

type Callback = (error: Error | null, value?: unknown) => void

/** Replaces every source of randomness a function can reach by streams of `seed`. Call before the bundle loads. */
export function installRandom(seed: string): void {
  const maths = seededRandom(`${seed}/math`)
  const bytes = seededRandom(`${seed}/crypto`)
  Math.random = () => maths()
  const fill = <T extends ArrayBufferView>(view: T): T => {
    randomFill(bytes, new Uint8Array(view.buffer, view.byteOffset, view.byteLength))
    return view
  }
  const later = (callback: Callback, value: unknown) => queueMicrotask(() => callback(null, value))
  const patched = {
    randomUUID: () => randomUuid(bytes),
    randomFillSync: <T extends ArrayBufferView>(view: T, offset = 0, size = view.byteLength - offset): T => {
      randomFill(bytes, new Uint8Array(view.buffer, view.byteOffset + offset, size))
      return view
    },
    randomFill: (view: ArrayBufferView, ...rest: unknown[]) => later(rest.at(-1) as Callback, fill(view)),
    randomBytes: (size: number, callback?: Callback) => {
      const value = Buffer.from(randomFill(bytes, new Uint8Array(size)).buffer)
      return callback ? later(callback, value) : value
    },
    randomInt: (low: number, high?: number | Callback, callback?: Callback) => {
      const [from, to] = typeof high === 'number' ? [low, high] : [0, low]
      const value = from + Math.floor(bytes() * (to - from))
      const done = typeof high === 'function' ? high : callback
      return done ? later(done, value) : value
    },
  }
  // node:crypto's own getRandomValues is a fixed getter of the web object's.
  Object.assign(crypto, patched)
  const web = { randomUUID: patched.randomUUID, getRandomValues: fill }
  for (const [name, value] of Object.entries(web))
    Object.defineProperty(globalThis.crypto, name, { value, configurable: true })
  syncBuiltinESMExports()
}
