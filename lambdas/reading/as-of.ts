import { type SeriesDefinition, seriesDefinition } from '../../domain/definition.ts'
import type { ObservationItem } from '../../domain/observation.ts'
import { slotAsOf } from '../../domain/observation-view.ts'
import { parsePeriod, tryPeriod } from '../../domain/period.ts'
import { seriesByKey } from '../../domain/plan/lookup.ts'
import { type Standing, standingAt } from '../../domain/series-outlook.ts'
import { readSeries, type SeriesReading } from '../../domain/series-reading.ts'
import { readObservations } from '../aws/checkpoints.ts'
import { type CurrentPlan, plansSince } from '../aws/plan.ts'
import { Problem } from '../http/problem.ts'

/** The plans applied up to an instant, oldest first; a Problem when there was none yet. Each version is read once a warm function. */
export async function plansUntil(current: CurrentPlan, at: number): Promise<[...CurrentPlan[], CurrentPlan]> {
  const plans = (await plansSince(1, current)).filter(({ appliedAt }) => Date.parse(appliedAt) <= at)
  if (plans.length > 0) return plans as [...CurrentPlan[], CurrentPlan]
  throw new Problem(
    404,
    'no-plan-then',
    'No plan was applied yet at the instant of as_of; ask for a later one, or leave it out.',
  )
}

/** A series as it was known: where it stood, and on demand, since it is a second fold, the state that limits and forecast need. */
export interface Known {
  reading: SeriesReading
  standing(): Standing | undefined
}

/** Reads all of a series and folds it as of an instant: its whole history, some 0.5 read units for ten observations. */
export async function readKnown(plans: readonly CurrentPlan[], key: string, at: number): Promise<Known | undefined> {
  const items = await readObservations(key)
  const definitions = plans.flatMap(({ plan, version, appliedAt }): SeriesDefinition[] => {
    const series = seriesByKey(plan, key)
    return series ? [seriesDefinition(plan, series, version, Date.parse(appliedAt))] : []
  })
  const reading = readSeries({ items, definitions }, at)
  return reading && { reading, standing: () => standingOf(reading, items, definitions, at) }
}

function standingOf(
  { head, slots: [oldest] }: SeriesReading,
  items: readonly ObservationItem[],
  definitions: readonly SeriesDefinition[],
  at: number,
): Standing | undefined {
  const { kpi } = definitions.at(-1)!
  if (!oldest || head.period === undefined) return undefined
  const slots = items.flatMap((item) => {
    const index = tryPeriod(kpi.cadence, item.period)
    return (index === undefined ? undefined : slotAsOf(item, index, kpi, at)) ?? []
  })
  slots.sort((a, b) => a.index - b.index)
  const first = parsePeriod(kpi.cadence, oldest.period)
  return standingAt({ base: undefined, first, slots, definitions, through: head.through, now: at })
}
