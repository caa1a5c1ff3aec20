import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { FiringsOf } from '../domain/plan/check-history.ts'
import type { Finding } from '../domain/plan/finding.ts'
import type { ReadInclude } from '../domain/plan/include.ts'
import { parsePlanFiles } from '../domain/plan/parse.ts'
import type { Plan } from '../domain/plan/plan.ts'
import { explainRead } from './explain-read.ts'
import { folderSentence } from './linting/plan-in.ts'
import { includesBeside, planText, STANDARD_INPUT, STANDARD_INPUT_NAME } from './plan-text.ts'
import { Refusal } from './refusal.ts'

/** Reads a file as UTF-8; bytes that are not UTF-8 are refused rather than replaced. */
export function readText(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch (error) {
    if (error instanceof TypeError) throw new Refusal(`${path} is not UTF-8 text: save it as UTF-8.`)
    const sentence = explainRead(path, error)
    throw sentence === undefined ? error : new Refusal(sentence)
  }
}

/** What a plan's file holds: the plan unless a finding stops it, and the text of every file that belongs to it, named as seen from its folder. */
export interface ReadPlan {
  plan?: Plan
  findings: Finding[]
  files: { name: string; text: string }[]
}

/** The plan of a file (`-` for standard input) and of the files it includes, with what there is to say about it; of its history too, where `firingsOf` replays one. */
export function readPlan(path: string, firingsOf?: FiringsOf): ReadPlan {
  const name = path === STANDARD_INPUT ? STANDARD_INPUT_NAME : path
  const main = mainText(path, name)
  if ('finding' in main) return { findings: [main.finding], files: [] }
  const files = [{ name: basename(name), text: main.text }]
  const beside = includesBeside(path)
  const read: ReadInclude = (included) => {
    const got = beside(included)
    if ('text' in got) files.push({ name: included, text: got.text })
    return got
  }
  const parsed = parsePlanFiles({ name, text: main.text }, read, new Date().toISOString().slice(0, 10), firingsOf)
  return { ...(parsed.ok && { plan: parsed.plan }), findings: parsed.findings, files }
}

function mainText(path: string, name: string): ReturnType<typeof planText> {
  try {
    return planText(path, name)
  } catch (error) {
    const folder = (error as NodeJS.ErrnoException).code === 'EISDIR'
    const sentence = folder ? folderSentence(path) : explainRead(path, error)
    throw sentence === undefined ? error : new Refusal(sentence)
  }
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
