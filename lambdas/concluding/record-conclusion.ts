import type { Link } from '../../domain/ask.ts'
import { type AnswerRefused, isAnswerRefused } from '../../domain/ask-answered.ts'
import { nameIn, withdrawAsk } from '../../domain/ask-opening.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { conclude } from '../../domain/review/concluding.ts'
import { readReviewCopies } from '../answering/review-copies.ts'
import { changeAsk } from '../aws/asks.ts'
import { dropChairDraft, readChairDrafts } from '../aws/chair-drafts.ts'
import { changeCycle } from '../aws/cycles.ts'
import { transact } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import { retryLost } from '../decisions/conflict.ts'
import { decidedIn, readReview } from './facts.ts'

/**
 * Records how a review ended, in one transaction: the cycle, the ask that was answered, and every copy of it taken back. All
 * is read here; whoever writes first wins and the loser is shown the first conclusion. Undefined: the link does not lead there.
 */
export async function recordConclusion(
  plan: ResolvedPlan,
  link: Link,
  { cycle: id, epoch, because }: { cycle: string; epoch: number; because: string },
  now: number,
): Promise<{ refused?: AnswerRefused } | undefined> {
  const recorded = await retryLost(`conclusion of ${id}`, async () => {
    const facts = await readReview(link, id, now)
    if (!facts?.ask) return 'missing' as const
    const { cycle, ask } = facts
    const input = { by: link.person, via: 'link' as const, epoch, noActionBecause: because }
    const outcome = conclude({ plan, cycle, ask, decided: decidedIn(facts).map(({ id }) => id), input }, now)
    if (isAnswerRefused(outcome)) return { refused: outcome }
    const [copies, drafts] = await Promise.all([readReviewCopies(ask), readChairDrafts(link.person, ask.id)])
    const others = copies.filter((one) => one.id !== ask.id && one.state === 'open')
    const failed = await transact([
      changeCycle(cycle, outcome.cycle),
      changeAsk(ask, outcome.ask),
      ...others.map((before) =>
        changeAsk(
          before,
          withdrawAsk(before, `${nameIn(plan, link.person)} concluded the review.`, now, {
            ended: 'concluded',
            by: link.person,
          }),
        ),
      ),
      // An action that was typed and never given stays to be copied.
      ...drafts.filter(({ form }) => form === 'conclude').map(dropChairDraft),
      addHistory(outcome.history, ask.id),
    ])
    return failed.length === 0 ? {} : undefined
  })
  return recorded === 'missing' ? undefined : recorded
}
