#!/usr/bin/env node
import { resolvePlan } from '../domain/plan/resolve.ts'
import type { ResolvedPlan } from '../domain/plan/resolved.ts'
import { apiKey } from './deployment.ts'
import { readPlan, tally } from './plan-file.ts'
import { Refusal } from './refusal.ts'
import { accountOf, accountText } from './starting/account.ts'
import { peakMemory } from './starting/memory.ts'
import { startOptions } from './starting/options.ts'
import { Progress } from './starting/progress.ts'
import { run } from './starting/run.ts'
import { synthesize } from './starting/synthesize.ts'
import { whereToLook } from './starting/where-to-look.ts'

/** Runs a plan on this machine: apply, post the data in virtual time while owners answer, account, then real time. */
async function start(args: string[]): Promise<void> {
  const options = startOptions(args)
  const plan = planOf(options.plan)
  console.error('Synthesizing the app …')
  synthesize(plan.sources.map((source) => source.id))
  const began = performance.now()
  const progress = new Progress()
  const done = await run({ ...options, path: options.plan, plan, progress: (at) => progress.show(at) })
  progress.end()
  const { runner, observations, months } = done
  const seconds = (performance.now() - began) / 1000
  const figures = { observations, months, seconds, mails: runner.services.mailbox.count(), memory: peakMemory() }
  console.log(`\n${accountText(accountOf(done.tally), figures)}`)
  if (options.exit) return runner.close()
  runner.live()
  console.log(await whereToLook(runner, await apiKey(done.deployment, { source: plan.sources[0]?.id }), plan))
  process.once('SIGINT', () => void runner.close().then(() => process.exit(0)))
}

function planOf(path: string): ResolvedPlan {
  const { plan, findings } = readPlan(path)
  if (!plan) throw new Refusal(`${path}: ${tally(findings)}. Run "npm run throughline -- lint ${path}".`)
  return resolvePlan(plan)
}

start(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Refusal ? error.message : error)
  process.exit(2)
})
