import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Truth } from '../../../domain/condition.ts'
import { cycleOf, type Expression, isReadable, leavesOf, truthOf } from '../../../domain/signal/composite.ts'
import { allTrue, anyTrue, negate } from '../../../domain/signal/three-valued.ts'

const LETTERS: Record<string, Truth> = { T: 'true', F: 'false', U: 'unknown' }
const truths = (letters: string): Truth[] => [...letters].map((letter) => LETTERS[letter]!)

// S. C. Kleene, Introduction to Metamathematics, 1952, §64: the strong tables.
test.each([
  ['TT', 'T', 'T'],
  ['TF', 'F', 'T'],
  ['TU', 'U', 'T'],
  ['FT', 'F', 'T'],
  ['FF', 'F', 'F'],
  ['FU', 'F', 'U'],
  ['UT', 'U', 'T'],
  ['UF', 'F', 'U'],
  ['UU', 'U', 'U'],
  ['', 'T', 'F'],
  ['TUF', 'F', 'T'],
])('of %s: all %s, any %s', (letters, all, any) => {
  expect(allTrue(truths(letters))).toBe(LETTERS[all])
  expect(anyTrue(truths(letters))).toBe(LETTERS[any])
})

test('not: true and false change places, unknown stays', () => expect(truths('TFU').map(negate)).toEqual(truths('FTU')))

const leaf = fc.constantFrom('a', 'b', 'c', 'd').map((trigger): Expression => ({ trigger }))
const expressions: fc.Arbitrary<Expression> = fc.letrec<{ node: Expression }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('node'), { maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('node'), { maxLength: 3 }).map((any) => ({ any })),
    tie('node').map((not) => ({ not })),
  ),
})).node
const known = fc.record(
  Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [id, fc.constantFrom<Truth>('true', 'false', 'unknown')])),
)

describe('composite', () => {
  test('learning what was unknown never overturns an answer', () => {
    fc.assert(
      fc.property(expressions, known, known, (expression, first, more) => {
        const before = truthOf(expression, (id) => first[id]!)
        const learned = (id: string) => (first[id] === 'unknown' ? more[id]! : first[id]!)
        if (before !== 'unknown') expect(truthOf(expression, learned)).toBe(before)
      }),
    )
  })

  test('not of all is any of nots, and twice not is nothing', () => {
    fc.assert(
      fc.property(fc.array(expressions, { maxLength: 3 }), known, (parts, facts) => {
        const of = (expression: Expression) => truthOf(expression, (id) => facts[id]!)
        expect(of({ not: { all: parts } })).toBe(of({ any: parts.map((not) => ({ not })) }))
        expect(of({ not: { not: { any: parts } } })).toBe(of({ any: parts }))
      }),
    )
  })

  const named = (n: number): Expression => ({ all: Array.from({ length: n }, (_, i) => ({ trigger: `t${i}` })) })
  test.each([
    [0, false, 'nothing to decide by'],
    [1, true, 'one'],
    [20, true, 'the most a person can follow'],
    [21, false, 'one too many'],
  ])('%i leaves: readable %s, %s', (n, readable) => expect(isReadable(named(n))).toBe(readable))

  test('leaves are named in the order they are written, however deep', () => {
    const inner: Expression = { any: [{ trigger: 'b' }, { not: { trigger: 'c' } }] }
    expect(leavesOf({ all: [{ trigger: 'a' }, inner, { trigger: 'a' }] })).toEqual(['a', 'b', 'c', 'a'])
  })

  const on = (...ids: string[]): Expression => ({ any: ids.map((trigger) => ({ trigger })) })
  test.each<[Record<string, Expression>, string[] | undefined, string]>([
    [{ a: on('x'), b: on('a', 'a', 'x') }, undefined, 'a shared leaf is no cycle'],
    [{ a: on('a') }, ['a', 'a'], 'on itself'],
    [{ a: { not: on('x', 'b') }, b: on('c'), c: on('a') }, ['a', 'b', 'c', 'a'], 'round three corners, through a not'],
    [{ z: on('a'), a: on('b'), b: on('a') }, ['a', 'b', 'a'], 'a way into a cycle is not part of it'],
    [{ d: on('b', 'c'), b: on('e'), c: on('e'), e: on('x') }, undefined, 'two ways to one composite are no cycle'],
  ])('%o: %o, %s', (composites, cycle) => expect(cycleOf(new Map(Object.entries(composites)))).toEqual(cycle))

  test('twenty composites, each on the next one twice, are looked through once', () => {
    const ladder = Array.from({ length: 20 }, (_, i): [string, Expression] => [`c${i}`, on(`c${i + 1}`, `c${i + 1}`)])
    const began = performance.now()
    expect(cycleOf(new Map(ladder))).toBeUndefined()
    // Every way down would be a million of them.
    expect(performance.now() - began).toBeLessThan(100)
  })
})
