import type { ActionAsk, ConcludeAsk } from '../../domain/ask.ts'
import type { Action } from '../../domain/review/action.ts'
import type { Cycle } from '../../domain/review/cycle.ts'
import type { Pack } from '../../domain/review/pack-record.ts'
import type { SlotMailInput } from '../../lambdas/mail/slot-mail.ts'
import type { AnswerPageInput } from '../../lambdas/pages/answer-page.ts'
import type { Concluding } from '../../lambdas/pages/conclude-part.ts'
import type { PackPageInput } from '../../lambdas/pages/pack-page.ts'
import { refusedWords } from '../../lambdas/texts/refused-words.ts'
import { packSamples } from './pack-samples.ts'
import { ask, decision, LINK, MADE, names, surroundings } from './samples.ts'

const CYCLE = 'weekly@2016-05-02'

export const cycle = (more: Partial<Cycle> = {}): Cycle => ({
  id: CYCLE,
  review: 'weekly',
  name: 'Weekly flow review',
  date: '2016-05-02',
  heldOn: '2016-05-02',
  chair: 'national-lead',
  planVersion: 1,
  missed: [],
  state: 'closed',
  opensAt: '2016-05-02T07:00:00Z',
  closesAt: '2016-05-03T07:00:00Z',
  closedAt: '2016-05-03T07:00:00Z',
  concludeBy: '2016-05-10T16:00:00Z',
  revision: 5,
  ...more,
})

const shared = {
  respondBy: '2016-05-10T16:00:00Z',
  dueBy: '2016-05-10T16:00:00Z',
  urgent: false,
  role: 'owner' as const,
  accountable: 'national-lead',
  chain: ['deputy' as const, 'manager' as const],
  leads: true,
  state: 'open' as const,
  epoch: 1,
  openedAt: '2016-05-03T07:00:00Z',
  step: 'remind' as const,
  mails: ['2016-05-03T07:00:00Z'],
  snoozes: 0,
  revision: 2,
}

/** Of whoever reads. */
export const concludeAsk = (more: Partial<ConcludeAsk> = {}): ConcludeAsk => ({
  ...shared,
  id: 'A-00000000000000c1',
  person: 'national-lead',
  owner: 'national-lead',
  asked: ['national-lead'],
  kind: 'conclude',
  cycle: CYCLE,
  ...MADE.conclude,
  ...more,
})

export const action = (id: string, more: Partial<Action> = {}): Action => ({
  id: `T-${id}`,
  review: 'weekly',
  cycle: CYCLE,
  text: 'Agree the pharmacy hours with the unions',
  person: 'leeds-deputy',
  by: '2016-05-13',
  moves: 0,
  assignedBy: 'national-lead',
  assignedAt: '2016-05-03T08:00:00Z',
  state: 'open',
  revision: 1,
  ...more,
})

const actionAsk = (more: Partial<ActionAsk> = {}): ActionAsk => ({
  ...shared,
  id: 'A-00000000000000a1',
  person: 'leeds-director',
  owner: 'leeds-director',
  asked: ['leeds-director'],
  kind: 'action',
  cycle: CYCLE,
  action: 'T-1',
  title: 'Agree the pharmacy hours with the unions',
  dueBy: '2016-05-13T22:59:00Z',
  ...more,
})

const counts = (id: string, asked: number, onTime: number, kept: number, broken: number) => ({
  id,
  asked,
  onTime,
  late: asked - onTime > 1 ? 1 : 0,
  kept,
  broken,
  mails: asked,
})

/** With what earlier cycles left: one that nobody concluded, actions missed, done and ahead, and eight reviews' figures. */
const grown = (pack: Pack): Pack => ({
  ...pack,
  before: { cycle: 'weekly@2016-04-25', heldOn: '2016-04-25', decisions: 0, actions: 0 },
  actions: {
    missed: {
      first: [{ id: 'T-8', text: 'Open the second lift', person: 'data-steward', by: '2016-04-29', moves: 2 }],
      more: 0,
    },
    done: {
      first: [
        {
          id: 'T-9',
          text: 'Order the second scanner',
          person: 'leeds-deputy',
          by: '2016-04-28',
          moves: 0,
          doneOn: '2016-04-27',
          note: 'It comes in June.',
        },
      ],
      more: 0,
    },
    open: {
      first: [{ id: 'T-7', text: 'Fill the night rota', person: 'leeds-director', by: '2016-05-20', moves: 0 }],
      more: 0,
    },
  },
  figures: {
    cycles: 8,
    since: '2016-03-14',
    decided: 5,
    review: counts('', 48, 41, 9, 3),
    functions: { first: [counts('hospitals', 32, 29, 7, 1), counts('region', 16, 12, 2, 2)], more: 0 },
    people: { first: Object.keys(names).map((id, i) => counts(id, 8 + i, 7 + (i % 2), i, i % 2)), more: 0 },
  },
})

const { ordinary, crowded, empty } = packSamples()
const chair = { ...surroundings.reader, id: 'national-lead', name: 'David Shah' }

const concluding = (more: Partial<Concluding> = {}): Concluding => ({
  cycle: cycle(),
  ask: concludeAsk(),
  actions: [action('1')],
  decided: [],
  waiting: [
    {
      decision: decision({ id: 'D-1', decider: 'national-lead' }),
      ask: ask({ person: 'national-lead', owner: 'national-lead', asked: ['national-lead'], decision: 'D-1' }),
      holder: 'national-lead',
    },
    {
      decision: decision({ id: 'D-2', decider: 'regional-director', question: 'Do we keep the surge ward?' }),
      holder: 'regional-director',
    },
  ],
  people: Object.values(names),
  done: {},
  ...more,
})

const page = (base: PackPageInput, more: Partial<Concluding> = {}, pack = grown(base.pack!)): PackPageInput => ({
  ...base,
  reader: chair,
  pack,
  chairs: true,
  functions: { hospitals: 'Hospitals', region: 'The region' },
  concluding: concluding(more),
})

const nobody = refusedWords({ because: 'person', typed: 'Annabel' }, { ...surroundings, reader: chair })

const refusedAssignment = {
  act: 'assign' as const,
  sentence: nobody,
  fields: { who: nobody },
  typed: { what: 'Call the makers of the lift', who: 'Annabel', day: '2016-05-12' },
}

/** The pack as its chair sees it, by what has happened. */
export const chairSamples = (): Record<string, PackPageInput> => ({
  'to-conclude': page(ordinary!),
  refused: page(ordinary!, { done: { refused: refusedAssignment } }),
  concluded: page(ordinary!, {
    cycle: cycle({
      conclusion: {
        by: 'national-lead',
        at: '2016-05-03T09:00:00Z',
        via: 'link',
        decisions: ['D-1'],
        actions: ['T-1', 'T-2'],
      },
    }),
    ask: concludeAsk({ state: 'answered', step: 'end' }),
    actions: [action('1'), action('2', { text: 'Write to the makers of the lift', person: 'data-steward' })],
    done: { saved: { act: 'conclude' } },
  }),
  sixty: page(crowded!, { waiting: [] }),
  nothing: page(empty!, { waiting: [], actions: [] }, empty!.pack),
})

const reviewAsks = [
  {
    ask: concludeAsk({ person: 'leeds-director', role: 'manager', leads: false }),
    cycle: cycle(),
    how: 'escalated' as const,
  },
  {
    ask: actionAsk(),
    cycle: cycle(),
    action: action('1', { person: 'leeds-director', moves: 1 }),
    how: 'ask' as const,
  },
  {
    ask: actionAsk({ id: 'A-00000000000000a2', dueBy: '2016-05-02T22:59:00Z', title: 'Fill the night rota' }),
    cycle: cycle(),
    action: action('2', { text: 'Fill the night rota', by: '2016-05-02' }),
    how: 'remind' as const,
  },
]

/** A mail with what reviews left to somebody, and one with a single action. */
export const reviewAskMails = (): Record<string, SlotMailInput> => {
  const base = {
    ...surroundings,
    link: LINK,
    linkExpiresAt: '2016-06-17T07:00:00Z',
    entries: [],
    checkIns: [],
    notes: [],
  }
  return { reviews: { ...base, reviewAsks }, action: { ...base, reviewAsks: [reviewAsks[1]!] } }
}

/** The page behind such a mail. */
export const reviewAskPage = (): AnswerPageInput => ({
  ...surroundings,
  asks: [],
  checkIns: [],
  reviewAsks,
  linkExpiresAt: '2016-06-17T07:00:00Z',
})
