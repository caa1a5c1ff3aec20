import type { LogLine } from './worker/messages.ts'

export interface DatedLine extends LogLine {
  /** Virtual instant, epoch milliseconds. */
  at: number
}

const KEPT = 500

/** The newest lines that each function has logged, by logical id. */
export class RecentLogs {
  readonly #lines = new Map<string, DatedLine[]>()

  add(logicalId: string, at: number, line: LogLine): void {
    const lines = this.#lines.get(logicalId) ?? []
    this.#lines.set(logicalId, lines)
    lines.push({ at, ...line })
    if (lines.length > 2 * KEPT) lines.splice(0, KEPT)
  }

  /** Lines of the functions whose logical id begins with `prefix`, oldest first. */
  of(prefix: string): DatedLine[] {
    const found = [...this.#lines].filter(([logicalId]) => logicalId.startsWith(prefix)).flatMap(([, lines]) => lines)
    return found.sort((a, b) => a.at - b.at)
  }
}
