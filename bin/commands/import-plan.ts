import { readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs'
import { isMap, parseDocument } from 'yaml'
import { adopt, KINDS, type Kind } from '../adopting/adopt.ts'
import type { DateOrder } from '../adopting/column.ts'
import { decode } from '../adopting/decode.ts'
import { Unreadable } from '../adopting/fault.ts'
import { paintFor } from '../diffing/paint.ts'
import { textLines } from '../linting/text.ts'
import { readPlan, readText, tally } from '../plan-file.ts'
import { Refusal } from '../refusal.ts'

export interface ImportPlanOptions {
  into: string
  as?: string
  dates?: string
  dryRun?: boolean
}

/**
 * `throughline import FILE --into PLAN --as people|kpis|milestones`: brings a spreadsheet into a plan file, all rows or none.
 * Comments and order of the plan stay. Then the plan is linted, unless the file is a part of one; what a table cannot say (triggers) is told there.
 */
export function importPlan(path: string, { into, as, dates, dryRun }: ImportPlanOptions): void {
  if (as === undefined || !Object.keys(KINDS).includes(as))
    throw new Refusal(`Say what ${path} holds: --as ${Object.keys(KINDS).join(', --as ')}.`)
  if (dates !== undefined && dates !== 'dmy' && dates !== 'mdy')
    throw new Refusal(`--dates takes dmy or mdy, not "${dates}".`)
  const table = decode(bytesOf(path), path)
  const plan = readText(into)
  const document = parseDocument(plan)
  const [wrong] = document.errors
  if (wrong) throw new Refusal(`${into} is not YAML; "throughline lint ${into}" shows where. Nothing was written.`)
  if (isMap(document.contents) && document.has('include'))
    throw new Refusal(`${into} includes other files, and a table goes into one: name the file that holds the ${as}.`)
  const done = adopted(path, () => adopt(plan, table, as as Kind, dates as DateOrder | undefined))
  if (!done) return
  for (const change of done.changes) console.log(change)
  if (done.strange.length > 0) console.log(`left out, no column of ${as}: ${done.strange.join(', ')}`)
  const count = (word: string) => done.changes.filter((change) => change.startsWith(word)).length
  console.log(`${count('added')} added, ${count('changed')} changed, ${done.unchanged} rows as they were`)
  if (dryRun) console.log(`Nothing was written to ${into} (--dry-run).`)
  else if (done.changes.length > 0) replace(into, done.text)
  if (dryRun) return
  if (isMap(document.contents) && !document.has('organisation'))
    console.log(`${into} is a part of a plan: lint the file that includes it.`)
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

/** A crash while writing leaves the old plan whole. */
function replace(path: string, text: string): void {
  const file = realpathSync(path)
  writeFileSync(`${file}.new`, text)
  renameSync(`${file}.new`, file)
}

function told(path: string): void {
  const { findings } = readPlan(path)
  for (const line of textLines(findings, paintFor(process.stdout))) console.log(line)
  console.log(`${path}: ${tally(findings)}`)
}
