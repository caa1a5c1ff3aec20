/** The files of a plan as one draft, and the draft after rows came into it as the files' texts. */
import { isDeepStrictEqual } from 'node:util'
import { type Document, parseDocument } from 'yaml'
import { Refusal } from '../refusal.ts'
import type { Draft } from './draft.ts'
import { Elsewise, inPlace } from './in-place.ts'
import { writeBack } from './write-back.ts'

/** One file of a plan; `name` as the plan's main file has it. */
export interface PlanFile {
  name: string
  text: string
}

interface Part extends PlanFile {
  document: Document
  before: Draft
}

/** A plan in one file or several; the first is the main one. */
export class PlanParts {
  readonly joined: Draft = {}
  readonly #parts: Part[]

  constructor(files: readonly PlanFile[]) {
    this.#parts = files.map((file) => {
      const document = parseDocument(file.text, { merge: true })
      return { ...file, document, before: dataOf(document) }
    })
    for (const { before } of this.#parts)
      for (const [section, given] of Object.entries(structuredClone(before))) {
        const soFar = this.joined[section]
        if (Array.isArray(soFar) && Array.isArray(given)) soFar.push(...given)
        else this.joined[section] ??= given
      }
  }

  /** Names of its files, the main one first. */
  get names(): string[] {
    return this.#parts.map(({ name }) => name)
  }

  /** Files that hold a list, in the plan's order. */
  holders(list: string): string[] {
    return this.#parts.filter(({ before }) => Array.isArray(before[list])).map(({ name }) => name)
  }

  /**
   * The texts of the files that change when the plan becomes `after`, which only adds at the end of lists and changes items.
   * New items go where `goes` says, else into the last file that holds their list, else into the main one.
   */
  divided(after: Draft, goes: { list: string; file: string } | undefined): PlanFile[] {
    const drafts = new Map(this.#parts.map(({ name, before }) => [name, structuredClone(before)]))
    for (const [section, value] of Object.entries(after)) {
      if (!Array.isArray(value)) continue
      const file = goes?.list === section ? goes.file : (this.holders(section).at(-1) ?? this.#parts[0]!.name)
      this.#divide(drafts, section, [...value], file)
    }
    return this.#parts.flatMap(({ name, text, document, before }) => {
      const draft = drafts.get(name)!
      return isDeepStrictEqual(before, draft) ? [] : [{ name, text: written(document, text, before, draft) }]
    })
  }

  /** Each file takes back as many items as it gave; what is left over is new. */
  #divide(drafts: Map<string, Draft>, section: string, items: unknown[], goes: string): void {
    for (const { name, before } of this.#parts) {
      const own = before[section]
      if (Array.isArray(own)) drafts.get(name)![section] = items.splice(0, own.length)
    }
    if (items.length === 0) return
    const draft = drafts.get(goes)!
    draft[section] = [...((draft[section] as unknown[] | undefined) ?? []), ...items]
  }
}

/**
 * The text of a file brought to the draft: in place where its layout allows, which is proved by reading it again; else the
 * document printed anew, with its comments and order. Line ends stay as they were.
 */
function written(document: Document, plan: string, before: Draft, draft: Draft): string {
  const ends = (text: string) => (plan.includes('\r\n') ? text.replaceAll(/\r?\n/g, '\r\n') : text)
  try {
    const text = ends(inPlace(plan, document, before, draft))
    const again = parseDocument(text, { merge: true })
    if (again.errors.length === 0 && isDeepStrictEqual(dataOf(again), draft)) return text
  } catch (error) {
    if (!(error instanceof Elsewise)) throw error
  }
  writeBack(document, before, draft)
  return ends(document.toString({ lineWidth: 0 }))
}

/** The plan as data in which nothing is shared: what an alias repeats is there twice, and can change once. */
function dataOf(document: Document): Draft {
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 1000 }) ?? {}
  } catch (error) {
    throw new Refusal(`The plan cannot be expanded (${(error as Error).message}); write the repeated parts out.`)
  }
  if (typeof value !== 'object' || Array.isArray(value))
    throw new Refusal('The plan is no block of keys such as people: and kpis:. Nothing was written.')
  return JSON.parse(JSON.stringify(value)) as Draft
}
