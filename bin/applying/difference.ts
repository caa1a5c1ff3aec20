import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { Deployment } from '../deployment.ts'
import { readResolved } from './versions.ts'

/** What applying a plan would change, as lines to print. */
export async function difference(found: Deployment, held: number, plan: ResolvedPlan): Promise<string[]> {
  if (held === 0) return [`The first plan: ${plan.people.length} people, ${plan.kpis.length} KPIs.`]
  const before = (await readResolved(found, { version: held })).plan
  const parts = ['people', 'kpis', 'priorities', 'initiatives'] as const
  return parts.map((part) => `${part}: ${before[part].length} → ${plan[part].length}`)
}
