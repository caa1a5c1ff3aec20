import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatDay, parseDay } from '../../../domain/civil.ts'
import { checkedIn, itemsOf } from '../../../domain/plan/items.ts'
import { LOAD_WEEKS, loadsOf } from '../../../domain/plan/load.ts'
import { itemsOf as askedInCycle } from '../../../domain/review/items.ts'
import { milestonesOf } from '../../../domain/review/milestones.ts'
import { company } from './diff/company.ts'

const from = '2026-03-02'
const NO_PROGRAMME = ['goLive: 2026-04-01', 'goLive: 2027-04-01'] as const
const load = (person: string, ...edits: (readonly [string, string])[]) => {
  const { asksPerWeek, mailsPerWeek, ...rest } = loadsOf(company(...edits), from).get(person)!
  return { ...rest, asks: Math.round(asksPerWeek * LOAD_WEEKS), mails: Math.round(mailsPerWeek * LOAD_WEEKS) }
}

test('items are counted by kind, a series each, for the one person who answers for them', () => {
  expect(load('ann').items).toEqual({ priority: 0, initiative: 0, milestone: 0, kpi: 1, workflow: 0 })
  expect(load('bo').items).toEqual({ priority: 0, initiative: 0, milestone: 1, kpi: 1, workflow: 1 })
  expect(load('cy').items).toEqual({ priority: 0, initiative: 1, milestone: 1, kpi: 1, workflow: 0 })
  expect(load('desk')).toMatchObject({ owned: 1, items: { priority: 1 } })
})

test('a KPI whose series appear with data is one item of its owner', () => {
  const open = company([
    'series: [{ dimensions: { region: north }, name: NPS North }, { dimensions: { region: south }, name: NPS South, owner: bo }],',
    '',
  ])
  expect(itemsOf(open).filter((item) => item.owner === 'cy' && item.kind === 'kpi')).toHaveLength(1)
})

const scopes: [sentence: string, scope: string, ids: string[]][] = [
  [
    'a priority: itself and all that serves it',
    'priorities: [keep]',
    ['keep', 'onboarding', 'pilot', 'rollout', 'churn'],
  ],
  ['an initiative: with its milestones', 'initiatives: [onboarding]', ['onboarding', 'pilot', 'rollout']],
  ['a KPI: each of its series', 'kpis: [nps]', ['nps#region=north', 'nps#region=south']],
  ['a function: what its people own', 'functions: [sales]', ['pilot', 'churn', 'nps#region=south', 'orders']],
  ['several lists add up', 'kpis: [churn], initiatives: [onboarding]', ['onboarding', 'pilot', 'rollout', 'churn']],
]
test.each(scopes)('scope of a review: %s', (_, scope, ids) => {
  const plan = company(['priorities: [keep] }', `${scope} }`])
  expect(checkedIn(plan, plan.reviews![0]!, itemsOf(plan)).map((item) => item.id)).toEqual(ids)
})

test('participants limit who checks in', () => {
  const plan = company()
  expect(new Set(checkedIn(plan, plan.reviews![1]!, itemsOf(plan)).map((item) => item.owner))).toEqual(
    new Set(['ann', 'cy']),
  )
})

describe('asks and mails of 13 weeks from Monday 2 March 2026', () => {
  const NO_MONTHLY = ["'0 9 1 * *'", "'0 9 1 1 *'"] as const

  test('one item in a weekly review: 13 check-ins, 13 mails', () => {
    expect(load('ann', NO_PROGRAMME, NO_MONTHLY)).toMatchObject({ asks: 13, mails: 13 })
  })

  test('two items in one review: two asks a week, still one mail', () => {
    // Initiative and series north, which the second review looks at on the same Mondays, and three times the milestone.
    const both = load('cy', NO_PROGRAMME, ["'0 9 1 * *'", "'0 9 * * mon'"])
    expect(both).toMatchObject({ asks: 26 + 3, mails: 13 })
  })

  test('a milestone is asked about as a cycle would: the next one of its initiative, or due within 30 days', () => {
    // Rollout, 30 June, is the next one once the pilot's day, 5 May, is over: on the Mondays 11, 18 and 25 May.
    expect(load('cy', NO_PROGRAMME, NO_MONTHLY)).toMatchObject({ asks: 13 + 3, mails: 13 })
  })

  test('the chair is asked for a conclusion, beside the own priority', () => {
    expect(load('desk', NO_PROGRAMME, NO_MONTHLY)).toMatchObject({ asks: 26, mails: 13 })
  })

  test('a milestone is asked about on its due day, a slot of its own', () => {
    // Tuesday 5 May; milestone pilot is in the weekly review as well.
    expect(load('bo', NO_PROGRAMME, NO_MONTHLY)).toMatchObject({ asks: 14, mails: 14 })
    expect(load('bo', NO_PROGRAMME, NO_MONTHLY, ['2026-05-05', '2026-05-04'])).toMatchObject({ asks: 14, mails: 13 })
    expect(load('bo', NO_PROGRAMME, NO_MONTHLY, ['2026-05-05', '2026-03-01'])).toMatchObject({ asks: 13, mails: 13 })
  })

  test('what comes on a day off waits for the next slot of the own calendar', () => {
    // Easter Monday, 6 April, is no day of UK's: the check-in of that week is mailed on the Tuesday, where the milestone is already.
    expect(load('bo', NO_PROGRAMME, NO_MONTHLY, ['2026-05-05', '2026-04-07'])).toMatchObject({ asks: 14, mails: 13 })
  })

  test('an item checked in at most three days ago is not asked about again', () => {
    const twice = (day: string) => load('ann', NO_PROGRAMME, ["'0 9 1 * *'", `'0 9 * * ${day}'`])
    // Ann chairs the second review: 13 conclusions. Thursday is 3 days after Monday, Friday 4, and then the Monday only 3.
    expect(twice('thu').asks).toBe(13 + 13)
    expect(twice('fri').asks).toBe(13 + 13 + 1)
  })

  test('a programme reaches its audience by the standard sequence, its sponsor before go-live and at the gates', () => {
    const [bo, boWithout] = [load('bo', NO_MONTHLY), load('bo', NO_MONTHLY, NO_PROGRAMME)]
    // Asks on days -3, 2, 7, 16, 35 and 60; day 70 is past the window. Tells on -7 and 0.
    expect(bo.asks - boWithout.asks).toBe(6)
    const [cy, cyWithout] = [load('cy', NO_MONTHLY), load('cy', NO_MONTHLY, NO_PROGRAMME)]
    // Pre-flight on -14, gate on 30; the gate of day 60 falls on 31 May, the last day of the window, a Sunday without a slot in it.
    expect(cy.asks - cyWithout.asks).toBe(3)
  })

  test('a programme that ends before the window asks nobody', () => {
    expect(load('bo', NO_MONTHLY, ['goLive: 2026-04-01', 'goLive: 2025-04-01'])).toEqual(
      load('bo', NO_MONTHLY, NO_PROGRAMME),
    )
  })
})

test('a review alone asks as many check-ins as its cycles would, on every day of the 13 weeks', () => {
  const base = company(NO_PROGRAMME as never)
  const review = { ...base.reviews![1]!, participants: undefined, schedule: '0 9 * * mon' }
  const plan = { ...base, programmes: [], reviews: [review] }
  const mondays = Array.from({ length: LOAD_WEEKS }, (_, i) => formatDay(parseDay(from) + 7 * i))
  const cycles = mondays.flatMap((day) => askedInCycle(plan, review, milestonesOf(plan, new Map()), day))
  const due = itemsOf(plan).filter((one) => one.due !== undefined && one.due <= '2026-05-31')
  const asks = [...loadsOf(plan, from).values()].reduce((sum, one) => sum + one.asksPerWeek * LOAD_WEEKS, 0)
  expect(Math.round(asks)).toBe(cycles.length + due.length + mondays.length)
})

const CRONS = ['* * * * *', '0 9 * * *', '0 9 * * mon#1', '0 9 L * *', '0 9 29 2 *', '*/5 8-18 * * 1-5']
test('mails never exceed the working days of the 13 weeks, nor asks the days times the items', () => {
  const base = company()
  fc.assert(
    fc.property(
      fc.constantFrom(...CRONS),
      fc.constantFrom(...CRONS),
      fc.integer({ min: 20_000, max: 21_000 }),
      (one, other, day) => {
        const reviews = [one, other].map((schedule, i) => ({ ...base.reviews![i]!, schedule }))
        const plan = { ...base, reviews }
        for (const { person, mailsPerWeek, asksPerWeek, owned } of loadsOf(plan, formatDay(day)).values()) {
          expect(mailsPerWeek).toBeLessThanOrEqual(person === 'cy' ? 4 : 5)
          expect(asksPerWeek).toBeLessThanOrEqual(7 * (owned + 2))
        }
      },
    ),
    { numRuns: 40 },
  )
})

test('a date that is none is refused with what it got', () => {
  expect(() => loadsOf(company(), 'soon')).toThrow(/"soon" is no date/)
  expect(parseDay(from) % 7).toBe(parseDay('2026-03-09') % 7)
})
