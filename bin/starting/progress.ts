const WIDTH = 32

/** One line on a terminal that says how far the simulated time has come; every twelfth step a line elsewhere. */
export class Progress {
  private readonly from: number
  private readonly to: number
  private printed = 0

  constructor(from: number, to: number) {
    this.from = from
    this.to = to
  }

  show(now: number, detail: string): void {
    const share = Math.min(1, Math.max(0, (now - this.from) / (this.to - this.from)))
    const day = new Date(now).toISOString().slice(0, 10)
    if (process.stderr.isTTY) {
      const bar = '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░')
      process.stderr.write(`\r${bar} ${day}  ${detail}\u001b[K`)
    } else if (share >= this.printed + 1 / 12 || share === 1) {
      this.printed = share
      process.stderr.write(`${day}  ${detail}\n`)
    }
  }

  end(): void {
    if (process.stderr.isTTY) process.stderr.write('\n')
  }
}
