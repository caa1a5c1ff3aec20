import { describe, expect, test } from 'vitest'
import type { HistoryEntry } from '../../domain/history.ts'
import { HistoryEntry as StoredEntry } from '../../domain/history.ts'
import type { RefusedBecause } from '../../domain/refused-because.ts'
import { historyBlock } from '../../lambdas/pages/history.ts'
import { voiceOf } from '../../lambdas/texts/ask-words.ts'
import { closingWords, refusedWords } from '../../lambdas/texts/refused-words.ts'
import { surroundings } from './samples.ts'

const german = { ...surroundings, reader: { ...surroundings.reader, locale: 'de-DE', timezone: 'Europe/Berlin' } }

test.each<[string, RefusedBecause, string, string]>([
  [
    'a day that cannot be',
    { because: 'day', typed: '2016-04-01', first: '2016-05-03', last: '2016-11-30' },
    'Friday 1 April cannot be the day; choose one from Tuesday 3 May to Wednesday 30 November.',
    'Freitag, 1. April cannot be the day; choose one from Dienstag, 3. Mai to Mittwoch, 30. November.',
  ],
  [
    'who was first, by name, on their day',
    { because: 'answered', by: 'leeds-deputy', at: '2016-05-02T22:30:00Z', action: 'dismiss', option: 'known' },
    'Ben Okafor already answered on Monday 2 May: dismiss "Known and already dealt with". That answer stands.',
    'Ben Okafor already answered on Dienstag, 3. Mai: dismiss "Known and already dealt with". That answer stands.',
  ],
  [
    'a text far too long',
    { because: 'too-long', length: 12000, most: 1000 },
    'The text has 12,000 characters; shorten it to 1000.',
    'The text has 12.000 characters; shorten it to 1000.',
  ],
])('%s is told in the locale and the calendar of whoever reads it', (_, refused, british, other) => {
  const utc = { ...surroundings, reader: { ...surroundings.reader, timezone: 'UTC' } }
  expect([refusedWords(refused, utc), refusedWords(refused, german)]).toEqual([british, other])
})

describe('a line of the history', () => {
  const why = 'leeds-deputy is asked, with the mail of 2016-05-03T07:00:00Z'
  const line: HistoryEntry = { decision: 'D-1', at: '2016-05-02T06:10:02Z', what: 'Ask opened', who: 'clock', why }
  const shown = (more: object) =>
    String(historyBlock([StoredEntry.parse({ ...line, ...more })], surroundings, voiceOf(surroundings)))

  test('with facts is said from them', () => {
    const fact = { said: 'put-off', until: '2016-05-06', due: '2016-05-12T16:00:00Z' }
    expect(shown({ fact })).toContain('Put off until Friday 6 May; the deadline, Thursday 12 May, 17:00, keeps running')
  })

  test.each([
    ['of before there were facts', {}],
    ['with facts of a newer version', { fact: { said: 'something-new', person: 'leeds-deputy' } }],
  ])('%s is shown as it was written', (_, more) => {
    expect(shown(more)).toContain('is asked, with the mail of Tuesday 3 May')
  })
})

test('an ask that ended says why from its facts; one of before there were any, as it was written', () => {
  const closedBecause = 'p-12 says it is not theirs: I moved.'
  const closedFor = { ended: 'not-theirs' as const, person: 'leeds-deputy', words: 'I moved.' }
  expect(closingWords({ closedBecause, closedFor }, surroundings)).toBe('Ben Okafor says it is not theirs: I moved.')
  expect(closingWords({ closedBecause }, surroundings)).toBe(closedBecause)
})
