/** How a field is written, in words with links: from its schema. */
import * as z from 'zod'
import type { Block } from '../../domain/plan/block.ts'
import { BLOCKS } from '../../domain/plan/fields.ts'
import { bare, elementOf } from '../../domain/plan/schema-walk.ts'
import { ClockText, DateText, Id, Line, LocaleText, Prose, SpanText, ZoneText } from '../../domain/plan/text.ts'

const TEXTS = new Map<unknown, string>([
  [Id, '[id](#ids)'],
  [Line, 'one line'],
  [Prose, 'text'],
  [DateText, '[date](#dates-and-times)'],
  [ClockText, '[time](#dates-and-times)'],
  [ZoneText, 'time zone'],
  [LocaleText, 'language tag'],
  [SpanText, '[span](#spans)'],
])

/** The name of a section's heading in links. */
export const anchorOf = ({ title }: Block): string => title.toLowerCase().replaceAll(' ', '-')

/** The block that a field holds, alone or in a list. */
export const blockIn = (schema: z.core.$ZodType): Block | undefined => {
  const inner = bare(elementOf(schema) ?? schema)
  return BLOCKS.find((one) => one.schema === (inner as unknown))
}

/** What one writes there. */
export const formOf = (schema: z.core.$ZodType): string => {
  const inner = bare(schema)
  const named = TEXTS.get(inner)
  if (named) return named
  const element = elementOf(inner)
  const block = blockIn(inner)
  if (element) return `list of ${block ? `[${block.title.toLowerCase()}](#${anchorOf(block)})` : plural(element)}`
  if (block) return `[block](#${anchorOf(block)})`
  if (inner instanceof z.ZodEnum) return inner.options.map((option) => `\`${option}\``).join(', ')
  if (inner instanceof z.ZodBoolean) return '`true`, `false`'
  if (inner instanceof z.ZodNumber) return numberForm(inner)
  return 'text'
}

const plural = (element: z.core.$ZodType): string => {
  const form = formOf(element)
  if (element instanceof z.ZodEnum) return form
  return form.replace(/^(\[)?(whole number|\w+)/, '$1$2s')
}

const numberForm = (number: z.ZodNumber): string => {
  if (!number.format?.includes('int')) return 'number'
  const bounds = [number.minValue, number.maxValue].map((bound) =>
    bound === null || Math.abs(bound) >= Number.MAX_SAFE_INTEGER ? '' : String(bound),
  )
  return `whole number${bounds[0] && bounds[1] ? `, ${bounds[0]} to ${bounds[1]}` : ''}`
}
