import { expect } from 'vitest'
import { parseDefinition } from '../../../local/asl/definition.ts'
import { errorMatches, StateFailure } from '../../../local/asl/failure.ts'
import { failing, pages, play, type Row, task } from './row.ts'

const big = 'x'.repeat(262_145)
const catching = (name: string, more: object = {}) => [{ ErrorEquals: [name], Next: 'Z', ...more }]
const Z = { Type: 'Succeed' }

/** Error names, what matches them, what catches them. */
export const errors: Row[] = [
  {
    says: 'States.ALL matches any error but States.DataLimitExceeded and States.Runtime',
    page: pages.errors,
    check: () => {
      const matched = [
        'E',
        'States.Timeout',
        'States.TaskFailed',
        'States.QueryEvaluationError',
        'States.DataLimitExceeded',
        'States.Runtime',
      ]
      expect(matched.filter((name) => errorMatches('States.ALL', new StateFailure(name, '')))).toEqual(
        matched.slice(0, 4),
      )
    },
  },
  {
    says: 'States.TaskFailed matches any error but States.Timeout',
    page: pages.errors,
    check: () => {
      expect(
        ['E', 'States.Permissions', 'States.Timeout'].filter((name) =>
          errorMatches('States.TaskFailed', new StateFailure(name, '')),
        ),
      ).toEqual(['E', 'States.Permissions'])
    },
  },
  {
    says: 'a result over 256 KiB is States.DataLimitExceeded, which States.ALL does not catch',
    page: pages.quotas,
    check: async () => {
      const outcome = await play({ A: task({ Catch: catching('States.ALL') }), Z }, { answer: () => ({ result: big }) })
      expect(outcome.execution).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' })
    },
  },
  {
    says: 'a result of exactly 256 KiB passes: the limit counts bytes of JSON in UTF-8',
    page: pages.quotas,
    check: async () => {
      const fits = 'é'.repeat((262_144 - 2) / 2)
      expect((await play({ A: task() }, { answer: () => ({ result: fits }) })).execution.status).toBe('SUCCEEDED')
      expect((await play({ A: task() }, { answer: () => ({ result: `${fits}x` }) })).execution.error).toBe(
        'States.DataLimitExceeded',
      )
    },
  },
  {
    says: 'States.DataLimitExceeded can be caught by its own name',
    page: pages.errors,
    check: async () => {
      const outcome = await play(
        { A: task({ Catch: catching('States.DataLimitExceeded', { Output: 'caught' }) }), Z },
        { answer: () => ({ result: big }) },
      )
      expect(outcome.output).toBe('caught')
    },
  },
  {
    says: 'States.Runtime is neither retried nor caught',
    page: pages.errors,
    check: async () => {
      const choice = {
        StartAt: 'C',
        States: { C: { Type: 'Choice', Choices: [{ Condition: false, Next: 'D' }] }, D: { Type: 'Succeed' } },
      }
      const handled = { Retry: [{ ErrorEquals: ['States.ALL'] }], Catch: catching('States.ALL') }
      const outcome = await play({ P: { Type: 'Parallel', Branches: [choice], ...handled, End: true }, Z })
      expect(outcome.execution).toMatchObject({ status: 'FAILED', error: 'States.Runtime' })
      expect(outcome.seconds).toBe(0)
    },
  },
  {
    says: 'a failed evaluation in a Task is caught as States.QueryEvaluationError',
    page: pages.transform,
    check: async () => {
      const outcome = await play({
        A: task({
          Arguments: '{% $states.input.missing %}',
          Catch: catching('States.QueryEvaluationError', { Output: '{% $states.errorOutput.Error %}' }),
        }),
        Z,
      })
      expect(outcome.output).toBe('States.QueryEvaluationError')
      expect(outcome.host.calls).toEqual([])
    },
  },
  {
    says: 'retriers come first, catchers when they are spent',
    page: pages.errors,
    check: async () => {
      const outcome = await play(
        { A: task({ Retry: [{ ErrorEquals: ['E'], MaxAttempts: 2 }], Catch: catching('E') }), Z },
        { answer: failing('E', 'E', 'E') },
      )
      expect(outcome.host.calls).toHaveLength(3)
      expect(outcome.output).toEqual({ Error: 'E', Cause: 'on purpose' })
    },
  },
  {
    says: 'the first catcher that matches is taken',
    page: pages.errors,
    check: async () => {
      const catchers = [
        ...catching('F', { Output: 1 }),
        ...catching('States.TaskFailed', { Output: 2 }),
        ...catching('States.ALL', { Output: 3 }),
      ]
      expect((await play({ A: task({ Catch: catchers }), Z }, { answer: failing('E') })).output).toBe(2)
    },
  },
  {
    says: 'a catcher assigns variables from $states.errorOutput, and the state’s own Assign is left out',
    page: pages.variables,
    check: async () => {
      const A = task({
        Assign: { from: 'state' },
        Catch: catching('E', { Assign: { from: '{% $states.errorOutput.Error %}' } }),
      })
      const outcome = await play({ A, Z: { Type: 'Succeed', Output: '{% $from %}' } }, { answer: failing('E') })
      expect(outcome.output).toBe('E')
    },
  },
  {
    says: 'States.ALL must stand alone in ErrorEquals',
    page: pages.errors,
    check: () => {
      const states = { A: task({ Catch: [{ ErrorEquals: ['States.ALL', 'E'], Next: 'Z' }] }), Z }
      expect(() => parseDefinition(JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'A', States: states }))).toThrow(
        'must stand alone',
      )
    },
  },
  {
    says: 'Fail computes Error and Cause, and its error is what the execution fails with',
    page: pages.fail,
    check: async () => {
      const outcome = await play(
        { F: { Type: 'Fail', Error: "{% 'E' & $states.input.n %}", Cause: '{% $string($states.input) %}' } },
        { input: { n: 7 } },
      )
      expect(outcome.execution).toMatchObject({ status: 'FAILED', error: 'E7', cause: '{"n":7}' })
    },
  },
  {
    says: 'TimeoutSeconds of the machine ends the execution as TIMED_OUT with States.Timeout',
    page: pages.structure,
    check: async () => {
      const outcome = await play({ W: { Type: 'Wait', Seconds: 100, End: true } }, { machine: { TimeoutSeconds: 60 } })
      expect(outcome.execution).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' })
      expect(outcome.seconds).toBe(60)
      expect(outcome.types.at(-1)).toBe('ExecutionTimedOut')
    },
  },
  {
    says: 'a standard execution lives a year at most',
    page: pages.quotas,
    check: async () => {
      const outcome = await play({ W: { Type: 'Wait', Seconds: 99_999_999, End: true } })
      expect(outcome.execution.status).toBe('TIMED_OUT')
      expect(outcome.seconds).toBe(365 * 86_400)
    },
  },
  {
    says: 'an execution whose 25,000th event does not end it fails with it',
    page: pages.practices,
    check: async () => {
      const loop = { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } }
      const outcome = await play(loop)
      expect(outcome.types).toHaveLength(25_000)
      expect(outcome.types.at(-1)).toBe('ExecutionFailed')
      expect(outcome.execution.cause).toContain('maximum number of history events (25000)')
    },
  },
  {
    says: 'an execution whose 25,000th event ends it succeeds',
    page: pages.practices,
    check: async () => {
      // 1 start, 12,499 states of two events, 1 end.
      const states = Object.fromEntries(
        Array.from({ length: 12_499 }, (_, n) => [
          `S${n}`,
          { Type: 'Pass', ...(n === 12_498 ? { End: true } : { Next: `S${n + 1}` }) },
        ]),
      )
      const outcome = await play(states)
      expect(outcome.types).toHaveLength(25_000)
      expect(outcome.execution.status).toBe('SUCCEEDED')
    },
  },
]
