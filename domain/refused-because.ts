/**
 * Why something was refused: a code with its facts. Never a sentence: lambdas/texts says it to a person in their language, with
 * people by their names and days in their calendar. Days are `YYYY-MM-DD`, instants ISO, people ids; `typed` is what somebody wrote.
 */
import type { Answer } from './ask.ts'
import type { Decision, WithdrawalReason } from './decision.ts'
import type { DecisionRole } from './decision-permission.ts'
import type { Closing } from './history-fact.ts'
import type { KpiStatus } from './review/item.ts'

/** What became of a decision, by whom and when: what a late answer is told. */
export type Settlement =
  | { became: 'taken-back'; by: string; at: string; reason: WithdrawalReason }
  | { became: 'fallback'; at: string; option: string }
  | { became: 'decided'; by: string; at: string; option: string }
  | { became: 'dismissed'; by: string; at: string; reason: string }
  | { became: 'withdrawn'; at: string; reason: WithdrawalReason }
  | { became: 'merged'; by: string; at: string; question: string; into: string }
  | { became: 'carry-out-over' }
  | { became: 'rethought'; by: string; choice: 'process' | 'target' }
  | { became: 'other'; state: Decision['state'] }

/** A day that was wanted, and the first and the last it can be. */
export interface DaySpan {
  typed: string
  first: string
  last: string
}

/** Of the ask: somebody or time was first, or it is another's. */
type OfAsk =
  | { because: 'settled'; settlement: Settlement }
  | { because: 'other-over'; settlement: Settlement }
  | { because: 'answered'; by: string; at: string; action?: Answer['action']; option?: string }
  | { because: 'checked-in'; by: string; at: string; correctable: boolean }
  | { because: 'concluded'; by: string; at: string }
  | { because: 'handed-on' | 'closed'; closed: string | undefined; closedFor: Closing | undefined }
  | { because: 'changed-since' | 'taken-up' | 'worked-on' | 'in-effect' }
  | { because: 'no-answer'; typed: string; answers: readonly Answer['action'][] }
  | { because: 'rethought'; by: string; choice: 'process' | 'target' }
  | { because: 'confirmed'; by: string; at: string }
  | { because: 'nothing-to-confirm' | 'same-decision' | 'other-missing' }
  | { because: 'not-allowed'; person?: string; may: readonly DecisionRole[] }

/** Of what was typed or chosen. */
type OfInput =
  | { because: 'too-long'; length: number; most: number }
  | ({ because: 'day' | 'put-off-day' | 'back-day' | 'effect-day' } & DaySpan)
  | { because: 'no-date'; typed: string }
  | { because: 'option'; typed: string; offered: readonly string[] }
  | { because: 'dismissal'; typed: string; reasons: readonly string[] }
  | { because: 'rethink-choice'; typed: string }
  | { because: 'put-off-often'; times: number }
  | { because: 'put-off-due'; deadline: string }
  | { because: 'person'; typed: string }
  | { because: 'persons'; typed: string; count: number }
  | { because: 'had-it'; person: string }
  | { because: 'not-there'; person: string; hindrance: 'left' | 'unreachable' | 'away' }
  | { because: 'yourself' | 'whom-missing' | 'desk-takes' | 'desk-asked' | 'desk-reminded' }
  | { because: 'why-not-mine' | 'why-merge' | 'what-changes' }
  | { because: 'merged-many'; most: number }

/** Of a check-in, its milestone and its promises. */
type OfCheckIn =
  | { because: 'status-missing' | 'confidence' | 'cause-missing' | 'way-back-missing' | 'step-missing' }
  | { because: 'reason-missing' | 'changed-missing'; status: KpiStatus }
  | { because: 'blockers'; count: number; most: number }
  | { because: 'blocker-missing' | 'nothing-to-repeat' | 'third-off-track' | 'promise-over' }
  | { because: 'blocker-person'; typed: string }
  | { because: 'no-milestone' | 'move-why' | 'part-again' | 'into-two' | 'part-names' }
  | { because: 'milestone-done'; name: string; on: string }
  | { because: 'milestone-split'; name: string }
  | { because: 'already-due'; on: string }

/** Of a review that ends, and of its actions. */
type OfReview =
  | { because: 'pack-not-made' | 'why-nothing' | 'why-longer' | 'action-gone' | 'what-missing' | 'who-missing' }
  | { because: 'meanwhile'; what: 'action' | 'decision' }
  | { because: 'actions'; most: number }

/** Of a command, or of a machine that was early or came twice: no page shows these. */
type OfCommand =
  | ({ because: 'deadline-day' } & DaySpan)
  | { because: 'question-missing' | 'options' | 'noted' | 'checked' | 'overdue' }
  | { because: 'no-series'; typed: string }
  | { because: 'fallback'; typed: string; offered: readonly string[] }
  | { because: 'not-due'; at: string; what: 'confirm' | 'effect' | 'check' | 'overdue' | 'fallback'; person?: string }
  | { because: 'not-in-effect'; state: Decision['state'] }
  | { because: 'taken-up-stays' }
  | { because: 'effect-early'; typed: string; deadline: string }
  | { because: 'as-grave'; severity: Decision['severity']; level: Decision['level'] }

/** Every reason to refuse that a page can show. The catalogue has words for each, or it does not compile. */
export type RefusedOnPage = OfAsk | OfInput | OfCheckIn | OfReview

export type RefusedByCommand = OfCommand

/** Every reason to refuse. */
export type RefusedBecause = RefusedOnPage | RefusedByCommand
