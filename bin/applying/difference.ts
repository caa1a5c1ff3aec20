import { previewOf } from '../../domain/plan/diff/preview.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { Deployment } from '../deployment.ts'
import { paintFor } from '../diffing/paint.ts'
import { printed } from '../diffing/print.ts'
import { readUnderWay } from '../diffing/under-way.ts'
import { readResolved } from './versions.ts'

/** What applying a plan would change in place of version `held`, and what it does to what is under way, as lines to print. */
export async function difference(found: Deployment, held: number, plan: ResolvedPlan): Promise<string[]> {
  // Of a first plan everything would be new: that says nothing.
  if (held === 0) return [`The first plan: ${plan.people.length} people, ${plan.kpis.length} KPIs.`]
  const today = new Date().toISOString().slice(0, 10)
  const { plan: before } = await readResolved(found, { version: held })
  const underWay = await readUnderWay(found, before, plan)
  const preview = previewOf(before, plan, { today, ...(underWay && { underWay }) })
  return printed(preview, { paint: paintFor(process.stdout), today })
}
