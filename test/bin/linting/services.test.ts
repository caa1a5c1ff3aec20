import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { githubLines } from '../../../bin/linting/github.ts'
import { lintPageAddress } from '../../../bin/linting/lint-page-address.ts'
import { sarifLog } from '../../../bin/linting/sarif.ts'
import { CODES } from '../../../domain/plan/codes.ts'
import { findingAt } from './finding-at.ts'

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url))
const SURROUNDINGS = { root: '/repo', page: 'https://example.org/docs/lint.md', version: '0.1.0' }

/** The schema of the standard (2.1.0-rtm.5, of draft 4); standard/NOTICE says where it is from. */
const {
  $schema: _draft,
  id: _id,
  ...SCHEMA
} = JSON.parse(readFileSync(`${import.meta.dirname}/standard/sarif-2.1.0-rtm.5.json`, 'utf8'))
const valid = new Ajv({
  strict: false,
  allErrors: true,
  // One pattern of the schema has a stray bracket, which only the older form of expressions takes.
  unicodeRegExp: false,
  formats: {
    uri: (text: string) => URL.canParse(text),
    'uri-reference': (text: string) => !/[<>\s"]/.test(text) && URL.canParse(text, 'https://example.org/'),
    'date-time': true,
  },
}).compile(SCHEMA)

const TEXT = 'people:\n  - { id: ann, manager: bob }\n'
const bob = TEXT.indexOf('bob')
const FOUND = [
  findingAt(TEXT, bob, bob + 3, { code: 'idle-function', file: '/repo/a b/plän:1.yaml', acknowledged: 'Not "yet"' }),
  findingAt(TEXT, bob, bob + 3, { code: 'unknown-reference', item: 'ann', file: '/repo/people.yaml' }),
  findingAt('', 0, 0, { code: 'too-large', file: '<stdin>' }),
  findingAt(TEXT, bob, bob + 3, { file: '/elsewhere/plan.yaml' }),
]

test('the log follows the schema of SARIF', () => {
  expect(valid(JSON.parse(JSON.stringify(sarifLog(FOUND, SURROUNDINGS)))) || valid.errors).toBe(true)
})

test('the schema refuses what SARIF has not', () => {
  const log = sarifLog(FOUND, SURROUNDINGS)
  const { results } = log.runs[0]!
  expect(valid({ ...log, version: '2.0.0' })).toBe(false)
  expect(valid({ ...log, runs: [{ ...log.runs[0], results: results.map((one) => ({ ...one, level: 'bad' })) }] })).toBe(
    false,
  )
  expect(valid(sarifLog(FOUND, { ...SURROUNDINGS, page: 'docs/lint.md' }))).toBe(false)
})

test('every code is a rule, with its level and the address of its section', () => {
  const { rules } = sarifLog([], SURROUNDINGS).runs[0]!.tool.driver
  expect(rules.map(({ id }) => id)).toEqual(Object.keys(CODES))
  expect(rules.find(({ id }) => id === 'unowned')).toMatchObject({
    shortDescription: { text: 'Nobody answers for an item.' },
    fullDescription: { text: CODES.unowned.why },
    helpUri: 'https://example.org/docs/lint.md#unowned',
    defaultConfiguration: { level: 'error' },
  })
})

test('a result has its rule, region and file as seen from the root; what is acknowledged is suppressed with the reason', () => {
  const { results, tool } = sarifLog(FOUND, SURROUNDINGS).runs[0]!
  const uris = results.map(({ locations }) => locations[0]!.physicalLocation.artifactLocation.uri)
  expect(uris.filter((uri) => !uri.includes('stdin'))).toEqual([
    'people.yaml',
    'file:///elsewhere/plan.yaml',
    'a%20b/pl%C3%A4n%3A1.yaml',
  ])
  expect(results[0]!.locations[0]!.physicalLocation.region).toEqual({
    startLine: 2,
    startColumn: 25,
    endLine: 2,
    endColumn: 28,
  })
  expect(results.map(({ ruleId, ruleIndex }) => tool.driver.rules[ruleIndex]!.id === ruleId)).not.toContain(false)
  expect(results.map(({ suppressions }) => suppressions?.[0]?.justification)).toEqual([
    undefined,
    undefined,
    undefined,
    'Not "yet"',
  ])
})

test('fingerprints are unlike each other, and stay when lines are added above', () => {
  const prints = (text: string) => {
    const places = [...text.matchAll(/bob/g)].map(({ index }) => index)
    const found = places.flatMap((at) => [
      findingAt(text, at, at + 3),
      findingAt(text, at, at + 3, { code: 'unowned', item: 'ann' }),
      findingAt(text, at, at + 2, { code: 'unowned', item: 'eve' }),
    ])
    return sarifLog(found, SURROUNDINGS).runs[0]!.results.map((one) => one.partialFingerprints['finding/v1'])
  }
  const text = `${TEXT}${TEXT}`
  expect(new Set(prints(text)).size).toBe(6)
  expect(prints(`# new\n${text}`)).toEqual(prints(text))
})

test('nothing in a finding ends a command of GitHub or adds a property', () => {
  const file = '/repo/a,b:100%\r\n.yaml'
  const found = findingAt('a', 0, 1, { file, message: '50%: one, two\r\n::error::three' })
  expect(githubLines([found], '/repo')).toEqual([
    '::error file=a%2Cb%3A100%25%0D%0A.yaml,line=1,endLine=1,col=1,endColumn=2,title=invalid::50%25: one, two%0D%0A::error::three',
  ])
})

test('standard input has no file to show it in', () => {
  expect(githubLines([findingAt('a', 0, 1, { file: '<stdin>' })], '/repo')).toEqual(['::error title=invalid::mend it'])
})

test.each([
  ['at GitHub where this project is checked out', PROJECT, 'https://github.com/acme/plans/blob/abc/docs/lint.md'],
  ['on this machine where another project is', '/repo', new URL('../../../docs/lint.md', import.meta.url).href],
])('docs/lint.md is %s', (_, checkout, address) => {
  const at = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'acme/plans', GITHUB_SHA: 'abc' }
  expect(lintPageAddress({ ...at, GITHUB_WORKSPACE: checkout })).toBe(address)
})
