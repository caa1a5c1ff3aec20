import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { SeedResult } from './run-seed.ts'

/** A process serves this many seeds, then a fresh one follows: what a run leaves in memory does not pile up. */
const SEEDS_A_PROCESS = 25

/** What a child answers for a seed; `broke` when the run itself threw. */
export type Answer = SeedResult | { seed: string; broke: string }

/** Runs seeds in several processes of this command, each told by messages, and hands every answer on as it comes. */
export async function runSeeds(
  seeds: string[],
  jobs: number,
  args: string[],
  tell: (answer: Answer) => void,
): Promise<void> {
  const left = [...seeds]
  const worker = async () => {
    while (left.length > 0) await serve(left, args, tell)
  }
  await Promise.all(Array.from({ length: Math.min(jobs, seeds.length) }, worker))
}

/** One process, until it has served its share or died; the seed it died of is answered as broken. */
function serve(left: string[], args: string[], tell: (answer: Answer) => void): Promise<void> {
  const child: ChildProcess = fork(fileURLToPath(new URL('../faults.ts', import.meta.url)), [...args, '--child'], {
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  })
  let stderr = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr = `${stderr}${chunk}`.slice(-4000)
  })
  let current: string | undefined
  let served = 0
  const next = () => {
    current = served < SEEDS_A_PROCESS ? left.shift() : undefined
    served += 1
    if (current === undefined) child.disconnect()
    else child.send(current)
  }
  child.on('message', (answer: Answer) => {
    current = undefined
    tell(answer)
    next()
  })
  next()
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      if (current !== undefined)
        tell({ seed: current, broke: `its process ended with ${signal ?? code}: ${stderr.trim()}` })
      resolve()
    })
  })
}
