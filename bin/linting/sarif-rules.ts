/** The registry of findings as SARIF's rules. */
import { CODES, entryOf, type FindingCode } from '../../domain/plan/codes.ts'

/** Rules in the order of the registry: a result names one by its place here. */
export const RULES = Object.keys(CODES) as FindingCode[]

/** Descriptions of all codes; `page` is the address of docs/lint.md. */
export const sarifRules = (page: string) =>
  RULES.map((id) => {
    const { level, title, why } = entryOf(id)
    const more = `${page}#${id}`
    return {
      id,
      shortDescription: { text: `${title}.` },
      fullDescription: { text: why },
      help: {
        text: `${why} An example, and how to put it right: ${more}`,
        markdown: `${why} [An example, and how to put it right](${more}).`,
      },
      helpUri: more,
      defaultConfiguration: { level },
    }
  })
