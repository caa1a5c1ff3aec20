import { whoeverAnswersFirst } from '../domain/answered-elsewhere.ts'
import { formatInstant } from '../domain/instant.ts'
import { seriesOf } from '../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../domain/plan/resolved.ts'
import { parseSeriesKey } from '../domain/plan/series.ts'
import { schedulePlan } from './applying/put-schedules.ts'
import { recordSeed, seededVersion, seriesDue } from './aws/checkpoints.ts'
import { errorFacts, log } from './aws/log.ts'
import { inParallel } from './aws/parallel.ts'
import { currentPlan } from './aws/plan.ts'
import { schedulesVersion } from './aws/plan-marks.ts'
import { evaluateSeries } from './evaluation/evaluate-series.ts'
import { measureDecisions } from './measuring/measure-decisions.ts'

/** Series folded at once; each waits for three calls most of the time. */
const CONCURRENCY = 8

/** Some series could not be folded; the invocation is tried again, and tomorrow's looks at them anew. */
export class SeriesFailed extends Error {
  override readonly name = 'SeriesFailed'
}

/**
 * Folds what time alone has changed: slots that fell due, went stale or settled. After a new plan every series once, so
 * that a series without any data has a head whose silence is seen. Before that it writes what the plan has Throughline measure
 * itself. Puts schedules right that a crashed apply left.
 */
export async function handler(): Promise<{ folded: number }> {
  const current = await currentPlan()
  const now = Date.now()
  if ((await schedulesVersion()) !== current.version) await schedulePlan(current.plan, current.version)
  const unmeasured = await measure(current.plan, now)
  const due = await seriesDue(formatInstant(now))
  const fresh = (await seededVersion()) < current.version
  const all = new Set([...due, ...(fresh ? seriesOf(current.plan).map((series) => series.key) : [])])
  const failed: string[] = []
  for (const some of inTurn(current.plan, [...all])) {
    await inParallel(some, CONCURRENCY, async (series) => {
      try {
        const done = await evaluateSeries(current, series, [], now)
        if (done === 'told') log('info', 'series folded', { series, done })
      } catch (error) {
        failed.push(series)
        log('error', 'series not folded', { series, ...errorFacts(error) })
      }
    })
  }
  if (failed.length > 0)
    throw new SeriesFailed(`${failed.length} of ${all.size} series failed, the first: ${failed[0]}.`)
  if (fresh) await recordSeed(current.version)
  if (unmeasured) throw unmeasured
  return { folded: all.size }
}

/** What falls due on one morning: drivers and wholes ask before what they answer for is looked at, or both would be asked. */
function inTurn(plan: ResolvedPlan, series: readonly string[]): string[][] {
  const ranks = whoeverAnswersFirst(plan)
  const turns = Map.groupBy(series, (key) => ranks.get(parseSeriesKey(key).kpi) ?? 0)
  return [...turns].sort(([a], [b]) => a - b).map(([, keys]) => keys)
}

/** What Throughline measures itself, before the folds; a failure must not keep them from being made. */
async function measure(plan: ResolvedPlan, now: number): Promise<unknown> {
  try {
    await measureDecisions(plan, now)
    return undefined
  } catch (error) {
    log('error', 'decisions not measured', errorFacts(error))
    return error
  }
}
