/** One file of a plan, read as YAML 1.2: a value whose every part has a place, or findings. */
import { type Document, parseDocument } from 'yaml'
import { type Aliases, aliasesOf } from './aliases.ts'
import { entryOf, type FindingCode } from './codes.ts'
import type { Finding } from './finding.ts'
import { type LinedText, linedText, placeIn } from './place.ts'
import { type Questionable, questionableNodes } from './questionable.ts'
import { yamlProblems } from './yaml-sentence.ts'

/** An alias that stands for more than this many nodes in all is an attack or a mistake. */
const MAX_ALIASES = 1000

export interface SourceFile extends LinedText {
  name: string
  document: Document
  /** What the file says as plain values; `undefined` stands for nothing at all. */
  value: unknown
}

/** A finding at a stretch of a file, from offset to offset. */
export const findingAt = (
  file: LinedText & { name: string },
  code: FindingCode,
  from: number,
  to: number,
  message: string,
): Finding => ({ code, level: entryOf(code).level, file: file.name, ...placeIn(file, from, to), message })

/** Reads a file. A value that different readers of YAML take differently is a finding, never a guess. */
export const readSource = (name: string, given: string): SourceFile | { findings: Finding[] } => {
  // A byte order mark is no character of the first line.
  const text = given.startsWith('\uFEFF') ? given.slice(1) : given
  // Keys given twice are found in `questionableNodes`: the parser's own look takes the square of a block's size.
  const document = parseDocument(text, { prettyErrors: false, merge: true, logLevel: 'error', uniqueKeys: false })
  const file = { name, ...linedText(text), document }
  const broken = yamlProblems([...document.errors, ...document.warnings], text)
  const found = broken.length > 0 ? broken.map((one) => toWordEnd(text, one)) : questionableNodes(document)
  const aliases: Aliases = found.length > 0 ? { problems: [] } : aliasesOf(document)
  const problems = [...found, ...aliases.problems]
  if (problems.length > 0)
    return { findings: problems.map(({ code, range, message }) => findingAt(file, code, ...range, message)) }
  try {
    return { ...file, value: document.toJS({ maxAliasCount: MAX_ALIASES }) ?? undefined }
  } catch (error) {
    const { message: said } = error as Error
    const because = /^Excessive alias count/.test(said) ? '' : ` (${said})`
    const message = `aliases multiply this plan beyond reading${because}; write the repeated parts out`
    return { findings: [findingAt(file, 'too-many-aliases', ...(aliases.first ?? [0, 0]), message)] }
  }
}

const toWordEnd = (text: string, { range, ...rest }: Questionable): Questionable => ({
  ...rest,
  range: [range[0], Math.max(range[1], wordEnd(text, range[0]))],
})

/** The parser often marks one character of a key. */
const wordEnd = (text: string, from: number): number => {
  const word = /[\w-]*/y
  word.lastIndex = from
  return from + (word.exec(text)?.[0].length ?? 0)
}
