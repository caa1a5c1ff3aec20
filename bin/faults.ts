#!/usr/bin/env node
import { cpSync, rmSync } from 'node:fs'
import { type Answer, runSeeds } from './faulting/jobs.ts'
import { type FaultOptions, faultOptions } from './faulting/options.ts'
import { runSeed } from './faulting/run-seed.ts'
import { failureText, held, summaryText } from './faulting/summary.ts'
import { Refusal } from './refusal.ts'
import { ASSEMBLY, synthesize } from './starting/synthesize.ts'

/** Runs the example, cut small, under many seeds of faults, and says which invariants did not hold and how to see it again. */
async function faults(args: string[]): Promise<void> {
  const options = faultOptions(args)
  if (options.child) return serve(options)
  if (!options.noSynth) assemble(options.run.cdkOut)
  const began = performance.now()
  const answers: Answer[] = []
  const tell = (answer: Answer) => {
    answers.push(answer)
    if (!held(answer)) console.log(failureText(answer, options.run))
    process.stderr.write(`${answers.length} of ${options.seeds.length} seeds, ${answers.filter(held).length} hold\n`)
  }
  if (options.seeds.length === 1) tell(await attempt(options, options.seeds[0]!))
  else await runSeeds(options.seeds, options.jobs, args, tell)
  console.log(summaryText(answers, (performance.now() - began) / 1000))
  if (!answers.every(held)) process.exitCode = 1
}

/** A copy of its own: a run of many minutes must not change under a synthesis beside it. */
function assemble(folder: string): void {
  synthesize(['emergency-feed'])
  rmSync(folder, { recursive: true, force: true })
  cpSync(ASSEMBLY, folder, { recursive: true })
}

/** As a child: one seed a message, one answer each. */
function serve(options: FaultOptions): void {
  process.on('message', (seed: string) => {
    void attempt(options, seed).then((answer) => process.send!(answer))
  })
}

async function attempt({ run }: FaultOptions, seed: string): Promise<Answer> {
  try {
    return await runSeed({ ...run, seed })
  } catch (error) {
    return { seed, broke: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

faults(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Refusal ? error.message : error)
  process.exit(2)
})
