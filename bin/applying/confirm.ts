import { createInterface, type Interface } from 'node:readline/promises'
import { Refusal } from '../refusal.ts'

/** Asks `[y/N]` on a terminal. With `yes` nobody is asked; without a terminal nobody could answer, so it is refused. Ctrl-C and Ctrl-D are a no. */
export async function confirm(question: string, yes: boolean | undefined): Promise<boolean> {
  if (yes) return true
  if (!process.stdin.isTTY) {
    throw new Refusal(
      'Nothing was applied: this is no terminal to ask on. Look at the difference (--dry-run), then apply with --yes.',
    )
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const ended = new Promise<string>((answered) => terminal.once('close', () => answered('')))
  try {
    return /^y(es)?$/i.test((await Promise.race([ask(terminal, question), ended])).trim())
  } finally {
    terminal.close()
  }
}

async function ask(terminal: Interface, question: string): Promise<string> {
  try {
    return await terminal.question(`${question} [y/N] `)
  } catch (error) {
    if (!(error instanceof Error && error.name === 'AbortError')) throw error
    return ''
  }
}
