import { expect } from 'vitest'
import { parseDefinition } from '../../../local/asl/definition.ts'
import type { JsonObject } from '../../../local/asl/json.ts'
import { failing, pages, play, type Row, task } from './row.ts'

const flow = (state: JsonObject) => ({ StartAt: 'I', States: { I: state } })
const wait = (more: JsonObject) => ({ W: { Type: 'Wait', End: true, ...more } })
const refuse = (states: JsonObject, why: string) =>
  expect(() =>
    parseDefinition(JSON.stringify({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states })),
  ).toThrow(why)

/** Wait, Choice, Map, Parallel, variables. */
export const flows: Row[] = [
  {
    says: 'Wait until a timestamp in the past does not wait',
    page: pages.wait,
    check: async () => expect((await play(wait({ Timestamp: '2001-01-01T00:00:00Z' }))).seconds).toBe(0),
  },
  {
    says: 'Wait reads offsets, and drops the milliseconds of a timestamp',
    page: pages.wait,
    check: async () => expect((await play(wait({ Timestamp: '2026-01-05T10:00:30.900+02:00' }))).seconds).toBe(30),
  },
  {
    says: 'Seconds of a Wait is an integer from 0 to 99999999',
    page: pages.wait,
    check: async () => {
      const W = wait({ Seconds: '{% $states.input %}' })
      expect((await play(W, { input: 0 })).execution.status).toBe('SUCCEEDED')
      for (const input of [-1, 1.5, 100_000_000, '5'])
        expect((await play(W, { input })).execution.error).toBe('States.QueryEvaluationError')
    },
  },
  {
    says: 'exactly one of Seconds and Timestamp may be given',
    page: pages.wait,
    check: () => {
      refuse(wait({ Seconds: 1, Timestamp: '2026-01-01T00:00:00Z' }), 'exactly one of')
      refuse(wait({}), 'exactly one of')
    },
  },
  {
    says: 'Choice takes the first rule that is true, else Default',
    page: pages.choice,
    check: async () => {
      const rule = (n: number) => ({ Condition: `{% $states.input >= ${n} %}`, Next: 'Z', Output: n })
      const states = {
        C: { Type: 'Choice', Choices: [rule(9), rule(5), rule(1)], Default: 'Z', Output: 'default' },
        Z: { Type: 'Succeed' },
      }
      for (const [input, output] of [
        [7, 5],
        [9, 9],
        [0, 'default'],
      ])
        expect((await play(states, { input: input as number })).output).toBe(output)
    },
  },
  {
    says: 'Choice without a match and without Default fails the execution with States.Runtime',
    page: pages.errors,
    check: async () => {
      const outcome = await play({
        C: { Type: 'Choice', Choices: [{ Condition: false, Next: 'Z' }] },
        Z: { Type: 'Succeed' },
      })
      expect(outcome.execution).toMatchObject({ status: 'FAILED', error: 'States.Runtime' })
    },
  },
  {
    says: 'a Condition must give a boolean',
    page: pages.choice,
    check: async () => {
      const outcome = await play({
        C: { Type: 'Choice', Choices: [{ Condition: "{% 'yes' %}", Next: 'Z' }] },
        Z: { Type: 'Succeed' },
      })
      expect(outcome.execution.error).toBe('States.QueryEvaluationError')
    },
  },
  {
    says: 'an inline Map runs at most 40 iterations at once, in order',
    page: pages.map,
    check: async () => {
      let running = 0
      let most = 0
      const outcome = await play(
        { M: { Type: 'Map', Items: '{% [1..100] %}', MaxConcurrency: 0, ItemProcessor: flow(task()), End: true } },
        {
          answer: (call, host) => {
            most = Math.max(most, ++running)
            host.after(10, () => running--)
            return { after: 10, outcome: { result: call.arguments } }
          },
        },
      )
      expect(most).toBe(40)
      expect(outcome.seconds).toBe(30)
      expect(outcome.output).toEqual(Array.from({ length: 100 }, (_, n) => n + 1))
    },
  },
  {
    says: 'a MaxConcurrency above 40 does not lift the limit, one below it holds',
    page: pages.map,
    check: async () => {
      const map = (most: number) => ({
        M: {
          Type: 'Map',
          Items: '{% [1..80] %}',
          MaxConcurrency: most,
          ItemProcessor: flow({ Type: 'Wait', Seconds: 1, End: true }),
          End: true,
        },
      })
      expect((await play(map(1000))).seconds).toBe(2)
      expect((await play(map(8))).seconds).toBe(10)
    },
  },
  {
    says: 'the context of an iteration has its index and value; ItemSelector sees them',
    page: pages.context,
    check: async () => {
      const map = {
        Type: 'Map',
        Items: ['a', 'b'],
        ItemSelector: { i: '{% $states.context.Map.Item.Index %}', v: '{% $states.context.Map.Item.Value %}' },
        ItemProcessor: flow({ Type: 'Pass', End: true }),
        End: true,
      }
      expect((await play({ M: map })).output).toEqual([
        { i: 0, v: 'a' },
        { i: 1, v: 'b' },
      ])
    },
  },
  {
    says: 'the first iteration that fails ends the Map and cancels the others',
    page: pages.map,
    check: async () => {
      const outcome = await play(
        { M: { Type: 'Map', Items: [1, 5, 9], ItemProcessor: flow(task()), End: true } },
        {
          answer: ({ arguments: n }) => ({ after: Number(n), outcome: n === 5 ? { error: 'E' } : { result: n } }),
        },
      )
      expect(outcome.execution).toMatchObject({ status: 'FAILED', error: 'E' })
      expect(outcome.seconds).toBe(5)
      expect(outcome.types.slice(-5)).toEqual([
        'MapIterationFailed',
        'TaskStateAborted',
        'MapIterationAborted',
        'MapStateFailed',
        'ExecutionFailed',
      ])
    },
  },
  {
    says: 'Parallel gives every branch the same input and collects the outputs in the order of the branches',
    page: pages.parallel,
    check: async () => {
      const branch = (seconds: number) =>
        flow({ Type: 'Wait', Seconds: seconds, Output: `{% [${seconds}, $states.input] %}`, End: true })
      const outcome = await play({
        P: { Type: 'Parallel', Branches: [branch(3), branch(1)], Arguments: 'x', End: true },
      })
      expect(outcome.output).toEqual([
        [3, 'x'],
        [1, 'x'],
      ])
      expect(outcome.seconds).toBe(3)
    },
  },
  {
    says: 'the failure of a branch ends the Parallel and stops its siblings',
    page: pages.parallel,
    check: async () => {
      const slow = { StartAt: 'I', States: { I: { Type: 'Wait', Seconds: 60, Next: 'J' }, J: task() } }
      const outcome = await play(
        {
          P: {
            Type: 'Parallel',
            Branches: [slow, flow({ Type: 'Fail', Error: 'E' })],
            Catch: [{ ErrorEquals: ['E'], Next: 'Z' }],
            End: true,
          },
          Z: { Type: 'Wait', Seconds: 100, End: true },
        },
        { answer: failing() },
      )
      expect(outcome.types).toContain('WaitStateAborted')
      expect(outcome.host.calls).toEqual([])
      expect(outcome.execution.status).toBe('SUCCEEDED')
    },
  },
  {
    says: 'variables are read before they are written: a state cannot see its own Assign, and two can swap',
    page: pages.variables,
    check: async () => {
      const states = {
        A: { Type: 'Pass', Assign: { a: 1, b: 2 }, Next: 'B' },
        B: { Type: 'Pass', Assign: { a: '{% $b %}', b: '{% $a %}' }, Output: '{% [$a, $b] %}', Next: 'C' },
        C: { Type: 'Pass', Output: '{% [$states.input, [$a, $b]] %}', End: true },
      }
      expect((await play(states)).output).toEqual([1, 2, [2, 1]])
    },
  },
  {
    says: 'inner flows read outer variables; what they assign stays inside',
    page: pages.variables,
    check: async () => {
      const inner = {
        StartAt: 'I',
        States: {
          I: { Type: 'Pass', Assign: { inner: '{% $outer & "!" %}' }, Next: 'J' },
          J: { Type: 'Pass', Output: '{% $inner %}', End: true },
        },
      }
      const states = {
        A: { Type: 'Pass', Assign: { outer: 'o' }, Next: 'M' },
        M: { Type: 'Map', Items: [1], ItemProcessor: inner, Next: 'Z' },
        Z: { Type: 'Succeed', Output: '{% [$states.input[0], $exists($inner)] %}' },
      }
      expect((await play(states)).output).toEqual(['o!', false])
    },
  },
  {
    says: 'the variable name `states` is taken',
    page: pages.variables,
    check: () => refuse({ A: { Type: 'Pass', Assign: { states: 1 }, End: true } }, "the name 'states' is taken"),
  },
  {
    says: 'expressions begin with a variable: `$`, `$$` and bare field names are refused at the top level',
    page: pages.transform,
    check: () => {
      for (const text of ['$', '$$.a', 'a.b', '1 + a', '$string(a)', '(a; 1)'])
        refuse({ A: { Type: 'Pass', Output: `{% ${text} %}`, End: true } }, '/Output')
      parseDefinition(
        JSON.stringify({
          QueryLanguage: 'JSONata',
          StartAt: 'A',
          States: { A: { Type: 'Pass', Output: '{% $states.input.items[price > 1].{"n": name} %}', End: true } },
        }),
      )
    },
  },
  {
    says: 'a space outside the marks makes an expression a plain string',
    page: pages.transform,
    check: async () => {
      const outcome = await play({ A: { Type: 'Pass', Output: [' {% 1 %}', '{% 1 %} ', '{% 1 %}'], End: true } })
      expect(outcome.output).toEqual([' {% 1 %}', '{% 1 %} ', 1])
    },
  },
  {
    says: '$eval is not there, and AWS’s own functions are',
    page: pages.transform,
    check: async () => {
      const pass = (text: string) => play({ A: { Type: 'Pass', Output: `{% ${text} %}`, End: true } })
      expect((await pass("$eval('1')")).execution.cause).toContain('T1006: Attempted to invoke a non-function')
      expect((await pass('$partition([1,2,3,4], 3)')).output).toEqual([[1, 2, 3], [4]])
      expect((await pass('$range(0, 10, 5)')).output).toEqual([0, 5, 10])
      expect((await pass("$hash('abc', 'SHA-1')")).output).toBe('a9993e364706816aba3e25717850c26c9cd0d89d')
      expect((await pass('$random(3) = $random(3)')).output).toBe(true)
      expect((await pass('$match($uuid(), /^[0-9a-f-]{36}$/) ~> $count')).output).toBe(1)
      expect((await pass('$parse(\'{"a":[1]}\')')).output).toEqual({ a: [1] })
    },
  },
]
