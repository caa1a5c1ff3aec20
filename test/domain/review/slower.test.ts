import { describe, expect, it } from 'vitest'
import { isCron } from '../../../domain/plan/cron.ts'
import { CADENCES, cadenceOf, type ReviewCadence } from '../../../domain/review/cadence.ts'
import type { ReviewState } from '../../../domain/review/cycle.ts'
import { afterCycles, slowerSchedule } from '../../../domain/review/slower.ts'

type End = 'decided' | 'none' | 'unsaid' | 'never asked'

const said = { by: 'boss', at: '2026-03-05T09:00:00Z', via: 'link' as const, decisions: [], actions: [] }
const dayOf = (week: number) => new Date(Date.parse('2026-01-05T17:00:00Z') + week * 7 * 86_400_000).toISOString()
const ended = (end: End, week: number) => ({
  closedAt: dayOf(week),
  ...(end === 'never asked' ? {} : { concludeBy: dayOf(week + 1) }),
  ...(end === 'none' ? { conclusion: { ...said, noActionBecause: 'All is well.' } } : {}),
  ...(end === 'decided' ? { conclusion: { ...said, decisions: ['D-1'] } } : {}),
})

/** The state after every cycle in turn, as packs count them, and in which of them a proposal was made. */
function counted(ends: readonly End[]) {
  let state: ReviewState = { review: 'weekly', since: '2026-01-01T00:00:00Z', withoutDecisions: 0, revision: 1 }
  const proposedAt: number[] = []
  for (let week = 0; week <= ends.length; week += 1) {
    const before = ends.slice(Math.max(0, week - 8), week).map((end, i) => ended(end, Math.max(0, week - 8) + i))
    const after = afterCycles(state, before.reverse(), dayOf(week))
    if (after.proposed) proposedAt.push(week)
    state = after.state
  }
  return { proposedAt, idle: state.withoutDecisions }
}

describe('a slower cadence is proposed', () => {
  it.each<[string, End[], number[]]>([
    ['at the beginning, no', [], []],
    ['after three without, no', ['none', 'none', 'none'], []],
    ['after four, whether the chair said why or nothing', ['none', 'unsaid', 'none', 'unsaid'], [4]],
    ['a decision begins the count again', ['none', 'none', 'none', 'decided', 'none'], []],
    ['after five not again', ['none', 'none', 'none', 'none', 'none'], [4]],
    ['after eight again, and after twelve', Array<End>(12).fill('none'), [4, 8, 12]],
    ['cycles of a release that asked nobody to conclude say nothing', Array<End>(6).fill('never asked'), []],
    ['they end the row', ['never asked', 'none', 'none', 'none', 'none'], [5]],
    [
      'a decision after a proposal, then four without: again',
      ['none', 'none', 'none', 'none', 'decided', 'none', 'none', 'none', 'none'],
      [4, 9],
    ],
  ])('%s', (_, ends, weeks) => expect(counted(ends).proposedAt).toEqual(weeks))

  it('not sooner than four after the last time, whatever is concluded late in between', () => {
    const state = {
      review: 'weekly',
      since: '2026-01-01T00:00:00Z',
      withoutDecisions: 4,
      slowerProposedAt: dayOf(4),
      revision: 9,
    }
    const cycles = [6, 5, 4, 3].map((week) => ended('none', week))
    expect(afterCycles(state, cycles, dayOf(7)).proposed).toBe(false)
    expect(afterCycles(state, [ended('none', 7), ...cycles.slice(0, 3)], dayOf(8)).proposed).toBe(true)
  })
})

describe('the next slower schedule', () => {
  it.each<[string, string | undefined]>([
    ['0 7 * * *', '0 7 * * mon'],
    ['0 7 * * 1-5', '0 7 * * mon'],
    ['0 7 * * mon,thu', '0 7 * * mon'],
    ['30 8 * * mon', '30 8 * * mon#1,mon#3'],
    ['0 7 * * 2', '0 7 * * 2#1,2#3'],
    ['0 7 * * MON#1,MON#3', '0 7 * * mon#1'],
    ['0 7 * * mon#1', '0 7 * 1,4,7,10 mon#1'],
    ['0 7 1,15 * *', '0 7 1 * *'],
    ['0 7 1 * *', '0 7 1 1,4,7,10 *'],
    ['0 7 L * *', '0 7 l 1,4,7,10 *'],
    ['0 7 1 1,4,7,10 *', undefined],
    ['0 7 1-7 * mon', undefined],
  ])('of %s is %s', (schedule, wanted) => {
    expect(isCron(schedule)).toBe(true)
    expect(slowerSchedule(schedule)).toBe(wanted)
  })
})

describe('how often a review is held, in words', () => {
  it.each<[string, ReviewCadence | undefined]>([
    ['0 7 * * *', 'daily'],
    ['0 7 * * Mon-Fri', 'working-days'],
    ['0 7 * * 1-5', 'working-days'],
    ['0 7 * * mon-wed', 'several-a-week'],
    ['0 7 * * mon,thu', 'several-a-week'],
    ['30 8 * * mon', 'weekly'],
    ['0 7 * * MON#1,MON#3', 'twice-a-month'],
    ['0 7 1,11,21 * *', 'several-a-month'],
    ['0 7 1,11-15 * *', 'several-a-month'],
    ['0 9 12 * *', 'monthly'],
    ['0 7 * * mon#1', 'monthly'],
    ['0 9 12 1,4,7,10 *', 'quarterly'],
    ['0 7 * 1,4,7,10 mon#1', 'quarterly'],
    ['0 7 * 1,4,7,10 mon', undefined],
    ['0 7 1 6 *', undefined],
    ['0 7 1-7 * mon', undefined],
  ])('%s: %s', (schedule, cadence) => expect(cadenceOf(schedule)).toBe(cadence))

  it('whatever slower schedule is proposed, both it and the one it replaces have words, and it is slower', () => {
    const days = ['*', '1', '28', 'L', '1,15', '1,11,21', '1-7']
    const weekdays = ['*', 'mon', '5', 'mon-fri', 'mon,thu', 'tue#2', 'mon#1,mon#3', 'mon#1,tue#2,fri#4']
    for (const day of days)
      for (const weekday of weekdays) {
        const from = `0 9 ${day} * ${weekday}`
        const to = slowerSchedule(from)
        if (to === undefined) continue
        const [slow, held] = [cadenceOf(to), cadenceOf(from)].map((one) => (one ? CADENCES.indexOf(one) : -1))
        expect([from, held! >= 0, slow! > held!]).toEqual([from, true, true])
      }
  })
})
