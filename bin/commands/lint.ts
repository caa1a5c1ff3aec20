import { formatFinding } from '../../domain/plan/finding.ts'
import { readPlan, tally } from '../plan-file.ts'

/** `throughline lint PLAN`: findings on standard output, exit code 1 when one of them is an error. */
export function lint(path: string, options: { json?: boolean }): void {
  const { plan, findings } = readPlan(path)
  if (options.json) console.log(JSON.stringify(findings, null, 2))
  else {
    for (const finding of findings) console.log(formatFinding(finding))
    const size = plan
      ? `${plan.people.length} people, ${plan.kpis.length} KPIs, ${plan.kpis.flatMap((kpi) => kpi.triggers ?? []).length} triggers`
      : 'not a plan yet'
    console.log(`${path}: ${tally(findings)} (${size})`)
  }
  if (!plan) process.exitCode = 1
}
