import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { Ask, Note } from '../../domain/ask.ts'
import { Decision } from '../../domain/decision.ts'
import { HistoryEntry } from '../../domain/history.ts'
import { changeOf } from '../../lambdas/aws/change.ts'
import { jsonText } from '../../lambdas/aws/json-text.ts'
import { record, StoredRecordMalformed } from '../../lambdas/aws/record.ts'
import { concludeAsk } from '../views/conclude-samples.ts'
import { ask, decision, note, restated } from '../views/samples.ts'

const line = { decision: 'D-1', at: '2016-05-02T06:10:02Z', what: 'Decider asked again', who: 'clock', why: 'again' }
const RECORDS: [string, z.ZodType, object][] = [
  ['a decision', Decision, decision()],
  ['a decision with corrections', Decision, restated(true)],
  ['an ask about a decision', Ask, ask()],
  ['an ask to conclude', Ask, concludeAsk()],
  ['a note', Note, note()],
  ['a line of the history', HistoryEntry, line],
]

/** The same with a field more in every object that `where` picks. */
const newer = (value: unknown, where: () => boolean): unknown => {
  if (Array.isArray(value)) return value.map((one) => newer(one, where))
  if (typeof value !== 'object' || value === null) return value
  const inner = Object.entries(value).map(([key, one]) => [key, newer(one, where)])
  return Object.fromEntries(where() ? [...inner, ['ofANewerRelease', { most: [1] }]] : inner)
}

describe('a record that a newer release wrote', () => {
  test('kept as JSON text is read without what this one does not know, too', () => {
    const Kept = z.strictObject({ state: jsonText(z.strictObject({ slots: z.array(z.strictObject({ n: z.int() })) })) })
    const state = JSON.stringify({ slots: [{ n: 1, newer: true }], newer: 1 })
    expect(record(Kept, { pk: 'P', sk: 'S', state })).toEqual({ state: { slots: [{ n: 1 }] } })
    expect(() => record(Kept, { pk: 'P', sk: 'S', state: '{"slots":[{"n":"x"}]}' })).toThrow(
      /malformed at state.slots.0.n/,
    )
    expect(() => record(Kept, { pk: 'P', sk: 'S', state: '{' })).toThrow(/is no JSON/)
  })

  test.each(RECORDS)('%s is read without what this one does not know, wherever it stands', (_, schema, stored) => {
    const known = record(schema, stored as Record<string, unknown>)
    fc.assert(
      fc.property(fc.infiniteStream(fc.boolean()), (bits) => {
        const item = newer(stored, () => bits.next().value) as Record<string, unknown>
        expect(record(schema, { pk: 'P', sk: 'S', ...item })).toEqual(known)
      }),
    )
  })

  test('keeps it through a change', () => {
    const before = record(Ask, { ...ask(), ofANewerRelease: 1 })
    const change = changeOf(before, { ...before, revision: 9 }, ['revision'])
    expect(change.UpdateExpression).toBe('SET #revision = :revision')
  })

  test('that is wrong besides is refused by its key and the field, without what it says', () => {
    const wrong = { pk: 'PERSON#owen', sk: 'ASK#1', ...ask(), ofANewerRelease: 'secret', dueBy: 'soon' }
    expect(() => record(Ask, wrong)).toThrow(StoredRecordMalformed)
    expect(() => record(Ask, wrong)).toThrow(/^The item PERSON#owen \/ ASK#1 is malformed at \w+: (?!.*secret)/)
  })
})
