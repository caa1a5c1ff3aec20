import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { fillIn } from '../../bin/initiating/fill-in.ts'
import { askedWishes, checkedWishes } from '../../bin/initiating/questions.ts'
import { TEMPLATES, templateFiles } from '../../bin/initiating/templates.ts'
import { readPlan } from '../../bin/plan-file.ts'
import { parsePlan } from '../../domain/plan/parse.ts'

const EXAMPLES = resolve(import.meta.dirname, '../../examples')

describe.each([...TEMPLATES.keys()])('the template %s', (name) => {
  test('has no finding at all', () => {
    const { findings } = readPlan(join(EXAMPLES, name, 'plan.yaml'))
    expect(findings.filter(({ acknowledged }) => acknowledged === undefined)).toEqual([])
  })

  test('says in its README how to check it or run it, and writes to nobody outside example.org', () => {
    const readme = readFileSync(join(EXAMPLES, name, 'README.md'), 'utf8')
    expect(readme).toMatch(/npm (start|run throughline)/)
    const addresses = [...templateFiles(name).values()].join('\n').match(/[\w.-]+@[\w.-]+/g) ?? []
    expect(addresses.filter((address) => !address.endsWith('@example.org'))).toEqual([])
  })
})

const starter = templateFiles('starter')

const SMALL = new Map([
  [
    'plan.yaml',
    'organisation: { name: X, timezone: UTC, desk: d } # keep\npeople:\n  - { id: d, email: d@example.org }\n',
  ],
])

test('whatever a name holds, it reads back as it was given', () => {
  const odd = [
    'No',
    'null',
    "O'Neill & Söhne",
    '"Quoted"',
    'a: b # c',
    '- x',
    '{x}',
    '🏭 Werk',
    '2026-03-05',
    '1e3',
    '*a',
  ]
  const names = fc.oneof(
    fc.constantFrom(...odd),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    fc
      .array(fc.integer({ min: 0, max: 0x2fff }), { minLength: 1, maxLength: 40 })
      .map((codes) => String.fromCharCode(...codes)),
  )
  fc.assert(
    fc.property(names, (given) => {
      fc.pre(/[^\s\p{Cc}]/u.test(given) && given.isWellFormed())
      const wishes = checkedWishes({ name: given, timezone: 'Europe/Vienna', desk: "o'neill@example.org" })
      expect(parse(fillIn(SMALL, wishes).get('plan.yaml')!)).toEqual({
        organisation: { name: wishes.name, timezone: 'Europe/Vienna', desk: 'd' },
        people: [{ id: 'd', email: "o'neill@example.org" }],
      })
    }),
    { numRuns: 200 },
  )
})

test.each(['"It\'s" {a: b} # c', 'Åse & Söhne 🏭', 'null'])('a plan of %s has no finding', (name) => {
  const plan = parsePlan(fillIn(starter, checkedWishes({ name })).get('plan.yaml')!)
  expect(plan).toMatchObject({ ok: true, plan: { organisation: { name } }, findings: [] })
})

test('only the answers change: every other line is the template’s', () => {
  const before = starter.get('plan.yaml')!.split('\n')
  const after = fillIn(starter, { name: 'Ours', timezone: 'Asia/Tokyo', desk: 'us@example.com' }).get('plan.yaml')!
  const changed = after.split('\n').filter((line, i) => line !== before[i])
  expect(changed).toEqual([
    expect.stringContaining("name: Ours # your organisation's name"),
    expect.stringContaining('timezone: Asia/Tokyo #'),
    expect.stringContaining('email: us@example.com,'),
  ])
})

test('a question is asked again until its answer can be used; an empty line takes the default', async () => {
  const answers = ['sarter', 'mid-market', 'Ours', 'Europe/Lodon', 'Europe/London', '', 'nobody', 'desk@ours.example']
  const asked: string[] = []
  const wishes = await askedWishes({}, async (text) => {
    asked.push(text)
    return answers.shift()!
  })
  expect(wishes).toEqual({
    template: 'mid-market',
    name: 'Ours',
    timezone: 'Europe/London',
    locale: 'en-GB',
    desk: 'desk@ours.example',
  })
  expect(asked.filter((text) => text.startsWith('That does not work'))).toHaveLength(3)
  expect(answers).toEqual([])
})
