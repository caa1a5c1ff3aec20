import { expect } from 'vitest'
import { failing, pages, play, type Row, task, waits } from './row.ts'

const E = (count: number) => Array.from({ length: count }, () => 'E')
const retry = (...retriers: object[]) => ({ A: task({ Retry: JSON.parse(JSON.stringify(retriers)) }) })

/** Retry: arithmetic, order, counts. */
export const retries: Row[] = [
  {
    says: 'a retrier without numbers waits 1 s, doubles, and tries three times more',
    page: pages.errors,
    check: async () => {
      const outcome = await play(retry({ ErrorEquals: ['E'] }), { answer: failing(...E(9)) })
      expect(waits(outcome)).toEqual([1, 2, 4])
      expect(outcome.execution).toMatchObject({ status: 'FAILED', error: 'E' })
    },
  },
  {
    says: 'IntervalSeconds is the wait before the first retry and BackoffRate multiplies each further one',
    page: pages.errors,
    check: async () => {
      const outcome = await play(retry({ ErrorEquals: ['E'], IntervalSeconds: 3, MaxAttempts: 4, BackoffRate: 1.5 }), {
        answer: failing(...E(9)),
      })
      expect(waits(outcome)).toEqual([3, 4.5, 6.75, 10.125])
    },
  },
  {
    says: 'MaxDelaySeconds is the ceiling of a wait',
    page: pages.errors,
    check: async () => {
      const outcome = await play(
        retry({ ErrorEquals: ['E'], IntervalSeconds: 3, MaxAttempts: 5, BackoffRate: 2, MaxDelaySeconds: 10 }),
        { answer: failing(...E(9)) },
      )
      expect(waits(outcome)).toEqual([3, 6, 10, 10, 10])
    },
  },
  {
    says: 'JitterStrategy FULL draws each wait between 0 and its computed length, after the ceiling',
    page: pages.errors,
    check: async () => {
      const retrier = {
        ErrorEquals: ['E'],
        IntervalSeconds: 4,
        MaxAttempts: 3,
        MaxDelaySeconds: 10,
        JitterStrategy: 'FULL',
      }
      const outcome = await play(retry(retrier), { answer: failing(...E(9)), draws: [0.25, 0, 0.9] })
      expect(waits(outcome)).toEqual([1, 0, 9])
    },
  },
  {
    says: 'MaxAttempts 0 never retries',
    page: pages.errors,
    check: async () => {
      const outcome = await play(retry({ ErrorEquals: ['E'], MaxAttempts: 0 }), { answer: failing(...E(1)) })
      expect(outcome.host.calls).toHaveLength(1)
      expect(outcome.execution.status).toBe('FAILED')
    },
  },
  {
    says: 'retriers are scanned in order and the first that matches counts, also when it forbids retrying',
    page: pages.errors,
    check: async () => {
      const outcome = await play(
        retry({ ErrorEquals: ['States.Timeout'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }),
        { answer: failing('States.Timeout') },
      )
      expect(outcome.host.calls).toHaveLength(1)
    },
  },
  {
    says: 'every retrier counts its own attempts, and its interval starts over with its own count',
    page: pages.errors,
    check: async () => {
      const retriers = [
        { ErrorEquals: ['A', 'B'], IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 2 },
        { ErrorEquals: ['C'], IntervalSeconds: 5 },
      ]
      const outcome = await play(retry(...retriers), { answer: failing('A', 'B', 'C', 'C', 'B') })
      expect(waits(outcome)).toEqual([1, 2, 5, 10])
      expect(outcome.execution).toMatchObject({ status: 'FAILED', error: 'B' })
    },
  },
  {
    says: 'a retry writes no second StateEntered event, and the context counts it',
    page: pages.context,
    check: async () => {
      const counted = task({
        Arguments: { n: '{% $states.context.State.RetryCount %}' },
        Retry: [{ ErrorEquals: ['States.ALL'] }],
      })
      const outcome = await play({ A: counted }, { answer: failing('E', 'E') })
      expect(outcome.types.filter((type) => type === 'TaskStateEntered')).toHaveLength(1)
      expect(outcome.host.calls.map((call) => call.arguments)).toEqual([{ n: 0 }, { n: 1 }, { n: 2 }])
    },
  },
  {
    says: 'retries are state transitions',
    page: pages.errors,
    check: async () => {
      const outcome = await play(retry({ ErrorEquals: ['E'] }), { answer: failing('E', 'E') })
      expect(outcome.host.transitions).toBe(3)
    },
  },
  {
    says: 'a retried Map runs all its iterations again',
    page: pages.errors,
    check: async () => {
      const inner = { StartAt: 'I', States: { I: task() } }
      const outcome = await play(
        {
          M: {
            Type: 'Map',
            Items: [1, 2],
            MaxConcurrency: 1,
            ItemProcessor: inner,
            Retry: [{ ErrorEquals: ['E'] }],
            End: true,
          },
        },
        {
          answer: (() => {
            let n = 0
            return () => (++n === 2 ? { error: 'E' } : { result: n })
          })(),
        },
      )
      expect(outcome.host.calls).toHaveLength(4)
      expect(outcome.output).toEqual([3, 4])
    },
  },
]
