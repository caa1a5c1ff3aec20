import { readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { adoptInto, KINDS, type Kind } from '../adopting/adopt.ts'
import type { DateOrder } from '../adopting/column.ts'
import { decode } from '../adopting/decode.ts'
import { Unreadable } from '../adopting/fault.ts'
import { filesOf, isPart } from '../adopting/plan-files.ts'
import { paintFor } from '../diffing/paint.ts'
import { textLines } from '../linting/text.ts'
import { readPlan, readText, tally } from '../plan-file.ts'
import { Refusal } from '../refusal.ts'

export interface ImportPlanOptions {
  into: string
  as?: string
  part?: string
  dates?: string
  dryRun?: boolean
}

/**
 * `throughline import FILE --into PLAN --as people|kpis|milestones`: brings a spreadsheet into a plan file, all rows or none.
 * Comments and order of the plan stay; of a plan in several files the one that holds the items is written. Then the plan is linted, unless
 * the file is a part of one; what a table cannot say (triggers) is told there.
 */
export function importPlan(path: string, { into, as, part, dates, dryRun }: ImportPlanOptions): void {
  if (as === undefined || !Object.keys(KINDS).includes(as))
    throw new Refusal(`Say what ${path} holds: --as ${Object.keys(KINDS).join(', --as ')}.`)
  if (dates !== undefined && dates !== 'dmy' && dates !== 'mdy')
    throw new Refusal(`--dates takes dmy or mdy, not "${dates}".`)
  const table = decode(bytesOf(path), path)
  const plan = filesOf(into)
  const options = { ...(dates && { dates: dates as DateOrder }), ...(part !== undefined && { goes: part }) }
  const done = adopted(path, () => adoptInto(plan, table, as as Kind, options))
  if (!done) return
  for (const change of done.changes) console.log(change)
  if (done.strange.length > 0) console.log(`left out, no column of ${as}: ${done.strange.join(', ')}`)
  const count = (word: string) => done.changes.filter((change) => change.startsWith(word)).length
  console.log(`${count('added')} added, ${count('changed')} changed, ${done.unchanged} rows as they were`)
  const files = done.files.map(({ name, text }) => ({ path: join(dirname(into), name), text }))
  if (dryRun) {
    console.log(`Nothing was written to ${files.map((one) => one.path).join(', ') || into} (--dry-run).`)
    return
  }
  replace(files)
  if (plan.length > 1) for (const one of files) console.log(`${one.path} is written.`)
  if (isPart(plan[0]!.text)) console.log(`${into} is a part of a plan: lint the file that includes it.`)
  else told(into)
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    readText(path)
    throw error
  }
}

/** The result, or nothing when rows are wrong: then each is told with its cell. */
function adopted<T>(path: string, work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    for (const { line, column, message } of error.findings) console.log(`${path}:${line}:${column} ${message}`)
    const n = error.findings.length
    console.log(`${n} ${n === 1 ? 'finding' : 'findings'}. Nothing was written.`)
    process.exitCode = 1
    return undefined
  }
}

/** A crash while writing leaves every file whole, the old one or the new one; the same import again finishes it. */
function replace(files: { path: string; text: string }[]): void {
  const real = files.map(({ path, text }) => ({ file: realpathSync(path), text }))
  for (const { file, text } of real) writeFileSync(`${file}.new`, text)
  for (const { file } of real) renameSync(`${file}.new`, file)
}

function told(path: string): void {
  const { findings } = readPlan(path)
  for (const line of textLines(findings, paintFor(process.stdout))) console.log(line)
  console.log(`${path}: ${tally(findings)}`)
}
