import { expect } from 'vitest'
import type { VirtualHost } from '../virtual-host.ts'
import { pages, play, type Row, waitingTask } from './row.ts'

const submitted = { submitted: {} }
const caught = (error: string) => ({
  Catch: [{ ErrorEquals: [error], Next: 'Z', Output: '{% $states.errorOutput %}' }],
})
const Z = { Type: 'Succeed' }
const last = (host: VirtualHost) => host.tokens.at(-1)!.task

/** Tasks that wait for a token: timeouts, heartbeats, answers. */
export const tokens: Row[] = [
  {
    says: 'TimeoutSeconds ends a waiting task with States.Timeout',
    page: pages.task,
    check: async () => {
      const outcome = await play(
        { A: waitingTask({ TimeoutSeconds: 30, ...caught('States.Timeout') }), Z },
        { answer: () => submitted },
      )
      expect(outcome.output).toEqual({ Error: 'States.Timeout' })
      expect(outcome.seconds).toBe(30)
      expect(outcome.types).toContain('TaskTimedOut')
    },
  },
  {
    says: 'the timeout may be computed, and must be an integer of at least 1',
    page: pages.task,
    check: async () => {
      const A = waitingTask({ TimeoutSeconds: '{% $states.input.seconds %}', ...caught('States.Timeout') })
      expect((await play({ A, Z }, { input: { seconds: 7 }, answer: () => submitted })).seconds).toBe(7)
      expect((await play({ A, Z }, { input: { seconds: 0 } })).execution.error).toBe('States.QueryEvaluationError')
      expect((await play({ A, Z }, { input: { seconds: 1.5 } })).execution.error).toBe('States.QueryEvaluationError')
    },
  },
  {
    says: 'without a heartbeat for HeartbeatSeconds the task fails, long before its timeout',
    page: pages.task,
    check: async () => {
      const outcome = await play(
        { A: waitingTask({ TimeoutSeconds: 600, HeartbeatSeconds: 20, ...caught('States.HeartbeatTimeout') }), Z },
        { answer: () => submitted },
      )
      expect(outcome.seconds).toBe(20)
      expect(outcome.output).toEqual({ Error: 'States.Timeout' })
    },
  },
  {
    says: 'a missed heartbeat is a States.Timeout too',
    page: pages.errors,
    check: async () => {
      const outcome = await play(
        { A: waitingTask({ HeartbeatSeconds: 20, ...caught('States.Timeout') }), Z },
        { answer: () => submitted },
      )
      expect(outcome.seconds).toBe(20)
    },
  },
  {
    says: 'running out of TimeoutSeconds is no States.HeartbeatTimeout',
    page: pages.errors,
    check: async () => {
      const outcome = await play(
        { A: waitingTask({ TimeoutSeconds: 20, ...caught('States.HeartbeatTimeout') }), Z },
        { answer: () => submitted },
      )
      expect(outcome.execution).toMatchObject({ status: 'FAILED', error: 'States.Timeout' })
    },
  },
  {
    says: 'a heartbeat restarts the heartbeat clock and writes no event',
    page: pages.heartbeat,
    check: async () => {
      const outcome = await play(
        { A: waitingTask({ HeartbeatSeconds: 20, ...caught('States.Timeout') }), Z },
        {
          answer: (_call, host) => {
            for (const at of [15, 30]) host.after(at, () => last(host).heartbeat())
            return submitted
          },
        },
      )
      expect(outcome.seconds).toBe(50)
      expect(outcome.types.filter((type) => type.startsWith('Task'))).toEqual([
        'TaskStateEntered',
        'TaskScheduled',
        'TaskStarted',
        'TaskSubmitted',
        'TaskTimedOut',
        'TaskStateExited',
      ])
    },
  },
  {
    says: 'heartbeats do not extend TimeoutSeconds',
    page: pages.heartbeat,
    check: async () => {
      const outcome = await play(
        { A: waitingTask({ TimeoutSeconds: 40, HeartbeatSeconds: 20, ...caught('States.Timeout') }), Z },
        {
          answer: (_call, host) => {
            for (const at of [15, 30, 39]) host.after(at, () => last(host).heartbeat())
            return submitted
          },
        },
      )
      expect(outcome.seconds).toBe(40)
    },
  },
  {
    says: 'every attempt has a token of its own, and an answer to an old one changes nothing',
    page: pages.integrations,
    check: async () => {
      const A = waitingTask({
        TimeoutSeconds: 10,
        Retry: [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 5, MaxAttempts: 1 }],
      })
      const outcome = await play(
        { A },
        {
          answer: (_call, host) => {
            const attempt = host.tokens.length
            if (attempt === 2) {
              host.after(1, () => host.tokens[0]!.task.succeed('late'))
              host.after(2, () => host.tokens[1]!.task.succeed('in time'))
            }
            return submitted
          },
        },
      )
      expect(new Set(outcome.host.tokens.map(({ token }) => token)).size).toBe(2)
      expect(outcome.host.calls.map(({ token }) => token)).toEqual(outcome.host.tokens.map(({ token }) => token))
      expect(outcome.output).toBe('in time')
      expect(outcome.seconds).toBe(17)
    },
  },
  {
    says: 'the token is in the context object while the task is submitted',
    page: pages.context,
    check: async () => {
      const outcome = await play({ A: waitingTask({ TimeoutSeconds: 1 }) }, { answer: () => submitted })
      expect(outcome.host.calls[0]!.arguments).toMatchObject({ Key: { pk: { S: outcome.host.tokens[0]!.token } } })
    },
  },
  {
    says: 'a token can be answered before the submitting call has returned',
    page: pages.integrations,
    check: async () => {
      const outcome = await play(
        { A: waitingTask() },
        {
          answer: (_call, host) => {
            host.after(1, () => last(host).succeed('early'))
            return { after: 2, outcome: { error: 'E' } }
          },
        },
      )
      expect(outcome.output).toBe('early')
      expect(outcome.seconds).toBe(1)
    },
  },
  {
    says: 'of two answers the first counts',
    page: pages.success,
    check: async () => {
      const outcome = await play(
        { A: waitingTask({ Next: 'W' }), W: { Type: 'Wait', Seconds: 5, End: true } },
        {
          answer: (_call, host) => {
            host.after(1, () => last(host).succeed('first'))
            host.after(2, () => last(host).succeed('second'))
            return submitted
          },
        },
      )
      expect(outcome.output).toBe('first')
      expect(outcome.types.filter((type) => type === 'TaskSucceeded')).toHaveLength(1)
    },
  },
  {
    says: 'SendTaskFailure names the error that Catch sees',
    page: pages.failure,
    check: async () => {
      const outcome = await play(
        { A: waitingTask(caught('Refused')), Z },
        {
          answer: (_call, host) => {
            host.after(3, () => last(host).fail('Refused', 'not mine'))
            return submitted
          },
        },
      )
      expect(outcome.output).toEqual({ Error: 'Refused', Cause: 'not mine' })
    },
  },
  {
    says: 'a submission that fails fails the task: nobody is left to answer the token',
    page: pages.integrations,
    check: async () => {
      const A = waitingTask(caught('DynamoDb.ConditionalCheckFailedException'))
      const outcome = await play(
        { A, Z },
        { answer: () => ({ error: 'DynamoDb.ConditionalCheckFailedException', cause: 'no' }) },
      )
      expect(outcome.output).toMatchObject({ Error: 'DynamoDb.ConditionalCheckFailedException' })
      expect(outcome.host.tokens[0]!.task.open).toBe(false)
    },
  },
]
