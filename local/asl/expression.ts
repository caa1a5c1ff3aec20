import jsonata from 'jsonata'
import { type ExpressionWorld, installFunctions, WORLD } from './expression-functions.ts'
import { StateFailure } from './failure.ts'
import { type Json, typeName } from './json.ts'

/** Where an expression stands: who asks, and what its names mean. */
export interface ExpressionSite {
  state: string
  /** Id of the StateEntered event: AWS's error texts quote it. */
  enteredId: number
  /** Variables and `states`, without the dollar. */
  bindings: Record<string, unknown>
  world: ExpressionWorld
}

const compiled = new Map<string, jsonata.Expression>()

/** Whether a string is an expression: `{%` and `%}` are exactly its first and last two characters. */
export function isExpression(text: string): boolean {
  return text.length >= 4 && text.startsWith('{%') && text.endsWith('%}')
}

/** The JSONata between the marks. */
export function expressionText(text: string): string {
  return text.slice(2, -2).trim()
}

/** Parses an expression, once per text. @throws jsonata's error with `code`, `position` and `message` */
export function compile(text: string): jsonata.Expression {
  const known = compiled.get(text)
  if (known) return known
  const expression = jsonata(text)
  installFunctions(expression)
  compiled.set(text, expression)
  return expression
}

/** A failed evaluation as AWS words it. `location` is the field's path, absent when no expression is at fault. */
export function evaluationFailure(
  site: ExpressionSite,
  what: string,
  location?: string,
  ofValue = false,
): StateFailure {
  const cause = `An error occurred while executing the state '${site.state}' (entered at the event id #${site.enteredId}). ${what}`
  return new StateFailure('States.QueryEvaluationError', cause, {
    evaluation: { ...(location === undefined ? {} : { location }), ofValue },
  })
}

/**
 * Evaluates a value of the definition: every string in it that is an expression is replaced by its result, at any depth.
 * @param field path of the value, as AWS names it in errors: `Output`, `Arguments/FunctionName`.
 * @throws StateFailure States.QueryEvaluationError
 */
export async function evaluateTemplate(value: Json, field: string, site: ExpressionSite): Promise<Json> {
  if (typeof value === 'string') return isExpression(value) ? evaluate(expressionText(value), field, site) : value
  if (Array.isArray(value)) {
    const items: Json[] = []
    for (const [index, item] of value.entries()) items.push(await evaluateTemplate(item, `${field}[${index}]`, site))
    return items
  }
  if (value === null || typeof value !== 'object') return value
  const fields: [string, Json][] = []
  for (const [key, item] of Object.entries(value))
    fields.push([key, await evaluateTemplate(item, `${field}/${key}`, site)])
  return Object.fromEntries(fields)
}

/** Evaluates a field that must have one of JSON's types. */
export async function evaluateAs<T extends Json>(
  value: Json,
  type: 'array' | 'boolean' | 'number' | 'string',
  field: string,
  site: ExpressionSite,
): Promise<T> {
  const result = await evaluateTemplate(value, field, site)
  if (typeName(result) === type) return result as T
  const source = typeof value === 'string' && isExpression(value) ? expressionText(value) : JSON.stringify(value)
  const found = `Expected '${type}', but was '${typeName(result)}' for value: ${JSON.stringify(result)}`
  throw evaluationFailure(site, `${named(source, field)} returned an unexpected result type. ${found}`, field)
}

async function evaluate(source: string, field: string, site: ExpressionSite): Promise<Json> {
  let result: unknown
  try {
    result = await compile(source).evaluate(undefined, { ...site.bindings, [WORLD]: site.world })
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string }
    throw evaluationFailure(
      site,
      `${named(source, field)} threw an error during evaluation. ${code ? `${code}: ` : ''}${message}`,
      field,
    )
  }
  if (result === undefined)
    throw evaluationFailure(site, `${named(source, field)} returned nothing (undefined).`, field)
  const json = toJson(result)
  if (json === undefined)
    throw evaluationFailure(site, `${named(source, field)} returned an unsupported result type.`, field)
  return json
}

function named(source: string, field: string): string {
  return `The JSONata expression '${source}' specified for the field '${field}'`
}

/** A plain copy of a JSONata result, or undefined when a function or the like is in it. Absent members are dropped. */
function toJson(value: unknown): Json | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'object' || '_jsonata_lambda' in value || '_jsonata_function' in value) return undefined
  if (Array.isArray(value)) {
    const items: Json[] = []
    for (const item of value) {
      if (item === undefined) continue
      const json = toJson(item)
      if (json === undefined) return undefined
      items.push(json)
    }
    return items
  }
  const fields: [string, Json][] = []
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue
    const json = toJson(item)
    if (json === undefined) return undefined
    fields.push([key, json])
  }
  return Object.fromEntries(fields)
}
