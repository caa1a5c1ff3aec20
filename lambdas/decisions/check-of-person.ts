import type { Decision } from '../../domain/decision.ts'
import { followPerson } from '../../domain/decision-by-person.ts'
import { isRefused, type Refused } from '../../domain/decision-change.ts'
import { lookAgainAt } from '../../domain/decision-check-time.ts'
import { checkEffect, type EffectFinding } from '../../domain/decision-effect.ts'
import { foldSeries } from '../../domain/fold.ts'
import { formatInstant } from '../../domain/instant.ts'
import { formatPeriod } from '../../domain/period.ts'
import { changeDecision, newDecision } from '../aws/decisions.ts'
import type { Clause } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import { leavePlaces, passPlaces } from '../aws/places.ts'
import type { CurrentPlan } from '../aws/plan.ts'
import { loadSeries } from '../evaluation/load.ts'
import { bothRecovered, coveredRecovered } from './covered-effect.ts'

/**
 * The effect of a decision that a person opened: good when its KPI is on track, not when it is off; about no KPI, or one without
 * a target, its effect stays unknown, and it is closed after one look.
 */
export async function checkOfPerson(
  current: CurrentPlan,
  decision: Decision,
  now: number,
): Promise<Clause[] | Refused> {
  const finding = await findingOf(current, decision, now)
  const recovered = bothRecovered([finding.recovered, await coveredRecovered(current, decision, now)])
  const outcome = checkEffect(decision, { ...finding, recovered }, now)
  if (isRefused(outcome)) return outcome
  const written = [
    changeDecision(decision, { ...outcome.decision, taskToken: undefined }, formatInstant(now)),
    addHistory(outcome.history, String(outcome.decision.revision)),
  ]
  if (outcome.consequence === 'look-again') return written
  if (outcome.consequence !== 'follow-up') return [...written, ...leavePlaces(decision)]
  const next = followPerson(decision, now)
  const line = addHistory(next.history, next.decision.id)
  return [...written, newDecision(next.decision), ...passPlaces(decision, next.decision), line]
}

async function findingOf(current: CurrentPlan, decision: Decision, now: number): Promise<EffectFinding> {
  const loaded = decision.series === '' ? undefined : await loadSeries(current, decision.series, [], now)
  if (!loaded) return { recovered: 'unknown', period: null, lookAgainAt: now, unwatched: true }
  const { head } = foldSeries(loaded.input).checkpoint
  const newest = head.latest?.[0]
  return {
    recovered: head.status === 'on-track' ? true : head.status === 'stale' || newest === undefined ? 'unknown' : false,
    period: newest === undefined ? null : formatPeriod(loaded.kpi.cadence, newest),
    lookAgainAt: lookAgainAt(current.plan, loaded.kpi, now),
    unwatched: head.status === 'no-target',
  }
}
