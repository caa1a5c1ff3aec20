import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { type MessageKind, messagePage } from '../../lambdas/pages/message-page.ts'
import { decisionViews } from './decision-views.ts'
import { drawingOf, NOTICE } from './drawing.ts'
import { reviewViews } from './review-views.ts'
import type { View } from './view.ts'

const MESSAGES: MessageKind[] = [
  'unknown',
  'left',
  'expired',
  'kept',
  'renewed',
  'unsubscribed',
  'trouble',
  'refused',
  'elsewhere',
]

/** What a plan's people would be sent and shown. The same plan gives the same views. */
export function viewsOf(plan: ResolvedPlan): View[] {
  const drawing = drawingOf(plan)
  const { name: organisation } = plan.organisation
  return [
    ...decisionViews(plan, drawing),
    ...reviewViews(plan, drawing),
    ...MESSAGES.map((kind) => ({
      name: `page-message-${kind}`,
      title: `A page without a question: ${kind}`,
      html: messagePage({ kind, organisation, notice: NOTICE }),
    })),
  ]
}
