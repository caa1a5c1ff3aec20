import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatFinding } from '../../../domain/plan/finding.ts'
import { MAX_PLAN_CHARACTERS, parsePlan } from '../../../domain/plan/parse.ts'

const sound = `organisation: { name: Trust, timezone: Europe/London, desk: desk }
calendars: [{ id: uk, holidays: [2016-05-02] }]
functions: [{ id: operations }]
people:
  - { id: desk, name: Desk, email: desk@example.org }
  - { id: dora, name: Dora, email: dora@example.org, manager: desk, function: operations }
sources: [{ id: feed, kpis: [flow] }]
priorities:
  - id: waits
    name: Shorter waits
    accountable: desk
    outcome: { kpi: flow, target: 95, by: 2017-03-31 }
    functions: [{ function: operations, commitment: Beds by noon }]
    initiatives: [beds]
initiatives:
  - id: beds
    name: Beds by noon
    accountable: dora
    milestones: [{ id: pilot, name: Pilot, due: 2016-09-01, owner: dora }]
kpis:
  - id: flow
    name: Flow
    unit: pts
    decimals: 1
    direction: up
    cadence: monthly
    aggregation: last
    owner: dora
    priority: waits
    dimensions: [org]
    target: [{ constant: 90 }, { points: [{ at: 2017-01, value: 91 }, { at: 2017-06, value: 95 }], effectiveFrom: 2017-01-01 }]
    bands: { amber: 2, red: 5 }
    series:
      - { dimensions: { org: RJ1 }, decider: dora }
      - { dimensions: { org: RJ2 }, target: { lastYear: { plus: 1 } } }
    triggers:
      - id: low
        kind: threshold
        level: amber
        question: What now?
        options: [{ id: act, label: Act }, { id: wait, label: Wait }]
        fallback: { option: wait, note: Nobody decided }
`

/** Errors only: warnings have a table of their own (lint.test.ts). */
const errorsOf = (text: string) => parsePlan(text, 'p.yaml').findings.filter((finding) => finding.level === 'error')

/** Code of each error and the text it underlines. */
const findingsOf = (text: string): string[] => {
  const lines = text.split('\n')
  return errorsOf(text).map((f) => `${f.code} at ${lines[f.line - 1]!.slice(f.column - 1, f.endColumn - 1)}`)
}

test('the sound plan has no errors', () => {
  expect(errorsOf(sound)).toEqual([])
  expect(parsePlan(sound).ok).toBe(true)
})

const rows: [string, string, string, string[]][] = [
  [
    'a misspelt key is shown where it is',
    'owner: dora\n    priority',
    'ownr: dora\n    priority',
    ['unknown-key at ownr'],
  ],
  ['a missing key is shown at its block', 'timezone: Europe/London, ', '', ['missing at organisation']],
  ['a zone that does not exist', 'Europe/London', 'Europe/Londn', ['invalid at Europe/Londn']],
  ['a holiday that does not exist', '2016-05-02', '2016-05-32', ['invalid at 2016-05-32']],
  ['two people of one id', 'id: dora, name', 'id: desk, name', ['duplicate-id at desk']],
  ['an unknown manager', 'manager: desk', 'manager: desc', ['unknown-reference at desc']],
  ['an unknown function', 'function: operations }', 'function: operation }', ['unknown-reference at operation']],
  ['an unknown desk', 'desk: desk }', 'desk: dsk }', ['unknown-reference at dsk']],
  ['a manager of themselves', 'manager: desk', 'manager: dora', ['manager-cycle at dora']],
  ['a source of an unknown KPI', 'kpis: [flow]', 'kpis: [flo]', ['unknown-reference at flo']],
  ['a priority nobody answers for', '    accountable: desk\n', '', ['unowned at id: waits']],
  ['a milestone nobody owns', ', owner: dora }]', ' }]', ['unowned at { id: pilot, name: Pilot, due: 2016-09-01 }']],
  ['an unknown initiative', '[beds]', '[bed]', ['unknown-reference at bed']],
  [
    'a series of other dimensions',
    '{ org: RJ1 }',
    '{ site: RJ1 }',
    ['wrong-dimensions at { dimensions: { site: RJ1 }, decider: dora }'],
  ],
  [
    'a series given twice',
    'org: RJ2',
    'org: RJ1',
    ['duplicate-series at { dimensions: { org: RJ1 }, target: { lastYear: { plus: 1 } } }'],
  ],
  ['a number where text was meant', 'org: RJ1', 'org: 5E12', ['invalid at 5E12']],
  [
    'two kinds of target at once',
    '{ constant: 90 }',
    '{ constant: 90, lastYear: { plus: 1 } }',
    ['invalid at { constant: 90, lastYear: { plus: 1 } }'],
  ],
  [
    'targets out of order',
    ', effectiveFrom: 2017-01-01',
    '',
    ['targets-unordered at { points: [{ at: 2017-01, value: 91 }, { at: 2017-06, value: 95 }] }'],
  ],
  ['points of another cadence', 'at: 2017-01,', 'at: 2017-W01,', ['wrong-period at 2017-W01']],
  ['points out of order', 'at: 2017-06', 'at: 2016-06', ['points-unordered at 2016-06']],
  ['bands crossed', '{ amber: 2, red: 5 }', '{ amber: 5, red: 2 }', ['bands-crossed at bands']],
  [
    'a percent of a target that could be zero',
    'red: 5 }',
    'red: 5, as: percent }',
    ['percent-of-zero at { dimensions: { org: RJ2 }, target: { lastYear: { plus: 1 } } }'],
  ],
  [
    'a trigger with nothing to compare with',
    / {4}target: .*\n {4}bands.*\n/.exec(sound)![0],
    '',
    ['no-bands at { dimensions: { org: RJ2 }, target: { lastYear: { plus: 1 } } }', 'no-target at id: low'],
  ],
  ['a fallback that is no option', 'option: wait', 'option: wit', ['unknown-reference at wit']],
  ['one option is no decision', '[{ id: act, label: Act }, { id: wait', '[{ id: wait', ['invalid at options']],
  ['m without n', 'level: amber', 'level: amber\n        m: 2', ['half-condition at id: low']],
  ['m above n', 'level: amber', 'level: amber\n        m: 3\n        n: 2', ['impossible-condition at id: low']],
  ['an unknown decider', 'question', 'decider: dor\n        question', ['unknown-reference at dor']],
  ['a level on a freshness trigger', 'kind: threshold', 'kind: freshness', ['no-level at id: low']],
  ['an accountable decider without a priority', 'priority: waits\n', 'grace: 3 wd\n', []],
  ['a span of nothing known', 'priority: waits', 'grace: 3 weeks', ['invalid at 3 weeks']],
  ['infinity', 'constant: 90', 'constant: .inf', ['invalid at .inf']],
  ['a duplicate key', 'unit: pts', 'unit: pts\n    unit: x', ['duplicate-key at unit']],
  ['broken YAML', 'desk: desk }', 'desk: desk', ['yaml at {']],
  ['a list where a block belongs', 'organisation: {', 'organisation: [{', []],
]
describe('what is wrong is found, where it is', () => {
  test.each(rows.filter(([, , , expected]) => expected.length > 0))('%s', (_, from, to, expected) => {
    expect(sound).toContain(from)
    expect(findingsOf(sound.replace(from, to))).toEqual(expected)
  })

  test('every finding is a sentence that says what to do', () => {
    for (const [, from, to, expected] of rows) {
      if (expected.length === 0) continue
      for (const finding of errorsOf(sound.replace(from, to))) {
        expect(formatFinding(finding)).toMatch(/^p\.yaml:\d+:\d+ error [a-z-]+ .{20,}/)
      }
    }
  })

  test('the accountable person can only be asked where there is one', () => {
    const text = sound.replace('question', 'decider: accountable\n        question')
    expect(findingsOf(text)).toEqual([])
    expect(findingsOf(text.replace('    priority: waits\n', ''))).toEqual(['no-decider at accountable'])
  })

  test('a circle of managers is reported once, at its first member', () => {
    const text = sound.replace('email: desk@example.org', 'email: desk@example.org, manager: dora')
    expect(findingsOf(text)).toEqual(['manager-cycle at dora'])
  })
})

describe('what an attacker or an accident may send', () => {
  test.each([
    ['nothing', ''],
    ['a word', 'plan'],
    ['a list', '[1, 2]'],
    ['two documents', `${sound}\n---\n${sound}`],
    ['a key of JavaScript', `${sound}\n__proto__: { polluted: true }\n`],
    ['a tag', 'organisation: !!js/function "x"'],
    ['binary', '\u0000\u0001\u0002'],
  ])('%s is refused with a finding', (_, text) => {
    const parsed = parsePlan(text)
    expect(parsed.ok).toBe(false)
    expect(parsed.findings.length).toBeGreaterThan(0)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  test('more than five million characters are not even parsed', () => {
    expect(findingsOf('#'.repeat(MAX_PLAN_CHARACTERS + 1))).toEqual(['too-large at #'])
  })

  test('aliases that multiply are refused quickly', () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x]']
    for (let i = 1; i < 12; i++)
      lines.push(
        `a${i}: &a${i} [${Array(9)
          .fill(`*a${i === 1 ? '' : i - 1}`)
          .join(', ')}]`,
      )
    const start = Date.now()
    expect(findingsOf(lines.join('\n'))).toEqual(['too-many-aliases at *a'])
    expect(Date.now() - start).toBeLessThan(2000)
  })

  test('anchors and merge keys used as meant are fine, and findings inside them have a place', () => {
    const bands = sound
      .replace('bands: {', 'bands: &b {')
      .replace('{ lastYear: { plus: 1 } } }', '{ lastYear: { plus: 1 } }, bands: *b }')
    expect(findingsOf(bands)).toEqual([])
    expect(findingsOf(bands.replace('amber: 2', 'amber: -2'))).toHaveLength(2)
  })

  test('no text makes it throw', () => {
    const piece = fc.constantFrom(
      'a:',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '&x ',
      '*x',
      '!!',
      '|',
      '\n',
      '  ',
      'kpis:',
      ': ',
      '"',
      "'",
      '<<: ',
      '#',
      '? ',
      '---\n',
    )
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 30 }).map((ps) => ps.join('')),
    )
    fc.assert(
      fc.property(text, (t) => {
        expect(parsePlan(t).ok).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  test('no damage to one line of a sound plan makes it throw', () => {
    const lines = sound.split('\n')
    fc.assert(
      fc.property(fc.nat({ max: lines.length - 1 }), fc.string({ maxLength: 12 }), fc.nat(40), (n, junk, at) => {
        const broken = lines.map((line, i) =>
          i === n ? line.slice(0, at) + junk + line.slice(at + junk.length) : line,
        )
        const parsed = parsePlan(broken.join('\n'))
        expect(parsed.ok || parsed.findings.length > 0).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
