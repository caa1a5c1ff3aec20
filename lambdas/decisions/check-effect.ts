import { isRecovered } from '../../domain/checkpoint.ts'
import type { Decision } from '../../domain/decision.ts'
import { isRefused, type Refused } from '../../domain/decision-change.ts'
import { lookAgainAt } from '../../domain/decision-check-time.ts'
import { checkEffect, type EffectFinding } from '../../domain/decision-effect.ts'
import { followUp } from '../../domain/decision-opening.ts'
import { type Folded, foldSeries } from '../../domain/fold.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { formatPeriod, periodOfDay } from '../../domain/period.ts'
import { wallOf } from '../../domain/zone.ts'
import { changeDecision, newDecision } from '../aws/decisions.ts'
import type { Clause } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import { leavePlace, passPlace } from '../aws/places.ts'
import type { CurrentPlan } from '../aws/plan.ts'
import { freezeEvidence } from '../evaluation/evidence.ts'
import { loadSeries } from '../evaluation/load.ts'
import { type About, findAbout } from './find.ts'

/** The writes of an effect check, or why there is nothing to check. */
export async function checkClauses(current: CurrentPlan, decision: Decision, now: number): Promise<Clause[] | Refused> {
  const about = await findAbout(current, decision)
  // Folded up to this moment in memory: the stored head may be some hours behind, and reading changes nothing.
  const loaded = await loadSeries(about.current, decision.series, [], now)
  const folded = loaded && foldSeries(loaded.input)
  const outcome = checkEffect(decision, findingOf(about, decision, folded, now), now)
  if (isRefused(outcome)) return outcome
  const at = formatInstant(now)
  const written = [
    changeDecision(decision, { ...outcome.decision, taskToken: undefined }, at),
    addHistory(outcome.history, String(outcome.decision.revision)),
  ]
  if (outcome.consequence === 'look-again') return written
  if (outcome.consequence !== 'follow-up') return [...written, leavePlace(decision)]
  const next = second(about, decision, folded, now)
  const line = addHistory(next.history, next.decision.id)
  return [...written, newDecision(next.decision), passPlace(decision, next.decision), line]
}

/** What the data say. Only a slot that the effect could reach counts; silence is an answer where silence was the question. */
function findingOf(
  { current, kpi, former }: About,
  decision: Decision,
  folded: Folded | undefined,
  now: number,
): EffectFinding {
  const head = folded?.checkpoint.head
  const newest = head?.latest?.[0]
  const since = periodOfDay(
    kpi.cadence,
    wallOf(parseInstant(decision.inEffectAt ?? decision.openedAt), kpi.timezone).day,
  )
  const enough = decision.kind === 'freshness' || (newest !== undefined && newest >= since + decision.effectSlots)
  return {
    recovered: folded && enough ? isRecovered(folded.checkpoint, decision.trigger) : 'unknown',
    period: newest === undefined ? null : formatPeriod(kpi.cadence, newest),
    lookAgainAt: lookAgainAt(current.plan, kpi, now),
    unwatched: former,
  }
}

/** The decision that follows the first failed check: same question, fresh evidence. */
function second({ current, kpi, series, trigger }: About, first: Decision, folded: Folded | undefined, now: number) {
  const recent = folded?.checkpoint.base.recent ?? []
  const missing = trigger.kind === 'freshness' ? ('stale' as const) : ('missing' as const)
  const evidence = freezeEvidence({ kpi, series, recent, episode: [], missing }, now)
  const { level, severity } = first
  const opening = { plan: current.plan, planVersion: current.version, kpi, trigger, series, level, severity, evidence }
  return followUp(first, opening, now)
}
