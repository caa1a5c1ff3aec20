import { describe, expect, it } from 'vitest'
import { Decision } from '../../domain/decision.ts'
import { followUp, openDecision } from '../../domain/decision-opening.ts'
import { flapQuestion } from '../../lambdas/texts/kept-catalogue.ts'
import { DAY, openedDecision, organisation, START } from './ask-organisation.ts'

const plan = organisation()

describe('opening a decision', () => {
  it('makes a record that its own schema accepts', () => {
    expect(() => Decision.parse(openedDecision(plan))).not.toThrow()
  })

  it.each([
    [
      'S2 monthly: respond in 2, decide in 5 working days, the chain of 4 steps has 8 more',
      'S2',
      '2016-05-05T16:00:00Z',
      '2016-05-10T16:00:00Z',
      '2016-05-20T16:00:00Z',
    ],
    [
      'S3 monthly: 3 and 10 working days; the fallback passes over the bank holiday of 30 May',
      'S3',
      '2016-05-06T16:00:00Z',
      '2016-05-17T16:00:00Z',
      '2016-05-27T16:00:00Z',
    ],
    ['S1 runs by the wall clock', 'S1', '2016-05-03T14:00:00Z', '2016-05-04T10:00:00Z', '2016-05-16T10:00:00Z'],
  ] as const)('%s', (_sentence, severity, respondBy, decideBy, fallbackAt) => {
    expect(openedDecision(plan, START, { severity })).toMatchObject({ respondBy, decideBy, fallbackAt })
  })

  it('passes over a holiday inside the span', () => {
    expect(openedDecision(plan, Date.parse('2016-05-26T10:00:00Z')).decideBy).toBe('2016-06-03T16:00:00Z')
  })

  it("ends with the decider's own working day, also over a change of clocks", () => {
    expect(openedDecision(plan, Date.parse('2016-10-27T10:00:00Z')).decideBy).toBe('2016-11-03T17:00:00Z')
  })

  it("uses the decider's calendar and zone, not the organisation's", () => {
    const late = Date.parse('2016-07-01T22:00:00Z') // Friday 18:00 in New York, before the holiday of 4 July there
    expect(openedDecision(plan, late, { decider: 'director' }).respondBy).toBe('2016-07-06T22:00:00Z')
  })

  it('gives the same id for the same episode and attempt, another one otherwise', () => {
    const ids = [
      openedDecision(plan).id,
      openedDecision(plan, START + DAY).id,
      openedDecision(plan, START, { episode: 'e2' }).id,
      openedDecision(plan, START, { attempt: 2 }).id,
    ]
    expect(ids[0]).toMatch(/^D-[0-9a-f]{16}$/)
    expect(ids[1]).toBe(ids[0])
    expect(new Set(ids).size).toBe(3)
  })

  it('asks the owner about the trigger itself when it flaps, with a fallback among the options', () => {
    const kpi = plan.kpis[0]!
    const evidence = openedDecision(plan).evidence
    const opening = {
      plan,
      planVersion: 1,
      kpi,
      trigger: kpi.triggers[0]!,
      series: plan.series[0]!,
      episode: 'f',
      evidence,
    }
    const instead = flapQuestion(plan, opening.trigger)
    const { decision } = openDecision({ ...opening, level: 'flap', severity: 'S3', instead }, START)
    expect(decision.kind).toBe('flap')
    expect(decision.decider).toBe('owner')
    expect(decision.options.map((o) => o.id)).toContain(decision.fallback.option)
    expect(() => Decision.parse(decision)).not.toThrow()
    const second = followUp(decision, { ...opening, level: 'flap', severity: 'S3' }, START + 60 * DAY).decision
    const { question, options, fallback } = decision
    expect(second).toMatchObject({ attempt: 2, kind: 'flap', question, options, fallback })
    expect(question).toContain(opening.trigger.question)
  })

  it('links the second decision of an episode to the first', () => {
    const first = openedDecision(plan)
    const kpi = plan.kpis[0]!
    const opening = {
      plan,
      planVersion: 2,
      kpi,
      trigger: kpi.triggers[0]!,
      series: plan.series[0]!,
      evidence: first.evidence,
    }
    const { decision, history } = followUp(first, { ...opening, level: 'red', severity: 'S2' }, START + 60 * DAY)
    expect(decision).toMatchObject({ previous: first.id, attempt: 2, episode: first.episode, state: 'open' })
    expect(history.why).toContain('did not bring it back')
  })
})
