import { readPlan } from '../bin/plan-file.ts'
import { type Run, run } from '../bin/starting/run.ts'
import { synthesize } from '../bin/starting/synthesize.ts'
import { resolvePlan } from '../domain/plan/resolve.ts'

const PATH = 'examples/emergency-care/plan.yaml'
const DATA = 'examples/emergency-care/data.csv'

/** The example's first `days` days, as `npm start` runs them, with seed 1. Run it through npm or with node_modules/.bin on the path. */
export async function exampleRun(days?: number): Promise<Run & { seconds: number }> {
  const { plan, findings } = readPlan(PATH)
  if (!plan) throw new Error(`${PATH} has ${findings.length} findings: run "npm run throughline -- lint ${PATH}".`)
  const resolved = resolvePlan(plan)
  synthesize(resolved.sources.map((source) => source.id))
  const began = performance.now()
  const done = await run({ path: PATH, plan: resolved, data: DATA, port: 4700, seed: '1', days })
  return { ...done, seconds: (performance.now() - began) / 1000 }
}
