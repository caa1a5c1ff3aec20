import { expect, test } from 'vitest'
import { parsePlan, parsePlanFiles } from '../../../domain/plan/parse.ts'
import { SMALL } from './small-yaml.ts'

/** Reads a plan whose included files are `files`; each finding as `file:line:underlined code message`. */
const read = (main: string, files: Record<string, string>) => {
  const parsed = parsePlanFiles({ name: 'plans/plan.yaml', text: main }, (path) => {
    const text = files[path]
    return text === undefined ? { refused: `There is no file ${path}.` } : { text }
  })
  const errors = parsed.findings.filter(({ level }) => level === 'error')
  return {
    plan: parsed.ok ? parsed.plan : undefined,
    errors: errors.map(({ file, line, excerpt, column, endColumn, code, message }) => {
      const underlined = excerpt.text.slice(excerpt.column - 1, excerpt.column - 1 + endColumn - column)
      return `${file}:${line}:${underlined} ${code} ${message}`
    }),
  }
}

const [head, kpis] = [SMALL.slice(0, SMALL.indexOf('kpis:')), SMALL.slice(SMALL.indexOf('kpis:'))]
const people = 'people:\n  - id: eve\n    name: Eve\n    email: eve@example.org\n'

test('sections of several files are one plan, lists joined in the order of the files', () => {
  const parts = { 'kpis/flow.yaml': kpis, 'people.yaml': people }
  const { plan, errors } = read(`include: [people.yaml, ./kpis/flow.yaml]\n${head}`, parts)
  expect(errors).toEqual([])
  const whole = parsePlan(head + people.replace('people:\n', '') + kpis)
  expect(whole.ok && whole.plan).toEqual(plan)
  expect(plan!.people.map(({ id }) => id)).toEqual(['dora', 'eve'])
})

test('a finding is in the file and line in which the text stands', () => {
  const wrong = { 'people.yaml': people.replace('email: eve@example.org', 'email: eve'), 'kpis.yaml': kpis }
  const { errors } = read(`include: [people.yaml, kpis.yaml]\n${head}`, wrong)
  expect(errors).toEqual(['plans/people.yaml:4:eve invalid person "eve": email: write one e-mail address; not "eve"'])
  const unowned = { 'people.yaml': people, 'kpis.yaml': kpis.replace('owner: dora', 'owner: dorra') }
  expect(read(`include: [people.yaml, kpis.yaml]\n${head}`, unowned).errors).toEqual([
    expect.stringMatching(/^plans\/kpis\.yaml:8:dorra unknown-reference .*"dora"/),
  ])
})

const FILES = { 'kpis.yaml': kpis, 'twice.yaml': 'organisation: { name: B }', 'nested.yaml': 'include: [kpis.yaml]' }
const REFUSED: [sentence: string, include: string, says: RegExp][] = [
  [
    'a way out of the folder',
    '[../kpis.yaml]',
    /^plans\/plan\.yaml:1:\.\.\/kpis\.yaml include-outside name a file below/,
  ],
  ['a way out and back in', '[a/../../plans/kpis.yaml]', /include-outside/],
  ['an absolute path', '[/etc/passwd]', /:1:\/etc\/passwd include-outside/],
  ['a home folder', '["~/kpis.yaml"]', /include-outside/],
  ['a drive', '["C:kpis.yaml"]', /include-outside/],
  ['backslashes', '["..\\\\kpis.yaml"]', /include-outside/],
  ['an address', '["https://example.org/kpis.yaml"]', /include-outside/],
  ['a number', '[12]', /include-outside/],
  ['a block', '{ a: kpis.yaml }', /:1:include invalid write a list of files/],
  ['a file that is not there', '[none.yaml]', /:1:none\.yaml include-not-found There is no file none\.yaml\.$/],
  [
    'a file twice, spelt differently',
    '[kpis.yaml, ./kpis.yaml]',
    /:1:\.\/kpis\.yaml include-twice "kpis\.yaml" is already/,
  ],
  ['the plan itself', '[plan.yaml]', /include-twice/],
  ['a file that includes', '[nested.yaml]', /^plans\/nested\.yaml:1:include include-nested/],
  [
    'a block that the main file has',
    '[kpis.yaml, twice.yaml]',
    /^plans\/twice\.yaml:1:organisation include-overlap "organisation" is already given at plans\/plan\.yaml:2:1/,
  ],
  ['a file without sections', '[list.yaml]', /^plans\/list\.yaml:1:.* invalid an included file holds sections/],
  ['an empty file', '[empty.yaml]', /^plans\/empty\.yaml:1:.* invalid an included file holds sections/],
  ['a file that is not YAML', '[broken.yaml]', /^plans\/broken\.yaml:2:/],
]

test.each(REFUSED)('%s is refused where it is written', (_, include, says) => {
  const files = { ...FILES, 'list.yaml': '- 1', 'empty.yaml': '', 'broken.yaml': 'kpis:\n\t- 1' }
  const { errors, plan } = read(`include: ${include}\n${head}`, files)
  expect(plan).toBeUndefined()
  expect(errors).toEqual([expect.stringMatching(says)])
})

test('a plan that is read without a folder includes nothing', () => {
  expect(parsePlan(`include: [kpis.yaml]\n${head}`).findings.map(({ code }) => code)).toEqual(['include-not-found'])
})

test('all files together are held to the limit of one', () => {
  const big = `# ${'x'.repeat(4_000_000)}\n`
  const { errors } = read(`include: [a.yaml, b.yaml]\n${head}`, { 'a.yaml': big + kpis, 'b.yaml': big + people })
  expect(errors).toEqual([expect.stringMatching(/:1:b\.yaml too-large/)])
})
