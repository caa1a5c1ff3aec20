/** From the text of a plan file to a plan or to findings with line and column. Never throws for what a file contains. */
import { type Document, isAlias, isMap, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type * as z from 'zod'
import { checkPlan } from './check.ts'
import type { FindingCode } from './codes.ts'
import { type Finding, type PlanProblem, problem } from './finding.ts'
import { Plan } from './plan.ts'
import { twoAccountables } from './two-accountables.ts'

/** 5 MB. Parsing takes about 0.7 s and 150 MB of memory per MB of plan. */
export const MAX_PLAN_CHARACTERS = 5_000_000

/** An alias that stands for more than this many nodes in all is an attack or a mistake. */
const MAX_ALIASES = 1000

/** A plan that may be applied (with warnings), or the findings that stop it, in the order of the file. */
export type ParsedPlan = { ok: true; plan: Plan; findings: Finding[] } | { ok: false; findings: Finding[] }

/** Reads a plan. `filename` only appears in findings; without `today` what depends on dates to come is not looked at. */
export const parsePlan = (text: string, filename = 'plan.yaml', today?: string): ParsedPlan => {
  const at = (line: number, column: number, code: FindingCode, message: string): ParsedPlan => ({
    ok: false,
    findings: [{ code, level: 'error', file: filename, line, column, message }],
  })
  if (text.length > MAX_PLAN_CHARACTERS) {
    const message = `the plan has ${text.length} characters; split it or shorten it to ${MAX_PLAN_CHARACTERS}`
    return at(1, 1, 'too-large', message)
  }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true })
  const place = (code: FindingCode, offset: number, message: string): Finding => {
    const { line, col } = lines.linePos(offset)
    return { code, level: 'error', file: filename, line: Math.max(1, line), column: Math.max(1, col), message }
  }
  if (document.errors.length > 0) {
    return {
      ok: false,
      findings: document.errors.map((e) => place(yamlCode(e.code), e.pos[0], yamlMessage(e.code, e.message))),
    }
  }
  const expanded = expand(document)
  if ('because' in expanded) {
    const message = `aliases multiply this plan beyond reading (${expanded.because}); write the repeated parts out`
    return at(1, 1, 'too-many-aliases', message)
  }
  const located = (problems: PlanProblem[]) =>
    problems
      .map(({ path, ...rest }) => ({ ...place(rest.code, offsetOf(document, path), rest.message), ...rest }))
      .sort((a, b) => a.line - b.line || a.column - b.column || (a.code < b.code ? -1 : 1))
  const shaped = Plan.safeParse(expanded.value)
  if (!shaped.success)
    return { ok: false, findings: located(shaped.error.issues.flatMap((issue) => problemsOf(issue, expanded.value))) }
  const findings = located(checkPlan(shaped.data, today))
  if (findings.some((finding) => finding.level === 'error')) return { ok: false, findings }
  return { ok: true, plan: shaped.data, findings }
}

/** The plain value of a document; aliases that multiply without end are refused. */
const expand = (document: Document): { value: unknown } | { because: string } => {
  try {
    return { value: document.toJS({ maxAliasCount: MAX_ALIASES }) }
  } catch (error) {
    return { because: (error as Error).message.replace(/^[A-Z]/, (first) => first.toLowerCase()) }
  }
}

const yamlCode = (code: string): FindingCode => (code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'yaml')

const yamlMessage = (code: string, message: string): string =>
  code === 'DUPLICATE_KEY'
    ? 'this key is already given above in the same block; keep one of the two'
    : `the file is no YAML from here on (${message.charAt(0).toLowerCase()}${message.slice(1)}); correct it`

/** A schema issue in the plan's words; a block with several unknown keys gives a finding for each. */
const problemsOf = (issue: z.core.$ZodIssue, plan: unknown): PlanProblem[] => {
  const several = twoAccountables(issue.path, valueAt(plan, issue.path))
  if (several) return [several]
  const where = issue.path.length === 0 ? 'the plan' : issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const message = `"${key}" is not a key of ${where}; correct its spelling or remove it`
      return problem('unknown-key', [...issue.path, key], message)
    })
  }
  if (issue.code === 'invalid_type' && issue.input === undefined && /received undefined/.test(issue.message)) {
    return [problem('missing', issue.path, `${where} is missing; add it (${issue.expected} expected)`)]
  }
  return [problem('invalid', issue.path, `${where}: ${issue.message}`)]
}

const valueAt = (plan: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce(
    (at, step) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined),
    plan,
  )

/** Offset of the node a path leads to, or of the last node on the way that is in the file. */
const offsetOf = (document: Document, path: PropertyKey[]): number => {
  let node = document.contents as Node | null
  let offset = node?.range?.[0] ?? 0
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document) ?? null
    if (isMap(node)) {
      const pair = node.items.find((item) => String(item.key) === String(step))
      const key = pair?.key as Node | undefined
      offset = key?.range?.[0] ?? offset
      node = (pair?.value as Node | null | undefined) ?? (pair ? null : node)
    } else if (isSeq(node) && typeof step === 'number') {
      // A single target is checked as a list of one: its index is not in the file and is passed over.
      node = (node.items[step] as Node | undefined) ?? null
      offset = node?.range?.[0] ?? offset
    }
  }
  return offset
}
