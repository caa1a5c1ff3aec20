/** docs/plan.md: a section a block, from its schema and from what domain/plan/fields*.ts says about its fields. */
import type { Block, Field } from '../../domain/plan/block.ts'
import { BLOCKS, PLAN } from '../../domain/plan/fields.ts'
import { shapeOf } from '../../domain/plan/schema-walk.ts'
import { onLines, onOneLine } from './example-yaml.ts'
import { anchorOf, blockIn, formOf } from './field-form.ts'
import { INCLUDE } from './include.ts'
import { DEFAULTS, INTRODUCTION, NOTATIONS } from './plan-page-words.ts'

/** A longer example is shown in the block's own section only. */
const IN_A_TABLE = 70

/** Where a block stands: the block around it, and the field. */
interface Place {
  around: Block
  key: string
}

const placesOf = (inner: Block): Place[] =>
  BLOCKS.flatMap((around) =>
    Object.entries(shapeOf(around.schema))
      .filter(([, schema]) => blockIn(schema) === inner)
      .map(([key]) => ({ around, key })),
  )

/** The whole page. */
export const planPage = (): string => {
  const places = new Map(BLOCKS.map((one) => [one, placesOf(one)]))
  const isSection = (one: Block) => places.get(one)!.some(({ around }) => around === asBlock(PLAN))
  const contents = BLOCKS.filter(isSection)
    .map((one) => `[${one.title}](#${anchorOf(one)})`)
    .join(' · ')
  const sections = BLOCKS.map((one) => section(one, places.get(one)!, isSection(one) || one === asBlock(PLAN)))
  return `${INTRODUCTION}\n**Sections**: ${contents}\n${sections.join('')}${NOTATIONS}${DEFAULTS}`
}

const asBlock = (one: unknown): Block => one as Block

const section = (one: Block, places: Place[], top: boolean): string => {
  const [first] = places
  const within = top ? '' : `In ${places.map(({ around, key }) => `${link(around)} as \`${key}\``).join(', in ')}. `
  const include = first ? '' : row('include', 'list of paths', 'optional', INCLUDE)
  const rows = Object.entries(shapeOf(one.schema)).map(([key, schema]) => {
    const field = one.fields[key] as Field<unknown>
    const optional = schema._zod.optin === 'optional' && !field.needed
    const left = optional ? (field.otherwise ?? 'optional') : '**required**'
    return row(key, field.form ?? formOf(schema), left, field)
  })
  const table = `| field | written as | left out | what it means | example |\n|---|---|---|---|---|\n${include}${rows.join('')}`
  const example = first ? `\n\`\`\`yaml\n${onLines(first.key, shown(first, one))}\n\`\`\`\n` : ''
  return `\n${top ? '##' : '###'} ${one.title}\n\n${within}${one.about}\n\n${table}${example}`
}

/** The example of the field a block stands in; where the field has a shorter form, that of the block. */
const shown = ({ around, key }: Place, one: Block): unknown => {
  const example = around.fields[key]!.example
  if (typeof example === 'object') return example
  return Object.fromEntries((one.shows ?? Object.keys(one.fields)).map((name) => [name, one.fields[name]!.example]))
}

const link = (one: Block): string => `[${one.title.toLowerCase()}](#${anchorOf(one)})`

const row = (key: string, form: string, left: string, { means, example }: Field<unknown>): string => {
  const written = onOneLine(key, example)
  return `| \`${key}\` | ${form} | ${left} | ${means} | ${written.length > IN_A_TABLE ? 'below' : `\`${written}\``} |\n`
}
