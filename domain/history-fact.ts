/**
 * What a line of the history, or the end of an ask, says, as facts: kept in the Ledger beside its English sentence, which the
 * log and the command line show. Pages say the facts in the words of their reader; lines of before there were facts have only the sentence.
 */
import * as z from 'zod'
import type { Decision, WithdrawalReason } from './decision.ts'
import type { HeldBack } from './effect.ts'
import type { ChainRole, Hindrance, PassedOver } from './escalation-order.ts'
import type { Settlement } from './refused-because.ts'
import type { ItemKind } from './review/item.ts'

/** How a value of a KPI is written. */
export interface Unit {
  unit: string
  decimals: number
}

/** A figure that is otherwise now than when it was asked about; null: none. */
export interface CorrectedFigure {
  period: string
  value: number | null
  was: number | null
}

/** Facts of a line. Days are `YYYY-MM-DD`, other times instants, people ids; `note`, `why` and `words` are as somebody wrote them. */
export type HistoryFact =
  | { said: 'taken-up' | 'fired-again' | 'asked-before' | 'second' }
  | ({
      said: 'opened'
      period?: string
      value?: number | null
      second?: true
      again?: true
      late?: string
      held?: HeldBack
    } & Unit)
  | { said: 'chose'; option: string; from: string }
  | { said: 'dismissed'; reason: string; note: string }
  | { said: 'withdrawn'; reason: WithdrawalReason }
  | { said: 'overdue'; by: string }
  | { said: 'fallback'; option: string; person: string }
  | { said: 'in-effect'; since: 'day' | 'carried-out' | 'silence'; checkAt: string }
  | { said: 'look-again'; at: string }
  | { said: 'checked'; result: EffectResult; period: string | null; next: 'none' | 'second' | 'rethink' }
  | { said: 'graver'; from: Gravity; to: Gravity }
  | ({ said: 'restated'; ground: 'gone' | 'back' | 'moved'; corrected: CorrectedFigure[] } & Unit)
  | ({ said: 'corrected-late'; reason: string } & CorrectedFigure & Unit)
  | { said: 'episode-ended'; reason: WithdrawalReason; others: number }
  | { said: 'confirmed' | 'taken-back'; note: string }
  | { said: 'lapsed'; person: string; by: string }
  | { said: 'urged'; person: string }
  | {
      said: 'escalated'
      to: string
      role: ChainRole
      person: string
      overdue: boolean
      owner: string
      passedOver: PassedOver[]
    }
  | {
      said: 'handed-on'
      to: string
      role: ChainRole | 'delegate'
      closing: Closing
      owner: string
      passedOver: PassedOver[]
    }
  | { said: 'manager-told'; manager: string; person: string; twice: boolean }
  | { said: 'rethought'; choice: 'process' | 'target'; note: string }
  | { said: 'asked'; person: string; slot: string }
  | { said: 'put-off'; until: string; due: string }
  | { said: 'merged' | 'joined'; question: string; why: string }
  | { said: 'to-confirm'; person: string; by: string }
  | { said: 'closed-ask'; person: string; closing: Closing }

/** What an effect check found for the last time. `unwatched`: the plan no longer has what it would have to look at. */
export type EffectResult = 'effective' | 'not-effective' | 'no-data' | 'unwatched'

/** How serious a question is. */
export type Gravity = Pick<Decision, 'level' | 'severity'>

/** Why an ask ended without an answer. */
export type Closing =
  | { ended: 'settled'; settlement: Settlement }
  | { ended: 'not-theirs'; person: string; words: string }
  | { ended: 'handed'; by: string; to: string; notTheirs: boolean; words: string }
  | { ended: 'hindered'; person: string; hindrance: Hindrance }
  | { ended: 'alone'; person: string; owner: string; passedOver: PassedOver[] }
  | { ended: 'answered' | 'concluded' | 'back' | 'new-owner'; by: string }
  | { ended: 'newer-reviews' }
  | { ended: 'dropped'; kind: ItemKind | 'series'; id: string }
  | { ended: 'new-day'; by: string; day: string }

/** As they are read: only code writes them, and a page shows the sentence where it does not know the kind. */
export const KeptFact = z.custom<HistoryFact>((kept) => typeof kept === 'object' && kept !== null && 'said' in kept)
export const KeptClosing = z.custom<Closing>((kept) => typeof kept === 'object' && kept !== null && 'ended' in kept)
