/** All copies of the ask of a review, and the rules every answer to one of them has in common. */
import type { ActionAsk, Answer, Ask, ConcludeAsk } from './ask.ts'
import { actionAskId } from './ask-action.ts'
import type { AnswerRefused, Deferring } from './ask-answered.ts'
import { concludeAskId } from './ask-conclude.ts'
import { closedOf, passedAskId } from './ask-opening.ts'

/** An ask that a review leaves behind. */
export type ReviewAsk = ConcludeAsk | ActionAsk

/** Whether an ask is one. */
export const isReviewAsk = (ask: Ask): ask is ReviewAsk => ask.kind === 'conclude' || ask.kind === 'action'

/** Where the copies of one question can be, as far as this one knows: everybody who has or had it. */
export const reviewCopiesOf = (ask: ReviewAsk): { person: string; ask: string }[] =>
  [ask.owner, ...ask.asked].map((person) => ({
    person,
    ask: person === ask.owner ? firstId(ask) : passedAskId(ask, person),
  }))

const firstId = (ask: ReviewAsk): string => (ask.kind === 'action' ? actionAskId(ask.action) : concludeAskId(ask.cycle))

/** Why no answer can be taken from this copy, or undefined when one can. The first answer stands. */
export const refusedReviewAsk = (
  { ask, input }: Pick<Deferring<ReviewAsk>, 'ask' | 'input'>,
  actions: readonly Answer['action'][],
): AnswerRefused | undefined => {
  if (ask.state === 'handed-on') return { code: 'not-yours', refused: { because: 'handed-on', ...closedOf(ask) } }
  if (ask.state === 'answered' && ask.answer) {
    const { by, at } = ask.answer
    return { code: 'already-answered', refused: { because: 'answered', by, at } }
  }
  if (ask.state !== 'open') return { code: 'withdrawn', refused: { because: 'closed', ...closedOf(ask) } }
  if (input.epoch !== ask.epoch) return { code: 'old-epoch', refused: { because: 'changed-since' } }
  if (actions.includes(input.action)) return undefined
  return { code: 'wrong-action', refused: { because: 'no-answer', typed: input.action, answers: actions } }
}
