import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SOUND_PLAN, SOUND_TODAY } from '../../../bin/generating/sound-plan.ts'
import { circlesOf, circleText } from '../../../domain/plan/circles.ts'
import { formatFinding } from '../../../domain/plan/finding.ts'
import { parsePlan } from '../../../domain/plan/parse.ts'
import { nearest, referenceTo } from '../../../domain/plan/reference.ts'

/** Findings of the sound plan with parts replaced. */
const changed = (...changes: [string, string][]) => {
  let text = SOUND_PLAN
  for (const [from, to] of changes) {
    expect(text).toContain(from)
    text = text.replace(from, () => to)
  }
  return parsePlan(text, 'plan.yaml', SOUND_TODAY)
}
const codesOf = (...changes: [string, string][]) => changed(...changes).findings.map((finding) => finding.code)

const LIMITS = 'limits: { itemsPerPerson: 8, asksPerWeek: 8 }'
const acknowledging = (...list: string[]): [string, string] => [LIMITS, `${LIMITS}\nacknowledged: [${list.join(', ')}]`]
const IDLE: [string, string] = ['name: Operations }', 'name: Operations }\n  - { id: finance }']

describe('acknowledgements', () => {
  const reason = '{ finding: idle-function, of: finance, because: Hired in June }'

  test('a warning keeps its place and message, has the reason and is still there', () => {
    const { ok, findings } = changed(IDLE, acknowledging(reason))
    expect(ok).toBe(true)
    expect(findings).toMatchObject([{ code: 'idle-function', item: 'finance', acknowledged: 'Hired in June' }])
    expect(formatFinding(findings[0]!)).toMatch(
      /^plan\.yaml:\d+:5 acknowledged idle-function .*\(because: Hired in June\)$/,
    )
  })

  test.each([
    ['one for another item hides nothing', 'of: finance', 'of: sales', ['idle-function', 'needless-acknowledgement']],
    ['a misspelt finding is found', 'idle-function', 'idle-funktion', ['idle-function', 'unknown-reference']],
    ['a misspelt item is found', 'of: finance', 'of: finanze', ['idle-function', 'unknown-reference']],
    ['an error is not acknowledged away', 'idle-function', 'unowned', ['idle-function', 'cannot-acknowledge']],
  ])('%s', (_, from, to, codes) => {
    expect(codesOf(IDLE, acknowledging(reason.replace(from, to)))).toEqual(codes)
  })

  test('a second one for the same warning is needless', () => {
    expect(codesOf(IDLE, acknowledging(reason, reason))).toEqual(['idle-function', 'needless-acknowledgement'])
  })

  test('one about an acknowledgement acknowledges nothing', () => {
    const about = '{ finding: needless-acknowledgement, of: sales, because: Why not }'
    expect(codesOf(acknowledging(about))).toEqual(['needless-acknowledgement'])
  })

  test('what belongs to no item is about the organisation', () => {
    const chain: [string, string] = ['accountable, desk]', 'accountable]']
    const list = '{ finding: chain-without-desk, of: organisation, because: The desk is told by telephone }'
    expect(changed(chain, acknowledging(list)).findings).toMatchObject([
      { item: 'organisation', acknowledged: 'The desk is told by telephone' },
    ])
  })
})

describe('two people where one answers', () => {
  test.each([
    ['accountable: sam', 'accountable: sam, sue'],
    ['accountable: sam', 'accountable: sam and sue'],
    ['accountable: sam', 'accountable: sam / sue'],
    ['sponsor: mia', 'sponsor: [mia, sam]'],
    ['desk: desk', 'desk: [desk, mia]'],
    ['steward: ben', 'steward: ben & sue'],
  ])('%s, written %s', (from, to) => {
    expect(codesOf([from, to])).toEqual(['two-accountables'])
  })

  test.each([
    ['a list of one is a wrong form', 'accountable: [sam]'],
    ['a name with a space too', 'accountable: Sam Smith'],
    ['"and" within a word is no second person', 'accountable: Sandra'],
  ])('%s', (_, to) => {
    expect(codesOf(['accountable: sam', to])).toEqual(['invalid'])
  })
})

/** Two more programmes for everybody, one from a day on, the other from 18 May. */
const besides = (goLive: string): string =>
  [
    'programmes:',
    ...[goLive, '2026-05-18'].map(
      (day) => `  - id: from-${day}
    name: Another
    behaviours: [{ id: do, description: Does it the new way }]
    audience: { functions: [sales, operations] }
    sponsor: mia
    goLive: ${day}
    measures: { adoption: portal-use }
    why: It saves time.
    howTo: Do it.`,
    ),
  ].join('\n')

describe('rules at their edges', () => {
  test.each<[string, [string, string][], string[]]>([
    ['a milestone on the last day of its phase is in it', [['due: 2026-06-01', 'due: 2026-06-30']], []],
    [
      'a milestone on the day of the outcome is in time',
      [['by: 2026-12-31 }\n    accountable: oli', 'by: 2026-05-11 }\n    accountable: oli']],
      [],
    ],
    ['a dependency due on the same day is in time', [['due: 2026-03-02', 'due: 2026-06-01']], []],
    [
      'the first day of an absence is a day away',
      [
        ['due: 2026-06-01', 'due: 2026-08-03'],
        ['to: 2026-06-30', 'to: 2026-08-03'],
      ],
      ['milestone-owner-away'],
    ],
    [
      'a deputy away for a part of the time is there for the rest',
      [['from: 2026-07-06, to: 2026-07-10', 'from: 2026-08-03, to: 2026-08-13']],
      [],
    ],
    ['a time the clocks leave alone', [["'0 9 * * mon'", "'30 2 * * sun'"]], []],
    ['the first minute the clocks skip', [["'0 9 * * mon'", "'0 1 * 3 sun'"]], ['review-time-removed']],
    ['the zone of the review counts', [["'0 9 * * mon'", "'0 1 * 3 sun'\n    timezone: Europe/Berlin"]], []],
    [
      'half an hour is skipped on Lord Howe Island',
      [["'0 9 * * mon'", "'15 2 * 10 sun'\n    timezone: Australia/Lord_Howe"]],
      ['review-time-removed'],
    ],
    [
      'the zone of one person is enough for the slot',
      [
        ["slot: '08:00'", "slot: '02:30'"],
        ['name: Ben,', 'name: Ben, timezone: Europe/Berlin,'],
      ],
      ['mail-slot-removed', 'mail-slot-repeated'],
    ],
    [
      'a zone without changes',
      [
        ["slot: '08:00'", "slot: '01:30'"],
        ['timezone: Europe/London', 'timezone: Asia/Tokyo'],
      ],
      [],
    ],
    [
      'a review of hours every working day',
      [
        ["'0 9 * * mon'", "'0 7 * * *'"],
        ['closesAfter: 2 wd', 'closesAfter: 8 h'],
      ],
      ['too-many-asks'],
    ],
    [
      'a manager of both weighs what pulls apart',
      [
        ['owner: ben\n    priority: growth', 'owner: ben\n    priority: margin'],
        [
          'name: Ben, email: ben@example.org, function: sales, manager: mia',
          'name: Ben, email: ben@example.org, function: sales, manager: sue',
        ],
      ],
      [],
    ],
    [
      'a third programme on the last day of another meets both',
      [['programmes:', besides('2026-03-04')]],
      ['too-many-programmes'],
    ],
    ['a third programme on the day after meets one', [['programmes:', besides('2026-03-03')]], []],
  ])('%s', (_, changes, codes) => {
    expect(codesOf(...changes)).toEqual(codes)
  })

  test('without today, what depends on dates to come is left out', () => {
    const text = SOUND_PLAN.replace("slot: '08:00'", "slot: '01:30'")
    expect(parsePlan(text).findings).toEqual([])
    expect(parsePlan(text, 'plan.yaml', SOUND_TODAY).findings).not.toEqual([])
  })
})

describe('circles', () => {
  test('a chain of 20,000 ends, and a circle as long is told by its beginning', () => {
    const ids = Array.from({ length: 20_000 }, (_, i) => `p${i}`)
    const chain = new Map(ids.map((id, i) => [id, i + 1 < ids.length ? [ids[i + 1]!] : []]))
    expect(circlesOf(chain)).toEqual([])
    const [circle, ...others] = circlesOf(chain.set('p19999', ['p0']))
    expect(others).toEqual([])
    expect(circleText(circle!)).toBe('p0 → p1 → p2 → p3 → … → p0 (20000 in all)')
  })

  test('one is found exactly when there is one, and every step of it is in the graph', () => {
    const graph = fc.uniqueArray(fc.tuple(fc.nat(7), fc.nat(7)), { selector: String, maxLength: 14 })
    fc.assert(
      fc.property(graph, (edges) => {
        const next = new Map(Array.from({ length: 8 }, (_, i) => [`${i}`, [] as string[]]))
        for (const [from, to] of edges) next.get(`${from}`)!.push(`${to}`)
        const circles = circlesOf(next)
        for (const circle of circles) {
          circle.forEach((id, i) => {
            expect(next.get(id)).toContain(circle[(i + 1) % circle.length])
          })
        }
        expect(circles.length > 0).toBe(reachesItself(next))
      }),
      { numRuns: 300 },
    )
  })

  const reachesItself = (next: Map<string, string[]>): boolean => {
    const left = new Map([...next].map(([id, to]) => [id, new Set(to)]))
    for (let peeled = true; peeled; ) {
      peeled = false
      for (const [id, to] of left) {
        if ([...to].some((other) => left.has(other))) continue
        left.delete(id)
        peeled = true
      }
    }
    return left.size > 0
  }
})

test.each([
  ['sma', 'sam', undefined],
  ['sm', 'sam', 'sam'],
  ['revenu', 'revenue', 'revenue'],
  ['revnues', 'revenue', 'revenue'],
  ['rvnues', 'revenue', undefined],
])('nearest to %s among %s: %s', (id, known, expected) => {
  expect(nearest(id, [known])).toBe(expected)
})

test('of thousands of unknown ids the first ones are told what was meant, and the rest takes no time', () => {
  const known = Array.from({ length: 5000 }, (_, i) => ({ id: `person-${i}` }))
  const check = referenceTo('person', known)
  const start = performance.now()
  const messages = Array.from({ length: 5000 }, (_, i) => check(`persom-${i}`, [])[0]!.message)
  expect(performance.now() - start).toBeLessThan(2000)
  expect(messages[0]).toBe('there is no person "persom-0"; did you mean "person-0"?')
  expect(messages[4999]).toBe('there is no person "persom-4999"; define it or name one that is defined')
})
