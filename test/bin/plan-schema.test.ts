import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import * as z from 'zod'
import { onLines, onOneLine } from '../../bin/generating/example-yaml.ts'
import { anchorOf, blockIn } from '../../bin/generating/field-form.ts'
import { planPage } from '../../bin/generating/plan-page.ts'
import { planSchema } from '../../bin/generating/plan-schema.ts'
import { BLOCKS, PLAN } from '../../domain/plan/fields.ts'
import { TRIGGER } from '../../domain/plan/fields-triggers.ts'
import { Plan } from '../../domain/plan/plan.ts'
import { bare, elementOf, shapeOf } from '../../domain/plan/schema-walk.ts'
import { TriggerKind } from '../../domain/plan/trigger.ts'

const FIELDS = BLOCKS.flatMap(({ title, fields, schema }) =>
  Object.entries(shapeOf(schema)).map(([key, of]) => ({ name: `${title}: ${key}`, key, of, field: fields[key] })),
)

test.each(FIELDS)('$name has a sentence and an example that its own schema takes', ({ key, of, field }) => {
  expect(field?.means).toMatch(/^[A-Z`].*\.$|^`/)
  expect(z.safeParse(of, field!.example)).toMatchObject({ success: true })
  for (const written of [onOneLine(key, field!.example), onLines(key, field!.example)])
    expect(parse(written)).toEqual({ [key]: field!.example })
})

test('no block of the schema is left out, and no field that is not in it is described', () => {
  const seen = new Set<unknown>()
  const visit = (schema: Parameters<typeof bare>[0]): void => {
    const block = bare(elementOf(schema) ?? schema)
    if (Object.keys(shapeOf(block)).length === 0) return
    expect(block === Plan || blockIn(schema), Object.keys(shapeOf(block)).join(', ')).toBeTruthy()
    seen.add(block)
    for (const field of Object.values(shapeOf(block))) visit(field)
  }
  visit(Plan)
  expect(BLOCKS.filter(({ schema }) => !seen.has(schema))).toEqual([])
  for (const { fields, schema } of BLOCKS)
    expect(Object.keys(fields).sort()).toEqual(Object.keys(shapeOf(schema)).sort())
})

test('every kind of trigger is explained', () => {
  for (const kind of TriggerKind.options) expect(TRIGGER.fields.kind.means).toContain(`\`${kind}\``)
})

test('the page links only to sections it has, each with a heading of its own', () => {
  const page = planPage()
  const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, title]) => title!.toLowerCase().replaceAll(' ', '-'))
  const sections = headings.slice(1)
  expect(new Set(sections).size).toBe(sections.length)
  for (const [, anchor] of page.matchAll(/\]\(#([^)]*)\)/g)) expect(sections).toContain(anchor)
  expect(BLOCKS.map(anchorOf).filter((anchor) => !sections.includes(anchor))).toEqual([])
})

const validate = new Ajv2020({ formats: { email: true }, allErrors: true }).compile(planSchema())
const problems = (value: unknown) =>
  validate(value) ? [] : validate.errors!.map((e) => `${e.instancePath} ${e.message}`)

const EXAMPLES = resolve(import.meta.dirname, '../../examples')
const FILES = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'))

test.each(FILES)('examples/%s is what the schema says, and names it in its first line', (path) => {
  const text = readFileSync(join(EXAMPLES, path), 'utf8')
  expect(problems(parse(text, { merge: true }))).toEqual([])
  const [, named] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) ?? []
  expect(resolve(EXAMPLES, dirname(path), named ?? '')).toBe(resolve(EXAMPLES, '../plan.schema.json'))
})

const WHOLE = Object.fromEntries(Object.entries(PLAN.fields).map(([key, { example }]) => [key, example]))
const KPI = WHOLE.kpis as object[]

test('the examples of all sections together are a plan of the right form, for both schemas', () => {
  expect(problems(parse(stringify(WHOLE)))).toEqual([])
  expect(Plan.safeParse(WHOLE)).toMatchObject({ success: true })
})

const withKpi = (change: object) => ({ ...WHOLE, kpis: [{ ...KPI[0], ...change }] })

const TAKEN: [sentence: string, file: object][] = [
  ['a target that is a number', withKpi({ target: 95 })],
  ['a target that is a block', withKpi({ target: { range: { low: 1, high: 2 } } })],
  ['a target that is a list', withKpi({ target: [{ constant: 1 }, { constant: 2, effectiveFrom: '2026-01-01' }] })],
  ['a file that includes others', { organisation: WHOLE.organisation, include: ['people.yaml'] }],
  ['a file that is included', { kpis: KPI }],
]

test.each(TAKEN)('%s is taken', (_, file) => expect(problems(file)).toEqual([]))

const REFUSED: [sentence: string, file: object, says: RegExp][] = [
  ['a misspelt section', { ...WHOLE, kpi: KPI }, /^ must NOT have additional properties/],
  ['a misspelt key of a KPI', withKpi({ stewart: 'ben' }), /^\/kpis\/0 must NOT have additional properties/],
  ['a misspelt key of a target', withKpi({ target: { constnat: 1 } }), /^\/kpis\/0\/target must NOT have additional/],
  ['a target in two forms', withKpi({ target: { constant: 1, range: { low: 1, high: 2 } } }), /exactly one schema/],
  ['a target in words', withKpi({ target: 'high' }), /^\/kpis\/0\/target must be number/],
  ['a direction that is none', withKpi({ direction: 'upwards' }), /direction must be equal to one of the allowed/],
  ['a span without a unit', withKpi({ lag: '5' }), /lag must match pattern/],
  [
    'a milestone nobody owns',
    {
      initiatives: [{ id: 'a', name: 'A', accountable: 'b', milestones: [{ id: 'm', name: 'M', due: '2026-01-01' }] }],
    },
    /must have required property 'owner'/,
  ],
  ['a date in words', { calendars: [{ id: 'a', holidays: ['Christmas'] }] }, /holidays\/0 must match pattern/],
  [
    'an empty scope',
    { reviews: [{ id: 'r', name: 'R', schedule: '0 9 * * mon', chair: 'a', scope: {} }] },
    /scope must NOT have fewer/,
  ],
]

test.each(REFUSED)('%s is marked', (_, file, says) =>
  expect(problems(file)).toContainEqual(expect.stringMatching(says)),
)
