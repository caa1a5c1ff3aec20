import type { Point } from '../../domain/checkpoint.ts'
import type { Evidence } from '../../domain/decision.ts'
import { type EvidenceSlot, evidenceOf } from '../../domain/effect.ts'
import { formatInstant } from '../../domain/instant.ts'
import type { ResolvedKpi, ResolvedSeries } from '../../domain/plan/resolved.ts'

/** A year and a month: the same month of last year is in the picture. */
const MAX_POINTS = 13

type Status = Evidence['points'][number]['status']

/** What the fold knew when a decision was opened: recent slots, and those the episode stands on. */
export interface Known {
  kpi: ResolvedKpi
  series: ResolvedSeries
  recent: readonly Point[]
  episode: readonly EvidenceSlot[]
  /** What a missing slot is called: `stale` where its absence is the question. */
  missing: 'missing' | 'stale'
}

/** Freezes the evidence of a decision at `now`. */
export function freezeEvidence(known: Known, now: number): Evidence {
  const { kpi, series } = known
  return {
    kpi: kpi.id,
    kpiName: kpi.name,
    seriesLabel: labelOf(kpi, series),
    unit: kpi.unit,
    decimals: kpi.decimals,
    direction: kpi.direction,
    knownAt: formatInstant(now),
    points: freezePoints(known, MAX_POINTS),
    ...(series.bands ? { bands: bandsOf(series.bands) } : {}),
    references: kpi.references.map(({ label, value }) => ({ label, value })),
  }
}

/** The newest slots as they are known, oldest first, at most `most` of them. */
export function freezePoints({ kpi, series, recent, episode, missing }: Known, most: number): Evidence['points'] {
  const slots = new Map(evidenceOf(recent, kpi.cadence).map((slot) => [slot.period, slot]))
  for (const slot of episode) slots.set(slot.period, slot)
  const newest = [...slots.values()].sort((a, b) => (a.period < b.period ? -1 : 1)).slice(-most)
  return newest.map((slot) => ({
    period: slot.period,
    value: slot.value ?? null,
    target: targetOf(slot),
    ...(slot.low === undefined || slot.high === undefined ? {} : { range: { low: slot.low, high: slot.high } }),
    status: slot.value === undefined ? missing : statusOf(slot, series),
  }))
}

const bandsOf = ({ amber, red, as }: NonNullable<ResolvedSeries['bands']>): Evidence['bands'] => ({ amber, red, as })

/** The series in words, without the KPI's name that every sentence has anyway. */
function labelOf(kpi: ResolvedKpi, series: ResolvedSeries): string {
  if (series.name === kpi.name) return ''
  return series.name.startsWith(`${kpi.name}, `) ? series.name.slice(kpi.name.length + 2) : series.name
}

/** One number to compare with: the target, or the nearer edge of a range. */
function targetOf({ value, target, low, high }: EvidenceSlot): number | null {
  if (target !== undefined) return target
  if (low === undefined || high === undefined) return null
  return value !== undefined && value > (low + high) / 2 ? high : low
}

/** The plain reading of a point by its bands; hysteresis belongs to the course of a series, not to one point of a picture. */
function statusOf(slot: EvidenceSlot, { bands }: ResolvedSeries): Status {
  if (slot.distance === undefined || !bands) return 'no-target'
  const unit = bands.as === 'percent' ? Math.abs(slot.target ?? slot.low ?? 0) / 100 : 1
  if (slot.distance >= -bands.amber * unit) return 'on-track'
  return slot.distance >= -bands.red * unit ? 'at-risk' : 'off-track'
}
