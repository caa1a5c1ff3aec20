import { isRecovered } from '../../domain/checkpoint.ts'
import type { Decision } from '../../domain/decision.ts'
import { isRefused, type Refused } from '../../domain/decision-change.ts'
import { lookAgainAt } from '../../domain/decision-check-time.ts'
import { checkEffect, type EffectFinding } from '../../domain/decision-effect.ts'
import { followUp } from '../../domain/decision-opening.ts'
import { type Folded, foldSeries } from '../../domain/fold.ts'
import { formatInstant } from '../../domain/instant.ts'
import { formatPeriod } from '../../domain/period.ts'
import { RECENT_KEPT } from '../../domain/trigger.ts'
import { changeDecision, newDecision } from '../aws/decisions.ts'
import type { Clause } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import { leavePlaces, passPlaces } from '../aws/places.ts'
import type { CurrentPlan } from '../aws/plan.ts'
import { freezeEvidence, freezePoints, type Known } from '../evaluation/evidence.ts'
import { loadSeries } from '../evaluation/load.ts'
import { checkOfPerson } from './check-of-person.ts'
import { bothRecovered, coveredRecovered, effectSlot } from './covered-effect.ts'
import { type About, findAbout } from './find.ts'

/** The writes of an effect check, or why there is nothing to check. */
export async function checkClauses(current: CurrentPlan, decision: Decision, now: number): Promise<Clause[] | Refused> {
  if (decision.kind === 'person') return checkOfPerson(current, decision, now)
  const about = await findAbout(current, decision)
  // Folded up to this moment in memory: the stored head may be some hours behind, and reading changes nothing.
  const loaded = await loadSeries(about.current, decision.series, [], now)
  const folded = loaded && foldSeries(loaded.input)
  const finding = findingOf(about, decision, folded, now)
  const recovered = bothRecovered([finding.recovered, await coveredRecovered(current, decision, now)])
  const outcome = checkEffect(decision, { ...finding, recovered }, now)
  if (isRefused(outcome)) return outcome
  const at = formatInstant(now)
  const written = [
    changeDecision(decision, { ...outcome.decision, taskToken: undefined }, at),
    addHistory(outcome.history, String(outcome.decision.revision)),
  ]
  if (outcome.consequence === 'look-again') return written
  if (outcome.consequence !== 'follow-up') return [...written, ...leavePlaces(decision)]
  const next = second(about, decision, folded, now)
  const line = addHistory(next.history, next.decision.id)
  return [...written, newDecision(next.decision), ...passPlaces(decision, next.decision), line]
}

/** What the data say. Only a slot that the effect could reach counts; silence is an answer where silence was the question. */
function findingOf(about: About, decision: Decision, folded: Folded | undefined, now: number): EffectFinding {
  const { current, kpi, former } = about
  const head = folded?.checkpoint.head
  const newest = head?.latest?.[0]
  const since = effectSlot(kpi, decision)
  const enough = decision.kind === 'freshness' || (newest !== undefined && newest >= since + decision.effectSlots)
  return {
    recovered: folded && enough ? isRecovered(folded.checkpoint, decision.trigger) : 'unknown',
    period: newest === undefined ? null : formatPeriod(kpi.cadence, newest),
    lookAgainAt: lookAgainAt(current.plan, kpi, now),
    unwatched: former,
    ...(folded
      ? {
          course: {
            since: formatPeriod(kpi.cadence, since),
            points: freezePoints(knownOf(about, folded), RECENT_KEPT),
          },
        }
      : {}),
  }
}

/** The slots of the base, and the newest one with data if its figures may still change. */
function knownOf({ kpi, series, trigger }: About, folded: Folded | undefined): Known {
  const { base, head } = folded?.checkpoint ?? {}
  const loose = head?.latest && base && head.latest[0] > base.through ? [head.latest] : []
  const missing = trigger.kind === 'freshness' ? ('stale' as const) : ('missing' as const)
  return { kpi, series, recent: [...(base?.recent ?? []), ...loose], episode: [], missing }
}

/** The decision that follows the first failed check: same question, fresh evidence. */
function second(about: About, first: Decision, folded: Folded | undefined, now: number) {
  const { current, kpi, series, trigger } = about
  const evidence = {
    ...freezeEvidence(knownOf(about, folded), now),
    ...(first.evidence.episode ? { episode: first.evidence.episode } : {}),
    actedIn: formatPeriod(kpi.cadence, effectSlot(kpi, first)),
  }
  const { level, severity } = first
  const opening = { plan: current.plan, planVersion: current.version, kpi, trigger, series, level, severity, evidence }
  return followUp(first, opening, now)
}
