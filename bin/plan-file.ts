import { readFileSync } from 'node:fs'
import type { Finding } from '../domain/plan/finding.ts'
import { parsePlan } from '../domain/plan/parse.ts'
import type { Plan } from '../domain/plan/plan.ts'
import { Refusal } from './refusal.ts'

/** Reads a file as UTF-8; bytes that are not UTF-8 are refused rather than replaced. */
export function readText(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch (error) {
    if (error instanceof TypeError) throw new Refusal(`${path} is not UTF-8 text: save it as UTF-8.`)
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT') throw new Refusal(`There is no file ${path}.`)
    if (code === 'EISDIR') throw new Refusal(`${path} is a folder: name a file in it.`)
    if (code === 'EACCES') throw new Refusal(`${path} may not be read by this user: change its permissions.`)
    throw error
  }
}

/** The plan of a file, with what there is to say about it. */
export function readPlan(path: string): { plan?: Plan; findings: Finding[] } {
  const parsed = parsePlan(readText(path), path, new Date().toISOString().slice(0, 10))
  return parsed.ok ? { plan: parsed.plan, findings: parsed.findings } : { findings: parsed.findings }
}

/** `2 errors, 1 warning`, and how many warnings the plan acknowledges if it does. */
export function tally(findings: readonly Finding[]): string {
  const acknowledged = findings.filter((finding) => finding.acknowledged !== undefined).length
  const errors = findings.filter((finding) => finding.level === 'error').length
  const warnings = findings.length - errors - acknowledged
  const count = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`
  const counted = `${count(errors, 'error')}, ${count(warnings, 'warning')}`
  return acknowledged > 0 ? `${counted}, ${acknowledged} acknowledged` : counted
}
