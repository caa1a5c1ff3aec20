/** An example of a finding: shown in docs/lint.md, and held to be true by test/domain/plan/lint.test.ts. */
import type { FindingCode } from '../../domain/plan/codes.ts'
import { SOUND_PLAN } from './sound-plan.ts'

export interface LintExample {
  code: FindingCode
  /** Part of a plan that has the finding. */
  bad: string
  /** The same part without it. */
  good: string
  /** Part of the sound plan that either of the two takes the place of. @default `good` */
  where?: string
  /** The text the finding points at. */
  at: string
  message: string
  /** What the reader must know beside the plan. */
  given?: string
  /** How often `bad` stands in the file: of some things only many are wrong. @default 1 */
  times?: number
}

/** The plan with the finding, and the plan without. */
export const plansOf = ({ bad, good, where = good, times = 1 }: LintExample): { bad: string; good: string } => {
  if (SOUND_PLAN.split(where).length !== 2) throw new Error(`not exactly once in the sound plan: ${where}`)
  const withPart = (part: string) => SOUND_PLAN.replace(where, () => part)
  return { bad: withPart(bad.repeat(times)), good: withPart(good) }
}

/** The lines of each form as a reader of the docs sees them: whole, moved to the left, and of many alike the first. */
export const linesOf = (example: LintExample): { bad: string; good: string } => {
  const { bad, good, where = good } = example
  const from = SOUND_PLAN.indexOf(where)
  const linesWith = (part: string): string => {
    const plan = SOUND_PLAN.replace(where, () => part)
    const start = part.startsWith('\n') ? from + 1 : plan.lastIndexOf('\n', from) + 1
    const end = part.endsWith('\n') ? from + part.length - 1 : plan.indexOf('\n', from + part.length)
    return movedLeft(plan.slice(start, end).split('\n'))
  }
  return { bad: linesWith(bad), good: linesWith(good) }
}

const movedLeft = (lines: string[]): string => {
  const least = Math.min(...lines.map((line) => line.search(/\S|$/)))
  return lines.map((line) => line.slice(least)).join('\n')
}
