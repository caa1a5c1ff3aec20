import type { FoldState } from '../../domain/checkpoint.ts'
import type { Opening } from '../../domain/decision-opening.ts'
import type { Effect } from '../../domain/effect.ts'
import type { ResolvedKpi, ResolvedSeries } from '../../domain/plan/resolved.ts'
import type { CurrentPlan } from '../aws/plan.ts'
import { freezeEvidence } from './evidence.ts'

/** A folded series, as far as opening a decision needs it. */
export interface Folding {
  current: CurrentPlan
  kpi: ResolvedKpi
  series: ResolvedSeries
  base: FoldState
}

/** What a decision is opened with when an episode begins or a trigger flaps; undefined when the trigger is gone meanwhile. */
export function openingOf(
  { current, kpi, series, base }: Folding,
  effect: Extract<Effect, { kind: 'episode-opened' | 'flap' }>,
  now: number,
): Opening | undefined {
  const trigger = kpi.triggers.find((one) => one.id === effect.trigger)
  if (!trigger) return undefined
  const silent = trigger.kind === 'freshness'
  const episode = effect.kind === 'flap' ? [] : effect.evidence
  const missing = silent ? ('stale' as const) : ('missing' as const)
  return {
    plan: current.plan,
    planVersion: current.version,
    kpi,
    trigger,
    series,
    episode: effect.kind === 'flap' ? effect.flapId : effect.episodeId,
    level: effect.kind === 'flap' ? 'flap' : silent ? 'stale' : effect.level,
    severity: effect.severity,
    ...(effect.kind === 'episode-opened' && effect.heldBack ? { heldBack: effect.heldBack } : {}),
    ...(effect.kind === 'episode-opened' && effect.late && !effect.heldBack ? { foundLate: effect.firedPeriod } : {}),
    evidence: {
      ...freezeEvidence({ kpi, series, recent: base.recent, episode, missing }, now),
      ...(effect.kind === 'episode-opened'
        ? { episode: { first: effect.firstPeriod, fired: effect.firedPeriod } }
        : {}),
      ...(effect.kind === 'episode-opened' && effect.seen ? { seen: effect.seen } : {}),
    },
  }
}
