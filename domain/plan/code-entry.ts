/** What there is to know of a code of a finding, apart from where it is found. */

/** `error` blocks apply, `warning` does not and may be acknowledged. */
export type FindingLevel = 'error' | 'warning'

/** An entry of the registry: the heading and the reason of its section in docs/lint.md. */
export interface CodeEntry {
  level: FindingLevel
  title: string
  /** Why it matters, in a sentence or two. */
  why: string
}

export const error = (title: string, why: string): CodeEntry => ({ level: 'error', title, why })

export const warning = (title: string, why: string): CodeEntry => ({ level: 'warning', title, why })
