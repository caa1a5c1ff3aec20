/** A plan in several files: the main one names the others, and their sections are joined. */
import type { FindingCode } from './codes.ts'
import type { Finding } from './finding.ts'
import { rangeOf } from './locate.ts'
import { findingAt, readSource, type SourceFile } from './source-file.ts'

/** Text of an included file, or why it cannot be read; the path is relative to the plan's own folder. */
export type ReadInclude = (path: string) => { text: string } | { finding: Finding } | { refused: string }

/** One included file after the other, in the order they are named. */
export const readIncludes = (
  main: SourceFile,
  read: ReadInclude,
  room: number,
): { files: SourceFile[]; findings: Finding[] } => {
  const listed = (main.value as { include?: unknown } | undefined)?.include
  const at = (path: PropertyKey[], code: FindingCode, message: string) =>
    findingAt(main, code, ...rangeOf(main.document, path), message)
  if (listed === undefined) return { files: [], findings: [] }
  if (!Array.isArray(listed)) {
    return { files: [], findings: [at(['include'], 'invalid', 'write a list of files: include: [people.yaml]')] }
  }
  const seen = new Set([baseName(main.name)])
  const files: SourceFile[] = []
  const findings: Finding[] = []
  let left = room
  for (const [i, entry] of listed.entries()) {
    const refuse = (code: FindingCode, message: string) => void findings.push(at(['include', i], code, message))
    const path = typeof entry === 'string' ? inFolder(entry) : undefined
    if (path === undefined) {
      refuse('include-outside', 'name a file below the folder of this one, like kpis/sales.yaml: no "..", no address')
      continue
    }
    if (seen.has(path)) {
      refuse('include-twice', `"${path}" is already part of the plan; name each file once`)
      continue
    }
    seen.add(path)
    const got = read(path)
    if ('finding' in got) findings.push(got.finding)
    else if ('refused' in got) refuse('include-not-found', got.refused)
    else {
      left -= got.text.length
      if (left < 0) {
        refuse('too-large', `with "${path}" the plan is too large; shorten it`)
        break
      }
      const file = readSource(besides(main.name, path), got.text)
      if ('findings' in file) findings.push(...file.findings)
      else files.push(file)
    }
  }
  return { files, findings: [...findings, ...files.flatMap(nested)] }
}

/** An included file names no others: one look at the main file says what belongs to the plan. */
const nested = (file: SourceFile): Finding[] => {
  if (typeof file.value !== 'object' || file.value === null || Array.isArray(file.value)) {
    const message =
      'an included file holds sections of a plan, like "people:" or "kpis:"; write some, or do not include it'
    return [findingAt(file, 'invalid', ...rangeOf(file.document, []), message)]
  }
  if (!('include' in file.value)) return []
  const message = 'an included file cannot include others; name them all in the main file'
  return [findingAt(file, 'include-nested', ...rangeOf(file.document, ['include'], true), message)]
}

/** The path without `.` and empty steps; `undefined` when it leads, or could lead, out of the folder. */
const inFolder = (path: string): string | undefined => {
  if (/^[/~]|^[A-Za-z][A-Za-z0-9+.-]*:|\\|\0/.test(path)) return undefined
  const steps = path.split('/').filter((step) => step !== '' && step !== '.')
  return steps.length === 0 || steps.includes('..') ? undefined : steps.join('/')
}

const baseName = (name: string): string => name.slice(name.lastIndexOf('/') + 1)

/** The name of an included file in findings: beside the main file's. */
const besides = (main: string, path: string): string => main.slice(0, main.lastIndexOf('/') + 1) + path
