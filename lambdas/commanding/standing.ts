import type { Announced, Checkpoint } from '../../domain/checkpoint.ts'
import { formatPeriod } from '../../domain/period.ts'
import { kpiOf } from '../../domain/plan/lookup.ts'
import type { ResolvedKpi, ResolvedPlan } from '../../domain/plan/resolved.ts'
import { reasonOf } from '../../domain/unasked.ts'
import { readHeads, seriesDue } from '../aws/checkpoints.ts'
import { inParallel } from '../aws/parallel.ts'
import { readPlace } from '../aws/places.ts'
import { refusal } from './command.ts'

/** Series of one answer: at some 2 kB each far below the 6 MB an answer may have. */
const SERIES = 500

/** Places read at once. */
const AT_ONCE = 16

/** Where the triggers of a KPI stand on each of its series, what they ask, and why they ask nobody. */
export async function showStanding(plan: ResolvedPlan, id: string) {
  const kpi = kpiOf(plan, id)
  if (!kpi) return refusal('unknown-kpi', [`There is no KPI "${id}" in the plan.`])
  const keys = await seriesOf(plan, kpi)
  const heads = await readHeads(keys.slice(0, SERIES))
  const asking = await askedBy(kpi, heads)
  const series = [...heads].map(([key, { checkpoint }]) => standingOf(kpi, key, checkpoint, asking))
  return { ok: true as const, kpi: id, series, left: Math.max(0, keys.length - SERIES) }
}

/** Those the plan lists; of a KPI that lists none, those that have data. */
async function seriesOf({ series }: ResolvedPlan, { id }: ResolvedKpi): Promise<string[]> {
  const listed = series.filter(({ kpi }) => kpi === id).map(({ key }) => key)
  if (listed.length > 0) return listed
  const known = await seriesDue('9999')
  return known.filter((key) => key === id || key.startsWith(`${id}#`)).sort()
}

type Asking = ReadonlyMap<string, string>

const placeName = (trigger: string, series: string) => `${trigger} ${series}`

/** The open decision of each trigger and series that may have one, by both their names. */
async function askedBy(kpi: ResolvedKpi, heads: Awaited<ReturnType<typeof readHeads>>): Promise<Asking> {
  const places = [...heads].flatMap(([series, { checkpoint }]) =>
    kpi.triggers.filter(({ id }) => isTold(checkpoint.announced[id])).map(({ id }) => ({ trigger: id, series })),
  )
  const found = new Map<string, string>()
  await inParallel(places, AT_ONCE, async ({ trigger, series }) => {
    const place = await readPlace(trigger, series)
    if (place) found.set(placeName(trigger, series), place.decision)
  })
  return found
}

const isTold = (told: Announced | undefined): boolean => (told?.episode ?? told?.ended ?? told?.flap) !== undefined

const standingOf = (kpi: ResolvedKpi, key: string, { head, announced }: Checkpoint, asking: Asking) => ({
  series: key,
  status: head.status,
  ...(head.period ? { period: head.period } : {}),
  ...(head.latest ? { latest: { period: formatPeriod(kpi.cadence, head.latest[0]), value: head.latest[1] } } : {}),
  triggers: kpi.triggers.map(({ id, kind, opensDecision }) => {
    const { state = 'ok' as const, severity, level, inhibited } = head.triggers[id] ?? {}
    const { episode, held } = announced[id] ?? {}
    const since = episode?.first ?? (inhibited ? held?.first : undefined)
    const decision = asking.get(placeName(id, key))
    return {
      id,
      kind,
      state,
      ...(severity && { severity, level }),
      ...(since === undefined ? {} : { since: formatPeriod(kpi.cadence, since) }),
      ...(decision === undefined ? {} : { decision }),
      ...(opensDecision === false ? { condition: true as const } : {}),
      ...(inhibited ? { inhibited: reasonOf(inhibited) } : {}),
      ...(held && !inhibited ? { held: heldOf(kpi, held) } : {}),
    }
  }),
})

const heldOf = ({ cadence }: ResolvedKpi, { first, last, ...held }: NonNullable<Announced['held']>) => ({
  from: formatPeriod(cadence, first),
  to: formatPeriod(cadence, last),
  ...reasonOf(held),
})
