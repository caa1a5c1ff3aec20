import { createHash } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'

/** One line of JSON per event, in the order of the simulation; no wall clock, so two runs of one seed are equal byte by byte. */
export class EventLog {
  readonly #hash = createHash('sha256')
  readonly #keep: number
  readonly #file: number | undefined
  #lines: string[] = []
  #count = 0

  /** @param keep how many of the newest lines stay in memory; @param file where all of them are written, if anywhere. */
  constructor(keep = 20_000, file?: string) {
    this.#keep = keep
    this.#file = file === undefined ? undefined : openSync(file, 'w')
  }

  add(instant: number, kind: string, detail: Record<string, unknown>): void {
    const line = JSON.stringify({ at: new Date(instant).toISOString(), kind, ...detail })
    this.#hash.update(line).update('\n')
    this.#count += 1
    this.#lines.push(line)
    if (this.#lines.length > 2 * this.#keep) this.#lines = this.#lines.slice(-this.#keep)
    if (this.#file !== undefined) writeSync(this.#file, `${line}\n`)
  }

  /** The newest lines, oldest first; at most what the log keeps. */
  lines(): readonly string[] {
    return this.#lines.slice(-this.#keep)
  }

  /** How many lines there have been. */
  get count(): number {
    return this.#count
  }

  /** SHA-256 over all lines so far. */
  digest(): string {
    return this.#hash.copy().digest('hex')
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
  }
}
