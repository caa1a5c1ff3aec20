import { describe, expect, it } from 'vitest'
import { parseDefinition } from '../../local/asl/definition.ts'
import { Execution } from '../../local/asl/execution.ts'
import type { TaskCall } from '../../local/asl/host.ts'
import type { Json } from '../../local/asl/json.ts'
import { type Answer, VirtualHost } from '../asl/virtual-host.ts'
import { definitionOf } from './deployment.ts'

const DAY = 86_400
const CONDITION_FAILED = { error: 'DynamoDb.ConditionalCheckFailedException', cause: 'The conditional request failed' }
const machine = parseDefinition(JSON.stringify(definitionOf('Decision')))

/** What the outside does: answers of advance-decision in order, and of writes by the state they come from. */
interface Outside {
  stages: (readonly [stage: string, seconds: number] | { error: string })[]
  /** Writes that fail, by state, once for each error listed. */
  writes?: Record<string, { error: string; cause?: string }[]>
  /** Seconds after which a token stored by this state is answered; absent: nobody answers. */
  answers?: Record<string, number[]>
  name?: string
}

/** Runs one decision through the machine on a virtual clock. */
async function run({ stages, writes = {}, answers = {}, name = 'D-0123456789abcdef' }: Outside) {
  const acts: string[] = []
  const act = (call: TaskCall): Answer => {
    const { act, decision } = (call.arguments as { Payload: { act: string; decision: string } }).Payload
    expect(decision).toBe('D-0123456789abcdef')
    acts.push(act)
    const answer = stages.shift()!
    if ('error' in answer) return answer
    const [stage, seconds] = answer
    return { result: { StatusCode: 200, Payload: { stage, seconds, state: 'any' } } as Json }
  }
  const host: VirtualHost = new VirtualHost((call) => {
    if (call.resource.kind === 'service' && call.resource.action === 'invoke') return act(call)
    const failure = writes[call.state]?.shift()
    if (failure) return failure
    if (!call.token) return { result: {} }
    const seconds = answers[call.state]?.shift()
    if (seconds !== undefined)
      host.after(seconds, () => host.tokens.at(-1)!.task.succeed({ decision: 'D-0123456789abcdef' }))
    return { submitted: {} }
  })
  const start = {
    arn: `arn:aws:states:eu-west-2:111122223333:execution:Throughline-Decision:${name}`,
    name,
    machineArn: 'arn:aws:states:eu-west-2:111122223333:stateMachine:Throughline-Decision',
    machineName: 'Throughline-Decision',
    roleArn: 'arn:aws:iam::111122223333:role/any',
    region: 'eu-west-2',
    input: { decision: 'D-0123456789abcdef' },
  }
  const execution = new Execution(machine, start, host)
  await host.run(execution)
  const days = (execution.stoppedAt! - execution.startedAt) / (DAY * 1000)
  return { execution, host, acts, days, calls: (state: string) => host.calls.filter((call) => call.state === state) }
}

describe('a decision', () => {
  it('answered at once takes effect on its day and is checked', async () => {
    const { execution, acts, days, host } = await run({
      stages: [
        ['decide', 5 * DAY],
        ['await-effect-date', 2 * DAY],
        ['effect', 60 * DAY],
        ['done', 1],
      ],
      answers: { 'Await the decision': [3600] },
    })
    expect(execution.status).toBe('SUCCEEDED')
    expect(acts).toEqual(['open', 'settle', 'take-effect', 'check'])
    expect(days).toBeCloseTo(62 + 1 / 24)
    expect(host.transitions).toBeLessThanOrEqual(14)
  })

  it('nobody answers becomes overdue, falls back, and is checked though nobody says it was carried out', async () => {
    const { execution, acts, days } = await run({
      stages: [
        ['decide', 5 * DAY],
        ['overdue', 6 * DAY],
        ['carry-out', 14 * DAY],
        ['effect', 30 * DAY],
        ['done', 1],
      ],
    })
    expect(execution.status).toBe('SUCCEEDED')
    expect(acts).toEqual(['open', 'overdue', 'fallback', 'take-effect', 'check'])
    expect(days).toBeCloseTo(55)
  })

  it('answered while the chain is asked goes on from there', async () => {
    const { acts } = await run({
      stages: [
        ['decide', DAY],
        ['overdue', 6 * DAY],
        ['await-effect-date', 1],
        ['effect', DAY],
        ['done', 1],
      ],
      answers: { 'Await the chain': [DAY] },
    })
    expect(acts).toEqual(['open', 'overdue', 'settle', 'take-effect', 'check'])
  })

  it('answered before the token was stored is settled without waiting', async () => {
    const { execution, acts, days } = await run({
      stages: [
        ['decide', 5 * DAY],
        ['await-effect-date', 1],
        ['effect', DAY],
        ['done', 1],
      ],
      writes: { 'Await the decision': [CONDITION_FAILED] },
    })
    expect(execution.status).toBe('SUCCEEDED')
    expect(acts).toEqual(['open', 'settle', 'take-effect', 'check'])
    expect(days).toBeLessThan(2)
  })

  it('that another execution serves is left to it', async () => {
    const { execution, acts } = await run({ stages: [], writes: { 'Claim the decision': [CONDITION_FAILED] } })
    expect(execution.status).toBe('SUCCEEDED')
    expect(acts).toEqual([])
  })

  it('whose claim was taken away is left at the next step, not fought over', async () => {
    const { execution, acts } = await run({
      stages: [
        ['decide', DAY],
        ['overdue', DAY],
      ],
      writes: { 'Await the chain': [CONDITION_FAILED], 'Claim it again': [CONDITION_FAILED] },
    })
    expect(execution.status).toBe('SUCCEEDED')
    expect(acts).toEqual(['open', 'overdue'])
  })

  it('woken for nothing waits again for what is left', async () => {
    const { acts, calls } = await run({
      stages: [
        ['decide', 5 * DAY],
        ['decide', 4 * DAY],
        ['done', 1],
      ],
      answers: { 'Await the decision': [DAY, DAY] },
    })
    expect(acts).toEqual(['open', 'settle', 'settle'])
    const tokens = calls('Await the decision').map((call) => call.token)
    expect(new Set(tokens).size).toBe(2)
  })

  it('whose effect is not known yet is looked at again', async () => {
    const { acts } = await run({
      stages: [
        ['decide', DAY],
        ['effect', DAY],
        ['effect', 30 * DAY],
        ['effect', 30 * DAY],
        ['done', 1],
      ],
      answers: { 'Await the decision': [1] },
    })
    expect(acts).toEqual(['open', 'settle', 'check', 'check', 'check'])
  })

  it('survives a function that fails twice and a write that is throttled', async () => {
    const { execution, acts } = await run({
      stages: [
        { error: 'Lambda.TooManyRequestsException' },
        { error: 'Runtime.ExitError' },
        ['decide', DAY],
        ['done', 1],
      ],
      writes: { 'Await the decision': [{ error: 'DynamoDb.ProvisionedThroughputExceededException' }] },
      answers: { 'Await the decision': [60] },
    })
    expect(execution.status).toBe('SUCCEEDED')
    expect(acts).toEqual(['open', 'open', 'open', 'settle'])
  })

  it('whose function always fails ends failed after ten more tries, within twenty minutes', async () => {
    const { execution, acts, days } = await run({ stages: Array.from({ length: 12 }, () => ({ error: 'TypeError' })) })
    expect(execution.status).toBe('FAILED')
    expect(acts).toHaveLength(11)
    expect(days * 24 * 60).toBeLessThan(20)
  })

  it('at a stage that nobody knows fails by name', async () => {
    const { execution } = await run({ stages: [['pondering', 1]] })
    expect(execution).toMatchObject({ status: 'FAILED', error: 'UnknownStage' })
    expect(execution.cause).toContain('pondering')
  })

  it.each([
    ['D-0123456789abcdef', 'D-0123456789abcdef-r2'],
    ['D-0123456789abcdef-r2', 'D-0123456789abcdef-r3'],
    ['D-0123456789abcdef-r19', 'D-0123456789abcdef-r20'],
  ])('that waits for a year is asked about every hundred days, and %s hands over to %s', async (name, successor) => {
    const { execution, acts, days, calls } = await run({
      name,
      stages: [
        ['await-effect-date', 365 * DAY],
        ['await-effect-date', 265 * DAY],
        ['await-effect-date', 165 * DAY],
        ['await-effect-date', 65 * DAY],
      ],
    })
    expect(execution.status).toBe('SUCCEEDED')
    expect(acts).toEqual(['open', 'take-effect', 'take-effect', 'take-effect'])
    expect(days).toBeCloseTo(300)
    expect(calls('Start the successor')[0]!.arguments).toMatchObject({
      Name: successor,
      Input: '{"decision":"D-0123456789abcdef"}',
    })
  })

  it('handed over twice starts its successor once', async () => {
    const { execution } = await run({
      stages: [
        ['effect', 250 * DAY],
        ['effect', 150 * DAY],
        ['effect', 50 * DAY],
        ['effect', 1],
      ],
      writes: { 'Start the successor': [{ error: 'Sfn.ExecutionAlreadyExistsException' }] },
    })
    expect(execution.status).toBe('SUCCEEDED')
  })
})
