/** From the text of a plan file to a plan or to findings with line and column. Never throws for what a file contains. */
import { checkPlan } from './check.ts'
import type { FiringsOf } from './check-history.ts'
import type { Finding, PlanProblem } from './finding.ts'
import { type ReadInclude, readIncludes } from './include.ts'
import { joinFiles } from './join.ts'
import { linedText } from './place.ts'
import type { Plan } from './plan.ts'
import { shapePlan } from './shape.ts'
import { findingAt, readSource } from './source-file.ts'

/** All files of a plan together. Lint takes about 0.9 s of CPU and 130 MB of memory per MB of plan (bench/lint.ts). */
export const MAX_PLAN_CHARACTERS = 5_000_000

/** A plan that may be applied (with warnings), or the findings that stop it, in the order of the files. */
export type ParsedPlan = { ok: true; plan: Plan; findings: Finding[] } | { ok: false; findings: Finding[] }

/** What a plan of one file says to `include:`. */
const ALONE: ReadInclude = () => ({ refused: 'this plan is read without a folder; put all of it into one file' })

/** Reads a plan of one file. `filename` only appears in findings; without `today` what depends on dates to come is not looked at. */
export const parsePlan = (text: string, filename = 'plan.yaml', today?: string): ParsedPlan =>
  parsePlanFiles({ name: filename, text }, ALONE, today)

/** Reads a plan and the files it includes; `read` gives the text of a file below the folder of the main one, `firingsOf` replays a history. */
export const parsePlanFiles = (
  { name, text }: { name: string; text: string },
  read: ReadInclude,
  today?: string,
  firingsOf?: FiringsOf,
): ParsedPlan => {
  if (text.length > MAX_PLAN_CHARACTERS) return { ok: false, findings: [tooLarge(name, text.length)] }
  const main = readSource(name, text)
  if ('findings' in main) return { ok: false, findings: main.findings }
  const included = readIncludes(main, read, MAX_PLAN_CHARACTERS - text.length)
  if (included.findings.length > 0) return { ok: false, findings: included.findings }
  const joined = joinFiles(main, included.files)
  if (joined.findings.length > 0) return { ok: false, findings: joined.findings }
  const order = new Map([main, ...included.files].map((file, i) => [file.name, i]))
  const located = (problems: PlanProblem[]): Finding[] =>
    problems
      .map(({ path, ...rest }) => ({ ...joined.findingFor(path, rest.code, rest.message), ...rest }))
      .sort(
        (a, b) =>
          order.get(a.file)! - order.get(b.file)! ||
          a.line - b.line ||
          a.column - b.column ||
          (a.code < b.code ? -1 : 1),
      )
  const shaped = shapePlan(joined.value, joined.source)
  if ('problems' in shaped) return { ok: false, findings: located(shaped.problems) }
  const findings = located(checkPlan(shaped.plan, today, firingsOf))
  if (findings.some((finding) => finding.level === 'error')) return { ok: false, findings }
  return { ok: true, plan: shaped.plan, findings }
}

/** A text that is not even read; callers who know a file's size need not load it. */
export const tooLarge = (name: string, size: number): Finding => {
  const message = `the plan has ${size} characters; shorten it to ${MAX_PLAN_CHARACTERS}`
  return findingAt({ name, ...linedText('') }, 'too-large', 0, 0, message)
}
