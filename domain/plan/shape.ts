/** Whether a value has the form of a plan; what is wrong with it is said in the plan's words, never in the schema's. */
import type * as z from 'zod'
import { type PlanProblem, problem } from './finding.ts'
import { Plan } from './plan.ts'
import { nearest } from './reference.ts'
import { schemaAt, shapeOf } from './schema-walk.ts'
import { subjectOf, valueAt } from './subject.ts'
import { twoAccountables } from './two-accountables.ts'
import { wrongType } from './wrong-type.ts'

/** Text of a value as it stands in the file, for messages about how it is written. */
export type SourceOf = (path: readonly PropertyKey[]) => string | undefined

/** The plan, or every problem with its form. */
export const shapePlan = (value: unknown, sourceOf: SourceOf): { plan: Plan } | { problems: PlanProblem[] } => {
  if (value === undefined) {
    const message =
      'the plan is empty; write one, beginning with "organisation:" (throughline init writes one to start from)'
    return { problems: [problem('missing', [], message)] }
  }
  const shaped = Plan.safeParse(value)
  if (shaped.success) return { plan: shaped.data }
  const { issues } = shaped.error
  const meant = new Set(issues.flatMap(misspelt).map(nameOf))
  // One slip, one finding: the key that is misspelt is not also missing.
  const told = issues.filter(({ path }) => !(meant.has(nameOf(path)) && valueAt(value, path) === undefined))
  return { problems: told.flatMap((issue) => problemsOf(issue, value, sourceOf)) }
}

const nameOf = (path: readonly PropertyKey[]): string => JSON.stringify(path)

/** Paths of the keys that were meant by others which do not exist. */
const misspelt = (issue: z.core.$ZodIssue): PropertyKey[][] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.flatMap((key) => {
        const near = nearKey(issue.path, key).near
        return near === undefined ? [] : [[...issue.path, near]]
      })
    : []

const problemsOf = (issue: z.core.$ZodIssue, value: unknown, sourceOf: SourceOf): PlanProblem[] => {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(issue.path, key, value))
  const path = realPath(issue.path, value)
  const got = valueAt(value, path)
  const several = twoAccountables(path, got)
  if (several) return [several]
  if (got === undefined && issue.code !== 'custom') return [missing(path, value)]
  const about = subjectOf(value, path) || 'the plan'
  return [problem('invalid', path, `${about}: ${sentenceOf(issue, got, sourceOf(path), path.at(-1) === 'target')}`)]
}

/** A lone target is checked as a list of one: the index is not in the file. */
const realPath = (path: PropertyKey[], value: unknown): PropertyKey[] => {
  const i = path.indexOf('target')
  if (i < 0 || path[i + 1] !== 0 || Array.isArray(valueAt(value, path.slice(0, i + 1)))) return path
  return [...path.slice(0, i + 1), ...path.slice(i + 2)]
}

/** Keys that other tools use for what a plan calls otherwise. */
const OTHER_WORDS: Record<string, readonly string[]> = {
  owner: ['accountable', 'chair', 'sponsor'],
  accountable: ['owner'],
  lead: ['accountable', 'owner', 'chair', 'manager'],
  title: ['name'],
  label: ['name'],
  name: ['label'],
  mail: ['email'],
  start: ['from'],
  end: ['to'],
  deadline: ['due', 'by', 'decideBy'],
  date: ['due', 'by', 'at'],
  cron: ['schedule'],
}

/** The key that one which does not exist was probably meant to be, and all there are. */
const nearKey = (path: readonly PropertyKey[], key: string): { near: string | undefined; keys: string[] } => {
  const keys = Object.keys(shapeOf(schemaAt(Plan, path) ?? Plan))
  return { near: nearest(key, keys) ?? (OTHER_WORDS[key] ?? []).find((other) => keys.includes(other)), keys }
}

const unknownKey = (path: PropertyKey[], key: string, value: unknown): PlanProblem => {
  const { near, keys } = nearKey(path, key)
  const about = subjectOf(value, realPath(path, value)) || 'the plan'
  const advice = near ? `did you mean "${near}"?` : `remove it; there are ${keys.join(', ')}`
  return problem('unknown-key', [...realPath(path, value), key], `${about}: "${key}" is not a key here; ${advice}`)
}

const missing = (path: PropertyKey[], value: unknown): PlanProblem => {
  const about = subjectOf(value, path.slice(0, -1)) || 'the plan'
  const key = String(path.at(-1))
  return problem('missing', path, `${about}: "${key}" is missing; add "${key}:"`)
}

/** What is wrong with a value that is there. Our own sentences stand in the schema; the schema library's are replaced. */
const sentenceOf = (issue: z.core.$ZodIssue, got: unknown, source: string | undefined, isTarget: boolean): string => {
  switch (issue.code) {
    case 'invalid_type':
      // A single target may be a number, and a text in its place was meant as one.
      return wrongType(isTarget && typeof got === 'string' ? 'number' : issue.expected, got, source)
    case 'invalid_value': {
      const allowed = issue.values.map(String)
      const near = typeof got === 'string' ? nearest(got.toLowerCase(), allowed) : undefined
      return `${quoted(got, source)} is none of ${allowed.join(', ')}${near ? `; did you mean "${near}"?` : ''}`
    }
    case 'too_small':
    case 'too_big':
      if (!/^Too /.test(issue.message)) return issue.message
      return bound(issue)
    case 'invalid_key':
      return 'the name of a dimension has lower-case letters, digits, - and _, at most 64'
    default: {
      const own = /^Invalid/.test(issue.message) ? 'write it in the form that docs/plan.md shows' : issue.message
      return typeof got === 'string' ? `${own}; not ${quoted(got, source)}` : own
    }
  }
}

const bound = (issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string => {
  const [word, limit] = issue.code === 'too_small' ? ['least', issue.minimum] : ['most', issue.maximum]
  return issue.origin === 'array' ? `give at ${word} ${limit}` : `write a number of at ${word} ${limit}`
}

const quoted = (got: unknown, source: string | undefined): string => {
  const text =
    source ?? (typeof got === 'object' && got !== null ? (Array.isArray(got) ? 'a list' : 'a block') : String(got))
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`
}
