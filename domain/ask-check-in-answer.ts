/** What an answer does to the ask for a check-in; what it does to the item itself is domain/review/answering.ts. */
import type { Answer, Ask, CheckInAsk } from './ask.ts'
import { type AnswerRefused, type Deferred, type Deferring, keptAnswer } from './ask-answered.ts'
import { checkInAskId } from './ask-check-in.ts'
import { notMine, snooze } from './ask-defer.ts'
import { delegate } from './ask-delegate.ts'
import { closedOf, ended, passedAskId, withdrawAsk } from './ask-opening.ts'
import { MAX_RATIONALE, tooLong } from './decision-answering.ts'
import type { Closing } from './history-fact.ts'
import type { CheckIn } from './review/check-in.ts'

/** Which answers the ask for a check-in takes. */
export const CHECK_IN_ACTIONS: readonly Answer['action'][] = ['check-in', 'snooze', 'delegate', 'not-mine']

/** The facts; `corrects` is the instant of the answer on the page that a correction stands in for. */
export interface CheckInAnswering extends Deferring<CheckInAsk> {
  corrects?: string
  /** Whether a cycle of the ask is still open, so that its answer may be corrected. */
  correctable: boolean
}

/**
 * Why this answer cannot be taken, or undefined when it can. The first answer stands; it is replaced only by somebody who
 * saw it (`corrects`), as long as a cycle that it fills is open. Two tabs at once therefore never overwrite each other.
 */
export const refusedCheckIn = ({ ask, input, corrects, correctable }: CheckInAnswering): AnswerRefused | undefined => {
  if (ask.state === 'handed-on') {
    return { code: 'not-yours', refused: { because: 'handed-on', ...closedOf(ask) } }
  }
  if (ask.state === 'answered' && ask.answer) {
    if (input.action === 'check-in' && correctable && corrects === ask.answer.at) return undefined
    const { by, at } = ask.answer
    return { code: 'already-answered', refused: { because: 'checked-in', by, at, correctable } }
  }
  if (ask.state !== 'open') return { code: 'withdrawn', refused: { because: 'closed', ...closedOf(ask) } }
  if (input.epoch !== ask.epoch) return { code: 'old-epoch', refused: { because: 'changed-since' } }
  if (CHECK_IN_ACTIONS.includes(input.action)) return refusedText(input.text)
  return {
    code: 'wrong-action',
    refused: { because: 'no-answer', typed: input.action, answers: CHECK_IN_ACTIONS },
  }
}

/** What goes with a hand-on is kept with the ask, which takes as much as a page of text. */
const refusedText = (text = ''): AnswerRefused | undefined => (text.length <= MAX_RATIONALE ? undefined : tooLong(text))

/** Puts the ask off, or hands it on. */
export const deferCheckIn = (facts: Deferring<CheckInAsk>, now: number): Deferred<CheckInAsk> | AnswerRefused => {
  if (facts.input.action === 'snooze') return snooze(facts, now)
  return facts.input.action === 'delegate' ? delegate(facts, now) : notMine(facts, now)
}

/** The ask with its answer, which is the newest where it is a correction. */
export const answeredBy = ({ ask, input }: Deferring<CheckInAsk>, { status }: CheckIn, now: number): CheckInAsk => {
  const answer = keptAnswer({ ...input, option: status }, now)
  if (ask.state === 'open') return ended(ask, { state: 'answered', answer }, now)
  return { ...ask, answer, revision: ask.revision + 1 }
}

/** Where the copies of one question can be, as far as this one knows: everybody who has or had it. */
export const copiesOf = (ask: CheckInAsk): { person: string; ask: string }[] =>
  [ask.owner, ...ask.asked].map((person) => ({
    person,
    ask:
      person === ask.owner
        ? checkInAskId(ask.cycles[0]!, { key: ask.item, owner: ask.owner })
        : passedAskId(ask, person),
  }))

/** The other copies that still wait, taken back: nobody is asked what is answered. */
export const settledCopies = (
  copies: readonly Ask[],
  answered: CheckInAsk,
  because: string,
  now: number,
  closedFor: Closing,
): { before: Ask; after: Ask }[] =>
  copies
    .filter((one) => one.id !== answered.id && one.state === 'open')
    .map((before) => ({ before, after: withdrawAsk(before, because, now, closedFor) }))
