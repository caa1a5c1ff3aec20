import type { Decision } from '../../domain/decision.ts'
import { formatPeriod } from '../../domain/period.ts'
import { kpiOf, seriesByKey } from '../../domain/plan/lookup.ts'
import type { CheckIn } from '../../domain/review/check-in.ts'
import type { Commitment } from '../../domain/review/commitment.ts'
import type { KpiReading } from '../../domain/review/facts.ts'
import type { ReviewItem } from '../../domain/review/items.ts'
import type { Known } from '../../domain/review/snapshot.ts'
import { readHeads, type StoredHead } from '../aws/checkpoints.ts'
import { readDecisions } from '../aws/decisions.ts'
import { lastCheckIns, openCommitments } from '../aws/items.ts'
import { inParallel } from '../aws/parallel.ts'
import { readPlaces } from '../aws/places.ts'
import type { CurrentPlan } from '../aws/plan.ts'
import { freezeEvidence } from '../evaluation/evidence.ts'
import { standing } from './freeze.ts'
import { readUnasked } from './unasked.ts'

/** Items read side by side; each needs two queries. */
const CONCURRENCY = 16

/** Everything the facts of these items are taken from, as of now. */
export async function readKnown(current: CurrentPlan, items: readonly ReviewItem[], now: number): Promise<Known> {
  const series = items.filter(({ kind }) => kind === 'kpi').map(({ id }) => id)
  const last = new Map<string, CheckIn>()
  const commitments = new Map<string, Commitment[]>()
  const [heads, decisions, milestones] = await Promise.all([
    readHeads(series),
    standingDecisions(current, series),
    items.some(({ kind }) => kind === 'milestone') ? standing(current.plan) : [],
    inParallel(items, CONCURRENCY, async ({ item }) => {
      const [newest] = await lastCheckIns(item, 1)
      if (newest) last.set(item, newest)
      commitments.set(item, await openCommitments(item))
    }),
  ])
  const unasked = await readUnasked(current.plan, heads, decisions)
  const reading = (key: string) => {
    const read = readingOf(current, key, heads.get(key), now)
    const why = unasked.get(key)
    return read && why ? { ...read, unasked: why } : read
  }
  return {
    reading,
    last: (item) => last.get(item),
    commitments: (item) => commitments.get(item) ?? [],
    decisions: (key) => decisions.get(key) ?? [],
    milestones,
  }
}

/** Decisions that hold the places of each series' triggers. */
export async function standingDecisions({ plan }: CurrentPlan, series: string[]): Promise<Map<string, Decision[]>> {
  const wanted = series.flatMap((key) => {
    const found = seriesByKey(plan, key)
    const kpi = found && kpiOf(plan, found.kpi)
    return (kpi?.triggers ?? []).map(({ id }) => ({ trigger: id, series: key }))
  })
  const places = await readPlaces(wanted)
  const decisions = await readDecisions(places.map(({ decision }) => decision))
  return Map.groupBy(decisions.values(), (decision) => decision.series)
}

/** The newest reading as the last fold left it; the fold runs with every observation and every morning. */
function readingOf(
  { plan }: CurrentPlan,
  key: string,
  head: StoredHead | undefined,
  now: number,
): KpiReading | undefined {
  const series = seriesByKey(plan, key)
  const kpi = series && kpiOf(plan, series.kpi)
  if (!series || !kpi) return undefined
  const { unit, decimals, direction } = kpi
  const nothing = { unit, decimals, direction, period: null, value: null, target: null, points: [] }
  if (!head) return { ...nothing, status: 'missing' }
  const { base, head: newest } = head.checkpoint
  const known = newest.latest
    ? [...base.recent.filter(([index]) => index !== newest.latest![0]), newest.latest]
    : base.recent
  const { points } = freezeEvidence({ kpi, series, recent: known, episode: [], missing: 'missing' }, now)
  const latest = newest.latest && points.find(({ period }) => period === formatPeriod(kpi.cadence, newest.latest![0]))
  if (!latest) return { ...nothing, status: newest.status === 'stale' ? 'stale' : 'missing', points: points.slice(-6) }
  const { period, value, target } = latest
  return { ...nothing, period, value, target, status: newest.status, points: points.slice(-6) }
}
