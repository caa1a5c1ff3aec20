import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Closing, HistoryFact } from '../../domain/history-fact.ts'
import { en } from '../../lambdas/texts/en.ts'
import { closingWords, factWords } from '../../lambdas/texts/refused-words.ts'
import { surroundings } from './samples.ts'

/** Every kind with its words: one that lacks does not compile. */
type Examples<F, Key extends keyof F> = { [B in F[Key] & string]: [Extract<F, Record<Key, B>> | F, string][] }

const bed = { unit: '%', decimals: 1 }
const asked = {
  owner: 'leeds-director',
  passedOver: [
    { role: 'deputy' as const, person: 'leeds-deputy', why: 'away' as const },
    { role: 'manager' as const, why: 'nobody' as const },
  ],
}
const nobody = { owner: 'leeds-director', passedOver: [] }
const settlement = { became: 'dismissed', by: 'leeds-deputy', at: '2016-05-02T09:00:00Z', reason: 'known' } as const

const FACTS: Examples<HistoryFact, 'said'> = {
  'taken-up': [[{ said: 'taken-up' }, 'taken up; the deadline stays']],
  'fired-again': [[{ said: 'fired-again' }, 'this decision is still open']],
  'asked-before': [[{ said: 'asked-before' }, 'this was asked before']],
  second: [[{ said: 'second' }, 'the first decision did not bring it back']],
  opened: [
    [{ said: 'opened', period: '2016-03', value: 84.1, ...bed }, 'March 2016: 84.1%'],
    [
      { said: 'opened', period: '2016-03', value: null, ...bed, again: true },
      'March 2016: no figure; it was asked before and taken back',
    ],
    [{ said: 'opened', ...bed }, 'there are no figures'],
    [
      {
        said: 'opened',
        period: '2016-03',
        value: 84.1,
        ...bed,
        second: true,
        held: { from: '2016-01', to: '2016-02', why: 'silenced', because: 'Winter plan.' },
      },
      'March 2016: 84.1%; the first decision did not bring it back; held back from January 2016 to February 2016 by a silence (Winter plan.)',
    ],
    [
      { said: 'opened', period: '2016-W09', value: 1200, unit: 'GBP', decimals: 0, late: '2016-W07' },
      'week 9 of 2016: £1,200; found late: by figures that came since, it began to show in week 7 of 2016',
    ],
  ],
  chose: [
    [{ said: 'chose', option: 'Open beds', from: '2016-05-04' }, 'chose “Open beds”, in effect from Wednesday 4 May'],
  ],
  dismissed: [
    [{ said: 'dismissed', reason: 'known', note: 'Since April.' }, 'Known and already dealt with: Since April.'],
  ],
  withdrawn: [[{ said: 'withdrawn', reason: 'recovered' }, 'The figure recovered before anybody had to act.']],
  overdue: [
    [
      { said: 'overdue', by: '2016-05-12T16:00:00Z' },
      'nobody decided by Thursday 12 May, 17:00; the escalation chain starts',
    ],
  ],
  fallback: [
    [
      { said: 'fallback', option: 'Open beds', person: 'leeds-deputy' },
      'time ran out: the fallback “Open beds” is recorded and Ben Okafor is asked to carry it out',
    ],
  ],
  'in-effect': [
    [
      { said: 'in-effect', since: 'day', checkAt: '2016-07-12T16:00:00Z' },
      'the day it holds from has come; its effect is checked on Tuesday 12 July, 17:00',
    ],
  ],
  'look-again': [
    [
      { said: 'look-again', at: '2016-07-12T16:00:00Z' },
      'figures are missing; looked at again on Tuesday 12 July, 17:00',
    ],
  ],
  checked: [
    [{ said: 'checked', result: 'effective', period: '2016-06', next: 'none' }, 'the figure is back (June 2016)'],
    [
      { said: 'checked', result: 'not-effective', period: '2016-06', next: 'second' },
      'the figure is not back (June 2016); a second question follows',
    ],
    [
      { said: 'checked', result: 'no-data', period: null, next: 'rethink' },
      'no figures came that would show it; it is the second time, so the accountable person is asked to change the process or the target',
    ],
    [
      { said: 'checked', result: 'unwatched', period: null, next: 'none' },
      'nobody knows: the plan no longer looks at it',
    ],
  ],
  graver: [
    [
      { said: 'graver', from: { level: 'amber', severity: 'S3' }, to: { level: 'red', severity: 'S2' } },
      'from at risk (S3) to off track (S2); the deadlines stay',
    ],
  ],
  restated: [
    [
      {
        said: 'restated',
        ground: 'gone',
        corrected: [
          { period: '2016-02', value: null, was: 85.2 },
          { period: '2016-03', value: 89.3, was: 84.1 },
        ],
        ...bed,
      },
      'figures were corrected, and by them this would not be asked: February 2016: no figure (was 85.2%); March 2016: 89.3% (was 84.1%)',
    ],
    [
      { said: 'restated', ground: 'back', corrected: [], ...bed },
      'figures were corrected once more, and bear this out again',
    ],
    [
      { said: 'restated', ground: 'moved', corrected: [{ period: '2016-03', value: 84.6, was: 84.1 }], ...bed },
      'figures were corrected: March 2016: 84.6% (was 84.1%)',
    ],
  ],
  'corrected-late': [
    [
      { said: 'corrected-late', period: '2016-03', value: 84.6, was: 84.1, reason: 'Recount.', ...bed },
      'March 2016: 84.6% (was 84.1%); after the lock date, so no alarm changes: Recount.',
    ],
  ],
  'episode-ended': [
    [{ said: 'episode-ended', reason: 'recovered', others: 0 }, 'the KPI recovered; whoever took this up goes on'],
    [
      { said: 'episode-ended', reason: 'data-arrived', others: 1 },
      'the missing data arrived; the other question goes on',
    ],
    [{ said: 'episode-ended', reason: 'restated', others: 2 }, 'the data were corrected; 2 other questions go on'],
  ],
  rethought: [[{ said: 'rethought', choice: 'process', note: 'Two shifts.' }, 'Change the process: Two shifts.']],
  asked: [
    [
      { said: 'asked', person: 'leeds-deputy', slot: '2016-05-03T07:00:00Z' },
      'Ben Okafor is asked, with the mail of Tuesday 3 May, 08:00',
    ],
  ],
  'put-off': [
    [
      { said: 'put-off', until: '2016-05-06', due: '2016-05-12T16:00:00Z' },
      'put off until Friday 6 May; the deadline, Thursday 12 May, 17:00, keeps running',
    ],
  ],
  merged: [[{ said: 'merged', question: 'Open beds?', why: 'One cause.' }, 'into “Open beds?”: One cause.']],
  joined: [[{ said: 'joined', question: 'Open beds?', why: 'One cause.' }, '“Open beds?” asks the same: One cause.']],
  'to-confirm': [
    [
      { said: 'to-confirm', person: 'leeds-deputy', by: '2016-05-12T16:00:00Z' },
      'by the corrected figures there is nothing to decide; Ben Okafor confirms or withdraws it by Thursday 12 May, 17:00, else it is taken back',
    ],
  ],
  confirmed: [
    [
      { said: 'confirmed', note: 'It is worse.' },
      'it is still to be decided, though the figures were corrected: It is worse.',
    ],
  ],
  'taken-back': [[{ said: 'taken-back', note: '' }, 'the figures were corrected, and nothing is left to decide']],
  lapsed: [
    [
      { said: 'lapsed', person: 'leeds-deputy', by: '2016-05-12T16:00:00Z' },
      'the figures were corrected, and Ben Okafor neither confirmed it nor took it back by Thursday 12 May, 17:00',
    ],
  ],
  urged: [[{ said: 'urged', person: 'leeds-deputy' }, 'Ben Okafor is asked again']],
  escalated: [
    [
      {
        said: 'escalated',
        to: 'regional-director',
        role: 'accountable',
        person: 'leeds-director',
        overdue: true,
        ...asked,
      },
      'Carys Evans is asked too, as accountable person: Anna Hill did not answer by the deadline (Ben Okafor is away; Anna Hill has no manager)',
    ],
    [
      {
        said: 'escalated',
        to: 'regional-director',
        role: 'manager',
        person: 'leeds-director',
        overdue: false,
        ...nobody,
      },
      'Carys Evans is asked too, as manager: Anna Hill has not answered',
    ],
  ],
  'handed-on': [
    [
      {
        said: 'handed-on',
        to: 'regional-director',
        role: 'accountable',
        closing: { ended: 'hindered', person: 'leeds-director', hindrance: 'unreachable' },
        ...asked,
      },
      'Carys Evans is asked, as accountable person: Anna Hill cannot be reached by mail (Ben Okafor is away; Anna Hill has no manager)',
    ],
    [
      {
        said: 'handed-on',
        to: 'regional-director',
        role: 'delegate',
        closing: { ended: 'handed', by: 'leeds-director', to: 'regional-director', notTheirs: true, words: 'I moved.' },
        ...nobody,
      },
      'Carys Evans is asked: Anna Hill says it is not theirs but Carys Evans’s: I moved.',
    ],
  ],
  'manager-told': [
    [
      { said: 'manager-told', manager: 'regional-director', person: 'leeds-director', twice: true },
      'Carys Evans is told that Anna Hill has not answered two mails',
    ],
  ],
  'closed-ask': [
    [
      { said: 'closed-ask', person: 'leeds-deputy', closing: { ended: 'settled', settlement } },
      'Ben Okafor dismissed this decision as "Known and already dealt with" on Monday 2 May.',
    ],
  ],
}

const CLOSINGS: Examples<Closing, 'ended'> = {
  settled: [
    [
      { ended: 'settled', settlement },
      'Ben Okafor dismissed this decision as "Known and already dealt with" on Monday 2 May.',
    ],
  ],
  'not-theirs': [
    [{ ended: 'not-theirs', person: 'leeds-deputy', words: 'I moved.' }, 'Ben Okafor says it is not theirs: I moved.'],
  ],
  handed: [
    [
      { ended: 'handed', by: 'leeds-deputy', to: 'leeds-director', notTheirs: false, words: '' },
      'Ben Okafor handed it to Anna Hill',
    ],
  ],
  hindered: [[{ ended: 'hindered', person: 'leeds-deputy', hindrance: 'left' }, 'Ben Okafor is no longer in the plan']],
  alone: [
    [
      { ended: 'alone', person: 'leeds-deputy', ...asked },
      'Ben Okafor is no longer in the plan, and nobody is left to stand in (Ben Okafor is away; Anna Hill has no manager).',
    ],
  ],
  answered: [[{ ended: 'answered', by: 'leeds-deputy' }, 'Ben Okafor answered.']],
  concluded: [[{ ended: 'concluded', by: 'leeds-deputy' }, 'Ben Okafor concluded the review.']],
  back: [[{ ended: 'back', by: 'leeds-deputy' }, 'Ben Okafor is there again and is asked.']],
  'new-owner': [[{ ended: 'new-owner', by: 'leeds-deputy' }, 'Ben Okafor answers for it now.']],
  'newer-reviews': [[{ ended: 'newer-reviews' }, 'Two newer reviews ask for their conclusion.']],
  dropped: [[{ ended: 'dropped', kind: 'milestone', id: 'pilot' }, 'The plan no longer has the milestone pilot.']],
  'new-day': [
    [{ ended: 'new-day', by: 'leeds-deputy', day: '2016-05-06' }, 'Ben Okafor gave another day, Friday 6 May.'],
  ],
}

/** What lines about decisions are called, in the sources that write them. */
const called = ['domain', 'lambdas/decisions', 'lambdas/evaluation', 'lambdas/applying', 'lambdas/commanding']
  .flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`))
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) =>
    [...readFileSync(name, 'utf8').matchAll(/what: '([A-Z][a-z]+ [a-z ]+)'/g)].map(([, what]) => what!),
  )

describe('a line of the history', () => {
  test.each([...new Set(called)].filter((what) => !/^(Review|Action|Check)/.test(what)))('is called: %s', (what) => {
    expect(en.history.what).toHaveProperty([what])
  })

  test.each(Object.values(FACTS).flat())('%j', (fact, words) => {
    expect(factWords(fact, surroundings)).toBe(words)
  })
})

test.each<[string, object]>([
  ['an ending', { said: 'closed-ask', person: 'leeds-deputy', closing: { ended: 'newer' } }],
  ['a settlement', { said: 'closed-ask', closing: { ended: 'settled', settlement: { became: 'newer' } } }],
  ['a role', { said: 'escalated', to: 'leeds-deputy', role: 'newer', person: 'leeds-deputy', ...nobody }],
  ['a hindrance', { said: 'closed-ask', closing: { ended: 'hindered', hindrance: 'newer' } }],
  ['a result', { said: 'checked', result: 'newer', period: null, next: 'none' }],
])('%s of a newer release inside facts that are known: the sentence that was kept is shown', (_, fact) => {
  expect(factWords(fact as HistoryFact, surroundings)).toBeUndefined()
  const { closing } = fact as { closing?: Closing }
  if (closing) expect(closingWords({ closedBecause: 'Kept.', closedFor: closing }, surroundings)).toBe('Kept.')
})

describe('the end of an ask', () => {
  test.each(Object.values(CLOSINGS).flat())('%j', (closedFor, words) => {
    expect(closingWords({ closedFor }, surroundings)).toBe(words)
  })
})
