/** What is wrong with a plan, where, and what to do about it. */
import type { FindingLevel } from './code-entry.ts'
import { entryOf, type FindingCode } from './codes.ts'
import type { Place } from './place.ts'

export type { FindingLevel } from './code-entry.ts'

/** A finding before it has a place in a file: `path` leads from the root of the plan to the item. */
export interface PlanProblem {
  code: FindingCode
  level: FindingLevel
  path: PropertyKey[]
  /** One sentence: what was got and what to do. */
  message: string
  /** Id of the item it is about, or `organisation`: what an acknowledgement names. */
  item?: string
  /** Why somebody decided to live with it; it does not count then. */
  acknowledged?: string
}

/** A finding with its place and the line it is in. */
export interface Finding extends Place {
  code: FindingCode
  level: FindingLevel
  file: string
  message: string
  item?: string
  acknowledged?: string
}

/** `plan.yaml:12:5 error unknown-reference …`, the form editors jump to. */
export const formatFinding = (finding: Finding): string => {
  const place = `${finding.file}:${finding.line}:${finding.column}`
  if (finding.acknowledged === undefined) return `${place} ${finding.level} ${finding.code} ${finding.message}`
  return `${place} acknowledged ${finding.code} ${finding.message} (because: ${finding.acknowledged})`
}

/** A problem as a rule finds it; its code says its level. */
export const problem = (code: FindingCode, path: PropertyKey[], message: string): PlanProblem => ({
  code,
  level: entryOf(code).level,
  path,
  message,
})
