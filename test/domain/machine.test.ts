import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { conditionOf, type Mark } from '../../domain/condition.ts'
import { hash64 } from '../../domain/hash.ts'
import { freshMachine, isActive, type Machine, type Reading, stepMachine } from '../../domain/machine.ts'

test.each([
  ['0XX', 'true', 'two breaches of three'],
  ['X-X', 'true', 'a gap does not take away what is there'],
  ['XX-', 'true', 'nor does a gap at the end'],
  ['00X', 'false', 'one breach cannot be two'],
  ['X--', 'unknown', 'the gaps could hold a second breach'],
  ['0--', 'unknown', 'the gaps could hold two'],
  ['---', 'unknown', 'nothing is known'],
  ['-0X', 'unknown', 'the gap could be the second'],
  ['0-X', 'unknown', 'the gap could be the second'],
  ['XX000', 'false', 'only the newest three count'],
  ['', 'false', 'no history, no breach'],
])('2 of 3 over "%s" is %s: %s', (window, truth) => expect(conditionOf(window, 2, 3)).toBe(truth))

test('filling gaps only ever decides what was unknown', () => {
  const marks = fc.array(fc.constantFrom<Mark>('X', '0', '-'), { maxLength: 8 })
  fc.assert(
    fc.property(marks, marks, fc.integer({ min: 1, max: 5 }), fc.nat(3), (window, fill, m, more) => {
      const filled = window.map((mark, i) => (mark === '-' ? (fill[i] ?? '-') : mark)).join('')
      const before = conditionOf(window.join(''), m, m + more)
      if (before !== 'unknown') expect(conditionOf(filled, m, m + more)).toBe(before)
    }),
  )
})

/** X breach, o ok but short of recovery, 0 recovered, - missing, s suspected, x breach without enough history. */
const reading = (c: string): Reading => ({
  mark: c === 'X' || c === 'x' ? 'X' : c === '0' || c === 'o' ? '0' : '-',
  suspected: c === 's',
  recovered: c === '0',
  mayFire: c !== 'x',
})

const run = (text: string, rule: { m: number; n: number; k: number }): string => {
  let machine: Machine = freshMachine()
  return [...text]
    .map((c) => {
      machine = stepMachine(machine, rule, reading(c))
      return { ok: 'o', pending: 'p', firing: 'F', recovering: 'r' }[machine.state]
    })
    .join('')
}

describe('the machine', () => {
  test.each([
    ['X', 'F', 1, 1, 1, 'one of one fires at once'],
    ['0X0X', 'opoF', 2, 3, 1, 'an ok slot ends pending when no gap leaves it open'],
    ['X-0', 'ppp', 2, 3, 1, 'a gap leaves it open'],
    ['X00X', 'poop', 2, 3, 1, 'a breach too old does not count'],
    ['XX', 'pF', 2, 3, 1, 'two of three'],
    ['X-X', 'ppF', 2, 3, 1, 'missing holds pending'],
    ['XX---', 'pFFFF', 2, 3, 1, 'missing data never clears'],
    ['X----', 'ppppp', 2, 3, 1, 'nor fires'],
    ['Xo0', 'FFo', 1, 1, 1, 'from firing, only the recovery threshold clears'],
    ['X0', 'Fo', 1, 1, 1, 'one recovered slot clears with k 1'],
    ['X00', 'Fro', 1, 1, 2, 'two in a row with k 2'],
    ['X0o00', 'FrFro', 1, 1, 2, 'falling back is the same episode and starts the count again'],
    ['X0-0', 'Frro', 1, 1, 2, 'a gap is neither a recovered slot nor the end of the row'],
    ['X0X', 'FoF', 1, 3, 1, 'what fired before does not fire again after clearing'],
    ['XX0X', 'pFop', 2, 3, 1, 'a cleared window is forgotten, though two of these three breach'],
    ['XX00X', 'pFoop', 2, 3, 1, 'the next episode needs breaches of its own'],
    ['s', 'p', 1, 1, 1, 'data that may not fire yet suspects'],
    ['xx0X', 'pppF', 2, 4, 1, 'without history it waits, and an ok slot does not fire it'],
  ])('%s goes %s with %i of %i, clearing %i: %s', (text, states, m, n, k) => {
    expect(run(text, { m, n, k })).toBe(states)
  })

  const inputs = fc.array(fc.constantFrom('X', 'o', '0', '-', 's'), { maxLength: 40 }).map((cs) => cs.join(''))
  const rules = fc
    .record({ m: fc.integer({ min: 1, max: 4 }), more: fc.nat(3), k: fc.integer({ min: 1, max: 3 }) })
    .map(({ m, more, k }) => ({ m, n: m + more, k }))

  test('missing slots change neither way whether an episode goes on', () => {
    fc.assert(
      fc.property(inputs, rules, (text, rule) => {
        const states = run(text, rule)
        for (let i = 1; i < text.length; i++) {
          if (text[i] === '-') expect('Fr'.includes(states[i]!)).toBe('Fr'.includes(states[i - 1]!))
        }
      }),
    )
  })

  test('it fires only on a breach and ends only on a recovered slot', () => {
    fc.assert(
      fc.property(inputs, rules, (text, rule) => {
        let machine = freshMachine()
        for (const c of text) {
          const next = stepMachine(machine, rule, reading(c))
          if (!isActive(machine) && isActive(next)) expect(c).toBe('X')
          if (isActive(machine) && !isActive(next)) expect(c).toBe('0')
          machine = next
        }
      }),
    )
  })
})

test('the hash is FNV-1a: known answers, sixteen digits', () => {
  expect(hash64('')).toBe('cbf29ce484222325')
  expect(new Set(Array.from({ length: 20_000 }, (_, i) => hash64(`trigger#${i}`))).size).toBe(20_000)
  expect(hash64('x')).toMatch(/^[0-9a-f]{16}$/)
})
