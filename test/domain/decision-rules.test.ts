import { describe, expect, it } from 'vitest'
import type { Decision } from '../../domain/decision.ts'
import { acknowledge, decide, dismiss, raiseSeverity, withdraw } from '../../domain/decision-answering.ts'
import { isRefused, type Outcome, type Refused } from '../../domain/decision-change.ts'
import { effectCheckAt, lookAgainAt } from '../../domain/decision-check-time.ts'
import { fallBack, markOverdue, stageOf } from '../../domain/decision-deadlines.ts'
import { checkEffect, rethink, takeEffect } from '../../domain/decision-effect.ts'
import { DAY, openedDecision, organisation, START } from './ask-organisation.ts'
import { told } from './told.ts'

const plan = organisation()
const kpi = plan.kpis[0]!
const via = 'link' as const

const ok = <T extends Outcome>(outcome: T): Exclude<T, Refused> => {
  if (isRefused(outcome)) throw new Error(outcome.code)
  return outcome as Exclude<T, Refused>
}
const by = (person: string) => ({ by: person, via })
const chosen = (decision: Decision, now: number, more = {}) =>
  decide(decision, { ...by('owner'), option: 'beds', rationale: 'more beds', zone: 'Europe/London', ...more }, now)
const inEffect = (attempt: 1 | 2 = 1) => {
  const decided = ok(chosen(openedDecision(plan, START, { attempt }), START + DAY)).decision
  return ok(takeEffect(decided, { checkAt: START + 60 * DAY, who: 'clock' }, START + DAY)).decision
}
const see = (recovered: boolean | 'unknown', now: number) => ({
  recovered,
  period: '2016-06',
  lookAgainAt: now + 30 * DAY,
})

describe('deciding', () => {
  it('a decision for today takes effect at once', () => {
    expect(ok(chosen(openedDecision(plan), START)).decision).toMatchObject({
      state: 'decided',
      effectAt: '2016-05-03T10:00:00Z',
    })
  })

  it('a later day begins at its local midnight', () => {
    const { decision } = ok(chosen(openedDecision(plan), START, { effectFrom: '2016-05-10' }))
    expect(decision.effectAt).toBe('2016-05-09T23:00:00Z')
    expect(stageOf(decision, START)).toMatchObject({ stage: 'await-effect-date', until: '2016-05-09T23:00:00Z' })
  })

  it('today is the day of the decider’s zone: at 22:00 in New York it is still the 3rd', () => {
    const late = Date.parse('2016-05-04T02:00:00Z')
    const fields = { effectFrom: '2016-05-03', zone: 'America/New_York' }
    expect(isRefused(chosen(openedDecision(plan), late, fields))).toBe(false)
    expect(isRefused(chosen(openedDecision(plan), late, { ...fields, zone: 'Europe/London' }))).toBe(true)
  })

  it.each([
    ['an option that is not offered', { option: 'pray' }, 'unknown-option'],
    ['yesterday', { effectFrom: '2016-05-02' }, 'bad-date'],
    ['more than a year ahead', { effectFrom: '2017-05-04' }, 'bad-date'],
    ['a day that does not exist', { effectFrom: '2017-02-29' }, 'bad-date'],
    ['a rationale nobody reads', { rationale: 'x'.repeat(4001) }, 'text-too-long'],
  ])('refuses %s', (_what, fields, code) => {
    expect(chosen(openedDecision(plan), START, fields)).toMatchObject({ code })
  })

  it('the first writer wins; the second is told who decided what and when', () => {
    const first = ok(chosen(openedDecision(plan), START)).decision
    expect(told(chosen(first, START + DAY, { option: 'staff' }))).toEqual({
      code: 'already-decided',
      sentence: 'owner decided "Open beds" on 2016-05-03.',
    })
    expect(dismiss(first, { ...by('chief'), reason: 'known', note: '' }, START)).toMatchObject({
      code: 'already-decided',
    })
  })
})

describe('before anybody decides', () => {
  it('an acknowledged decision is not withdrawn when the KPI recovers', () => {
    const taken = ok(acknowledge(openedDecision(plan), by('owner'), START)).decision
    expect(isRefused(withdraw(taken, 'recovered', START))).toBe(true)
  })

  it('a graver severity keeps the deadlines, a milder one changes nothing', () => {
    const before = openedDecision(plan)
    const { decision } = ok(raiseSeverity(before, { severity: 'S1', level: 'red' }, START))
    expect(decision).toMatchObject({ severity: 'S1', decideBy: before.decideBy })
    expect(isRefused(raiseSeverity(decision, { severity: 'S3', level: 'amber' }, START))).toBe(true)
  })

  it('a fallback is refused a second before its time and recorded on it, even if nobody marked it overdue', () => {
    const decision = openedDecision(plan)
    const at = Date.parse(decision.fallbackAt)
    const input = { zone: 'Europe/London', carryOutBy: at + 14 * DAY }
    expect(fallBack(decision, input, at - 1000)).toMatchObject({ code: 'not-due' })
    const fallen = ok(fallBack(decision, input, at)).decision
    expect(fallen).toMatchObject({ overdue: true, choice: { by: 'fallback', via: 'fallback', option: 'beds' } })
    expect(stageOf(fallen, at).stage).toBe('carry-out')
    expect(markOverdue(fallen, at)).toMatchObject({ code: 'already-decided' })
  })
})

describe('the effect', () => {
  it('the clock cannot take a decision into effect before its day', () => {
    const { decision } = ok(chosen(openedDecision(plan), START, { effectFrom: '2016-05-10' }))
    expect(takeEffect(decision, { checkAt: START + 60 * DAY, who: 'clock' }, START)).toMatchObject({ code: 'not-due' })
  })

  it('recovered: effective, closed, nothing follows', () => {
    const { decision, consequence } = ok(checkEffect(inEffect(), see(true, START + 60 * DAY), START + 60 * DAY))
    expect([decision.state, decision.checks.at(-1)?.result, consequence]).toEqual(['closed', 'effective', 'none'])
  })

  it('not recovered: closed with the id of the decision that follows', () => {
    const { decision, consequence } = ok(checkEffect(inEffect(), see(false, START + 60 * DAY), START + 60 * DAY))
    expect(consequence).toBe('follow-up')
    expect(decision.next).toBe(openedDecision(plan, START, { attempt: 2 }).id)
  })

  it('not recovered twice: no third decision, but one question to the accountable person, answered once', () => {
    const { decision, consequence } = ok(checkEffect(inEffect(2), see(false, START + 60 * DAY), START + 60 * DAY))
    expect([consequence, decision.next]).toEqual(['rethink', undefined])
    const answer = { choice: 'target', note: 'It was set before the merger.', by: 'director', via }
    const answered = ok(rethink(decision, answer, START + 61 * DAY)).decision
    expect(answered.rethink).toMatchObject({ choice: 'target', by: 'director' })
    expect(rethink(answered, { ...answer, choice: 'process' }, START + 62 * DAY)).toMatchObject({
      code: 'already-done',
    })
  })

  it('unknown is looked at again twice, then counts as not effective', () => {
    let decision = inEffect()
    const seen: string[] = []
    for (let i = 0; i < 3; i++) {
      const now = Date.parse(decision.checkAt!)
      const outcome = ok(checkEffect(decision, see('unknown', now), now))
      decision = outcome.decision
      seen.push(outcome.consequence)
    }
    expect(seen).toEqual(['look-again', 'look-again', 'follow-up'])
    expect(decision.checks.map((check) => check.result)).toEqual(['unknown', 'unknown', 'not-effective'])
  })

  it('a check too early, or of a decision not in effect, is refused', () => {
    expect(checkEffect(inEffect(), see(true, START), START + 2 * DAY)).toMatchObject({ code: 'not-due' })
    expect(checkEffect(openedDecision(plan), see(true, START), START)).toMatchObject({ code: 'not-open' })
  })
})

describe('when an effect can be seen', () => {
  it('in effect in May, 2 slots: July, known 8 working days after its end', () => {
    expect(new Date(effectCheckAt(plan, kpi, START, 2)).toISOString()).toBe('2016-08-10T23:00:00.000Z')
  })

  it('looks again when the next slot is known, always later than now', () => {
    const first = effectCheckAt(plan, kpi, START, 2)
    const next = effectCheckAt(plan, kpi, START, 3)
    expect(lookAgainAt(plan, kpi, first)).toBe(next)
    expect(lookAgainAt(plan, kpi, first - 1)).toBe(first)
    expect(lookAgainAt(plan, kpi, next - DAY)).toBe(next)
  })
})
