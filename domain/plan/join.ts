/** The sections of several files as one value, and the way back from a path of it to a file. */
import type { FindingCode } from './codes.ts'
import type { Finding } from './finding.ts'
import { rangeOf, sourceAt } from './locate.ts'
import { findingAt, type SourceFile } from './source-file.ts'

/** Items of a list section that come from one file, from index `first` of the joined list on. */
interface Stretch {
  file: SourceFile
  first: number
}

export interface JoinedPlan {
  value: unknown
  /** Blocks that several files give. */
  findings: Finding[]
  findingFor(path: readonly PropertyKey[], code: FindingCode, message: string): Finding
  /** A single value as it stands in its file. */
  source(path: readonly PropertyKey[]): string | undefined
}

/** Lists are joined in the order of the files; a block that is no list may stand in one file only. */
export const joinFiles = (main: SourceFile, included: SourceFile[]): JoinedPlan => {
  const sections = new Map<string, Stretch[]>()
  const findings: Finding[] = []
  const value = included.length === 0 ? withoutInclude(main.value) : join(main, included, sections, findings)
  const placeOf = (path: readonly PropertyKey[]) => {
    const [section, index, ...rest] = path
    const stretches = sections.get(String(section)) ?? []
    const from = stretches.findLast(({ first }) => typeof index !== 'number' || first <= index) ?? stretches[0]
    if (!from) return { file: main, path }
    return { file: from.file, path: typeof index === 'number' ? [section!, index - from.first, ...rest] : path }
  }
  return {
    value,
    findings,
    findingFor: (path, code, message) => {
      const { file, path: inFile } = placeOf(path)
      return findingAt(file, code, ...rangeOf(file.document, inFile, code === 'unknown-key'), message)
    },
    source: (path) => {
      const { file, path: inFile } = placeOf(path)
      return sourceAt(file.document, inFile)
    },
  }
}

const withoutInclude = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const { include: _include, ...plan } = value as Record<string, unknown>
  return plan
}

const join = (main: SourceFile, included: SourceFile[], sections: Map<string, Stretch[]>, findings: Finding[]) => {
  const joined: Record<string, unknown> = {}
  for (const file of [main, ...included]) {
    for (const [section, given] of Object.entries(withoutInclude(file.value) as object)) {
      const [before, ...others] = sections.get(section) ?? []
      const soFar = joined[section]
      if (before === undefined) joined[section] = Array.isArray(given) ? [...given] : given
      else if (Array.isArray(soFar) && Array.isArray(given)) soFar.push(...given)
      else {
        const at = (one: SourceFile) => findingAt(one, 'include-overlap', ...rangeOf(one.document, [section], true), '')
        const first = at(before.file)
        const message = `"${section}" is already given at ${first.file}:${first.line}:${first.column}; keep one of the two`
        findings.push({ ...at(file), message })
        continue
      }
      const first = Array.isArray(soFar) ? (joined[section] as unknown[]).length - (given as unknown[]).length : 0
      sections.set(section, before ? [before, ...others, { file, first }] : [{ file, first }])
    }
  }
  return joined
}
