import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { type MessageKind, messagePage } from '../../lambdas/pages/message-page.ts'
import { courseViews } from './course-views.ts'
import { decisionViews } from './decision-views.ts'
import { drawingOf, NOTICE } from './drawing.ts'
import { endedViews } from './ended-views.ts'
import { kindViews } from './kind-views.ts'
import { noteViews } from './note-views.ts'
import { reviewViews } from './review-views.ts'
import type { View } from './view.ts'

/** Every page without a question, as the heading of its view. */
const MESSAGES: Record<MessageKind, string> = {
  unknown: 'a link we do not know: forged, mistyped or revoked',
  left: 'its addressee is no longer in the plan',
  expired: 'an expired link, with what was typed and has no question any more',
  kept: 'an expired link: what was typed is kept, a fresh one is on its way',
  again: 'an expired link: a button was pressed, a fresh one is on its way',
  renewed: 'a fresh link is on its way',
  unsubscribed: 'reminders stopped by the button of a mail client',
  trouble: 'something broke on our side',
  refused: 'what was sent cannot be read',
  elsewhere: 'a question of somebody else',
}

/** Kinds in which a form may have come that is not kept. */
const TYPED: readonly MessageKind[] = ['expired', 'elsewhere']

/** What a plan's people would be sent and shown, were nobody away. The same plan gives the same views. */
export function viewsOf(written: ResolvedPlan): View[] {
  const plan = { ...written, people: written.people.map((one) => ({ ...one, absences: [] })) }
  const drawing = drawingOf(plan)
  const { name: organisation } = plan.organisation
  return [
    ...decisionViews(plan, drawing),
    ...endedViews(plan, drawing),
    ...kindViews(plan, drawing),
    ...courseViews(plan, drawing),
    ...noteViews(plan, drawing),
    ...reviewViews(plan, drawing),
    ...(Object.entries(MESSAGES) as [MessageKind, string][]).map(([kind, words]) => ({
      name: `page-message-${kind}`,
      title: `Without a question: ${words}`,
      html: messagePage({
        ...{ kind, organisation, notice: NOTICE },
        ...(TYPED.includes(kind) && { typed: { text: 'Made up: what somebody typed.' } }),
      }),
    })),
  ]
}
