/** A template becomes somebody's plan: their name, zone, language and desk in place of the template's; all else stays. */
import { type Document, isMap, isScalar, isSeq, parseDocument } from 'yaml'

/** What a new plan is told; what is absent stays as the template has it. */
export interface Answers {
  name?: string
  timezone?: string
  locale?: string
  /** Address of the desk: who gets what nobody else takes. */
  desk?: string
}

/** A text in place of what stands from one offset to another. */
export interface Splice {
  from: number
  to: number
  text: string
}

/** Writes the answers into the files of a template. Only the values change: comments, order and layout are the template's. */
export function fillIn(files: ReadonlyMap<string, string>, answers: Answers): Map<string, string> {
  const documents = [...files].map(([path, text]) => ({ path, text, document: parseDocument(text, { merge: true }) }))
  const desk = documents.map(({ document }) => document.getIn(['organisation', 'desk'])).find((id) => id !== undefined)
  return new Map(
    documents.map(({ path, text, document }) => [
      path,
      spliced(text, [
        ...(['name', 'timezone', 'locale'] as const).flatMap((key) =>
          splice(document, ['organisation', key], answers[key]),
        ),
        ...splice(document, ['people', placeOf(document, desk), 'email'], answers.desk),
      ]),
    ]),
  )
}

/** The position of a person in a document's people; -1 leads nowhere. */
function placeOf(document: Document, id: unknown): number {
  const people = document.get('people')
  return isSeq(people) ? people.items.findIndex((person) => isMap(person) && person.get('id') === id) : -1
}

function splice(document: Document, path: (string | number)[], value: string | undefined): Splice[] {
  const node = path.includes(-1) ? undefined : document.getIn(path, true)
  if (value === undefined || !isScalar(node) || !node.range) return []
  return [{ from: node.range[0], to: node.range[1], text: yamlText(value) }]
}

/** The text with every splice made; none may lie within another. */
export const spliced = (text: string, splices: Splice[]): string =>
  splices
    .toReversed() // of two at one place the earlier comes first in the text
    .sort((a, b) => b.from - a.from)
    .reduce((done, { from, to, text: by }) => done.slice(0, from) + by + done.slice(to), text)

/** A text as YAML: plain where it can be nothing else, else in quotes; the escapes of double quotes are those of JSON. */
export const yamlText = (value: string): string => {
  if (/^[A-Za-z][\w .@/+-]*$/.test(value) && !/^(null|true|false|yes|no|on|off|y|n)$/i.test(value)) return value
  return /^[ -~]*$/.test(value) ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value)
}
