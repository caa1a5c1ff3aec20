/**
 * What a line of the history, or the end of an ask, says, as facts: kept in the Ledger beside its English sentence, which the
 * log and the command line show. Pages say the facts in the words of their reader; lines of before there were facts have only the sentence.
 */
import * as z from 'zod'
import type { WithdrawalReason } from './decision.ts'
import type { Hindrance } from './escalation-order.ts'
import type { Settlement } from './refused-because.ts'

/** Facts of a line. Days are `YYYY-MM-DD`, other times instants, people ids; `note`, `why` and `words` are as somebody wrote them. */
export type HistoryFact =
  | { said: 'taken-up' | 'fired-again' }
  | { said: 'chose'; option: string; from: string }
  | { said: 'dismissed'; reason: string; note: string }
  | { said: 'withdrawn'; reason: WithdrawalReason }
  | { said: 'overdue'; by: string }
  | { said: 'fallback'; option: string; person: string }
  | { said: 'in-effect'; since: 'day' | 'carried-out' | 'silence'; checkAt: string }
  | { said: 'look-again'; at: string }
  | { said: 'rethought'; choice: 'process' | 'target'; note: string }
  | { said: 'asked'; person: string; slot: string }
  | { said: 'put-off'; until: string; due: string }
  | { said: 'merged' | 'joined'; question: string; why: string }
  | { said: 'to-confirm'; person: string; by: string }
  | { said: 'closed-ask'; person: string; closing: Closing }

/** Why an ask ended without an answer. */
export type Closing =
  | { ended: 'settled'; settlement: Settlement }
  | { ended: 'not-theirs'; person: string; words: string }
  | { ended: 'handed'; by: string; to: string; notTheirs: boolean; words: string }
  | { ended: 'hindered'; person: string; hindrance: Hindrance }
  | { ended: 'answered' | 'concluded' | 'back'; by: string }
  | { ended: 'new-day'; by: string; day: string }

/** As they are read: only code writes them, and a page shows the sentence where it does not know the kind. */
export const KeptFact = z.custom<HistoryFact>((kept) => typeof kept === 'object' && kept !== null && 'said' in kept)
export const KeptClosing = z.custom<Closing>((kept) => typeof kept === 'object' && kept !== null && 'ended' in kept)
