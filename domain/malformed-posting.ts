/** The sentence for an observation that has not the shape of one: what came, where, what to send instead. */
import type * as z from 'zod'
import { PostedObservation } from './observation.ts'
import { shown, shownValue } from './shown.ts'

type Issue = z.core.$ZodIssue

const FIELDS = Object.keys(PostedObservation.shape).join(', ')
const FIGURES = ['value', 'numerator', 'denominator']

/** What the schema found first in `input`; `code` tells a figure that is no finite number from any other fault. */
export const malformedPosting = (
  issue: Issue,
  input: unknown,
): { code: 'malformed' | 'not-finite'; detail: string } => {
  const got = issue.path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown>)?.[step], input)
  const where = issue.path.map((step) => clipped(String(step))).join('.') || 'the observation'
  const unfinite = FIGURES.includes(where) && typeof got === 'number'
  if (unfinite)
    return { code: 'not-finite', detail: `${where} is not a finite number; leave the observation out or retract it` }
  return { code: 'malformed', detail: sentence(issue, where, got) }
}

const sentence = (issue: Issue, where: string, got: unknown): string => {
  if (issue.code === 'unrecognized_keys') return `no observation has ${names(issue.keys)}; its fields are ${FIELDS}`
  if (got === undefined) return `${where} is missing; send it with every observation`
  if (FIGURES.includes(where)) return figure(where, got)
  switch (issue.code) {
    case 'invalid_type':
      return `${where} is ${shownValue(got)}; send ${KINDS[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `${where} is ${shownValue(got)}; send one of ${issue.values.join(', ')}`
    case 'too_big':
      return `${where} has ${String(got).length} characters; send at most ${issue.maximum}`
    case 'too_small':
      return `${where} is empty; write it or leave it out`
    default:
      return `${where} is ${shownValue(got)}; ${issue.message}`
  }
}

const KINDS: Partial<Record<string, string>> = {
  string: 'a text',
  object: 'an object like {"kpi": …, "period": …, "value": …}',
  record: 'an object with a text for each dimension',
}

const figure = (where: string, got: unknown): string =>
  typeof got === 'string'
    ? `${where} is the text ${shown(got)}; send a number, without quotes and separators of thousands`
    : `${where} is ${shownValue(got)}; send a number or leave the field out`

const names = (keys: readonly string[]): string =>
  `${keys.length === 1 ? 'a field' : 'fields'} ${keys.slice(0, 3).map(shown).join(', ')}${keys.length > 3 ? ' …' : ''}`

const clipped = (step: string): string => (step.length > 40 ? `${step.slice(0, 40)}…` : step)
