import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textLines } from '../../../bin/linting/text.ts'
import { underlined } from '../../../bin/linting/underline.ts'
import { findingAt } from './finding-at.ts'

const plain = (_: unknown, text: string) => text

test.each([
  ['letters', 'a: bcd', 3, 6, ['a: bcd', 3, '^~~']],
  ['one letter', 'a: b', 3, 4, ['a: b', 3, '^']],
  ['the end of a line, where something is missing', 'a:', 2, 2, ['a:', 2, '^']],
  ['tabs before and within', '\ta:\tb\tc', 4, 7, ['    a:    b    c', 10, '^~~~~~']],
  ['letters of two columns', '日: 本語', 3, 5, ['日: 本語', 4, '^~~~']],
  ['a letter with an accent of its own', 'e\u0301: bc', 4, 6, ['e\u0301: bc', 3, '^~']],
  ['a face made of four characters', '👩‍💻: bc', 7, 9, ['👩‍💻: bc', 4, '^~']],
  ['what steers a terminal', 'a: \u001b[2Jb\u009b', 3, 8, ['a: ␛[2Jb\uFFFD', 3, '^~~~~']],
  ['what turns the direction of writing', 'a: \u202ebc', 4, 6, ['a: \uFFFDbc', 4, '^~']],
  ['a stretch of several lines', 'a: [b,\n  c]', 3, 11, ['a: [b,', 3, '^~~']],
])('%s', (_, text, from, to, [source, indent, mark]) => {
  expect(underlined(findingAt(text, from, to))).toEqual({ source, indent, mark })
})

test('whatever a file holds, one line is shown that steers nothing, with a mark', () => {
  const signs = [
    'a',
    '日',
    '👩‍💻',
    '\u0301',
    '\t',
    '\n',
    '\r',
    '\0',
    '\u001b',
    '\u009b',
    '\u202e',
    '\u2028',
    '\ud83d',
    '\udc69',
  ]
  const hostile = fc.constantFrom(...signs)
  const stretch = fc.tuple(fc.string({ unit: hostile, maxLength: 400 }), fc.nat(400), fc.nat(400))
  fc.assert(
    fc.property(stretch, ([text, from, length]) => {
      const start = Math.min(from, text.length)
      const shown = underlined(findingAt(text, start, start + length))
      if (!shown) return
      expect(shown.source).not.toMatch(/\p{Cc}|\p{Bidi_Control}|\p{Cs}/u)
      expect(shown.mark).toMatch(/^\^~*$/)
    }),
  )
})

test('in plain text the mark is under the text that is meant, however long the line', () => {
  const word = fc.stringMatching(/^[a-z:]{0,300}$/)
  fc.assert(
    fc.property(word, fc.stringMatching(/^[A-Z]{1,20}$/), word, (before, meant, after) => {
      const { source, indent, mark } = underlined(
        findingAt(before + meant + after, before.length, before.length + meant.length),
      )!
      expect(source.slice(indent, indent + mark.length)).toBe(meant)
    }),
  )
})

test('of more than 200 findings the errors are printed, and the rest is counted', () => {
  const many = (n: number, rest: object) => Array.from({ length: n }, () => findingAt('a', 0, 1, rest))
  const lines = textLines([...many(150, { code: 'idle-function' }), ...many(90, {})], plain)
  const heads = lines.filter((line) => line.startsWith('plan.yaml'))
  expect(heads.map((line) => line.split(' ')[1])).toEqual([...Array(90).fill('error'), ...Array(110).fill('warning')])
  expect(lines.at(-1)).toBe('and 40 more (0 errors, 40 warnings); --format json has all')
})

test('exactly 200 are all', () => {
  const lines = textLines(Array(200).fill(findingAt('a', 0, 1)), plain)
  expect([lines.length, lines.at(-1)]).toEqual([600, '   | ^'])
})

test('numbers of lines share one gutter, and an empty file has none', () => {
  const text = `a${'\n'.repeat(99)}b`
  const found = [findingAt(text, 0, 1), findingAt(text, 100, 101), findingAt('', 0, 0)]
  expect(textLines(found, plain)).toEqual([
    'plan.yaml:1:1 error invalid mend it',
    '   1 | a',
    '     | ^',
    'plan.yaml:100:1 error invalid mend it',
    ' 100 | b',
    '     | ^',
    'plan.yaml:1:1 error invalid mend it',
  ])
})
