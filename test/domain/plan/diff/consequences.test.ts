import { describe, expect, test } from 'vitest'
import { consequencesOf } from '../../../../domain/plan/diff/consequences.ts'
import { type OpenAsk, type OpenDecision, UnderWay } from '../../../../domain/plan/diff/under-way.ts'
import type { ResolvedPlan } from '../../../../domain/plan/resolved.ts'
import { company } from './company.ts'

const today = '2026-03-05'
const decision = (fields: Partial<OpenDecision> = {}): OpenDecision => ({
  id: 'D-1',
  trigger: 'churn-red',
  series: 'churn',
  kpi: 'churn',
  decider: 'ann',
  state: 'open',
  question: 'Churn is high. What do we do?',
  planVersion: 1,
  decideBy: '2026-03-10T17:00:00Z',
  ...fields,
})
const ask = (fields: Partial<OpenAsk> = {}): OpenAsk => ({
  id: 'A-1',
  person: 'ann',
  owner: 'ann',
  accountable: 'desk',
  asked: ['ann'],
  leads: true,
  kind: 'decide',
  role: 'owner',
  about: 'Churn is high. What do we do?',
  decision: 'D-1',
  ...fields,
})

const before = company()
const told = (after: ResolvedPlan, decisions: OpenDecision[], asks: OpenAsk[] = []) =>
  consequencesOf(before, after, UnderWay.parse({ decisions, asks }), today)

const without = (person: string, plan = before): ResolvedPlan => ({
  ...plan,
  people: plan.people.filter((one) => one.id !== person),
})
const withoutKpi = (plan = before): ResolvedPlan => ({
  ...plan,
  kpis: plan.kpis.filter((one) => one.id !== 'churn'),
  series: plan.series.filter((one) => one.kpi !== 'churn'),
})
const withoutTrigger: ResolvedPlan = { ...before, kpis: before.kpis.map((kpi) => ({ ...kpi, triggers: [] })) }

describe('a plan that drops what a decision is about', () => {
  test.each(['open', 'acknowledged'] as const)('one that is %s is withdrawn with its asks', (state) => {
    expect(told(withoutKpi(), [decision({ state })], [ask(), ask({ id: 'A-2', person: 'bo' })])).toEqual([
      {
        kind: 'withdrawn',
        decision: 'D-1',
        asks: ['A-1', 'A-2'],
        people: ['ann', 'bo'],
        sentence:
          '"Churn is high. What do we do?" is withdrawn: the plan drops the KPI churn; Ann Lee, Bo Chen need not answer',
      },
    ])
  })

  test.each(['decided', 'in-effect'] as const)('one that is %s goes on under its own version', (state) => {
    const [only, ...more] = told(withoutKpi(), [decision({ state, planVersion: 4 })])
    expect(more).toEqual([])
    expect(only).toMatchObject({ kind: 'goes-on', sentence: expect.stringContaining('goes on under version 4') })
  })

  test('a trigger alone is enough; so is a series', () => {
    expect(told(withoutTrigger, [decision()])[0]!.sentence).toContain('drops the trigger churn-red')
    const north = decision({ kpi: 'nps', series: 'nps#region=north', trigger: 'nps-red' })
    const gone = { ...before, series: before.series.filter((one) => one.key !== north.series) }
    expect(told(gone, [north])[0]!.sentence).toContain('drops the series nps#region=north')
  })

  test('asks of a withdrawn decision are not handed on as well', () => {
    expect(told(withoutKpi(without('ann')), [decision()], [ask()]).map((one) => one.kind)).toEqual(['withdrawn'])
  })
})

describe('somebody who left', () => {
  const handed = (after: ResolvedPlan, given = ask()) => told(after, [decision({ state: 'decided' })], [given])

  test('is stood in for by the deputy, whom the plan before named', () => {
    expect(handed(without('ann'))).toEqual([
      {
        kind: 'handed-on',
        ask: 'A-1',
        from: 'ann',
        to: 'bo',
        role: 'deputy',
        sentence: '"Churn is high. What do we do?" goes from Ann Lee, who left, to the deputy Bo Chen',
      },
    ])
  })

  const orders: [sentence: string, after: ResolvedPlan, given: OpenAsk, to: string][] = [
    ['by the manager where the deputy left too', without('bo', without('ann')), ask(), 'desk'],
    ['by the manager where the deputy has it already', without('ann'), ask({ asked: ['ann', 'bo'] }), 'desk'],
    [
      'by the manager where the deputy is away that day',
      without(
        'ann',
        company(['email: bo@example.org,', 'email: bo@example.org, absences: [{ from: 2026-03-05, to: 2026-03-05 }],']),
      ),
      ask(),
      'desk',
    ],
    [
      'by the accountable person where there is neither',
      without('cy'),
      ask({ person: 'cy', owner: 'cy', accountable: 'bo', asked: ['cy', 'desk'] }),
      'bo',
    ],
  ]
  test.each(orders)('is stood in for %s', (_, after, given, to) => {
    expect(handed(after, given)).toEqual([expect.objectContaining({ kind: 'handed-on', to })])
  })

  test('leaves nobody to ask when everybody has it', () => {
    expect(handed(without('cy'), ask({ person: 'cy', owner: 'cy', asked: ['cy', 'desk'] }))).toEqual([
      expect.objectContaining({ kind: 'ends', sentence: expect.stringContaining('nobody is left') }),
    ])
  })

  test.each([
    ['decide', 'the decision takes its course'],
    ['check-in', 'the review closes without it'],
    ['conclude', 'the review closes without it'],
    ['action', 'it stays undone'],
  ] as const)('leaves nobody to ask: what becomes of an ask of the kind %s', (kind, then) => {
    const { decision: _none, ...rest } = ask({ person: 'cy', owner: 'cy', asked: ['cy', 'desk'], kind })
    const given = kind === 'decide' ? ask({ ...rest }) : { ...rest, ...(kind === 'check-in' && { item: 'kpi:churn' }) }
    expect(handed(without('cy'), given)[0]!.sentence).toContain(`nobody is left to stand in; ${then}`)
  })

  test('had only a copy: it ends, others have the ask', () => {
    expect(handed(without('bo'), ask({ person: 'bo', leads: false }))).toEqual([
      expect.objectContaining({ kind: 'ends', ask: 'A-1', from: 'bo' }),
    ])
  })

  test('and everybody else keeps what they were asked', () => expect(handed(before)).toEqual([]))
})

describe('what is open stays as it was asked', () => {
  test('with whom it was asked, while the next one goes to the new owner', () => {
    const after = company(['owner: ann, priority', 'owner: bo, priority'])
    expect(told(after, [decision()])).toEqual([
      {
        kind: 'stays',
        decision: 'D-1',
        sentence: '"Churn is high. What do we do?" stays with Ann Lee; the next one goes to Bo Chen',
      },
    ])
    expect(told(after, [decision({ state: 'in-effect' })])).toEqual([])
  })

  test.each([
    ['target', ['target: 4,', 'target: 5,']],
    ['bands', ['amber: 1, red: 2 }', 'amber: 2, red: 3 }']],
    ['question', ['Churn is high', 'Churn is up']],
  ] as [string, [string, string]][])('another %s judges only what is due later', (_, change) => {
    expect(told(company(change), [decision()])).toEqual([
      expect.objectContaining({ kind: 'stays', sentence: expect.stringContaining('due after the apply') }),
    ])
  })

  test('a plan that changes nothing about it has no consequence', () => {
    expect(told(company(['name: Cy Diaz', 'name: Cy D']), [decision()], [ask()])).toEqual([])
  })
})
