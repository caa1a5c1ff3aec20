import { isDeepStrictEqual } from 'node:util'
import { Checkpoint } from '../../domain/checkpoint.ts'
import { type SeriesDefinition, seriesDefinition } from '../../domain/definition.ts'
import { foldSeries } from '../../domain/fold.ts'
import { foldedSlotOf } from '../../domain/observation-view.ts'
import { tryPeriod } from '../../domain/period.ts'
import { kpiOf, seriesByKey, seriesOf } from '../../domain/plan/lookup.ts'
import type { Invariant, RunFacts } from './facts.ts'
import { observationsOf } from './observations.ts'

/** The look for silence comes every day; a wake that old was missed. */
const MISSED_MS = 26 * 3_600_000

/**
 * The stored head of every series is what folding all its observations from the beginning gives, has told what that
 * tells, and was not asleep when time changed something.
 */
export const foldIsReplay: Invariant = (facts) => {
  const { plan } = facts.plans.at(-1)!
  return seriesOf(plan).flatMap(({ key }) => {
    const stored = facts.measurements.find((item) => item.pk === `SERIES#${key}` && item.sk === 'FOLD#HEAD')
    if (!stored) return [`${key} was never folded`]
    const head = Checkpoint.parse(JSON.parse(String(stored.checkpoint)))
    const late = facts.now - head.wakeAt > MISSED_MS ? [`${key} should have been folded at ${iso(head.wakeAt)}`] : []
    return [...late, ...differences(facts, key, head)]
  })
}

function differences(facts: RunFacts, key: string, latest: Checkpoint): string[] {
  const { plan } = facts.plans.at(-1)!
  const kpi = kpiOf(plan, seriesByKey(plan, key)!.kpi)!
  const slots = observationsOf(facts)
    .filter((item) => item.series === key)
    .flatMap((item) => foldedSlotOf(item, tryPeriod(kpi.cadence, item.period)!, kpi) ?? [])
  const input = { latest, slots, definitions: definitionsOf(facts, key), now: facts.now }
  const scratch = foldSeries(input)
  const live = foldSeries({ ...input, base: latest.base })
  const told = scratch.effects.filter((effect) => effect.kind !== 'severity-raised')
  return [
    ...(isDeepStrictEqual(plain(live.checkpoint), plain(scratch.checkpoint))
      ? []
      : [`${key}: the stored checkpoint is not what its observations fold to`]),
    // Time went on since the last fold; what it changed by itself is due within a day and not yet told.
    ...(latest.wakeAt > facts.now
      ? told.map((effect) => `${key}: "${effect.kind}" of ${effect.trigger} was never told`)
      : []),
  ]
}

const definitionsOf = (facts: RunFacts, key: string): SeriesDefinition[] =>
  facts.plans.flatMap(({ plan, version, appliedAt }) => {
    const series = seriesByKey(plan, key)
    return series ? [seriesDefinition(plan, series, version, Date.parse(appliedAt))] : []
  })

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const iso = (instant: number) => new Date(instant).toISOString()
