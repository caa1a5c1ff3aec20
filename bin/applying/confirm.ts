import { createInterface } from 'node:readline/promises'
import { Refusal } from '../refusal.ts'

/** Asks `[y/N]` on a terminal. With `yes` nobody is asked; without a terminal nobody could answer, so it is refused. */
export async function confirm(question: string, yes: boolean | undefined): Promise<boolean> {
  if (yes) return true
  if (!process.stdin.isTTY) {
    throw new Refusal(
      'Nothing was applied: this is no terminal to ask on. Look at the difference (--dry-run), then apply with --yes.',
    )
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim())
  } finally {
    terminal.close()
  }
}
