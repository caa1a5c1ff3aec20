import type { Decision, Severity } from '../../domain/decision.ts'
import { openDecision } from '../../domain/decision-opening.ts'
import { kpiOf, seriesByKey } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { newDecision } from '../../lambdas/aws/decisions.ts'
import { transact } from '../../lambdas/aws/dynamo.ts'
import { settleAsks } from '../../lambdas/decisions/settle.ts'
import { freezeEvidence } from '../../lambdas/evaluation/evidence.ts'

let episodes = 0

/** A decision about Alpha's waiting times, opened at `now`, not yet asked about; it holds no place, so that tests may have several. */
export async function opened(plan: ResolvedPlan, now: number, severity: Severity = 'S2'): Promise<Decision> {
  const kpi = kpiOf(plan, 'four-hour')!
  const series = seriesByKey(plan, 'four-hour#org=A1')!
  episodes += 1
  const evidence = freezeEvidence({ kpi, series, recent: [], episode: [], missing: 'missing' }, now)
  const opening = { plan, planVersion: 1, kpi, trigger: kpi.triggers[0]!, series, episode: `e${episodes}` }
  const { decision } = openDecision({ ...opening, level: 'red', severity, evidence }, now)
  await transact([newDecision(decision)])
  return decision
}

/** The same, with its ask open and its mail planned. */
export async function asked(plan: ResolvedPlan, now: number, severity?: Severity) {
  const { id } = await opened(plan, now, severity)
  const decision = await settleAsks(plan, id, now)
  const [place] = decision.asks
  return { decision, ask: place! }
}
