import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Decision } from '../../domain/decision.ts'
import { latencyDays, momentsOf } from '../../domain/decision-latency.ts'
import { formatInstant } from '../../domain/instant.ts'
import { measuredSlots } from '../../domain/own-measuring.ts'
import type { ResolvedKpi } from '../../domain/plan/resolved.ts'
import { DAY, openedDecision, organisation, START } from './ask-organisation.ts'

const plan = organisation()
const kpi: ResolvedKpi = {
  ...plan.kpis[0]!,
  id: 'days-to-decide',
  cadence: 'monthly',
  dimensions: [],
  measures: { what: 'decision-latency', from: 'opened', to: 'decided' },
}
const at = (days: number) => formatInstant(START + days * DAY)

/** A decision opened `opened` days after the start and decided `after` days later. */
const decided = (opened: number, after: number, more: Partial<Decision> = {}): Decision => ({
  ...openedDecision(plan, START + opened * DAY, { episode: `e${opened}-${after}` }),
  choice: { option: 'beds', rationale: '', by: 'owner', via: 'link', at: at(opened + after), effectFrom: '2016-05-03' },
  ...more,
})
const figures = (decisions: Decision[], days: number, of = kpi) =>
  measuredSlots(plan, of, decisions, START + days * DAY).map(
    ({ period, dimensions, sum }) => [period, Object.values(dimensions).join(), sum.days, sum.decisions] as const,
  )

describe('how long decisions take', () => {
  it('the signal is the end of the period that fired, never later than the decision was opened', () => {
    // April ended in London when May began, an hour before midnight UTC; the decision is of 3 May.
    expect(momentsOf(openedDecision(plan))).toEqual({ signal: '2016-04-30T23:00:00Z', opened: '2016-05-03T10:00:00Z' })
  })

  it('counts each decision in the period in which it got that far, days and number apart', () => {
    // 3 May + 2, + 4.5 and + 30 days: two in May, one in June.
    expect(figures([decided(0, 2), decided(0, 4.5), decided(0, 30)], 65)).toEqual([
      ['2016-05', '', 6.5, 2],
      ['2016-06', '', 30, 1],
    ])
  })

  it('says nothing of a period in which nothing was decided, nor of the one that goes on', () => {
    expect(figures([decided(60, 1)], 65)).toEqual([])
    expect(figures([openedDecision(plan)], 65)).toEqual([])
  })

  it('is told by person and level where the KPI has these dimensions, with no list of series', () => {
    const both = { ...kpi, dimensions: ['decider', 'level'] }
    const amber = decided(0, 3, { level: 'amber', decider: 'deputy' })
    expect(figures([decided(0, 2), amber], 40, both)).toEqual([
      ['2016-05', 'owner,red', 2, 1],
      ['2016-05', 'deputy,amber', 3, 1],
    ])
  })

  it('a decision without its signal, of before there was any, is left out of what begins there', () => {
    const old = { ...decided(0, 2), signalAt: undefined }
    expect(latencyDays(old, 'signal', 'decided')).toBeUndefined()
    expect(latencyDays(old, 'opened', 'decided')).toBe(2)
  })

  it('adds up the same in any order', () => {
    const some = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.double({ min: 0, max: 9, noNaN: true })), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(some, (list) => {
        const decisions = list.map(([opened, after]) => decided(opened, after))
        expect(figures(decisions, 40)).toEqual(figures([...decisions].reverse(), 40))
      }),
      { numRuns: 50 },
    )
  })
})
