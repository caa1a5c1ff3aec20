import { describe, expect, test, vi } from 'vitest'
import type { Decision } from '../../domain/decision.ts'
import { openDecision } from '../../domain/decision-opening.ts'
import { formatInstant } from '../../domain/instant.ts'
import { kpiOf, seriesByKey } from '../../domain/plan/lookup.ts'
import { freezeEvidence } from '../../lambdas/evaluation/evidence.ts'
import { type Consequence, consequenceOf } from '../../lambdas/ledger-stream/consequences.ts'
import { handler } from '../../lambdas/run-workflows.ts'
import { withFakeAws } from './fake-aws.ts'
import { smallPlan } from './small-plan.ts'
import { streamRecord } from './stream-records.ts'

const aws = withFakeAws()
vi.spyOn(console, 'error').mockReturnValue()
const plan = smallPlan()
const now = Date.parse('2016-05-10T10:00:00Z')

function decision(more: Partial<Decision> = {}): Decision {
  const kpi = kpiOf(plan, 'four-hour')!
  const series = seriesByKey(plan, 'four-hour#org=A1')!
  const evidence = freezeEvidence({ kpi, series, recent: [], episode: [], missing: 'missing' }, now)
  const opening = { plan, planVersion: 1, kpi, trigger: kpi.triggers[0]!, series, episode: 'e', evidence }
  return { ...openDecision({ ...opening, level: 'red', severity: 'S2' }, now).decision, ...more }
}

const { id } = decision()
const stored = (more: Partial<Decision> = {}) => ({
  pk: `DECISION#${id}`,
  sk: 'META',
  dueKind: 'ledger',
  dueAt: 'x',
  ...decision(more),
})
const choice = {
  option: 'wait',
  rationale: '',
  by: 'owen',
  via: 'link' as const,
  at: formatInstant(now),
  effectFrom: '2016-05-10',
}
const decided = stored({ state: 'decided', choice, taskToken: 't' })
const line = {
  pk: `DECISION#${id}`,
  sk: 'HISTORY#2016-05-10T10:00:00Z#Decision opened#1',
  ref: '1',
  decision: id,
  at: '2016-05-10T10:00:00Z',
  what: 'Decision opened',
  who: 'trigger',
  why: 'because',
}
const mail = (more: object) => ({
  pk: 'PERSON#owen',
  sk: 'MAIL#s',
  person: 'owen',
  slot: 's',
  state: 'planned',
  urgent: true,
  ...more,
})

describe('what follows from a change of the Ledger', () => {
  test.each<[string, Record<string, unknown> | undefined, Record<string, unknown> | undefined, Consequence['do']]>([
    ['a new decision starts its machine', undefined, stored(), 'start'],
    ['a choice wakes the stage that waits', stored({ taskToken: 't' }), decided, 'wake'],
    [
      'a choice before a token is stored wakes nobody: the token is then refused',
      stored(),
      stored({ state: 'decided', choice }),
      'nothing',
    ],
    [
      'being taken up does not end the wait',
      stored({ taskToken: 't' }),
      stored({ state: 'acknowledged', taskToken: 't' }),
      'nothing',
    ],
    [
      'a dismissal wakes',
      stored({ state: 'acknowledged', taskToken: 't' }),
      stored({ state: 'dismissed', taskToken: 't' }),
      'wake',
    ],
    ['a withdrawal wakes', stored({ taskToken: 't' }), stored({ state: 'withdrawn', taskToken: 't' }), 'wake'],
    ['a fallback carried out wakes', decided, stored({ state: 'in-effect', choice, taskToken: 't' }), 'wake'],
    ['a token that is stored wakes nobody', stored(), stored({ taskToken: 't' }), 'nothing'],
    ['a claim wakes nobody', stored(), stored({ claimedBy: 'me' }), 'nothing'],
    [
      'a deadline that is marked wakes nobody',
      stored({ taskToken: 't' }),
      stored({ overdue: true, taskToken: 't' }),
      'nothing',
    ],
    ['a line of history is published', undefined, line, 'publish'],
    ['a line that is written again is not', line, line, 'nothing'],
    ['an urgent mail is queued', undefined, mail({}), 'send'],
    ['a mail of a slot waits for it', undefined, mail({ urgent: false }), 'nothing'],
    ['a mail that was claimed is not queued again', mail({}), mail({ state: 'claimed' }), 'nothing'],
    ['an ask has no consequence of its own', undefined, { pk: 'PERSON#owen', sk: 'ASK#A-1' }, 'nothing'],
    ['what expired has none', stored(), undefined, 'nothing'],
  ])('%s', (_, before, after, wanted) => {
    const { pk, sk } = (after ?? before) as { pk: string; sk: string }
    const kind = !before ? 'INSERT' : after ? 'MODIFY' : 'REMOVE'
    expect(consequenceOf({ sequence: '1', kind, pk, sk, before, after }).do).toBe(wanted)
  })
})

describe('run-workflows', () => {
  const insert = streamRecord(undefined, stored())
  const wake = streamRecord(stored({ taskToken: 't' }), decided)
  const written = streamRecord(undefined, line)

  test('sends a reference with the token, nothing else', async () => {
    await handler({ Records: [wake] })
    expect(aws.of('SendTaskSuccess').map(({ input }) => input)).toEqual([
      { taskToken: 't', output: JSON.stringify({ decision: id }) },
    ])
  })

  test.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken', 'ExecutionAlreadyExists'])(
    '%s means done',
    async (type) => {
      const refused = type === 'ExecutionAlreadyExists' ? 'StartExecution' : 'SendTaskSuccess'
      aws.fault = ({ operation }) => (operation === refused ? { status: 400, type } : undefined)
      expect(await handler({ Records: [insert, wake] })).toEqual({ batchItemFailures: [] })
    },
  )

  test('one that fails is named, the others are done', async () => {
    aws.fault = ({ operation }) =>
      operation === 'SendTaskSuccess' ? { status: 400, type: 'AccessDeniedException' } : undefined
    const answer = await handler({ Records: [insert, wake, written] })
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: wake.dynamodb!.SequenceNumber }])
    expect([aws.of('StartExecution').length, aws.of('PutEvents').length]).toEqual([1, 1])
  })
})
