import type { Change } from '../../domain/plan/diff/change.ts'
import { previewOf } from '../../domain/plan/diff/preview.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { Deployment } from '../deployment.ts'
import { paintFor } from '../diffing/paint.ts'
import { printed } from '../diffing/print.ts'
import { readUnderWay } from '../diffing/under-way.ts'
import { readResolved } from './versions.ts'

/** What applying a plan would change in place of version `held`, and what it does to what is under way, as lines to print. `goesBack`: to an earlier version. */
export async function difference(
  found: Deployment,
  held: number,
  plan: ResolvedPlan,
  { goesBack = false } = {},
): Promise<string[]> {
  // Of a first plan everything would be new: that says nothing.
  if (held === 0) return [`The first plan: ${plan.people.length} people, ${plan.kpis.length} KPIs.`]
  const today = new Date().toISOString().slice(0, 10)
  const { plan: before } = await readResolved(found, { version: held })
  const underWay = await readUnderWay(found, before, plan)
  const preview = previewOf(before, plan, { today, ...(underWay && { underWay }) })
  const lines = printed(preview, { paint: paintFor(process.stdout), today })
  return goesBack && preview.changes.some(bringsBackQuestions) ? [...lines, '', NOT_ASKED_AGAIN] : lines
}

/** What asks: a KPI with its triggers, a series of one, a trigger. */
const bringsBackQuestions = ({ what, kind }: Change): boolean =>
  what === 'added' && ['kpi', 'series', 'trigger'].includes(kind)

const NOT_ASKED_AGAIN =
  'Going back asks nothing again: what was withdrawn when its KPI, series or trigger went stays withdrawn, even if the figures are still off. The next run of breaches is asked about; until then look at these yourself.'
