/** Errors of the YAML parser in plain words. */
import type { YAMLError } from 'yaml'
import type { FindingCode } from './codes.ts'
import type { Questionable } from './questionable.ts'
import { type Unclosed, unclosedIn } from './unclosed.ts'

const SENTENCES: Partial<Record<YAMLError['code'], [code: FindingCode, sentence: string]>> = {
  MULTIPLE_DOCS: ['yaml', 'a plan file is one document; remove the "---" and what is not to be read'],
  TAB_AS_INDENT: ['yaml', 'a tab cannot indent in YAML; use spaces'],
  RESOURCE_EXHAUSTION: ['too-deep', 'this is nested too deep to be read; take the brackets or dashes away'],
  TAG_RESOLVE_FAILED: ['yaml', 'a plan has no tags: remove what begins with "!", or put the text in quotes'],
  BLOCK_AS_IMPLICIT_KEY: ['yaml', 'two colons on one line; put a text that has ": " in it into quotes'],
  BAD_SCALAR_START: ['yaml', 'no text begins with this character unless it is in quotes; put it in quotes'],
  BAD_ALIAS: ['yaml', 'an alias is * and a name that &name has defined above; put a text that begins with * in quotes'],
  BAD_INDENT: ['yaml', 'this line is not indented like its neighbours; give items of one block the same spaces'],
  KEY_OVER_1024_CHARS: ['yaml', 'a key longer than 1024 characters; is a line end missing?'],
}

/** Errors of one kind that are told; whoever has more mends these first. Behind a sign too many all that follows is wrong too. */
const TOLD = 10
const ONCE: readonly YAMLError['code'][] = ['UNEXPECTED_TOKEN']

/** What the parser found, in the order of the file; of the same thing over and over only the beginning, and how often it comes. */
export const yamlProblems = (errors: readonly YAMLError[], text: string): Questionable[] => {
  const opened = errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION') ? [] : openedIn(errors, text)
  const others = opened.length > 0 ? errors.filter((error) => !isUnclosed(error) && !isQuote(error)) : errors
  const all = [...opened.map(neverClosed), ...others.map(problemOf)].sort((a, b) => a.range[0] - b.range[0])
  return [...Map.groupBy(all, ({ kind }) => kind).values()].flatMap(beginningOf).sort((a, b) => a.range[0] - b.range[0])
}

/** What is opened and never closed. A quote that goes on to the end of the file swallows the ends of brackets too. */
const openedIn = (errors: readonly YAMLError[], text: string): Unclosed[] => {
  const quote = errors.some(isQuote)
  if (!quote && !errors.some(isUnclosed)) return []
  const { brackets, lastQuote } = unclosedIn(text)
  if (quote) return lastQuote ? [lastQuote] : []
  return brackets
}

const isQuote = ({ message }: YAMLError): boolean => /^Missing closing .quote$/.test(message)

/** Errors are alike that say the same, and all that follow from one sign too many. */
type Told = Questionable & { kind: string }

const beginningOf = (alike: Told[]): Questionable[] => {
  const told = ONCE.some((code) => code === alike[0]!.kind) ? 1 : TOLD
  const left = alike.length - told
  return alike.slice(0, told).map(({ kind: _kind, message, ...rest }, i) => {
    const more = i === told - 1 && left > 0 ? ` (and ${left} more like this)` : ''
    return { ...rest, message: `${message}${more}` }
  })
}

const problemOf = (error: YAMLError): Told => {
  const { code, sentence: message } = yamlSentence(error)
  return { kind: ONCE.includes(error.code) ? error.code : message, code, range: [error.pos[0], error.pos[1]], message }
}

const isUnclosed = ({ message }: YAMLError): boolean => UNCLOSED.test(message)

const UNCLOSED = /^Flow .* (}|])$/

const neverClosed = ({ what, offset, closes }: Unclosed): Told => {
  const message = `this ${what} is never closed; close it with ${closes}`
  return { kind: message, code: 'yaml', range: [offset, offset + 1], message }
}

/** The code and the sentence of an error or a warning of the parser. */
export const yamlSentence = (error: YAMLError): { code: FindingCode; sentence: string } => {
  const { code: name, message } = error
  const said = `the file is no YAML from here on (${message.charAt(0).toLowerCase()}${message.slice(1)}); correct it`
  const unclosed = UNCLOSED.exec(message)
  if (unclosed)
    return { code: 'yaml', sentence: `a bracket that is opened above is not closed; close it with ${unclosed[1]}` }
  const [, token, text] = /^Unexpected (\S+) token in YAML stream: (".*")$/.exec(message) ?? []
  if (token) return { code: 'yaml', sentence: unexpected(token, text!) }
  if (/^Unexpected \S+ at node end$/.test(message))
    return { code: 'yaml', sentence: 'a text goes on behind its end; put the whole of it into one pair of quotes' }
  if (message === 'Sequence item without - indicator') return { code: 'yaml', sentence: NO_ITEM }
  const [code, sentence] = SENTENCES[name] ?? ['yaml', said]
  return { code, sentence }
}

const NO_ITEM =
  'this line belongs to no item of the list above; indent it like the other keys of its item, or begin it with "- "'

const unexpected = (token: string, text: string): string =>
  token === 'flow-seq-end' || token === 'flow-map-end'
    ? `this ${text.slice(1, -1)} closes no bracket that is open; remove it, or put the text in quotes`
    : `${text} does not belong here; is a quote, a colon or a bracket missing before it?`
