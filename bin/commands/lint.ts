import { readFileSync } from 'node:fs'
import type { Finding } from '../../domain/plan/finding.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { paintFor } from '../diffing/paint.ts'
import type { Format } from '../linting/format.ts'
import { githubLines } from '../linting/github.ts'
import { lintPageAddress } from '../linting/lint-page-address.ts'
import { sarifLog } from '../linting/sarif.ts'
import { textLines } from '../linting/text.ts'
import { readPlan, tally } from '../plan-file.ts'
import { STANDARD_INPUT, STANDARD_INPUT_NAME } from '../plan-text.ts'

export interface LintOptions {
  format: Format
  strict?: boolean
  data?: string[]
}

/**
 * `throughline lint PLAN [--data FILE…]`: findings on standard output; with a history also how often triggers would have fired. Exit code 1 when one of them is an error or, with --strict, a
 * warning that the plan does not acknowledge.
 */
export async function lint(path: string, { format, strict, data }: LintOptions): Promise<void> {
  // Replaying takes code of its own, which a plan alone does not wait for.
  const firingsOf = data && (await import('../linting/firings.ts')).firingsIn(data)
  const { plan, findings } = readPlan(path, firingsOf)
  for (const line of printed(format, findings)) console.log(line)
  if (format === 'text' || format === 'github')
    console.log(`${path === STANDARD_INPUT ? STANDARD_INPUT_NAME : path}: ${tally(findings)} (${sizeOf(plan)})`)
  const open = findings.some(({ acknowledged }) => acknowledged === undefined)
  if (!plan || (strict && open)) process.exitCode = 1
}

function printed(format: Format, findings: readonly Finding[]): string[] {
  const root = process.env.GITHUB_WORKSPACE ?? process.cwd()
  switch (format) {
    case 'text':
      return textLines(findings, paintFor(process.stdout))
    case 'json':
      return [JSON.stringify(findings, null, 2)]
    case 'github':
      return githubLines(findings, root)
    case 'sarif': {
      const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
      return [JSON.stringify(sarifLog(findings, { root, page: lintPageAddress(process.env), version }), null, 2)]
    }
  }
}

const sizeOf = (plan: Plan | undefined): string => {
  if (!plan) return 'not a plan yet'
  const triggers = plan.kpis.flatMap((kpi) => kpi.triggers ?? [])
  return `${plan.people.length} people, ${plan.kpis.length} KPIs, ${triggers.length} triggers`
}
