import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HistoryEntry } from '../../domain/history.ts'
import { inOrder } from '../../domain/history-order.ts'

const line = (what: string, revision?: number, at = '2016-05-03T10:00:00Z'): HistoryEntry => ({
  decision: 'D-1',
  at,
  what,
  who: 'clock',
  why: 'because',
  ...(revision === undefined ? {} : { revision }),
})
const named = (lines: HistoryEntry[]) => inOrder(lines).map(({ what }) => what)

test.each([
  [
    'answered in the second it was asked: the revisions say so',
    [line('Decision decided', 3), line('Ask opened', 2), line('Decision opened', 1)],
    ['Decision opened', 'Ask opened', 'Decision decided'],
  ],
  [
    'a fallback, then the ask to carry it out',
    [line('Ask opened', 5), line('Decision decided', 4)],
    ['Decision decided', 'Ask opened'],
  ],
  [
    'what follows from a change stands behind it',
    [line('Ask withdrawn'), line('Manager told'), line('Decision decided', 3), line('Decision in effect', 4)],
    ['Decision decided', 'Decision in effect', 'Ask withdrawn', 'Manager told'],
  ],
  [
    'lines of before there were revisions go by their causes',
    [line('Ask opened'), line('Ask withdrawn'), line('Decision opened'), line('Decision withdrawn')],
    ['Decision opened', 'Decision withdrawn', 'Ask withdrawn', 'Ask opened'],
  ],
  [
    'time comes first, whatever the revision',
    [line('Decision closed', 2, '2016-05-04T10:00:00Z'), line('Manager told', undefined, '2016-05-03T10:00:00Z')],
    ['Manager told', 'Decision closed'],
  ],
])('%s', (_sentence, lines, wanted) => {
  expect(named(lines)).toEqual(wanted)
})

test('the order in which revisions come says nothing, and no line is lost', () => {
  const lines = ['Decision opened', 'Ask opened', 'Decision acknowledged', 'Decision decided'].map((what, i) =>
    line(what, i + 1),
  )
  fc.assert(
    fc.property(fc.shuffledSubarray(lines, { minLength: 4 }), (mixed) => {
      expect(inOrder(mixed)).toEqual(lines)
    }),
    { numRuns: 30 },
  )
})
