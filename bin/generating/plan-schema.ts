/** plan.schema.json: a file of a plan as an editor checks it while one types. Lint knows more: references, calendars, sense. */
import * as z from 'zod'
import { BLOCKS } from '../../domain/plan/fields.ts'
import { TargetField, TargetSpec } from '../../domain/plan/measure.ts'
import { Plan } from '../../domain/plan/plan.ts'
import { Audience } from '../../domain/plan/programme.ts'
import { ReviewScope } from '../../domain/plan/review-scope.ts'
import { DateText } from '../../domain/plan/text.ts'
import { INCLUDE } from './include.ts'

type Json = z.core.JSONSchema.BaseSchema

const blockOf = new Map<unknown, (typeof BLOCKS)[number]>(BLOCKS.map((one) => [one.schema, one]))

/** Rules that a schema checks with code, in the words of JSON Schema. */
const RULES = new Map<unknown, Json>([
  [TargetSpec, { oneOf: ['constant', 'range', 'points', 'lastYear'].map((form) => ({ required: [form] })) }],
  [ReviewScope, { minProperties: 1 }],
  [Audience, { minProperties: 1 }],
  [DateText, { pattern: '^\\d{4}-\\d{2}-\\d{2}$' }],
])

/**
 * The JSON Schema of one file of a plan. No section is required: each may stand in another file that the main one includes,
 * and lint says which is missing from all of them. It names no address of its own, because plans name it by path.
 */
export const planSchema = (): Json => {
  const { required: _required, properties, ...schema } = z.toJSONSchema(Plan, { io: 'input', override }) as Json
  const { means, example } = INCLUDE
  const include = { type: 'array', items: { type: 'string', minLength: 1 }, description: means, examples: [example] }
  return {
    ...schema,
    title: 'A plan of Throughline, or one file of it',
    properties: { include, ...properties } as never,
  }
}

/** The file, as it is written. */
export const planSchemaFile = (): string => `${JSON.stringify(planSchema(), null, 2)}\n`

const override = ({ zodSchema, jsonSchema }: { zodSchema: unknown; jsonSchema: Json }): void => {
  Object.assign(jsonSchema, RULES.get(zodSchema))
  if (zodSchema === TargetField) shorthands(jsonSchema)
  const described = blockOf.get(zodSchema)
  if (!described) return
  jsonSchema.description = plain(described.about)
  const needed = Object.entries(described.fields).flatMap(([key, field]) => (field.needed ? [key] : []))
  if (needed.length > 0) jsonSchema.required = [...(jsonSchema.required ?? []), ...needed]
  for (const [key, field] of Object.entries(described.fields)) {
    const otherwise = field.otherwise === undefined ? '' : ` Default: ${field.otherwise}.`
    // A new object: one schema stands behind many fields.
    jsonSchema.properties![key] = {
      ...(jsonSchema.properties![key] as Json),
      description: plain(field.means + otherwise),
      examples: [field.example],
    }
  }
}

/** A target as it may be written: a number, one target, or a list of them. */
const shorthands = (list: Json): void => {
  const { type, items, minItems } = list
  for (const key of Object.keys(list)) delete list[key]
  list.anyOf = [{ type: 'number' }, items as Json, { type, items, minItems } as Json]
}

/** Words without the marks of a page. */
const plain = (text: string): string => text.replaceAll('`', '')
