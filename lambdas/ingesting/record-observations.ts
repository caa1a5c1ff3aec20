import { type CheckedPosting, checkPosted } from '../../domain/check-posted.ts'
import { calendarOf } from '../../domain/plan/lookup.ts'
import { referenceTo } from '../../domain/plan/reference.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { UnreadableRow } from '../../domain/posted-row.ts'
import type { PostingProblem } from '../../domain/posting-problem.ts'
import { applyRevision } from '../../domain/revise.ts'
import { errorFacts, log } from '../aws/log.ts'
import { readSlots, type StoredObservation, slotName, writeSlot } from '../aws/measurements.ts'
import { inParallel } from '../aws/parallel.ts'
import { type ProblemDetails, problemDetails } from '../http/problem.ts'

/** What became of one observation of a request. `failed`: not stored, for a passing reason; send the request again. */
export interface ItemResult {
  index: number
  status: 'recorded' | 'unchanged' | 'replayed' | 'rejected' | 'failed'
  problem?: ProblemDetails
}

/** Who posts, under which key, when. */
export interface Posting {
  plan: ResolvedPlan
  source: string
  /** Idempotency-Key of the request. */
  key?: string
  now: number
}

/** Writes under way at once; more would only throttle a new table. */
const CONCURRENCY = 16

/** Rounds of read–apply–write for one slot that others write too. */
const ROUNDS = 5

interface Item extends CheckedPosting {
  at: number
}

/** Stores the observations of a request item by item, in their order within each slot; answers in the request's order. */
export async function recordObservations(posting: Posting, inputs: unknown[]): Promise<ItemResult[]> {
  const results: ItemResult[] = []
  const slots = new Map<string, Item[]>()
  for (const [at, input] of inputs.entries()) {
    if (input instanceof UnreadableRow) {
      results[at] = rejected(at, input.problem)
      continue
    }
    const check = checkPosted(posting.plan, posting.source, input, posting.now)
    if (!check.ok) {
      results[at] = rejected(at, nearer(posting.plan, check.problem, input))
      continue
    }
    const name = slotName({ series: check.series.key, period: check.posted.period })
    slots.set(name, [...(slots.get(name) ?? []), { ...check, at }])
  }
  const names = [...slots.values()].map(([first]) => ({ series: first!.series.key, period: first!.posted.period }))
  const stored = await readSlots(names)
  await inParallel([...slots], CONCURRENCY, async ([name, items]) => {
    for (const result of await recordSlot(posting, items, stored.get(name))) results[result.index] = result
  })
  return results
}

async function recordSlot(
  posting: Posting,
  items: Item[],
  known: StoredObservation | undefined,
): Promise<ItemResult[]> {
  const { series, posted } = items[0]!
  const slot = { series: series.key, period: posted.period }
  let stored = known
  try {
    for (let round = 1; round <= ROUNDS; round += 1) {
      const { results, after } = applyAll(posting, items, stored)
      if (after === undefined || (await writeSlot(stored, after))) return results
      stored = (await readSlots([slot])).get(slotName(slot))
    }
  } catch (error) {
    log('error', 'slot not stored', { ...slot, ...errorFacts(error) })
  }
  const problem = problemDetails(
    503,
    'busy',
    'This observation was not stored; send the same request again, the rest is kept.',
  )
  return items.map(({ at }) => ({ index: at, status: 'failed', problem }))
}

function applyAll(posting: Posting, items: Item[], stored: StoredObservation | undefined) {
  const { plan, source, key, now } = posting
  let item = stored && withoutVersion(stored)
  let write = false
  const results = items.map(({ at, posted, kpi, series, index }): ItemResult => {
    const facts = { now, source, series: series.key, kpi, calendar: calendarOf(plan, kpi.calendar)!, index }
    const revised = applyRevision(item, posted, { ...facts, key: key && `${source}/${key}#${at}` })
    if (revised.outcome === 'rejected') return rejected(at, revised.problem)
    item = revised.item
    write ||= revised.write
    return { index: at, status: revised.outcome }
  })
  return { results, after: write ? item : undefined }
}

const withoutVersion = ({ version: _, ...item }: StoredObservation) => item

const rejected = (index: number, { status, code, detail }: PostingProblem): ItemResult => ({
  index,
  status: 'rejected',
  problem: problemDetails(status, code, detail),
})

/** An unknown KPI is most often a slip of the pen: the sentence then names the nearest id of the plan. */
function nearer(plan: ResolvedPlan, problem: PostingProblem, input: unknown): PostingProblem {
  if (problem.code !== 'unknown-kpi') return problem
  const [found] = referenceTo('KPI', plan.kpis)((input as { kpi: string }).kpi, [])
  return found ? { ...problem, detail: found.message } : problem
}
