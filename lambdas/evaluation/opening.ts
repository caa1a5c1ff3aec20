import type { FoldState } from '../../domain/checkpoint.ts'
import type { Opening } from '../../domain/decision-opening.ts'
import type { Effect } from '../../domain/effect.ts'
import type { ResolvedKpi, ResolvedSeries, ResolvedTrigger } from '../../domain/plan/resolved.ts'
import type { Seen } from '../../domain/seen.ts'
import { windowOf } from '../../domain/target-window.ts'
import { fanAhead } from '../../domain/window-fan.ts'
import type { CurrentPlan } from '../aws/plan.ts'
import { flapQuestion } from '../texts/kept-catalogue.ts'
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
    ...(effect.kind === 'flap' ? { instead: flapQuestion(current.plan, trigger) } : {}),
    ...(effect.kind === 'episode-opened' && effect.heldBack ? { heldBack: effect.heldBack } : {}),
    ...(effect.kind === 'episode-opened' && effect.late && !effect.heldBack ? { foundLate: effect.firedPeriod } : {}),
    evidence: {
      ...freezeEvidence({ kpi, series, recent: base.recent, episode, missing }, now),
      ...(effect.kind === 'episode-opened'
        ? { episode: { first: effect.firstPeriod, fired: effect.firedPeriod } }
        : {}),
      ...(effect.kind === 'episode-opened' && effect.seen ? { seen: withFan(effect.seen, trigger, base) } : {}),
    },
  }
}

/** A forecast with what it expects until its window ends, where the state of the fold has its history up to the slot that was asked about. */
function withFan(seen: Seen, { id, forecast }: ResolvedTrigger, { triggers, through, cadence }: FoldState): Seen {
  const memory = triggers[id]?.memory
  if (seen.kind !== 'forecast' || !forecast || memory?.kind !== 'forecast' || memory.newest !== through) return seen
  const { last } = windowOf(cadence, through, forecast.window, forecast.yearBegins)
  const fan = fanAhead(memory.history, last - through, cadence)
  return fan ? { ...seen, ahead: { path: fan.path.map(short), spread: fan.spread.map(short) } } : seen
}

/** Drawn and never computed with: six digits are more than a chart shows. */
const short = (value: number): number => Number(value.toPrecision(6))
