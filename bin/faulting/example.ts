import { readFileSync } from 'node:fs'
import { resolvePlan } from '../../domain/plan/resolve.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { readPlan } from '../plan-file.ts'
import { draws } from './chance.ts'
import { figuresOf, sendingsOf, targetOf } from './data.ts'
import { factsOf } from './facts-of.ts'
import { people } from './people.ts'
import { cutPlan, dayStart } from './plan.ts'
import { apply, keyOf } from './set-up.ts'
import { comeToRest, countsOf, type SeedOptions, type Simulated, underFaults } from './simulated.ts'
import { sendAll } from './source.ts'

const EXAMPLE = 'examples/emergency-care'

/** Runs the cut of the example: faults while data come and for `tail` days. */
export async function simulateExample(options: SeedOptions): Promise<Simulated> {
  const draw = draws(options.seed)
  const example = exampleOf()
  const figures = figuresOf(example.plan, options.orgs, example.csv, options.months, draw)
  const plan = cutPlan(example.plan, options.orgs, (key) => targetOf(figures, key))
  const { runner, witness } = await underFaults(options, draw, dayStart(0))
  try {
    await apply(runner, plan)
    const posted = sendAll(runner, sendingsOf(figures, draw), await keyOf(runner))
    const count = people(runner, plan, draw)
    await runner.run(dayStart(options.months + options.tail))
    const given = await comeToRest(runner)
    const facts = await factsOf(runner, witness, plan, posted)
    return { facts, digest: runner.log.digest(), counts: countsOf(runner, witness, facts, count, given) }
  } finally {
    await runner.close()
  }
}

let read: { plan: ResolvedPlan; csv: string } | undefined

function exampleOf(): { plan: ResolvedPlan; csv: string } {
  if (read) return read
  const { plan } = readPlan(`${EXAMPLE}/plan.yaml`)
  if (!plan)
    throw new Error(`${EXAMPLE}/plan.yaml is not valid: run "npm run throughline -- lint ${EXAMPLE}/plan.yaml".`)
  read = { plan: resolvePlan(plan), csv: readFileSync(`${EXAMPLE}/data.csv`, 'utf8') }
  return read
}
