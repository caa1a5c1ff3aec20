import { describe, expect, test } from 'vitest'
import { play } from './documented/row.ts'

const evaluate = (text: string, more = {}) => play({ A: { Type: 'Pass', Output: `{% ${text} %}`, End: true } }, more)

describe('expressions draw time and chance from the host only', () => {
  test.each([
    ['$now() is the host’s clock', '$now()', '2026-01-05T08:00:00.000Z'],
    ['$now takes a picture and a zone', "$now('[H01]:[m01] [Y0001]', '+0200')", '10:00 2026'],
    ['$millis() is the host’s clock', '$millis()', Date.UTC(2026, 0, 5, 8)],
    [
      'an incomplete picture is completed from the host’s clock',
      "$fromMillis($toMillis('13', '[H01]'))",
      '2026-01-05T13:00:00.000Z',
    ],
    ['$toMillis reads ISO', "$toMillis('2026-01-05T08:00:00Z')", Date.UTC(2026, 0, 5, 8)],
    ['$random() draws from the host', '$random()', 0.25],
    ['$shuffle draws from the host', '$shuffle([1,2,3])', [3, 2, 1]],
    ['$uuid() comes from the host', '$uuid()', '00000000-0000-4000-8000-000000000001'],
  ])('%s', async (_says, text, result) => {
    expect((await evaluate(text, { draws: [0.25] })).output).toEqual(result)
  })

  test.each([
    ['a step of 0', '$range(1, 2, 0)'],
    ['a range without end', '$range(1, 1e9, 1)'],
    ['a partition of size 0', '$partition([1], 0)'],
    ['an unknown digest', "$hash('a', 'MD4')"],
    ['text that is not JSON', "$parse('{')"],
    ['a type error', "1 + 'a'"],
    ['a number JSON does not have', '$power(10, 400)'],
  ])('%s is a States.QueryEvaluationError', async (_says, text) => {
    expect((await evaluate(text)).execution).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' })
  })

  test('a function anywhere in the result is an unsupported type', async () => {
    expect((await evaluate('{"a": [$sum]}')).execution.cause).toContain('returned an unsupported result type.')
  })

  test('a state’s variables do not reach another evaluation through a compiled expression', async () => {
    const states = {
      A: { Type: 'Pass', Output: '{% ($leak := 1; $leak) %}', Next: 'B' },
      B: { Type: 'Pass', Output: '{% $exists($leak) %}', End: true },
    }
    expect((await play(states)).output).toBe(false)
  })
})
