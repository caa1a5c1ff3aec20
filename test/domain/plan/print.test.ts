import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { largePlan } from '../../../bench/large-plan.ts'
import { parsePlan } from '../../../domain/plan/parse.ts'
import type { Plan } from '../../../domain/plan/plan.ts'
import { printPlan } from '../../../domain/plan/print.ts'

const read = (text: string): Plan => {
  const parsed = parsePlan(text)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings))
  return parsed.plan
}

/** Texts that YAML, of whatever version, reads as something else when they stand without quotes. */
const TRAPS =
  'NO,yes,on,~,null,08:30,1e3,0x1F,.inf,1_000,010,2026-03-05,2026,true,<<,- a,a: b,a #b,*a,&a,!a,|,>,@a,`a,%a,{,[,"'
const line = fc
  .oneof(fc.constantFrom(...TRAPS.split(',')), fc.string({ maxLength: 300, unit: 'grapheme' }), fc.string())
  .map((text) => text.trim().slice(0, 200).trim())
  .filter((text) => text !== '')
const prose = fc.oneof(
  line,
  fc.array(line, { minLength: 2 }).map((lines) => lines.join('\n').slice(0, 2000).trim()),
)
/** A whole number beyond 2^53 written out has more digits than it keeps: the reader refuses it, so no plan has one. */
const kept = (n: number) => !Number.isInteger(n) || Number.isSafeInteger(n) || Math.abs(n) >= 1e21
const amount = fc.double({ noNaN: true, noDefaultInfinity: true }).filter(kept)
const dimension = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,12}$/)
const id = fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,12}$/).filter((text) => !/^(owner|steward|decider)$/.test(text))

/** Sound plans of one person and one KPI, whose words and numbers are whatever a plan may hold. */
const plans: fc.Arbitrary<Plan> = fc
  .record({
    id,
    name: line,
    unit: line,
    description: prose,
    value: dimension,
    amount,
    kpi: id,
    time: fc.constantFrom('08:30', '10:00'),
  })
  .map((given) => ({
    organisation: { name: given.name, timezone: 'Europe/London', desk: given.id, mail: { slot: given.time } },
    calendars: [{ id: given.id, holidays: ['2026-03-05'] }],
    people: [{ id: given.id, name: given.name, email: 'a@example.org' }],
    kpis: [
      {
        id: given.kpi,
        name: given.name,
        description: given.description,
        unit: given.unit,
        direction: 'up',
        cadence: 'monthly',
        aggregation: 'last',
        owner: given.id,
        dimensions: ['org'],
        series: [{ dimensions: { org: given.value } }],
        target: [
          { constant: given.amount },
          { effectiveFrom: '2026-03-05', points: [{ at: '2026-04', value: given.amount }] },
        ],
        bands: { amber: 0, red: Math.abs(given.amount) },
      },
    ],
  }))

describe('printing a plan', () => {
  test('what is printed is read as the same plan, and printed again as the same text', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const text = printPlan(plan)
        expect(read(text)).toEqual(plan)
        expect(printPlan(read(text))).toBe(text)
      }),
      { numRuns: 60 },
    )
  })

  test('words that a reader of YAML 1.1 takes for something else are words to it too', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        fc.pre(!/^\d{4}-\d\d?-\d\d?$/.test(plan.people[0]!.name)) // dates stand without quotes
        const one = parse(printPlan(plan), { version: '1.1', schema: 'yaml-1.1' }).people[0]
        expect(one).toEqual(plan.people[0])
      }),
      { numRuns: 20 },
    )
  })

  test('the example and a plan of every section come back as they were', () => {
    for (const plan of [read(readFileSync('examples/emergency-care/plan.yaml', 'utf8')), largePlan(40)])
      expect(read(printPlan(plan))).toEqual(plan)
  })

  test('short items stand on one line, a lone constant target is a number, dates stand without quotes, times with them', () => {
    const text = printPlan(largePlan(20))
    expect(text).toContain(
      'organisation: { name: Large Organisation, timezone: Europe/London, desk: p0 }\n\ncalendars:',
    )
    expect(text).toContain('    target: 95\n')
    expect(text).toContain('by: 2027-12-31')
    const organisation = { ...largePlan(20).organisation, mail: { slot: '08:30' } }
    expect(printPlan({ ...largePlan(20), organisation })).toContain("slot: '08:30'")
  })
})

test('the large plan of the benches has no errors and is the same every time', () => {
  expect(parsePlan(printPlan(largePlan(60))).findings.filter(({ level }) => level === 'error')).toEqual([])
  expect(largePlan(40)).toEqual(largePlan(40))
})
