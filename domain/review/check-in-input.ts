/** The words of a check-in on its way in: what comes in, what the rules look at, how they refuse. */
import { formatDay, tryDay } from '../civil.ts'
import type { RefusedBecause } from '../refused-because.ts'
import type { CheckIn } from './check-in.ts'
import type { Commitment } from './commitment.ts'
import type { CycleItem } from './cycle.ts'
import type { KpiStatus } from './item.ts'
import type { MilestoneState } from './milestone-state.ts'
import type { Milestone } from './milestones.ts'

/** What is said about a promise made before. `open`: not yet, by another day. */
export interface CommitmentSaid {
  id: string
  said: 'kept' | 'broken' | 'open' | 'dropped'
  by?: string
  note?: string
}

/** What is said about a milestone besides how it stands. */
export type MilestoneSaid =
  | { act: 'done'; on: string }
  | { act: 're-date'; to: string; reason: string }
  | { act: 'split'; into: readonly { name: string; due: string }[] }

/** A check-in as it came in; `by` is the addressee of the link. Texts are as typed. */
export interface CheckInInput {
  by: string
  via: 'link' | 'command'
  how: 'page' | 'mail'
  /** Nothing changed: the last check-in again, with today's date; other fields but commitments are not looked at. */
  unchanged?: boolean
  status?: string
  confidence?: number
  changed?: string
  blockers?: readonly { text: string; with?: string }[]
  nextStep?: { text: string; by: string }
  cause?: string
  wayBack?: string
  reason?: string
  commitments?: readonly CommitmentSaid[]
  milestone?: MilestoneSaid
}

/** Everything the rules look at, as it is now. */
export interface CheckingIn {
  item: string
  ask?: string
  /** The addressee's own: it says what day today is. */
  zone: string
  /** The KPI's own status, where the item is one. */
  kpi?: KpiStatus
  last?: CheckIn
  /** Open ones of the item. */
  commitments: readonly Commitment[]
  /** Whether the plan has a person. */
  knows: (person: string) => boolean
  /** Every cycle that waits or waited for this answer. */
  cycles: readonly { item: CycleItem; closed: boolean }[]
  milestone?: { milestone: Milestone; state?: MilestoneState }
  input: CheckInInput
}

/** One thing that is wrong, with the field it is about (`nextStep.by`, `blockers.0.text`), so that the page can say it there. */
export interface CheckInProblem {
  code:
    | 'status-missing'
    | 'bad-confidence'
    | 'text-missing'
    | 'text-too-long'
    | 'reason-missing'
    | 'nothing-to-repeat'
    | 'too-often'
    | 'bad-date'
    | 'unknown-person'
    | 'unknown-commitment'
    | 'too-many'
    | 'already-done'
    | 'wrong-action'
  field: string
  refused: RefusedBecause
}

/** An answer that changed nothing, with everything that is wrong with it at once. */
export interface CheckInRefused {
  problems: CheckInProblem[]
}

/** A next step further away than this is a hope. */
export const MAX_STEP_DAYS = 365

const CONTROL = /(?![\t\n])\p{Cc}/gu

/** A text as it is kept: trimmed, one kind of line break, no control characters, no half characters. */
export const cleaned = (text: string | undefined): string =>
  (text ?? '').toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROL, '').trim()

/** The problem with a text, if there is one. `missing` is why it may not be empty; without it, it may. */
export const textProblem = (field: string, text: string, most: number, missing?: RefusedBecause): CheckInProblem[] => {
  if (text === '' && missing !== undefined) return [{ code: 'text-missing', field, refused: missing }]
  if (text.length <= most) return []
  return [{ code: 'text-too-long', field, refused: { because: 'too-long', length: text.length, most } }]
}

/** The problem with a day that must lie between two epoch days, both included. */
export const dayProblem = (field: string, text: string, first: number, last: number): CheckInProblem[] => {
  const day = tryDay(text)
  if (day !== undefined && day >= first && day <= last) return []
  const span = { typed: cleaned(text).slice(0, 20), first: formatDay(first), last: formatDay(last) }
  return [{ code: 'bad-date', field, refused: { because: 'day', ...span } }]
}
