import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWorkingDay, type WorkingCalendar } from '../../../domain/calendar.ts'
import { formatDay, parseDay } from '../../../domain/civil.ts'
import { formatInstant, parseInstant } from '../../../domain/instant.ts'
import { cronTimes } from '../../../domain/plan/cron.ts'
import { WEEKDAYS } from '../../../domain/plan/organisation.ts'
import { parseSpan } from '../../../domain/plan/text.ts'
import { closesAt, nextOccurrence, occurrencesDue, type Timetable } from '../../../domain/review/occurrences.ts'
import { instantOf, wallOf } from '../../../domain/zone.ts'

const hours = { from: '09:00', to: '17:00' }
const england: WorkingCalendar = {
  workingDays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  holidays: ['2026-04-03', '2026-04-06', '2026-12-25', '2026-12-28'],
  hours,
}
const weekly: Timetable = { schedule: '0 9 * * mon', timezone: 'Europe/London', holidays: 'after' }
const at = parseInstant
const LONG_AGO = at('2026-01-01T00:00:00Z')
const due = (review: Timetable, last: string | undefined, now: string, since = LONG_AGO) =>
  occurrencesDue(review, england, last, since, at(now))

describe('what is due', () => {
  it.each([
    ['a minute before its time nothing is', weekly, '2026-02-23', '2026-03-02T08:59:00Z', undefined],
    ['at its time it is', weekly, '2026-02-23', '2026-03-02T09:00:00Z', '2026-03-02 09:00'],
    ['asked again after it was opened, nothing is', weekly, '2026-03-02', '2026-03-02T09:01:00Z', undefined],
    [
      'nine in the morning stays nine when clocks change',
      weekly,
      '2026-03-23',
      '2026-03-30T08:00:00Z',
      '2026-03-30 09:00',
    ],
    [
      'Easter Monday moves to the Tuesday',
      weekly,
      '2026-03-30',
      '2026-04-07T08:00:00Z',
      '2026-04-06 on 2026-04-07 09:00',
    ],
    ['on Easter Monday itself nothing is due', weekly, '2026-03-30', '2026-04-06T22:00:00Z', undefined],
    [
      'before Easter means the Thursday before Good Friday',
      { ...weekly, holidays: 'before' },
      '2026-03-30',
      '2026-04-02T08:00:00Z',
      '2026-04-06 on 2026-04-02 09:00',
    ],
    ['skip leaves Easter out', { ...weekly, holidays: 'skip' }, '2026-03-30', '2026-04-12T00:00:00Z', undefined],
    [
      'two dates moved onto one day are one cycle, named for the later',
      { ...weekly, schedule: '0 9 * * mon,tue' },
      '2026-03-31',
      '2026-04-07T08:00:00Z',
      '2026-04-07 09:00 with 2026-04-06',
    ],
    [
      'and so when they move back: Good Friday, Saturday and Monday all on the Thursday',
      { ...weekly, schedule: '0 9 * * fri,sat,mon', holidays: 'before' },
      '2026-03-30',
      '2026-04-02T08:00:00Z',
      '2026-04-06 on 2026-04-02 09:00 with 2026-04-03,2026-04-04',
    ],
  ] as [string, Timetable, string, string, string | undefined][])('%s', (_, review, last, now, expected) => {
    const { due: found, missed } = due(review, last, now)
    const words = found && [
      found.date,
      found.date === found.heldOn ? '' : ` on ${found.heldOn}`,
      ` ${clock(found.opensAt, review.timezone)}`,
      found.merged.length > 0 ? ` with ${found.merged.join()}` : '',
    ]
    expect(missed).toEqual([])
    expect(words?.join('')).toBe(expected)
  })

  it('a time that clocks skip on its own day is held an hour later, one that comes twice is the first', () => {
    const sundays: WorkingCalendar = { workingDays: ['sun'], holidays: [], hours }
    const review = { ...weekly, schedule: '30 1 * * sun' }
    const spring = occurrencesDue(review, sundays, '2026-03-22', LONG_AGO, at('2026-03-29T12:00:00Z')).due
    expect(formatInstant(spring!.opensAt)).toBe('2026-03-29T01:30:00Z')
    const autumn = occurrencesDue(review, sundays, '2026-10-18', LONG_AGO, at('2026-10-25T00:30:00Z')).due
    expect(formatInstant(autumn!.opensAt)).toBe('2026-10-25T00:30:00Z')
    expect(occurrencesDue(review, sundays, '2026-10-25', LONG_AGO, at('2026-10-25T01:30:00Z')).due).toBeUndefined()
  })

  it('after three weeks of nobody asking only the newest is opened, the two others are told as missed', () => {
    const found = due(weekly, '2026-02-09', '2026-03-04T12:00:00Z')
    expect(found.due?.date).toBe('2026-03-02')
    expect(found.missed.map((o) => o.date)).toEqual(['2026-02-16', '2026-02-23'])
  })

  it('a review that came into the plan today has no past', () => {
    expect(due(weekly, undefined, '2026-03-04T12:00:00Z', at('2026-03-04T10:00:00Z')).due).toBeUndefined()
    expect(due(weekly, undefined, '2026-03-09T09:00:00Z', at('2026-03-04T10:00:00Z'))).toMatchObject({
      due: { date: '2026-03-09' },
      missed: [],
    })
  })

  it('a date before the review came, moved to a day after it, is the first', () => {
    const found = due(weekly, undefined, '2026-04-07T08:00:00Z', at('2026-04-06T12:00:00Z'))
    expect(found.due).toMatchObject({ date: '2026-04-06', heldOn: '2026-04-07' })
  })

  it('a review that left the plan and came back does not catch up the time between', () => {
    const found = due(weekly, '2026-01-05', '2026-03-09T09:00:00Z', at('2026-03-04T10:00:00Z'))
    expect(found).toMatchObject({ due: { date: '2026-03-09' }, missed: [] })
  })

  it('a day that a zone left out is not a second cycle', () => {
    const apia = { schedule: '0 9 * * *', timezone: 'Pacific/Apia', holidays: 'after' as const }
    const always: WorkingCalendar = { workingDays: [...WEEKDAYS], holidays: [], hours }
    const found = occurrencesDue(apia, always, '2011-12-29', 0, at('2011-12-31T00:00:00Z'))
    expect(found).toMatchObject({ due: { date: '2011-12-31', merged: ['2011-12-30'] }, missed: [] })
  })

  it('a review only on days off, with the rule skip, never comes and is not searched for ever', () => {
    const never: Timetable = { ...weekly, schedule: '0 9 * * sun', holidays: 'skip' }
    expect(due(never, undefined, '2027-06-01T00:00:00Z')).toEqual({ due: undefined, missed: [] })
    expect(nextOccurrence(never, england, undefined, LONG_AGO, LONG_AGO)).toBeUndefined()
  })
})

const clock = (instant: number, zone: string) => {
  const { minute } = wallOf(instant, zone)
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

describe('over two years, whoever asks and however irregularly', () => {
  const FIRST = parseDay('2026-01-01')
  const DAY = 86_400_000
  /** Daily dates reach past the end of the two years; rarer ones reach far beyond. */
  const DIARY_DATES = 840
  const minute = fc.constantFrom('0 9', '30 1', '30 2', '0 0', '59 23')
  const days = fc.constantFrom(
    '* * mon',
    '* * 1,4',
    '1 * *',
    '15 */3 *',
    '* * *',
    '* * fri#L',
    '* * sun',
    '28-31 * *',
    '29 2 *',
  )
  const review = fc.record<Timetable>({
    schedule: fc.tuple(minute, days).map((parts) => parts.join(' ')),
    timezone: fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago', 'UTC'),
    holidays: fc.constantFrom('skip', 'before', 'after'),
  })
  const calendar = fc.record<WorkingCalendar>({
    workingDays: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }),
    // Runs of days off as well as single ones.
    holidays: fc
      .array(fc.tuple(fc.integer({ min: -10, max: 740 }), fc.integer({ min: 1, max: 15 })), { maxLength: 12 })
      .map((runs) => runs.flatMap(([from, n]) => Array.from({ length: n }, (_, i) => formatDay(FIRST + from + i)))),
    hours: fc.constant(hours),
  })
  /** Hours to the next call: mostly a day, sometimes again at once, late, or not for ten days. */
  const pause = fc.oneof(
    { weight: 6, arbitrary: fc.constant(24) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 40 }) },
    { weight: 1, arbitrary: fc.integer({ min: 40, max: 240 }) },
  )

  /** Day by day and without groups: what a secretary with a diary would write down. */
  const diary = ({ schedule, timezone, holidays }: Timetable, c: WorkingCalendar) => {
    const pages = new Map<number, { opensAt: number; dates: string[] }>()
    for (const time of cronTimes(schedule, FIRST - 40, DIARY_DATES)) {
      let day = time.day
      if (holidays === 'skip' && !isWorkingDay(c, day)) continue
      while (!isWorkingDay(c, day)) day += holidays === 'before' ? -1 : 1
      const page = pages.get(day) ?? { opensAt: instantOf(day, time.minute, timezone), dates: [] }
      page.dates.push(formatDay(time.day))
      pages.set(day, page)
    }
    return [...pages.values()]
  }

  it('every date is due or missed once, none twice, in order, never before its time', () => {
    const since = fc.integer({ min: 0, max: 60 * 24 }).map((h) => FIRST * DAY + h * 3_600_000)
    fc.assert(
      fc.property(review, calendar, since, fc.array(pause, { minLength: 12, maxLength: 12 }), (r, c, start, pauses) => {
        const seen: { opensAt: number; dates: string[] }[] = []
        let last: string | undefined
        let now = start
        let lastCall = start
        for (let i = 0; now < (FIRST + 730) * DAY; i++) {
          const found = occurrencesDue(r, c, last, start, now)
          for (const one of [...found.missed, ...(found.due ? [found.due] : [])]) {
            expect(one.opensAt).toBeLessThanOrEqual(now)
            seen.push({ opensAt: one.opensAt, dates: [...one.merged, one.date] })
          }
          last = found.due?.date ?? last
          lastCall = now
          now += pauses[i % pauses.length]! * 3_600_000 + (i % 7) * 60_000
        }
        const pages = diary(r, c).filter((page) => page.opensAt >= start)
        expect(seen).toEqual(pages.slice(0, seen.length))
        // Nothing is left over that was due at the last call, and what comes next is the next page.
        const next = pages[seen.length]
        expect(next === undefined || next.opensAt > lastCall).toBe(true)
        // A leap day that must be a working Monday may be further off than anybody looks.
        const shown = nextOccurrence(r, c, last, start, lastCall)
        if (shown || (next && next.opensAt < lastCall + 8 * 365 * DAY)) expect(shown?.opensAt).toBe(next?.opensAt)
      }),
      { numRuns: 4 },
    )
  })
})

describe('the close', () => {
  const closing = (span: string, from: string) =>
    formatInstant(closesAt({ closesAfter: parseSpan(span), timezone: 'Europe/London' }, england, at(from)))
  it.each([
    ['2 wd', '2026-03-02T09:00:00Z', '2026-03-04T17:00:00Z', 'two working days end with the working day'],
    ['2 wd', '2026-04-01T08:00:00Z', '2026-04-07T16:00:00Z', 'over Easter'],
    ['1 wd', '2026-03-27T20:00:00Z', '2026-03-30T19:00:00Z', 'opened in the evening it closes in the evening'],
    ['1 d', '2026-03-28T12:00:00Z', '2026-03-29T11:00:00Z', 'a day over a change of clocks keeps the clock'],
    ['48 h', '2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z', 'hours are exact'],
  ])('%s after %s is %s: %s', (span, from, to) => {
    expect(closing(span, from)).toBe(to)
  })
})
