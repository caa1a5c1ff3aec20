import http from 'node:http'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'
import { Readable, Writable } from 'node:stream'
import type { OutboundCall } from './messages.ts'
import { signedService } from './signed-service.ts'

interface RequestOptions {
  method?: string
  path?: string
  host?: string
  hostname?: string
  headers?: Record<string, unknown>
}

/** The answer to a call, as http.IncomingMessage looks to the SDK. */
class LocalResponse extends Readable {
  readonly statusCode: number
  readonly statusMessage = ''
  readonly headers: Record<string, string>

  constructor(status: number, headers: Record<string, string>, body: string | Uint8Array) {
    super()
    this.statusCode = status
    this.headers = headers
    if (body.length > 0) this.push(typeof body === 'string' ? Buffer.from(body) : body)
    this.push(null)
  }

  override _read(): void {}
}

/** A request that becomes a message to the kernel instead of bytes on a socket. */
class LocalRequest extends Writable {
  readonly #options: RequestOptions
  readonly #chunks: Buffer[] = []
  readonly #outbound: Outbound
  readonly #headers: Record<string, string> = {}

  constructor(options: RequestOptions, outbound: Outbound, callback?: (response: unknown) => void) {
    super({ autoDestroy: false })
    this.#options = options
    this.#outbound = outbound
    for (const [name, value] of Object.entries(options.headers ?? {})) this.setHeader(name, value)
    if (callback) this.once('response', callback)
    if (this.#headers.expect === '100-continue') queueMicrotask(() => this.emit('continue'))
  }

  override _write(chunk: Buffer | string, encoding: BufferEncoding, done: () => void): void {
    this.#chunks.push(typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk)
    done()
  }

  override _final(done: () => void): void {
    const { method = 'GET', path = '/' } = this.#options
    const all = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks)
    const body = /json|urlencoded/.test(this.#headers['content-type'] ?? '') ? all.toString() : new Uint8Array(all)
    const service =
      signedService(this.#headers) ?? `unsigned request to ${this.#options.hostname ?? this.#options.host}`
    const headers = JSON.stringify(this.#headers)
    this.#outbound.send({ service, method, path, headers, body }, (status, received, answer) => {
      if (!this.destroyed) this.emit('response', new LocalResponse(status, received, answer))
    })
    done()
  }

  setHeader(name: string, value: unknown): this {
    this.#headers[name.toLowerCase()] = String(value)
    return this
  }

  getHeader(name: string): string | undefined {
    return this.#headers[name.toLowerCase()]
  }

  setTimeout(): this {
    return this
  }

  setNoDelay(): void {}
  setSocketKeepAlive(): void {}
  flushHeaders(): void {}

  abort(): void {
    this.destroy()
  }
}

type Answer = (status: number, headers: Record<string, string>, body: string | Uint8Array) => void

/** Catches what a function sends over HTTP, numbers it, and hands answers back. */
export class Outbound {
  readonly #waiting = new Map<number, Answer>()
  #number = 0
  #unsent: OutboundCall[] = []

  send(call: Omit<OutboundCall, 'number'>, answer: Answer): void {
    this.#number += 1
    this.#waiting.set(this.#number, answer)
    this.#unsent.push({ number: this.#number, ...call })
  }

  /** Calls since the last time it was asked. */
  take(): OutboundCall[] {
    const calls = this.#unsent
    this.#unsent = []
    return calls
  }

  answer(number: number, status: number, headers: Record<string, string>, body: string | Uint8Array): void {
    const answer = this.#waiting.get(number)
    this.#waiting.delete(number)
    answer?.(status, headers, body)
  }

  /** Puts itself in place of http and https; the SDK imports `request` from there. */
  install(): void {
    const request = (first: RequestOptions | string | URL, second?: unknown, third?: unknown) => {
      const url = typeof first === 'string' || first instanceof URL ? new URL(first) : undefined
      const options = (url ? (typeof second === 'object' ? second : {}) : first) as RequestOptions
      const callback = [second, third].find((argument) => typeof argument === 'function')
      const target = url ? { path: url.pathname + url.search, ...options, host: url.host } : options
      return new LocalRequest(target, this, callback as (response: unknown) => void)
    }
    const get = (...args: Parameters<typeof request>) => request(...args).end()
    Object.assign(http, { request, get })
    Object.assign(https, { request, get })
    globalThis.fetch = () =>
      Promise.reject(new TypeError('The local runner carries calls of the AWS SDK only; fetch is not connected.'))
    syncBuiltinESMExports()
  }
}
