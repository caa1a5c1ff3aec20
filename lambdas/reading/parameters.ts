import type { APIGatewayProxyEvent } from 'aws-lambda'
import { formatInstant, tryInstant } from '../../domain/instant.ts'
import { shown } from '../../domain/shown.ts'
import { Problem } from '../http/problem.ts'

/** Parameters of a request, each given once and known. */
export type Parameters = Readonly<Record<string, string>>

/** The query's parameters; what is unknown or given twice is a Problem, since a filter that is not heeded misleads. */
export function parametersOf(event: APIGatewayProxyEvent, known: readonly string[]): Parameters {
  const given = Object.entries(event.multiValueQueryStringParameters ?? {})
  for (const [name, values = []] of given) {
    if (!known.includes(name)) refuse(`there is no parameter ${shown(name)} here; there are ${known.join(', ')}.`)
    if (values.length > 1) refuse(`${name} is given ${values.length} times; give it once.`)
  }
  return Object.fromEntries(given.map(([name, values]) => [name, values![0]!]))
}

/** How many a page may hold: a whole number from 1 to `most`. */
export function limitOf({ limit }: Parameters, usual: number, most: number): number {
  if (limit === undefined) return usual
  const count = /^\d{1,6}$/.test(limit) ? Number(limit) : 0
  if (count < 1 || count > most) refuse(`limit is ${shown(limit)}; write a whole number from 1 to ${most}.`)
  return count
}

/** The instant of `as_of`, epoch ms; undefined without. Nobody can know what will be known. */
export function instantOf({ as_of }: Parameters, now: number): number | undefined {
  if (as_of === undefined) return undefined
  const at = tryInstant(as_of)
  if (at === undefined)
    return refuse(
      `as_of is ${shown(as_of)}; write an instant like 2026-03-09T07:00:00Z, with Z or an offset (+ is %2B in an address).`,
    )
  if (at > now) refuse(`as_of is ${formatInstant(at)}, which has not come; leave it out to read what is known now.`)
  return at
}

/** One of a list of words. */
export function wordOf<T extends string>(parameters: Parameters, name: string, words: readonly T[]): T | undefined {
  const given = parameters[name]
  if (given === undefined) return undefined
  return words.find((word) => word === given) ?? refuse(`${name} is ${shown(given)}; write one of ${words.join(', ')}.`)
}

/** A parameter that cannot be used. */
export function refuse(detail: string): never {
  throw new Problem(422, 'malformed-parameter', detail)
}
