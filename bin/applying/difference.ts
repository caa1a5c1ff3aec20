import { previewOf } from '../../domain/plan/diff/preview.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { Deployment } from '../deployment.ts'
import { paintFor } from '../diffing/paint.ts'
import { printed } from '../diffing/print.ts'
import { readUnderWay } from '../diffing/under-way.ts'
import { readResolved } from './versions.ts'

/** What applying a plan would change, as lines to print. */
export async function difference(found: Deployment, held: number, plan: ResolvedPlan): Promise<string[]> {
  if (held === 0) return [`The first plan: ${plan.people.length} people, ${plan.kpis.length} KPIs.`]
  const before = (await readResolved(found, { version: held })).plan
  const underWay = await readUnderWay(found)
  const today = new Date().toISOString().slice(0, 10)
  return printed(previewOf(before, plan, { today, ...(underWay && { underWay }) }), {
    paint: paintFor(process.stdout),
    today,
  })
}
