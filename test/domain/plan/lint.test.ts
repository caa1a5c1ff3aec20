import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { plansOf } from '../../../bin/generating/lint-example.ts'
import { LINT_EXAMPLES } from '../../../bin/generating/lint-examples.ts'
import { TWO_YEARS } from '../../../bin/generating/lint-examples-history.ts'
import {
  FIRINGS,
  mainOf,
  SEVERAL_EXAMPLES,
  type SeveralExample,
} from '../../../bin/generating/lint-examples-several.ts'
import { SOUND_PLAN, SOUND_TODAY } from '../../../bin/generating/sound-plan.ts'
import { planText } from '../../../bin/plan-text.ts'
import type { FiringsOf } from '../../../domain/plan/check-history.ts'
import { CODES, entryOf } from '../../../domain/plan/codes.ts'
import { parsePlanFiles } from '../../../domain/plan/parse.ts'

const findingsOf = (text: string, firingsOf?: FiringsOf) =>
  parsePlanFiles({ name: 'plan.yaml', text }, () => ({ refused: 'alone' }), SOUND_TODAY, firingsOf).findings

test('the sound plan has no finding at all', () => {
  expect(findingsOf(SOUND_PLAN)).toEqual([])
})

describe('each code fires where it should, and only then', () => {
  test.each(LINT_EXAMPLES.map((example) => [example.code, example] as const))('%s', (code, example) => {
    const plans = plansOf(example)
    const firingsOf = code === 'fires-never' ? TWO_YEARS : undefined
    const found = findingsOf(plans.bad, firingsOf).filter((finding) => finding.code === code)
    const lines = plans.bad.split('\n')
    const places = found.map(({ line, column, endColumn }) => lines[line - 1]!.slice(column - 1, endColumn - 1))
    expect(places).toEqual([example.at])
    expect(found[0]).toMatchObject({ message: example.message, level: entryOf(code).level })
    expect(findingsOf(plans.good, firingsOf)).toEqual([])
  })
})

describe('each code of several files, of bytes and of a history', () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const found = ({ code }: SeveralExample, files: Record<string, string>, encoding: BufferEncoding) => {
    const path = join(folder, 'plan.yaml')
    writeFileSync(path, Buffer.from(mainOf(files), encoding))
    const read = planText(path, 'plan.yaml')
    if ('finding' in read) return [read.finding]
    const beside = (name: string) =>
      files[name] === undefined ? { refused: `There is no file ${name}.` } : { text: files[name] }
    const firingsOf = code === 'fires-often' ? () => [FIRINGS] : undefined
    return parsePlanFiles({ name: 'plan.yaml', text: read.text }, beside, SOUND_TODAY, firingsOf).findings
  }
  test.each(SEVERAL_EXAMPLES.map((example) => [example.code, example] as const))('%s', (code, example) => {
    const { bad, good, file, at, message } = example
    const [only, ...more] = found(example, bad, code === 'encoding' ? 'latin1' : 'utf8')
    expect(more).toEqual([])
    expect(only).toMatchObject({ code, file, message, level: entryOf(code).level })
    const { excerpt, column, endColumn } = only!
    const underlined = excerpt.text.slice(excerpt.column - 1, excerpt.column - 1 + endColumn - column)
    if (code === 'encoding') expect(column).toBe(bad['plan.yaml']!.indexOf(at) + 1)
    else expect(underlined).toBe(at)
    expect(found(example, good, 'utf8')).toEqual([])
  })
})

test('every code has one example', () => {
  const shown = [...LINT_EXAMPLES, ...SEVERAL_EXAMPLES].map((example) => example.code)
  expect(shown.toSorted()).toEqual(Object.keys(CODES).toSorted())
})

test('messages have one voice: what was got, then what to do, in at most 25 words and without a full stop', () => {
  // What cannot be read is said in a sentence of its own.
  const others = SEVERAL_EXAMPLES.filter(({ code }) => code !== 'include-not-found')
  for (const { code, message } of [...LINT_EXAMPLES, ...others]) {
    expect(message, code).toMatch(/^(KPI |[^A-Z\s]).*(; |: ).*[^.]$/s)
    expect(message.split(' ').length, code).toBeLessThanOrEqual(25)
  }
})
