import { expect, test } from 'vitest'
import { formatDay, parseDay, tryDay } from '../../../../domain/civil.ts'
import { diffPlans } from '../../../../domain/plan/diff/diff.ts'
import { BLOCKS } from '../../../../domain/plan/fields.ts'
import { Plan } from '../../../../domain/plan/plan.ts'
import { resolvePlan } from '../../../../domain/plan/resolve.ts'
import { bare, elementOf, schemaAt, shapeOf } from '../../../../domain/plan/schema-walk.ts'

type Schema = Parameters<typeof bare>[0]
type Path = readonly (string | number)[]
type Json = Record<string | number, unknown>

/** One target a form and one trigger a kind: the schema takes only one of them at a time. */
const FORMS: Record<string, Json[]> = {
  target: [
    { constant: 4 },
    { effectiveFrom: '2026-02-01', range: { low: 1, high: 2 } },
    { effectiveFrom: '2026-03-01', points: [{ at: '2026-03', value: 4 }], between: 'step' },
    { effectiveFrom: '2026-04-01', lastYear: { plus: 1, cap: 9 } },
  ],
  triggers: [
    { kind: 'threshold', level: 'amber', severity: 'S3', m: 1, n: 2, k: 1, respondBy: '1 d', decideBy: '2 d' },
    { kind: 'pace', window: 'year', yearBegins: 4 },
    { kind: 'change', against: 'previous', by: 20, floor: 5 },
    { kind: 'forecast', window: 'year', yearBegins: 4 },
    { kind: 'control-chart', rules: 'wheeler', side: 'both', baselineFrom: '2026-01', classic: true },
    { kind: 'capability', baselineFrom: '2026-02', classic: false },
    { kind: 'composite', all: ['a'], any: ['b'], none: ['c'] },
    { kind: 'freshness' },
  ],
}
const ONLY: Record<string, RegExp> = {
  triggers:
    /^(red|level|severity|m|n|k|respondBy|decideBy|window|yearBegins|against|by|floor|rules|side|baselineFrom|classic|all|any|none)$/,
}

/** A value for every field of a schema, from the examples of docs/plan.md. It need not be a sound plan: it is only resolved. */
const whole = (schema: Schema, key: string, example: unknown): unknown => {
  const element = elementOf(schema)
  if (key === 'target') return FORMS.target
  if (element && Object.keys(shapeOf(element)).length > 0) {
    const one = whole(element, '', undefined) as Json
    if (!FORMS[key]) return [one]
    return FORMS[key].map((form, i) => {
      const rest = Object.fromEntries(Object.entries(one).filter(([name]) => !ONLY[key]?.test(name)))
      const red = form.level === 'amber' ? { red: one.red } : {}
      return { ...rest, ...red, ...form, id: `${one.id}-${i}` }
    })
  }
  const shape = shapeOf(schema)
  if (Object.keys(shape).length === 0) return example
  const { fields } = BLOCKS.find((one) => bare(one.schema) === bare(schema))!
  return Object.fromEntries(Object.entries(shape).map(([name, of]) => [name, whole(of, name, fields[name]!.example)]))
}

const leaves = (value: unknown, at: Path = []): Path[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, one]) => leaves(one, [...at, Array.isArray(value) ? Number(key) : key]))
    : [at]

const changed = (value: unknown, schema: Schema | undefined): unknown => {
  const options = schema && (bare(schema)._zod.def as { entries?: Record<string, string> }).entries
  if (options) return Object.values(options).find((one) => one !== value)
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  const text = String(value)
  if (tryDay(text) !== undefined) return formatDay(parseDay(text) + 1)
  if (/^\d+ ?(h|d|wd)$/.test(text)) return text.replace(/^\d+/, (count) => String(Number(count) + 1))
  if (/^\d\d:\d\d$/.test(text)) return text === '10:10' ? '10:11' : '10:10'
  return `${text}x`
}

const FULL = whole(Plan, '', undefined) as Plan
const before = resolvePlan(FULL)

const edited = (path: Path, change: (holder: Json, key: string | number) => void): Plan => {
  const copy = structuredClone(FULL)
  const holder = path.slice(0, -1).reduce((at, step) => at[step] as Json, copy as unknown as Json)
  change(holder, path.at(-1)!)
  return copy
}

const PATHS = leaves(FULL).map((path) => ({ path, name: path.join('.') }))

test('the plan that is changed has every field of the schema', () => {
  const named = new Set(PATHS.map(({ path }) => path.filter((step) => typeof step === 'string').join('.')))
  const visit = (schema: Schema, at: string[]): string[] => {
    const shape = shapeOf(elementOf(schema) ?? schema)
    if (Object.keys(shape).length === 0) return [at.join('.')]
    return Object.entries(shape).flatMap(([key, of]) => visit(of, [...at, key]))
  }
  const missing = visit(Plan, []).filter(
    (name) => ![...named].some((one) => one === name || one.startsWith(`${name}.`)),
  )
  expect(missing).toEqual([])
  expect(PATHS.length).toBeGreaterThan(250)
})

test('another value of any field is told by diff, and by the patch', () => {
  const silent = PATHS.filter(({ path }) => {
    const schema = schemaAt(Plan, path)
    const after = resolvePlan(
      edited(path, (holder, key) => {
        holder[key] = changed(holder[key], schema)
      }),
    )
    const { changes, patch } = diffPlans(before, after)
    return changes.length === 0 || patch.length === 0
  })
  expect(silent.map(({ name }) => name)).toEqual([])
})

test('so is any optional field that is left out, unless what is written is what holds without it', () => {
  const silent = PATHS.filter(({ path }) => {
    const schema = schemaAt(Plan, path)
    if ((schema?._zod.def as { type?: string } | undefined)?.type !== 'optional') return false
    const without = edited(path, (holder, key) => {
      delete holder[key]
    })
    const other = edited(path, (holder, key) => {
      holder[key] = changed(holder[key], schema)
    })
    return [FULL, other].every((given) => diffPlans(resolvePlan(given), resolvePlan(without)).changes.length === 0)
  })
  expect(silent.map(({ name }) => name)).toEqual([])
})
