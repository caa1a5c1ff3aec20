/** What is wrong with a plan, where, and what to do about it. */

/** `error` blocks apply, `warning` does not. */
export type FindingLevel = 'error' | 'warning'

/** A finding before it has a place in a file: `path` leads from the root of the plan to the item. */
export interface PlanProblem {
  code: string
  level: FindingLevel
  path: PropertyKey[]
  /** One sentence: what was got and what to do. */
  message: string
}

/** A finding with its place; lines and columns count from 1. */
export interface Finding {
  code: string
  level: FindingLevel
  file: string
  line: number
  column: number
  message: string
}

/** `plan.yaml:12:5 error unknown-reference …`, the form editors jump to. */
export const formatFinding = (finding: Finding): string =>
  `${finding.file}:${finding.line}:${finding.column} ${finding.level} ${finding.code} ${finding.message}`

/** Shorthand for the rules that collect errors. */
export const problem = (code: string, path: PropertyKey[], message: string): PlanProblem => ({
  code,
  level: 'error',
  path,
  message,
})
