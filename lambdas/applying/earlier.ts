import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { type PlanVersion, planOf, readText } from '../aws/plan.ts'

/** An earlier version as something to apply: its plan, and the files as they were written then. */
export async function versionGiven({
  version,
  sourceParts,
}: PlanVersion): Promise<{ plan: ResolvedPlan; source?: Buffer }> {
  const { former: _left, ...plan } = await planOf(version)
  return { plan, ...(sourceParts && { source: await readText(version, 'source') }) }
}
