const WIDTH = 32

/** One line on a terminal that says how far the simulated time has come; elsewhere a line for every twelfth of it. */
export class Progress {
  #from: number | undefined
  #printed = 0

  show({ instant, last, detail }: { instant: number; last: number; detail: string }): void {
    this.#from ??= instant
    const share = last === this.#from ? 1 : (instant - this.#from) / (last - this.#from)
    const day = new Date(instant).toISOString().slice(0, 10)
    if (process.stderr.isTTY) {
      const bar = '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░')
      process.stderr.write(`\r${bar} ${day}  ${detail}\u001b[K`)
    } else if (share >= this.#printed + 1 / 12 || share === 1) {
      this.#printed = share
      process.stderr.write(`${day}  ${detail}\n`)
    }
  }

  end(): void {
    if (process.stderr.isTTY && this.#from !== undefined) process.stderr.write('\n')
  }
}
