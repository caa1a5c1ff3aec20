import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Problem } from '../../lambdas/http/problem.ts'
import { afterCursor, cursorAfter } from '../../lambdas/reading/cursor.ts'

const key = fc.string({ maxLength: 100, unit: 'grapheme' })

describe('a cursor', () => {
  test('leads on from where it was given, for the same question', () => {
    fc.assert(fc.property(key, key, (question, last) => afterCursor(question, cursorAfter(question, last)) === last))
  })

  test('needs no escape in an address', () => {
    fc.assert(fc.property(key, key, (question, last) => /^[\w-]+$/.test(cursorAfter(question, last))))
  })

  test('of another question is refused', () => {
    fc.assert(
      fc.property(key, key, key, (question, other, last) => {
        fc.pre(question !== other)
        expect(() => afterCursor(other, cursorAfter(question, last))).toThrow(Problem)
      }),
    )
  })

  test('that is anything else is a problem, never another error', () => {
    const json = fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)).toString('base64url'))
    fc.assert(
      fc.property(fc.oneof(key, json, fc.base64String()), (cursor) => {
        expect(() => afterCursor('question', cursor)).toThrow(Problem)
      }),
    )
  })
})
