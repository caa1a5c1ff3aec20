import type { SlotMailInput } from '../../lambdas/mail/slot-mail.ts'
import { checkIn, kpiItem, milestoneItem, priorityItem, silencedItem } from './check-in-samples.ts'
import { ask, decision, LINK, MADE, missingData, note, onward, restated, surroundings, unsure } from './samples.ts'

const base = {
  ...surroundings,
  link: LINK,
  linkExpiresAt: '2016-06-17T07:00:00Z',
  entries: [],
  checkIns: [],
  notes: [],
}

const carriedOut = () =>
  decision({
    state: 'decided',
    choice: {
      option: 'stream',
      rationale: 'Time ran out.',
      by: 'fallback',
      via: 'fallback',
      at: '2016-05-02T16:00:00Z',
      effectFrom: '2016-05-02',
    },
  })

/** Forty asks of one person: the most a mail may carry. */
export const forty = (): SlotMailInput => ({
  ...base,
  entries: Array.from({ length: 40 }, (_, index) => ({
    ask: ask({
      id: `A-4f1c2a9be0d3${String(index).padStart(4, '0')}-1`,
      dueBy: `2016-05-${String(5 + (index % 20)).padStart(2, '0')}T16:00:00Z`,
      title: `Hospital ${index + 1}: four-hour performance has fallen below its own path. What do we change first?`,
    }),
    decision: decision(),
    how: index < 20 ? ('ask' as const) : index < 30 ? ('remind' as const) : ('still-open' as const),
  })),
})

const mailedAsk = {
  person: ask().person,
  ask: ask().id,
  title: ask().title,
  dueBy: ask().dueBy,
  since: ask().openedAt,
}

/** Every kind of mail, by name. */
export const mailSamples = (): Record<string, SlotMailInput> => ({
  one: { ...base, entries: [{ ask: ask(), decision: decision(), how: 'ask', onward: onward() }] },
  reminder: {
    ...base,
    now: '2016-05-13T07:00:00Z',
    notice: undefined,
    entries: [{ ask: ask(), decision: decision({ attempt: 2 }), how: 'remind' }],
  },
  restated: {
    ...base,
    now: '2016-05-13T07:00:00Z',
    entries: [{ ask: ask(), decision: restated(true), how: 'remind' }],
  },
  urgent: {
    ...base,
    entries: [
      {
        ask: ask({ urgent: true, dueBy: '2016-05-03T15:00:00Z' }),
        decision: decision({ severity: 'S1' }),
        how: 'ask',
        onward: { people: onward().people, at: '2016-05-03T09:00:00Z', byClock: true },
      },
    ],
  },
  several: {
    ...base,
    entries: [
      { ask: ask(), decision: decision(), how: 'ask', onward: onward() },
      {
        ask: ask({
          id: 'A-2',
          title: 'The attendance return for March has not arrived. When will it?',
          dueBy: '2016-05-06T16:00:00Z',
        }),
        decision: missingData(),
        how: 'remind',
      },
      {
        ask: ask({ id: 'A-3', owner: 'leeds-deputy', role: 'manager', leads: false, dueBy: '2016-05-02T16:00:00Z' }),
        decision: decision({ openedAt: '2016-04-20T06:00:00Z' }),
        how: 'escalated',
      },
      {
        ask: ask({
          id: 'A-4',
          dueBy: '2016-05-20T16:00:00Z',
          title: 'Admissions through A&E are above plan. Do we keep the surge ward?',
        }),
        decision: decision(),
        how: 'still-open',
      },
    ],
    notes: [
      { note: note({ about: { ...note().about, person: 'leeds-deputy' } }), escalatesAt: '2016-05-05T07:00:00Z' },
    ],
  },
  'carry-out': {
    ...base,
    entries: [
      {
        ask: ask({
          kind: 'carry-out',
          role: 'accountable',
          ...MADE['carry-out'],
        }),
        decision: carriedOut(),
        how: 'ask',
      },
    ],
  },
  rethink: {
    ...base,
    entries: [
      {
        ask: ask({
          kind: 'rethink',
          role: 'accountable',
          ...MADE.rethink,
        }),
        decision: decision({ attempt: 2 }),
        how: 'ask',
      },
    ],
  },
  missing: {
    ...base,
    entries: [
      {
        ask: ask({ title: 'The attendance return for March has not arrived. When will it?' }),
        decision: missingData(),
        how: 'ask',
      },
    ],
  },
  notes: {
    ...base,
    reader: { ...base.reader, id: 'regional-director', name: 'Carys Evans' },
    notes: [{ note: note(), escalatesAt: '2016-05-05T07:00:00Z' }],
  },
  'silent-chair': {
    ...base,
    reader: { ...base.reader, id: 'regional-director', name: 'Carys Evans' },
    notes: [{ note: note({ about: { ...note().about, ...MADE.conclude } }) }],
  },
  confirm: {
    ...base,
    entries: [{ ask: ask({ acknowledgedAt: '2016-05-02T09:00:00Z' }), decision: unsure(), how: 'still-open' }],
    notes: [{ note: note({ kind: 'confirm', about: { ...mailedAsk, dueBy: '2016-05-05T16:00:00Z' } }) }],
  },
  moved: {
    ...base,
    notes: [
      {
        note: {
          id: 'N-moved',
          person: 'leeds-chief',
          kind: 'moved',
          about: {
            person: 'leeds-deputy',
            milestone: 'Front-door team in place',
            from: '2016-05-30',
            to: '2016-07-11',
            because: 'Two of the four nurses begin in July.',
            waits: [
              { name: 'Minor-case stream open', due: '2016-06-20' },
              { name: 'Review with the board', due: '2016-09-01' },
            ],
          },
          createdAt: '2016-05-03T16:00:00Z',
        },
      },
    ],
  },
  split: {
    ...base,
    notes: [
      {
        note: {
          id: 'N-split',
          person: 'leeds-chief',
          kind: 'moved',
          about: {
            person: 'leeds-deputy',
            milestone: 'Front-door team in place',
            from: '2016-05-30',
            to: '2016-07-11',
            because: '',
            into: [
              { name: 'First two nurses', due: '2016-05-30' },
              { name: 'All four nurses', due: '2016-07-11' },
            ],
            waits: [{ name: 'Minor-case stream open', due: '2016-06-20' }],
          },
          createdAt: '2016-05-03T16:00:00Z',
        },
      },
    ],
  },
  forty: forty(),
  'check-in': { ...base, checkIns: [{ ...checkIn(silencedItem()), how: 'ask' }] },
  'check-ins': {
    ...base,
    entries: [{ ask: ask(), decision: decision(), how: 'ask' }],
    checkIns: [
      { ...checkIn(kpiItem()), how: 'ask' },
      { ...checkIn(milestoneItem()), how: 'remind' },
      { ...checkIn(priorityItem(), { owner: 'leeds-deputy', role: 'manager', leads: false }), how: 'escalated' },
    ],
  },
  'forty-check-ins': {
    ...base,
    checkIns: Array.from({ length: 40 }, (_, index) => ({
      ...checkIn({
        ...kpiItem(),
        name: `Hospital ${index + 1}: Four-hour performance`,
        item: `kpi:four-hour#n=${index}`,
      }),
      how: 'ask' as const,
    })),
  },
})
