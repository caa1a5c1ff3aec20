/** Errors of the YAML parser in plain words. */
import type { YAMLError } from 'yaml'
import type { FindingCode } from './codes.ts'

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

/** The code and the sentence of an error or a warning of the parser. */
export const yamlSentence = (error: YAMLError): { code: FindingCode; sentence: string } => {
  const { code: name, message } = error
  const said = `the file is no YAML from here on (${message.charAt(0).toLowerCase()}${message.slice(1)}); correct it`
  const unclosed = /^Flow .* (}|])$/.exec(message)
  if (unclosed)
    return { code: 'yaml', sentence: `a bracket that is opened above is not closed; close it with ${unclosed[1]}` }
  const [code, sentence] = SENTENCES[name] ?? ['yaml', said]
  return { code, sentence }
}
