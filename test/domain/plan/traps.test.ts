import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { largePlan } from '../../../bench/large-plan.ts'
import { parsePlan } from '../../../domain/plan/parse.ts'
import type { Plan } from '../../../domain/plan/plan.ts'
import { printPlan } from '../../../domain/plan/print.ts'
import { SMALL } from './small-yaml.ts'

/** Each error as `line:underlined code message`. */
const errorsOf = (text: string): string[] =>
  parsePlan(text)
    .findings.filter(({ level }) => level === 'error')
    .map(({ line, excerpt, column, endColumn, code, message }) => {
      const underlined = excerpt.text.slice(excerpt.column - 1, excerpt.column - 1 + endColumn - column)
      return `${line}:${underlined} ${code} ${message}`
    })

const WRONG: [sentence: string, from: string, to: string, says: RegExp][] = [
  [
    'a number as a name',
    'name: Dora',
    'name: 123',
    /^5:123 invalid person "dora": name: 123 is read as a number; for text write it in quotes: '123'$/,
  ],
  ['a number with an exponent as a name', 'name: Dora', 'name: 1e3', /^5:1e3 .*in quotes: '1e3'/],
  ['true as a name', 'name: Dora', 'name: true', /^5:true .*in quotes: 'true'/],
  [
    'nothing as a name',
    'name: Dora',
    'name: ~',
    /^5:~ invalid person "dora": name: nothing is written here; write text/,
  ],
  ['nothing at all as a name', 'name: Dora', 'name:', /^5:.* invalid person "dora": name: nothing is written here/],
  ['a number as an id', 'id: dora', 'id: 2026', /^4:2026 invalid person 1: id: 2026 is read as a number; .*'2026'$/],
  ['a list as a name', 'name: Dora', 'name: [Dora]', /^5:name invalid person "dora": name: write text, not a list$/],
  [
    'digits with a leading zero, octal to some',
    'target: 90',
    'target: 010',
    /^15:010 invalid 010 is 10 to some tools and octal to others; write 10/,
  ],
  ['a hexadecimal number', 'target: 90', 'target: 0x1F', /^15:0x1F invalid .*write 31/],
  ['more digits than a number keeps', 'target: 90', 'target: 9007199254740993', /^15:9007199254740993 .*more digits/],
  [
    'digits with underscores',
    'target: 90',
    'target: 1_000',
    /^15:1_000 invalid .*without signs between its digits: 1000$/,
  ],
  [
    'a number in quotes',
    'amber: 2',
    "amber: '2'",
    /^16:'2' invalid KPI "flow": bands\.amber: write a number without quotes: 2$/,
  ],
  ['a decimal comma', 'amber: 2', 'amber: "2,5"', /with a point: 2\.5$/],
  ['infinity', 'amber: 2', 'amber: .inf', /^16:\.inf .*write a finite number, not \.inf$/],
  [
    'words for a number',
    'amber: 2',
    'amber: two',
    /^16:two invalid KPI "flow": bands\.amber: write a number; "two" is text$/,
  ],
  [
    'a word that is none of the allowed',
    'monthly',
    'monthy',
    /^12:monthy invalid KPI "flow": cadence: "monthy" is none of daily, weekdays, weekly, monthly, quarterly; did you mean "monthly"\?$/,
  ],
  [
    'a misspelt key',
    'owner: dora',
    'ownr: dora',
    /^14:ownr unknown-key KPI "flow": "ownr" is not a key here; did you mean "owner"\?$/,
  ],
  [
    'a key of another word',
    'name: Dora',
    'title: Dora',
    /^5:title unknown-key person "dora": "title" is not a key here; did you mean "name"\?$/,
  ],
  ['a key nobody knows', 'owner: dora', 'colour: red', /^14:colour unknown-key .*remove it; there are id, name, /],
  ['a missing key', '    unit: pts\n', '', /^8:id: flow missing KPI "flow": "unit" is missing; add "unit:"$/],
  ['a missing section', 'calendars: [{ id: uk }]\n', '', /^1:organisation.* missing the plan: "calendars" is missing/],
  ['a block where a list belongs', '[{ id: uk }]', '{ id: uk }', /^2:calendars invalid calendars: write a list/],
  [
    'a list where a block belongs',
    'bands: { amber: 2, red: 5 }',
    'bands: [2, 5]',
    /^16:bands invalid KPI "flow": bands: write a block of keys, not a list$/,
  ],
  [
    'no address',
    'dora@example.org',
    'dora',
    /^6:dora invalid person "dora": email: write one e-mail address; not "dora"$/,
  ],
  [
    'too long a line',
    'name: Dora',
    `name: ${'x'.repeat(201)}`,
    /^5:x+… invalid person "dora": name: write at most 200 characters$/,
  ],
  ['a whole number that is none', 'owner: dora', 'decimals: 1.5', /decimals: write a whole number, not 1\.5$/],
  ['a number out of bounds', 'owner: dora', 'decimals: 12', /decimals: write a number of at most 9$/],
  [
    'a text where a target is',
    'target: 90',
    'target: high',
    /^15:high invalid KPI "flow": target: write a number; "high" is text$/,
  ],
  ['a tab', '    name: Dora', '\tname: Dora', /^5:.* yaml a tab cannot indent in YAML; use spaces$/],
  ['a second document', 'kpis:', '---\nkpis:', /^7:--- yaml a plan file is one document/],
  ['a tag', 'name: Dora', 'name: !secret Dora', /^5:!secret yaml a plan has no tags/],
  ['another YAML', 'organisation:', '%YAML 1.1\n---\norganisation:', /^1:. yaml .*plans are YAML 1\.2/],
  ['a key given twice', '    name: Dora', '    name: Dora\n    name: Eve', /^6:name duplicate-key/],
  ['a key given twice, once in quotes', '    name: Dora', '    name: Dora\n    "name": Eve', /^6:"name" duplicate-key/],
  ['a key of JavaScript', 'amber: 2', '__proto__: 2', /^16:__proto__ unknown-key/],
  ['a list as a key', 'name: Dora', '? [a, b]\n    : 1', /^5:\[a, b\] yaml a key is one word/],
  [
    'an alias of nothing',
    'name: Dora',
    'name: *dora',
    /^5:\*dora yaml "\*dora" names nothing: no &dora stands above; put/,
  ],
  [
    'an alias that is misspelt',
    'kpis:',
    'functions: [&sales { id: sales }, *sale]\nkpis:',
    /^7:\*sale yaml "\*sale" names nothing: no &sale stands above; did you mean "\*sales"\?$/,
  ],
  [
    'an alias above its anchor',
    'kpis:',
    'functions: [*sales, &sales { id: sales }]\nkpis:',
    /^7:\*sales yaml .*no &sales stands above/,
  ],
  [
    'an alias within what it names',
    'kpis:',
    'functions: &all [*all]\nkpis:',
    /^7:\*all yaml .*stands inside what it names/,
  ],
  [
    'a merge of a number',
    'name: Dora',
    '<<: 1',
    /^5:1 yaml "<<" takes over the keys of a block; write an alias of one/,
  ],
  ['a merge of nothing', 'name: Dora', '<<:', /^5:<< yaml "<<" takes over the keys/],
  [
    'a merge of a list of words',
    'kpis:',
    'functions: [&a { id: a }, { <<: [*a, b], id: c }]\nkpis:',
    /^7:b yaml "<<" takes over/,
  ],
  ['a merge of what is no block', 'kpis:', 'functions: [&a b, { <<: *a }]\nkpis:', /^7:\*a yaml "<<" takes over/],
  [
    'a bracket that is never closed',
    '[{ id: uk }]',
    '[{ id: uk }',
    /^2:\[ yaml this bracket is never closed; close it with \]$/,
  ],
  [
    'a quote that is never closed',
    'name: Trust',
    'name: "Trust',
    /^1:" yaml this quote is never closed; close it with "$/,
  ],
  [
    'a single quote that is never closed',
    'unit: pts',
    "unit: 'pts",
    /^10:' yaml this quote is never closed; close it with '$/,
  ],
  ['a key between two indents', '    email:', '   email:', /^6:.* yaml this line belongs to no item of the list above/],
  ['a bracket too many', 'name: Dora', 'name: ]', /^5:\] yaml this \] closes no bracket that is open; remove it/],
  [
    'a text that goes on behind its quotes',
    'name: Dora',
    'name: "Dora" Day',
    /^5:Day yaml a text goes on behind its end/,
  ],
  ['a colon in a text', 'name: Dora', 'name: Dora: the owner', /^5:.* yaml two colons on one line/],
]

test.each(WRONG)('%s is a finding that says what to write', (_, from, to, says) => {
  expect(SMALL).toContain(from)
  const found = errorsOf(SMALL.replace(from, to))
  expect(found.filter((one) => says.test(one))).toHaveLength(1)
  expect(found.join()).not.toMatch(/expected|received|Invalid input/)
})

const RIGHT: [sentence: string, from: string, to: string][] = [
  ['Windows line ends', '\n', '\r\n'],
  ['a byte order mark', 'organisation', '\uFEFForganisation'],
  ['NO as a unit', 'unit: pts', 'unit: NO'],
  ['yes as a name', 'name: Dora', 'name: yes'],
  ['a date as a name', 'name: Dora', 'name: 2026-03-05'],
  ['a time as a name', 'name: Dora', 'name: 08:30'],
  ['an exponent where a number belongs', 'target: 90', 'target: 9e1'],
  [
    'an alias, and a block whose keys are taken over',
    'kpis:',
    'functions: [&a { id: a }, { <<: *a, id: b }, { <<: [*a, { name: C }], id: c }]\nkpis:',
  ],
  ['comments and a start of document', 'organisation', '# a plan\n---\norganisation'],
]

test.each(RIGHT)('%s is read as it is meant', (_, from, to) => {
  expect(errorsOf(SMALL.replaceAll(from, to))).toEqual([])
})

const READ: [sentence: string, from: string, to: string, value: (plan: Plan) => unknown, means: unknown][] = [
  ['NO is a text, no boolean', 'unit: pts', 'unit: NO', (plan) => plan.kpis[0]!.unit, 'NO'],
  ['off is a text', 'name: Dora', 'name: off', (plan) => plan.people[0]!.name, 'off'],
  ['a date is its ten characters', 'name: Dora', 'name: 2026-03-05', (plan) => plan.people[0]!.name, '2026-03-05'],
  [
    'a date where a date belongs',
    'email: dora@example.org',
    'email: dora@example.org\n    absences: [{ from: 2026-03-05, to: 2026-03-06 }]',
    (plan) => plan.people[0]!.absences,
    [{ from: '2026-03-05', to: '2026-03-06' }],
  ],
  [
    'a time is no number of sixties',
    'desk: dora',
    'desk: dora, mail: { slot: 08:30 }',
    (plan) => plan.organisation.mail!.slot,
    '08:30',
  ],
  ['1e3 is a thousand', 'target: 90', 'target: 1e3', (plan) => plan.kpis[0]!.target, [{ constant: 1000 }]],
  [
    'a merge key takes over what is not said',
    'kpis:',
    'functions: [&a { id: a, name: A }, { <<: *a, id: b }]\nkpis:',
    (plan) => plan.functions![1],
    { id: 'b', name: 'A' },
  ],
  [
    'Windows line ends in a text of several lines',
    'name: Dora',
    'name: >-\r\n      Dora\r\n      Day',
    (plan) => plan.people[0]!.name,
    'Dora Day',
  ],
  [
    'a byte order mark is not part of the first key',
    'organisation',
    '\uFEFForganisation',
    (plan) => plan.organisation.name,
    'Trust',
  ],
]

test.each(READ)('%s', (_, from, to, value, means) => {
  const parsed = parsePlan(SMALL.replace(from, to))
  expect(parsed.ok && value(parsed.plan)).toEqual(means)
})

test('a quote that swallows the rest of the file is one finding, not one of each bracket and line behind it', () => {
  expect(errorsOf(SMALL.replace('name: Trust', 'name: "Trust'))).toHaveLength(1)
})

test('a key that is misspelt is not also missing; one that is missing beside another slip is', () => {
  expect(errorsOf(SMALL.replace('email:', 'emial:'))).toEqual([
    expect.stringMatching(/unknown-key .*"emial".*did you mean "email"/),
  ])
  expect(errorsOf(SMALL.replace('email:', 'colour:'))).toHaveLength(2)
  expect(errorsOf(SMALL.replace('name: Dora', 'title: Dora').replace('unit: pts', 'unti: pts'))).toHaveLength(2)
})

describe('what exhausts a reader', () => {
  const keys = (indent: string) => Array.from({ length: 20_000 }, (_, i) => `${indent}k${i}: 1\n`).join('')
  const nested = (open: string, close = '') => open.repeat(10_000) + close.repeat(10_000)
  test.each([
    ['brackets', nested('[', ']')],
    ['braces', nested('{a: ', '}')],
    ['dashes', nested('- ')],
    ['question marks', nested('? ')],
    ['lists as keys of lists', nested('[? ')],
    ['a hundred brackets below a known key', `${SMALL}functions: ${'['.repeat(100)}${']'.repeat(100)}`],
  ])('%s, nested deep, end in findings within seconds', (_, text) => {
    const start = performance.now()
    const { ok, findings } = parsePlan(text)
    expect(ok).toBe(false)
    expect(findings.length).toBeGreaterThan(0)
    expect(performance.now() - start).toBeLessThan(5000)
  })

  // Twice as many keys take twice as long; compared each with each, those of one block took 7 s of CPU.
  test.each([
    ['of one block', `people:\n${keys('  ')}`],
    ['of the file, each with a finding', keys('')],
  ])('20,000 keys %s are read in their number, not its square', (_, text) => {
    const start = process.threadCpuUsage().user
    expect(parsePlan(text).ok).toBe(false)
    expect(process.threadCpuUsage().user - start).toBeLessThan(2_500_000)
  })

  test.each([
    ['a bracket too many on each of 3,000 lines', Array.from({ length: 3000 }, (_, i) => `k${i}: ]\n`).join(''), 1, 1],
    ['a tab on each of 3,000 lines', `people:\n${'\t- id: a\n'.repeat(3000)}`, 10, 2],
    ['a thousand brackets that are never closed', 'a: ['.repeat(50), 10, 1],
  ])('%s: the same is not told over and over, but how often', (_, text, most, line) => {
    const { findings } = parsePlan(text)
    const yaml = findings.filter(({ code }) => code === 'yaml')
    expect(yaml.length).toBeLessThanOrEqual(most + 2)
    expect(yaml[0]!.line).toBe(line)
    expect(yaml.map(({ message }) => message).join()).toMatch(/\(and \d+ more like this\)/)
  })

  test('aliases that multiply are told where the first of them stands', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x,x]', ...'bcdef'].reduce((text, name) => {
      const before = String.fromCharCode(name.charCodeAt(0) - 1)
      return `${text}\n${name}: &${name} [${`*${before},`.repeat(10)}]`
    })
    expect(errorsOf(bomb)).toEqual([expect.stringMatching(/^2:\*a too-many-aliases aliases multiply this plan/)])
  })

  test('a very long line is shown in part, with the wrong text in it', () => {
    const text = `{ organisation: { name: ${'y'.repeat(5000)} }, colour: red }`
    const { excerpt, column, endColumn } = parsePlan(text).findings.find(({ code }) => code === 'unknown-key')!
    expect(excerpt.text.length).toBeLessThan(170)
    expect(excerpt.text.slice(excerpt.column - 1).slice(0, endColumn - column)).toBe('colour')
  })

  test.each([
    ['nothing', ''],
    ['comments only', '# soon\n'],
    ['a document start only', '---\n'],
  ])('%s says how to begin', (_, text) => {
    expect(errorsOf(text)).toEqual([expect.stringMatching(/ missing the plan is empty; write one/)])
  })
})

test('whatever is put in place of a stretch of a sound plan, lint ends with a plan or with findings inside the file', () => {
  const sound = printPlan(largePlan(20))
  const junk = fc.oneof(
    fc.constantFrom(
      '',
      '\n',
      '\t',
      '---\n',
      '&a ',
      '*a',
      '<<: ',
      '!!x ',
      '[',
      '}',
      '? ',
      ': ',
      '- ',
      '"',
      "'",
      '|',
      '~',
      '.nan',
    ),
    fc.string({ maxLength: 8 }),
  )
  fc.assert(
    fc.property(fc.nat(sound.length), fc.nat(60), junk, (at, length, put) => {
      const text = sound.slice(0, at) + put + sound.slice(at + length)
      const { ok, findings } = parsePlan(text)
      expect(ok || findings.length > 0).toBe(true)
      const lines = text.split('\n')
      for (const { line, column, endColumn } of findings) {
        expect(line).toBeLessThanOrEqual(lines.length)
        expect(column).toBeLessThanOrEqual(lines[line - 1]!.length + 1)
        expect(endColumn).toBeGreaterThan(column)
      }
    }),
    { numRuns: 40 },
  )
})
