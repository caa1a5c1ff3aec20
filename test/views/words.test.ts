import { describe, expect, test } from 'vitest'
import type { Decision } from '../../domain/decision.ts'
import type { Unasked } from '../../domain/review/facts.ts'
import { frameOf } from '../../lambdas/charts/frame.ts'
import { oneLine } from '../../lambdas/mail/subject.ts'
import { voiceOf } from '../../lambdas/texts/ask-words.ts'
import { en } from '../../lambdas/texts/en.ts'
import { distance, figure } from '../../lambdas/texts/figures.ts'
import { dayAndTime, localDate, periodName, relativeDay, shortDay } from '../../lambdas/texts/moments.ts'
import { restatedWords } from '../../lambdas/texts/restated-words.ts'
import { seenWords } from '../../lambdas/texts/seen-words.ts'
import { unaskedLine } from '../../lambdas/texts/unasked-words.ts'
import { decision, restated, surroundings } from './samples.ts'

const { evidence } = decision()
const week = (number: number, year: string) => `week ${number} of ${year}`

describe('figures that were corrected after somebody was asked', () => {
  const voice = voiceOf(surroundings)
  const words = (changes: Partial<Decision>) => restatedWords({ ...restated(false), ...changes }, voice, 'en-GB')
  test.each<[string, Partial<Decision>, string | undefined]>([
    ['none were', { restated: undefined }, undefined],
    [
      'some were: what they are and what they were',
      {},
      'The figures were corrected on Monday 2 May, after this was asked. Now no figure for February 2016, when asked 85.2%. Now 84.6% for March 2016, when asked 84.1%.',
    ],
    [
      'the ground is gone, and nobody has decided yet',
      { restated: { ...restated(true).restated!, corrected: [] } },
      'The figures were corrected on Monday 2 May. As they stand now, this would not have been asked. The question stays open until it is answered; if nothing is left to decide, dismiss it.',
    ],
    [
      'the ground is gone, and somebody has decided',
      { state: 'decided', restated: { ...restated(true).restated!, corrected: [] } },
      'The figures were corrected on Monday 2 May. As they stand now, this would not have been asked.',
    ],
  ])('%s', (_, changes, sentence) => {
    expect(words(changes)).toBe(sentence)
  })
})

describe('that nobody is asked about a KPI, and why', () => {
  const voice = voiceOf(surroundings)
  const instead = { kpi: 'Bookings · North', question: 'What do we do?', decider: 'leeds-deputy' }
  const silenced = { why: 'silenced' as const, because: 'The ward moves', until: '2016-05-20T23:00:00Z' }
  test.each<[string, Omit<Unasked, 'status'>, string]>([
    [
      'the plan',
      silenced,
      'No decision is asked for until Friday 20 May, because “The ward moves” (silenced by the plan).',
    ],
    [
      'somebody by command',
      { ...silenced, madeBy: 'arn:aws:sts::123456789012:assumed-role/Operations/jane' },
      'No decision is asked for until Friday 20 May, because “The ward moves” (silenced by jane).',
    ],
    ['a driver', { why: 'driver', instead }, 'Bookings · North drives it, which is with Ben Okafor: “What do we do?”'],
    ['a driver whose question is gone', { why: 'driver' }, 'a KPI that drives it is asked about.'],
    [
      'a whole',
      { why: 'whole', instead },
      'most parts of Bookings · North are like it, which is with Ben Okafor: “What do we do?”',
    ],
    [
      'a target out of reach',
      { why: 'incapable', instead },
      'its target is out of reach, which is with Ben Okafor: “What do we do?”',
    ],
    ['missing figures', { why: 'stale', instead }, 'missing figures come first, and Ben Okafor is asked for them.'],
    [
      'missing figures whose steward is unknown',
      { why: 'stale' },
      'missing figures come first, and its steward is asked for them.',
    ],
  ])('%s holds it back', (_, why, because) => {
    const line = unaskedLine({ ...why, status: 'at-risk' }, voice, '2016-05-03T08:00:00Z')
    expect(line).toBe(why.why === 'silenced' ? because : `No decision is asked for, because ${because}`)
  })

  test('a silence that is over says nothing any more', () => {
    const over = { ...silenced, status: 'off-track' as const }
    expect(unaskedLine(over, voice, '2016-05-20T22:59:59Z')).toMatch(/^No decision is asked for until Friday 20 May/)
    expect(unaskedLine(over, voice, '2016-05-20T23:00:00Z')).toBeUndefined()
  })
})

describe('what a trigger saw', () => {
  const money = { ...evidence, unit: 'GBP', decimals: 0 }
  const limits = { lower: 800, centre: 1000, upper: 1200 }
  const pace = { kind: 'pace' as const, actual: 462, expected: 500, ratio: 1.141826, projection: 1108.33, target: 1200 }
  test.each([
    [
      'behind: how far, where it leads, what it takes',
      pace,
      'Pace 92%: at the rate of late it ends at £1,108, the target is £1,200. It needs 14% more a period than lately.',
    ],
    [
      'using up too much',
      { ...pace, actual: 550, ratio: 0.8, projection: 1300 },
      'Pace 110%: at the rate of late it ends at £1,300, the target is £1,200. It has to use 20% less a period than lately.',
    ],
    [
      'nothing was due and nothing came',
      { kind: 'pace' as const, actual: -5, expected: 0, projection: -10, target: 100 },
      'Behind: at the rate of late it ends at -£10, the target is £100.',
    ],
    [
      'a fall against last year',
      { kind: 'change' as const, against: 'last-year' as const, before: 1000, change: -0.123 },
      '12% less than in the same period a year before: £1,000 then.',
    ],
    [
      'a rise against yesterday',
      { kind: 'change' as const, against: 'previous' as const, before: 80, change: 0.5 },
      '50% more than in the period before: £80 then.',
    ],
    [
      'a probable miss',
      { kind: 'forecast' as const, miss: 0.85, end: 1100, target: 1200 },
      'The target will be missed with a probability of 85%: £1,100 is expected in the end, the target is £1,200.',
    ],
    [
      'a value beyond its limits',
      { kind: 'control-chart' as const, rule: 'limit' as const, side: 'low' as const, ...limits },
      'Usual is £800 to £1,200, around £1,000. This one is unusually low.',
    ],
    [
      'a long run on one side',
      { kind: 'control-chart' as const, rule: 'shift' as const, side: 'high' as const, ...limits },
      'Usual is £800 to £1,200, around £1,000. It has stayed on the high side for long, which chance seldom brings.',
    ],
    [
      'a target out of reach',
      { kind: 'capability' as const, ...limits },
      'Usual is £800 to £1,200, around £1,000. Even the best usual value misses the target: change how the work is done, or the target.',
    ],
  ])('%s', (_, seen, words) => {
    expect(seenWords({ ...money, seen }, en, 'en-GB')).toBe(words)
  })

  test('a threshold says nothing more than its slots', () => {
    expect(seenWords(evidence, en, 'en-GB')).toBe('')
  })
})

describe('moments', () => {
  const rows: [string, string, string, string, string, string][] = [
    [
      'a deadline as London reads it, in summer time',
      '2016-05-12T16:00:00Z',
      '2016-05-03T07:00:00Z',
      'en-GB',
      'Europe/London',
      'Thursday 12 May, 17:00',
    ],
    [
      'the same instant in winter time',
      '2016-11-10T17:00:00Z',
      '2016-11-03T07:00:00Z',
      'en-GB',
      'Europe/London',
      'Thursday 10 November, 17:00',
    ],
    [
      'the other side of the world is a day ahead',
      '2016-05-12T16:00:00Z',
      '2016-05-03T07:00:00Z',
      'en-GB',
      'Pacific/Auckland',
      'Friday 13 May, 04:00',
    ],
    [
      'another language orders it otherwise',
      '2016-05-12T16:00:00Z',
      '2016-05-03T07:00:00Z',
      'de-DE',
      'Europe/Berlin',
      'Donnerstag, 12. Mai, 18:00',
    ],
    [
      'midnight is 00, never 24',
      '2016-05-11T23:00:00Z',
      '2016-05-03T07:00:00Z',
      'en-GB',
      'Europe/London',
      'Thursday 12 May, 00:00',
    ],
  ]
  test.each(rows)('%s', (_sentence, instant, now, locale, timezone, words) => {
    expect(dayAndTime(instant, now, { locale, timezone })).toBe(words)
  })

  test('another year is named', () => {
    const clock = { locale: 'en-GB', timezone: 'Europe/London' }
    expect(shortDay('2017-01-05T09:00:00Z', '2016-12-30T09:00:00Z', clock)).toContain('2017')
    expect(shortDay('2016-12-31T23:30:00Z', '2016-12-30T09:00:00Z', { ...clock, timezone: 'Europe/Paris' })).toContain(
      '2017',
    )
  })

  const relative: [string, string, string][] = [
    ['an hour later is today', '2016-05-03T22:30:00Z', 'today'],
    [
      'half an hour after midnight in London is tomorrow, though it is the same UTC day',
      '2016-05-03T23:30:00Z',
      'tomorrow',
    ],
    ['a week', '2016-05-10T07:00:00Z', 'in 7 days'],
    ['past', '2016-05-01T07:00:00Z', '2 days ago'],
  ]
  test.each(relative)('%s', (_sentence, instant, words) => {
    expect(relativeDay(instant, '2016-05-03T07:00:00Z', { locale: 'en-GB', timezone: 'Europe/London' })).toBe(words)
  })

  test('the local date follows the clock of the person', () => {
    expect(localDate('2016-05-03T23:30:00Z', 'Europe/London')).toBe('2016-05-04')
    expect(localDate('2016-05-03T23:30:00Z', 'America/New_York')).toBe('2016-05-03')
  })
})

describe('periods', () => {
  const rows: [string, string, string][] = [
    ['2016-03', 'March 2016', 'Mar 16'],
    ['2016-03-05', '5 Mar 2016', '5 Mar'],
    ['2016-W10', 'week 10 of 2016', 'W10 16'],
    ['2016-Q1', 'Q1 2016', 'Q1 16'],
    ['whatever', 'whatever', 'whatever'],
  ]
  test.each(rows)('%s reads %s, short %s', (period, long, short) => {
    expect(periodName(period, 'en-GB', week)).toBe(long)
    expect(periodName(period, 'en-GB', week, true)).toBe(short)
  })
})

describe('figures', () => {
  const rows: [string, number, string, number, string, string][] = [
    ['per cent as English writes it', 84.1, '%', 1, 'en-GB', '84.1%'],
    ['per cent as German writes it', 84.1, '%', 1, 'de-DE', '84,1 %'],
    ['money', 1200, 'GBP', 0, 'en-GB', '£1,200'],
    ['things', 17631, 'patients', 0, 'en-GB', '17,631 patients'],
    ['an abbreviation that is no currency', 3, 'FTE', 0, 'en-GB', '3 FTE'],
    ['no unit', 0.5, '', 2, 'en-GB', '0.50'],
  ]
  test.each(rows)('%s', (_sentence, value, unit, decimals, locale, words) => {
    expect(figure(value, { ...evidence, unit, decimals }, locale)?.replace(/\u00a0/g, ' ')).toBe(words)
  })

  const point = (value: number | null, target: number | null) => ({
    period: '2016-03',
    value,
    target,
    status: 'off-track' as const,
  })
  const distances: [string, number | null, number | null, unknown][] = [
    ['below', 84.1, 88.9, { size: '4.8 points', side: 'below' }],
    ['above', 93.7, 88.9, { size: '4.8 points', side: 'above' }],
    ['equal after rounding is on target', 88.92, 88.9, { size: '0.0 points', side: 'on' }],
    ['no value, no distance', null, 88.9, undefined],
    ['no target, no distance', 84.1, null, undefined],
  ]
  test.each(distances)('%s', (_sentence, value, target, expected) => {
    expect(distance(point(value, target), evidence, 'en-GB', (n) => `${n} points`)).toEqual(expected)
  })
})

describe('scale of the chart', () => {
  const plainChart = {
    id: 'c',
    title: '',
    sentence: '',
    direction: 'up' as const,
    labels: [],
    write: String,
    decimals: 0,
  }
  const values: [string, number[]][] = [
    ['a flat line', [5, 5, 5]],
    ['zeros', [0, 0]],
    ['tiny differences', [0.001, 0.0012]],
    ['large and negative', [-1e6, 2e6, 0]],
    ['one point', [3]],
  ]
  test.each(values)('%s stays inside the drawing, with few round ticks', (_sentence, list) => {
    const slots = list.map((value) => ({ value, low: null, high: null, missed: false }))
    const scale = frameOf({ ...plainChart, slots })
    expect(scale.ticks.length).toBeGreaterThanOrEqual(2)
    expect(scale.ticks.length).toBeLessThanOrEqual(7)
    for (const value of list) {
      expect(scale.y(value)).toBeGreaterThanOrEqual(18)
      expect(scale.y(value)).toBeLessThanOrEqual(146)
    }
  })
})

test('one line cuts between characters, never inside one', () => {
  expect(oneLine('👩‍⚕️'.repeat(3), 4).endsWith('…')).toBe(true)
  expect(oneLine(' a \n b\t c ')).toBe('a b c')
})
