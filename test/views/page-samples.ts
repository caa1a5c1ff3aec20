import type { HistoryEntry } from '../../domain/history.ts'
import type { RefusedBecause } from '../../domain/refused-because.ts'
import { type AnswerPageInput, answerPage } from '../../lambdas/pages/answer-page.ts'
import { type MessageKind, messagePage } from '../../lambdas/pages/message-page.ts'
import { refusedWords } from '../../lambdas/texts/refused-words.ts'
import { checkIn, kpiItem, lastCheckIn, milestoneItem, priorityItem, silencedItem } from './check-in-samples.ts'
import { ask, correctedLate, decision, MADE, missingData, onward, restated, surroundings, unsure } from './samples.ts'

const base = { ...surroundings, linkExpiresAt: '2016-06-17T07:00:00Z', asks: [], checkIns: [] }

const offTrack = {
  cause: refusedWords({ because: 'cause-missing' }, base),
  wayBack: refusedWords({ because: 'way-back-missing' }, base),
}

const decidedByBen: RefusedBecause = {
  because: 'settled',
  settlement: { became: 'decided', by: 'leeds-deputy', at: '2016-05-03T07:41:00Z', option: 'Open twelve beds' },
}

const choice = {
  option: 'discharge',
  rationale:
    'Our longest waits are for beds, and most of those are free by noon if the rounds start earlier.\nStaffing is agreed with the wards.',
  by: 'leeds-director',
  via: 'link' as const,
  at: '2016-05-03T07:41:00Z',
  effectFrom: '2016-05-09',
}
const answered = {
  action: 'decide' as const,
  option: 'discharge',
  at: '2016-05-03T07:41:00Z',
  by: 'leeds-director',
  via: 'link' as const,
}

const typed = {
  option: 'surge',
  text: 'We tried earlier rounds in 2014 & it took <six> months; the "surge" ward helps now.',
  effectFrom: '2016-04-01',
}

/** Who comes to mind first. */
const near = [
  { id: 'leeds-deputy', name: 'Ben Okafor', why: 'deputy' as const },
  { id: 'regional-director', name: 'Carys Evans', why: 'manager' as const },
  { id: 'data-steward', name: 'Ella Brown', why: 'function' as const },
]

/** Thirteen months with a gap, and what came after April, in which something was done. */
const course = {
  since: '2016-04',
  points: [
    ...decision().evidence.points.map((point, i) => (i === 5 ? { ...point, value: null } : point)),
    ...[84.9, 87.2, 88.4].map((value, i) => ({
      period: `2016-0${4 + i}`,
      value,
      target: 89.4,
      status: 'at-risk' as const,
    })),
  ],
}

/** What happened so far, with what stored reasons hold: an instant, a person's id, a long explanation. */
const history: HistoryEntry[] = [
  {
    decision: decision().id,
    at: '2016-05-02T06:10:00Z',
    what: 'Decision opened',
    who: 'trigger',
    why: 'trigger "four-hour-red" is red on Four-hour performance, Leeds Teaching Hospitals: 2016-03 is 84.1 %',
  },
  {
    decision: decision().id,
    at: '2016-05-02T06:10:02Z',
    what: 'Ask opened',
    who: 'clock',
    why: 'leeds-director is asked, with the mail of 2016-05-03T07:00:00Z',
    fact: { said: 'asked', person: 'leeds-director', slot: '2016-05-03T07:00:00Z' },
  },
  {
    decision: decision().id,
    at: '2016-05-03T09:12:00Z',
    what: 'Decision joined',
    who: 'operator',
    why: '"What do we do about beds?" (D-0123456789abcdef) asks the same: one ward, one cause',
    fact: { said: 'joined', question: 'What do we do about beds?', why: 'one ward, one cause' },
    via: 'command',
    stated: 'arn:aws:iam::000000000000:user/ops',
  },
]

/** Every state of the answer page, by name. */
export const answerSamples = (): Record<string, AnswerPageInput> => ({
  open: {
    ...base,
    asks: [{ ask: ask(), decision: decision(), history, onward: onward() }],
    others: { [ask().id]: near },
  },
  several: {
    ...base,
    asks: [
      { ask: ask(), decision: decision({ attempt: 2 }) },
      {
        ask: ask({
          id: 'A-2',
          urgent: true,
          dueBy: '2016-05-03T15:00:00Z',
          title: 'The attendance return for March has not arrived. When will it?',
        }),
        decision: missingData(),
      },
      {
        ask: ask({
          id: 'A-3',
          kind: 'rethink',
          role: 'accountable',
          dueBy: '2016-05-20T15:00:00Z',
          ...MADE.rethink,
        }),
        decision: decision({
          state: 'closed',
          attempt: 2,
          checks: [{ at: '2016-05-02T07:00:00Z', result: 'not-effective', period: '2016-06', course }],
        }),
      },
      {
        ask: ask({ id: 'A-4', state: 'answered', answer: answered }),
        decision: decision({ state: 'decided', choice }),
      },
    ],
  },
  together: {
    ...base,
    asks: [{ ask: ask({ acknowledgedAt: '2016-05-02T09:00:00Z' }), decision: decision({ state: 'acknowledged' }) }],
    together: {
      [ask().id]: [
        decision({ id: 'D-0123456789abcde1', question: 'What do we do about ambulance handovers?' }),
        missingData(),
      ],
    },
    refused: {
      ask: ask().id,
      action: 'merge',
      field: 'text',
      typed: { option: 'D-0123456789abcde1', text: '' },
      sentence: refusedWords({ because: 'why-merge' }, base),
    },
  },
  merged: {
    ...base,
    saved: { ask: ask().id, action: 'merge' },
    asks: [
      {
        ask: ask({ state: 'withdrawn' }),
        decision: decision({
          state: 'merged',
          merger: {
            into: 'D-0123456789abcde1',
            question: 'What do we do about ambulance handovers?',
            by: 'leeds-director',
            why: 'Both come from beds that are free too late.',
            at: '2016-05-03T07:41:00Z',
          },
        }),
      },
    ],
  },
  'corrected-late': { ...base, asks: [{ ask: ask(), decision: correctedLate() }] },
  unsure: { ...base, asks: [{ ask: ask({ acknowledgedAt: '2016-05-02T09:00:00Z' }), decision: unsure() }] },
  restated: {
    ...base,
    asks: [
      { ask: ask({ acknowledgedAt: '2016-05-02T09:00:00Z' }), decision: restated(true) },
      {
        ask: ask({ id: 'A-2', state: 'answered', answer: answered }),
        decision: { ...restated(false), state: 'decided', choice },
      },
    ],
  },
  charted: {
    ...base,
    asks: [
      {
        ask: ask(),
        decision: decision({
          kind: 'control-chart',
          level: 'amber',
          evidence: {
            ...decision().evidence,
            episode: { first: '2016-02', fired: '2016-03' },
            seen: { kind: 'control-chart', rule: 'limit', side: 'low', lower: 85.1, centre: 90.2, upper: 95.3 },
          },
        }),
      },
    ],
  },
  forecast: {
    ...base,
    asks: [
      {
        ask: ask(),
        decision: decision({
          kind: 'forecast',
          evidence: {
            ...decision().evidence,
            episode: { first: '2016-02', fired: '2016-03' },
            seen: {
              kind: 'forecast',
              miss: 0.9,
              end: 83.2,
              target: 88.9,
              ahead: { path: [83.9, 83.6, 83.4, 83.1, 82.9, 82.7], spread: [1.4, 2, 2.5, 2.9, 3.2, 3.5] },
            },
          },
        }),
      },
    ],
  },
  saved: {
    ...base,
    saved: { ask: 'A-1', action: 'decide' },
    asks: [
      {
        ask: ask({ id: 'A-1', state: 'answered', answer: answered }),
        decision: decision({ state: 'decided', choice }),
      },
      {
        ask: ask({ id: 'A-2', title: 'The attendance return for March has not arrived. When will it?' }),
        decision: missingData(),
      },
    ],
  },
  refused: {
    ...base,
    notice: undefined,
    asks: [{ ask: ask(), decision: decision() }],
    refused: {
      ask: ask().id,
      action: 'decide',
      field: 'effectFrom',
      typed,
      sentence: refusedWords(
        { because: 'effect-day', typed: '2016-04-01', first: '2016-05-03', last: '2017-05-03' },
        base,
      ),
    },
  },
  'refused-not-mine': {
    ...base,
    asks: [
      {
        ask: ask({ acknowledgedAt: '2016-05-02T09:00:00Z', snoozes: 1 }),
        decision: decision({ state: 'acknowledged' }),
      },
    ],
    refused: {
      ask: ask().id,
      action: 'not-mine',
      field: 'text',
      typed: { text: '' },
      sentence: refusedWords({ because: 'why-not-mine' }, base),
    },
  },
  late: {
    ...base,
    now: '2016-05-13T07:00:00Z',
    asks: [
      { ask: ask({ owner: 'leeds-deputy', role: 'manager', leads: false }), decision: decision({ overdue: true }) },
    ],
  },
  'decided-by-other': {
    ...base,
    now: '2016-05-04T07:00:00Z',
    asks: [
      {
        ask: ask({ state: 'withdrawn' }),
        decision: decision({
          state: 'closed',
          choice: { ...choice, by: 'leeds-deputy' },
          checks: [{ at: '2016-08-01T07:00:00Z', result: 'effective', period: '2016-06', course }],
        }),
      },
    ],
  },
  fallback: {
    ...base,
    asks: [
      {
        ask: ask({ state: 'withdrawn' }),
        decision: decision({
          state: 'decided',
          choice: { ...choice, option: 'stream', by: 'fallback', via: 'fallback', rationale: 'Time ran out.' },
        }),
      },
    ],
  },
  withdrawn: {
    ...base,
    asks: [
      {
        ask: ask({ state: 'withdrawn' }),
        decision: decision({ state: 'withdrawn', withdrawal: { reason: 'recovered', at: '2016-05-04T06:00:00Z' } }),
      },
    ],
  },
  dismissed: {
    ...base,
    asks: [
      {
        ask: ask({ state: 'answered' }),
        decision: decision({
          state: 'dismissed',
          dismissal: {
            reason: 'known',
            note: 'The new front door opens in June.',
            by: 'leeds-director',
            at: '2016-05-03T07:41:00Z',
          },
        }),
      },
    ],
  },
  'handed-on': {
    ...base,
    asks: [
      {
        ask: ask({
          state: 'handed-on',
          answer: {
            action: 'not-mine',
            text: 'Ben runs the front door since April.',
            at: '2016-05-03T07:41:00Z',
            by: 'leeds-director',
            via: 'link',
          },
        }),
        decision: decision(),
      },
    ],
  },
  'carry-out': {
    ...base,
    asks: [
      {
        ask: ask({
          kind: 'carry-out',
          role: 'accountable',
          ...MADE['carry-out'],
        }),
        decision: decision({
          state: 'decided',
          choice: { ...choice, option: 'stream', by: 'fallback', via: 'fallback' },
        }),
      },
    ],
  },
  'check-in': { ...base, checkIns: [checkIn(kpiItem())] },
  'check-ins': {
    ...base,
    checkIns: [kpiItem(), milestoneItem(), priorityItem(), silencedItem()].map((item, i) =>
      checkIn(item, { id: `A-000000000000000${i}` }),
    ),
  },
  'check-in-chosen': {
    ...base,
    checkIns: [checkIn(silencedItem())],
    choice: { ask: checkIn(silencedItem()).ask.id, status: 'off-track' },
  },
  'check-in-unchanged': {
    ...base,
    checkIns: [checkIn(kpiItem()), checkIn(priorityItem())],
    choice: { ask: checkIn(kpiItem()).ask.id, status: 'unchanged' },
  },
  'check-in-milestone': { ...base, asks: [{ ask: ask(), decision: decision() }], checkIns: [checkIn(milestoneItem())] },
  'check-in-saved': {
    ...base,
    checkIns: [
      {
        ...checkIn(kpiItem(), { state: 'answered', answer: { ...answered, action: 'check-in', option: 'at-risk' } }),
        given: lastCheckIn(kpiItem().item, {
          at: '2016-05-03T07:41:00Z',
          nextStep: { text: 'Agree the rota with the wards', by: '2016-05-10' },
        }),
      },
      checkIn(priorityItem()),
    ],
    saved: { ask: checkIn(kpiItem()).ask.id, action: 'check-in' },
  },
  'check-in-refused': {
    ...base,
    checkIns: [checkIn(kpiItem())],
    refused: {
      ask: checkIn(kpiItem()).ask.id,
      action: 'check-in',
      sentence: [offTrack.cause, offTrack.wayBack].join(' '),
      fields: offTrack,
      typed: { status: 'off-track', confidence: '3', changed: 'Norovirus on <two> wards', 'blocker-1': 'No "clerk"' },
    },
  },
  'check-in-draft': {
    ...base,
    checkIns: [
      {
        ...checkIn(kpiItem()),
        draft: { action: 'check-in', fields: { status: 'at-risk', confidence: '5', changed: 'Half of it is done.' } },
      },
    ],
  },
  draft: {
    ...base,
    asks: [
      {
        ask: ask(),
        decision: decision(),
        draft: { action: 'delegate', fields: { 'to-name': 'Ben Okafor', text: 'You know the <front> door.' } },
      },
    ],
  },
  'too-late': {
    ...base,
    asks: [
      {
        ask: ask({ state: 'withdrawn' }),
        decision: decision({ state: 'decided', choice: { ...choice, by: 'leeds-deputy' } }),
      },
    ],
    refused: { ask: ask().id, action: 'decide', typed, sentence: refusedWords(decidedByBen, base) },
  },
  'carry-out-over': {
    ...base,
    asks: [
      {
        ask: ask({ kind: 'carry-out', role: 'desk' }),
        decision: decision({ state: 'in-effect', choice: { ...choice, by: 'fallback', via: 'fallback' } }),
      },
    ],
  },
  rethought: {
    ...base,
    asks: [
      {
        ask: ask({ kind: 'rethink', state: 'withdrawn' }),
        decision: decision({
          state: 'closed',
          attempt: 2,
          rethink: { choice: 'process', note: 'A new front door.', by: 'national-lead', at: '2016-05-03T07:41:00Z' },
        }),
      },
    ],
  },
  nothing: base,
})

const kinds: MessageKind[] = ['unknown', 'expired', 'kept', 'again', 'renewed', 'trouble', 'refused', 'elsewhere']

/** Every page as HTML, by name. */
export const pages = (): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(answerSamples()).map(([name, input]) => [name, answerPage(input)])),
  ...Object.fromEntries(
    kinds.map((kind) => [
      `message-${kind}`,
      messagePage({ kind, organisation: surroundings.organisation, notice: surroundings.notice }),
    ]),
  ),
})
