import type { Decision } from '../../domain/decision.ts'
import { isRefused, OPEN_STATES } from '../../domain/decision-change.ts'
import { type LateCorrection, noteLate } from '../../domain/decision-late.ts'
import { formatInstant } from '../../domain/instant.ts'
import { figureOf, newestOf } from '../../domain/observation-view.ts'
import { kpiOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { parseSeriesKey } from '../../domain/plan/series.ts'
import { changeDecision, readDecision } from '../aws/decisions.ts'
import { transact } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import { parseObservation } from '../aws/measurements.ts'
import { readPlaces } from '../aws/places.ts'
import type { ItemChange } from '../aws/stream.ts'
import { retryLost } from '../decisions/conflict.ts'

/** The correction after the lock date that a changed observation brings; undefined for anything triggers see, and for a KPI that left the plan. */
export function lateCorrection(
  plan: ResolvedPlan,
  change: ItemChange,
): { series: string; correction: LateCorrection } | undefined {
  const item = change.after && parseObservation(change.after)
  const kpi = item && kpiOf(plan, parseSeriesKey(item.series).kpi)
  const revision = item && newestOf(item.revisions)
  if (!kpi || !revision?.afterLock) return undefined
  const value = revision.status === 'retracted' ? null : (figureOf(revision, kpi) ?? null)
  const { reason = '', recordedAt } = revision
  return { series: item.series, correction: { period: item.period, value, reason, at: recordedAt } }
}

/** Notes corrections on the open decisions of the series. Repeats find them noted. */
export async function noteLateCorrections(
  plan: ResolvedPlan,
  series: string,
  corrections: readonly LateCorrection[],
  now: number,
): Promise<void> {
  const kpi = kpiOf(plan, parseSeriesKey(series).kpi)
  const places = await readPlaces((kpi?.triggers ?? []).map(({ id }) => ({ trigger: id, series })))
  for (const id of new Set(places.map(({ decision }) => decision))) {
    for (const correction of corrections) await noteOn(id, series, correction, now)
  }
}

const noteOn = (id: string, series: string, correction: LateCorrection, now: number): Promise<string> =>
  retryLost(`late correction of decision ${id}`, async () => {
    const decision = await readDecision(id)
    if (!decision || !concerns(decision, series)) return 'not about it'
    const outcome = noteLate(decision, correction, now)
    if (isRefused(outcome)) return 'noted before'
    const { decision: after, history } = outcome
    const clauses = [changeDecision(decision, after, formatInstant(now)), addHistory(history, String(after.revision))]
    return (await transact(clauses)).length === 0 ? 'noted' : undefined
  })

/** The evidence of a decision is that of its own series, not of what was merged into it. */
const concerns = (decision: Decision, series: string): boolean =>
  decision.series === series && OPEN_STATES.includes(decision.state)
