import { describe, expect, test } from 'vitest'
import { plansOf } from '../../../bin/generating/lint-example.ts'
import { LINT_EXAMPLES } from '../../../bin/generating/lint-examples.ts'
import { SOUND_PLAN, SOUND_TODAY } from '../../../bin/generating/sound-plan.ts'
import { CODES, entryOf } from '../../../domain/plan/codes.ts'
import { parsePlan } from '../../../domain/plan/parse.ts'

const findingsOf = (text: string) => parsePlan(text, 'plan.yaml', SOUND_TODAY).findings

test('the sound plan has no finding at all', () => {
  expect(findingsOf(SOUND_PLAN)).toEqual([])
})

describe('each code fires where it should, and only then', () => {
  test.each(LINT_EXAMPLES.map((example) => [example.code, example] as const))('%s', (code, example) => {
    const plans = plansOf(example)
    const found = findingsOf(plans.bad).filter((finding) => finding.code === code)
    const lines = plans.bad.split('\n')
    const places = found.map(({ line, column, endColumn }) => lines[line - 1]!.slice(column - 1, endColumn - 1))
    expect(places).toEqual([example.at])
    expect(found[0]).toMatchObject({ message: example.message, level: entryOf(code).level })
    expect(findingsOf(plans.good)).toEqual([])
  })
})

test('every code has one example', () => {
  // Those of several files are shown with several files (include.test.ts), bytes that are no text with bytes (alone.test.ts),
  // what takes a history with one (lint-history.test.ts).
  const codes = Object.keys(CODES).filter(
    (code) => !code.startsWith('include-') && code !== 'encoding' && code !== 'fires-often',
  )
  expect(LINT_EXAMPLES.map((example) => example.code).toSorted()).toEqual(codes.toSorted())
})

test('messages have one voice: what was got, then what to do, in at most 25 words and without a full stop', () => {
  for (const { code, message } of LINT_EXAMPLES) {
    expect(message, code).toMatch(/^(KPI |[^A-Z\s]).*(; |: ).*[^.]$/s)
    expect(message.split(' ').length, code).toBeLessThanOrEqual(25)
  }
})
