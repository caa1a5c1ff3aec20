import { PassThrough } from 'node:stream'
import { type Ended, throughline } from './throughline.ts'

/** What a person types: a line for each question, then perhaps the end of input (Ctrl-D) or Ctrl-C. */
export type Typed = { lines: string[]; then?: 'end' | 'interrupt' }

/**
 * Runs a command with a terminal in place of this process's own: whoever sits at it answers each question as it comes. What is
 * asked is in `asked`, what is printed in `out`.
 */
export async function atTerminal(
  args: string[],
  { lines, then }: Typed,
  work: () => Promise<unknown> = () => throughline(args),
) {
  const [stdin, stdout] = [new PassThrough(), new PassThrough()]
  Object.assign(stdin, { isTTY: true, setRawMode: () => stdin })
  Object.assign(stdout, { isTTY: true, columns: 120 })
  let asked = ''
  const left = [...lines]
  stdout.on('data', (chunk: Buffer) => {
    asked += chunk.toString('utf8')
    // A prompt ends where the cursor waits behind it; readline puts it there by a sequence of its own.
    if (!/\] (.\[\d+G)?$/.test(asked)) return
    const line = left.shift()
    setImmediate(() => {
      if (line !== undefined) stdin.write(`${line}\r`)
      else stdin.write(then === 'interrupt' ? '\u0003' : '\u0004')
    })
  })
  const before = (['stdin', 'stdout'] as const).map((name) => Object.getOwnPropertyDescriptor(process, name)!)
  Object.defineProperty(process, 'stdin', { value: stdin, configurable: true })
  Object.defineProperty(process, 'stdout', { value: stdout, configurable: true })
  try {
    return { ...((await work()) as Ended), asked, left }
  } finally {
    Object.defineProperty(process, 'stdin', before[0]!)
    Object.defineProperty(process, 'stdout', before[1]!)
  }
}
