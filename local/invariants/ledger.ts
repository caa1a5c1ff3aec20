import type * as z from 'zod'
import { Ask, type CheckInAsk, type DecisionAsk, isDecisionAsk, Link, Mail, Note } from '../../domain/ask.ts'
import { Decision } from '../../domain/decision.ts'
import { HistoryEntry } from '../../domain/history.ts'
import { Action } from '../../domain/review/action.ts'
import { CheckIn } from '../../domain/review/check-in.ts'
import { Commitment } from '../../domain/review/commitment.ts'
import { Cycle, CycleItem, ReviewState } from '../../domain/review/cycle.ts'
import type { Item, RunFacts } from './facts.ts'

/** The records of a Ledger by kind; index attributes beside those that have them. */
export interface Ledger {
  decisions: (Decision & { dueAt?: string })[]
  asks: Ask[]
  decisionAsks: DecisionAsk[]
  checkInAsks: CheckInAsk[]
  reviewStates: ReviewState[]
  cycles: (Cycle & { dueAt?: string })[]
  cycleItems: CycleItem[]
  checkIns: CheckIn[]
  commitments: Commitment[]
  actions: Action[]
  mails: (Mail & { dueAt?: string })[]
  notes: Note[]
  history: HistoryEntry[]
  /** Those that have expired and were removed by the table too. */
  links: Link[]
  /** Open sentinels: trigger and series in one text → decision. */
  places: { place: string; decision: string }[]
}

const known = new WeakMap<RunFacts, Ledger>()

/** Reads the Ledger strictly: an item that is not as its schema says throws. Read once a run. */
export function ledgerOf(facts: RunFacts): Ledger {
  const kept = known.get(facts)
  if (kept) return kept
  const { ledger } = facts
  const of = <T>(schema: z.ZodType<T>, matches: (item: Item) => boolean): (T & { dueAt?: string })[] =>
    ledger
      .filter(matches)
      .map((item) => ({ ...parsed(schema, item), ...(item.dueAt ? { dueAt: String(item.dueAt) } : {}) }))
  const asks = of(Ask, ({ sk }) => sk.startsWith('ASK#'))
  const read: Ledger = {
    decisions: of(Decision, ({ pk, sk }) => pk.startsWith('DECISION#') && sk === 'META'),
    asks,
    decisionAsks: asks.filter(isDecisionAsk),
    checkInAsks: asks.filter((ask): ask is CheckInAsk => ask.kind === 'check-in'),
    reviewStates: of(ReviewState, ({ pk, sk }) => pk.startsWith('REVIEW#') && sk === 'STATE'),
    cycles: of(Cycle, ({ pk, sk }) => pk.startsWith('CYCLE#') && sk === 'META'),
    cycleItems: of(CycleItem, ({ pk, sk }) => pk.startsWith('CYCLE#') && sk.startsWith('ITEM#')),
    checkIns: of(CheckIn, ({ pk, sk }) => pk.startsWith('ITEM#') && sk.startsWith('CHECKIN#')),
    commitments: of(Commitment, ({ pk, sk }) => pk.startsWith('ITEM#') && sk.startsWith('COMMITMENT#')),
    actions: of(Action, ({ pk, sk }) => pk.startsWith('REVIEW#') && sk.startsWith('ACTION#')),
    mails: of(Mail, ({ sk }) => sk.startsWith('MAIL#')),
    notes: of(Note, ({ sk }) => sk.startsWith('NOTE#')),
    history: of(HistoryEntry, ({ sk }) => sk.startsWith('HISTORY#')),
    links: linksOf(facts).map(linkOf),
    places: ledger
      .filter(({ pk, sk }) => pk.startsWith('TRIGGER#') && sk === 'OPEN')
      .map((item) => ({ place: item.pk.slice('TRIGGER#'.length), decision: String(item.decision) })),
  }
  known.set(facts, read)
  return read
}

const OF_THE_TABLE = ['pk', 'sk', 'dueKind', 'dueAt', 'expiresAt', 'ref']

function parsed<T>(schema: z.ZodType<T>, item: Item): T {
  const result = schema.safeParse(
    Object.fromEntries(Object.entries(item).filter(([name]) => !OF_THE_TABLE.includes(name))),
  )
  if (result.success) return result.data
  throw new Error(`The item ${item.pk} / ${item.sk} is malformed: ${result.error.message}`)
}

const linksOf = ({ ledger, changes }: RunFacts): Item[] =>
  [...changes.flatMap(({ after }) => after ?? []), ...ledger].filter(({ pk }) => pk.startsWith('LINK#'))

/** A link keeps its own end beside the table's time to live. */
const linkOf = (item: Item): Link => {
  const { validUntil, pk: _pk, sk: _sk, expiresAt: _ttl, ...rest } = item
  return Link.parse({ ...rest, expiresAt: validUntil })
}
