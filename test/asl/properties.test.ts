import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isExpression } from '../../local/asl/expression.ts'
import { StateFailure } from '../../local/asl/failure.ts'
import type { Json, JsonObject } from '../../local/asl/json.ts'
import { readPath, writePath } from '../../local/asl/json-path.ts'
import { backoffSeconds, Retries } from '../../local/asl/retry.ts'
import { type Outcome, play, task } from './documented/row.ts'
import type { Answer } from './virtual-host.ts'

const name = fc.stringMatching(/^[a-z]{1,4}$/)
const value = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>
const retrier = fc.record({
  ErrorEquals: fc.constant<string[]>(['E']),
  IntervalSeconds: fc.integer({ min: 1, max: 100 }),
  MaxAttempts: fc.integer({ min: 0, max: 8 }),
  BackoffRate: fc.double({ min: 1, max: 4, noNaN: true }),
  MaxDelaySeconds: fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined }),
  JitterStrategy: fc.constantFrom('FULL' as const, 'NONE' as const),
})

/** A random flow: states in a row, each of them a Wait, a Task, a Parallel or a Map of smaller flows. */
const flow = (depth: number): fc.Arbitrary<JsonObject> => {
  const simple = fc.oneof(
    fc.constant<JsonObject>({ Type: 'Pass' }),
    fc.integer({ min: 0, max: 9 }).map((Seconds): JsonObject => ({ Type: 'Wait', Seconds })),
    fc
      .boolean()
      .map((retried): JsonObject => task(retried ? { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }] } : {})),
  )
  const state: fc.Arbitrary<JsonObject> =
    depth === 0
      ? simple
      : fc.oneof(
          simple,
          fc
            .array(flow(depth - 1), { minLength: 1, maxLength: 3 })
            .map((Branches): JsonObject => ({ Type: 'Parallel', Branches })),
          fc.tuple(flow(depth - 1), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 3 })).map(
            ([ItemProcessor, length, MaxConcurrency]): JsonObject => ({
              Type: 'Map',
              Items: Array.from({ length }, (_, n) => n),
              MaxConcurrency,
              ItemProcessor,
            }),
          ),
        )
  return fc.array(state, { minLength: 1, maxLength: 3 }).map((states): JsonObject => {
    const last = states.length - 1
    const named = states.map(({ End, ...each }, n) => [
      `S${n}`,
      { ...each, ...(n === last ? { End: true } : { Next: `S${n + 1}` }) },
    ])
    return { StartAt: 'S0', States: Object.fromEntries(named) }
  })
}

/** Answers by a plan: the n-th call takes so many seconds and works, or not. */
function answers(plan: readonly { seconds: number; works: boolean }[]) {
  let calls = 0
  return (): Answer => {
    const { seconds, works } = plan[calls++ % plan.length]!
    return { after: seconds, outcome: works ? { result: calls } : { error: 'E', cause: 'planned' } }
  }
}

const plan = fc.array(fc.record({ seconds: fc.integer({ min: 0, max: 5 }), works: fc.boolean() }), {
  minLength: 1,
  maxLength: 6,
})
const told = ({ execution, seconds }: Outcome) => JSON.stringify([execution.history.events, execution.status, seconds])

describe('retries', () => {
  test('the wait never shrinks, never passes its ceiling, and begins with the interval', () => {
    fc.assert(
      fc.property(retrier, fc.integer({ min: 0, max: 20 }), (given, attempt) => {
        const ceiling = given.MaxDelaySeconds ?? Number.POSITIVE_INFINITY
        expect(backoffSeconds(given, 0)).toBe(Math.min(given.IntervalSeconds, ceiling))
        expect(backoffSeconds(given, attempt + 1)).toBeGreaterThanOrEqual(backoffSeconds(given, attempt))
        expect(backoffSeconds(given, attempt)).toBeLessThanOrEqual(ceiling)
      }),
    )
  })

  test('MaxAttempts is exact, jitter stays between 0 and the wait', () => {
    fc.assert(
      fc.property(retrier, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (given, draw) => {
        const retries = new Retries([given])
        const failure = new StateFailure('E', undefined)
        for (let n = 0; n < given.MaxAttempts; n += 1) {
          const wait = retries.next(failure, () => draw) as number
          const whole = Math.round(backoffSeconds(given, n) * 1000)
          if (given.JitterStrategy === 'NONE') expect(wait).toBe(whole)
          expect(wait).toBeGreaterThanOrEqual(0)
          expect(wait).toBeLessThanOrEqual(whole)
        }
        expect(retries.next(failure, () => draw)).toBeUndefined()
        expect(retries.total).toBe(given.MaxAttempts)
      }),
    )
  })
})

describe('paths and templates', () => {
  test('what is written at a reference path is read there, and nothing beside it changes; where there is no place, it fails', () => {
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 4 }),
        fc.dictionary(name, value),
        value,
        (steps, input, given) => {
          const path = `$.${steps.join('.')}`
          let written: JsonObject
          try {
            written = writePath(path, input, given) as JsonObject
          } catch (error) {
            expect(error).toMatchObject({ error: 'States.ResultPathMatchFailure' })
            return
          }
          expect(readPath(path, { input: written, context: {}, variables: {} })).toEqual(given)
          for (const key of Object.keys(input)) if (key !== steps[0]) expect(written[key]).toEqual(input[key])
        },
      ),
    )
  })

  test('a value without expressions comes out as it is written', async () => {
    await fc.assert(
      fc.asyncProperty(value, async (given) => {
        fc.pre(!/\{%.*%\}/s.test(JSON.stringify(given)) && !JSON.stringify(given).includes('__proto__'))
        const outcome = await play({ A: { Type: 'Pass', Output: given, End: true } })
        expect(outcome.output).toEqual(JSON.parse(JSON.stringify(given)))
      }),
    )
  })

  test('a string is an expression exactly when the marks are its first and last two characters', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (inside, outside) => {
        expect(isExpression(`{%${inside}%}`)).toBe(true)
        fc.pre(!outside.startsWith('{%') && !outside.endsWith('%}'))
        expect(isExpression(`${outside}{%${inside}%}`)).toBe(false)
        expect(isExpression(`{%${inside}%}${outside}`)).toBe(false)
      }),
    )
    for (const text of ['{%', '%}', '{%}', '', '{', '{% %']) expect(isExpression(text)).toBe(false)
  })
})

describe('random machines', () => {
  test('end, have a sound history, and are the same twice', async () => {
    await fc.assert(
      fc.asyncProperty(flow(2), plan, async (machine, given) => {
        const states = machine.States as JsonObject
        const outcome = await play(states, { answer: answers(given) })
        const { events } = outcome.execution.history
        expect(outcome.execution.status).not.toBe('RUNNING')
        expect(events.map((event) => event.id)).toEqual(events.map((_, index) => index + 1))
        for (const event of events) expect(event.previousEventId).toBeLessThan(event.id)
        for (const [index, event] of events.slice(1).entries())
          expect(event.at).toBeGreaterThanOrEqual(events[index]!.at)
        expect(events.filter((event) => /^Execution(Succeeded|Failed)$/.test(event.type))).toEqual([events.at(-1)])
        if (outcome.execution.status === 'SUCCEEDED') {
          const count = (pattern: RegExp) => outcome.types.filter((type) => pattern.test(type)).length
          expect(count(/StateEntered$/)).toBe(count(/StateExited$/))
          expect(count(/^MapIterationStarted$/)).toBe(count(/^MapIterationSucceeded$/))
        }
        expect(told(await play(states, { answer: answers(given) }))).toBe(told(outcome))
      }),
      { numRuns: 150 },
    )
  })
})
