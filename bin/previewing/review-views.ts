import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { checkInViews } from './check-in-views.ts'
import type { Drawing } from './drawing.ts'
import { climb, reminded } from './ladder.ts'
import { packViews } from './pack-views.ts'
import { type ReviewSituation, reviewOf } from './review-situation.ts'
import { at, HOUR } from './story.ts'
import type { View } from './view.ts'

/** Everything a review of the plan sends and shows: questions, pack, conclusion, actions. Nothing where the plan has no review. */
export function reviewViews(plan: ResolvedPlan, drawing: Drawing): View[] {
  const situation = reviewOf(plan)
  if (!situation) return []
  return [...checkInViews(situation, drawing), ...packViews(situation), ...askViews(situation, drawing)]
}

function askViews(situation: ReviewSituation, { mail, page }: Drawing): View[] {
  const { plan, review, owner, closed, conclude, action, actionAsk } = situation
  const again = reminded(plan, conclude)
  const [{ ask, at: slot }] = climb(plan, actionAsk)
  const given = { ask, cycle: closed, action }
  return [
    mail('conclude', 'A review waits for its conclusion', review.chair, {
      ...at(again.at),
      reviewAsks: [{ ask: again.ask, cycle: closed, how: 'remind' }],
    }),
    mail('action', 'Something a review gave somebody to do', owner, {
      ...at(slot),
      reviewAsks: [{ ...given, how: 'ask' }],
    }),
    page('action', 'What a review gave somebody to do', owner, { ...at(slot + HOUR), reviewAsks: [given] }),
  ]
}
