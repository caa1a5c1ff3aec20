import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { Pack } from '../../domain/review/pack-record.ts'

/** An item of a table, as plain values. */
export type Item = Record<string, unknown> & { pk: string; sk: string }

/** One change of the Ledger as its stream told it, in order. */
export interface LedgerChange {
  pk: string
  sk: string
  before?: Item
  after?: Item
}

/** An observation a source posted until it was told that it is kept. */
export interface PostedRow {
  series: string
  period: string
  numerator?: number
  denominator?: number
  value?: number
  asOf: string
  status: 'provisional' | 'final' | 'retracted'
  /** What the API said in the end; `pending` when it never said yes. */
  answer: 'recorded' | 'unchanged' | 'replayed' | 'rejected' | 'pending'
}

/** A mail as it lies in somebody's box. */
export interface DeliveredMail {
  id: string
  to: string[]
  /** SHA-256 of the token of each answer link in it. */
  links: string[]
}

/** Everything the invariants look at, at the end of a run when faults have been off for some days. */
export interface RunFacts {
  /** Virtual instant of the end, epoch milliseconds. */
  now: number
  /** Versions of the plan that held, oldest first. */
  plans: { version: number; appliedAt: string; plan: ResolvedPlan }[]
  measurements: Item[]
  ledger: Item[]
  changes: LedgerChange[]
  posted: PostedRow[]
  delivered: DeliveredMail[]
  /** Packs of reviews in the Archive. */
  packs: Pick<Pack, 'cycle' | 'counts'>[]
  /** What each cycle's list in the Archive asks about: keys of items. */
  lists: { cycle: string; items: string[] }[]
  /** Executions of the Decision and the ReviewCycle machine. */
  executions: { name: string; status: string }[]
  /** Runs of send-mail that died after SES had the mail and before it was marked sent. */
  killsAfterSend: number
  /** What lies in dead-letter queues and failure destinations, by name, with the alarm that has to ring for it. */
  leftOver: { where: string; count: number; alarms: string[] }[]
  /** Alarms that have rung at any time. */
  rang: string[]
  /** Lines that functions logged. */
  logs: { from: string; text: string }[]
  /** What no log may hold: tokens and addresses. */
  secrets: string[]
}

/** A rule that holds at the end of every run, with one sentence for each way it does not. */
export type Invariant = (facts: RunFacts) => string[]

/** An item of the engine's wire format as plain values. */
export const plainItem = (item: unknown): Item => unmarshall(item as Parameters<typeof unmarshall>[0]) as Item
