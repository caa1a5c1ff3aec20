import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { packMail } from '../../lambdas/mail/pack-mail.ts'
import { packPage } from '../../lambdas/pages/pack-page.ts'
import { type Drawing, LINK, surroundingsOf } from './drawing.ts'
import { packOfPlan } from './pack-situation.ts'
import { type ReviewSituation, reviewOf } from './review-situation.ts'
import { breachOf } from './situation.ts'
import type { View } from './view.ts'

/** Everything a review of the plan sends and shows: questions, pack, conclusion, actions. Nothing where the plan has no review. */
export function reviewViews(plan: ResolvedPlan, drawing: Drawing): View[] {
  const { decision } = breachOf(plan)
  const situation = reviewOf(plan, decision)
  if (!situation) return []
  return [...checkInViews(situation, drawing), ...packViews(plan, situation), ...askViews(situation, drawing)]
}

function checkInViews({ owner, checkIns }: ReviewSituation, { mail, page }: Drawing): View[] {
  const [first] = checkIns
  return [
    mail('check-ins', 'How do your items stand?', owner, { checkIns: checkIns.map((one) => ({ ...one, how: 'ask' })) }),
    mail('check-ins-reminded', 'Before the review closes', owner, {
      checkIns: checkIns.map((one) => ({ ...one, how: 'remind' })),
    }),
    page('check-ins', 'One page for everything somebody owes', owner, { checkIns }),
    page('check-in-chosen', 'Opened by “off track” in the mail: one tap is left', owner, {
      checkIns,
      choice: { ask: first!.ask.id, status: 'off-track' },
    }),
  ]
}

function packViews(plan: ResolvedPlan, situation: ReviewSituation): View[] {
  const { decision, ask } = breachOf(plan)
  const { review, closed, conclude, action } = situation
  const reader = surroundingsOf(plan, review.chair)
  const about = {
    pack: packOfPlan(plan, decision),
    review: review.name,
    heldOn: closed.heldOn,
    missed: [],
    chairs: true,
  }
  const { subject, html, text } = packMail({ ...reader, ...about, link: LINK, concludeBy: conclude.dueBy })
  const functions = Object.fromEntries(plan.functions.map(({ id, name }) => [id, name]))
  const waiting = [{ decision, holder: ask.person, ...(ask.person === review.chair ? { ask } : {}) }]
  const people = plan.people.map(({ name }) => name)
  const concluding = { cycle: closed, ask: conclude, actions: [action], decided: [], waiting, people, done: {} }
  return [
    { name: 'mail-pack', title: 'The pack of a review', html, text: `Subject: ${subject}\n\n${text}` },
    {
      name: 'page-pack',
      title: 'The pack as its chair sees it, with what ends the review',
      html: packPage({ ...reader, ...about, functions, concluding }),
    },
  ]
}

function askViews(
  { review, owner, closed, conclude, action, actionAsk }: ReviewSituation,
  { mail, page }: Drawing,
): View[] {
  const given = { ask: actionAsk, cycle: closed, action }
  return [
    mail('conclude', 'A review waits for its conclusion', review.chair, {
      reviewAsks: [{ ask: conclude, cycle: closed, how: 'remind' }],
    }),
    mail('action', 'Something a review gave somebody to do', owner, { reviewAsks: [{ ...given, how: 'ask' }] }),
    page('action', 'What a review gave somebody to do', owner, { reviewAsks: [given] }),
  ]
}
