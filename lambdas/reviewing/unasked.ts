import type { Decision } from '../../domain/decision.ts'
import { kpiOf, seriesByKey } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan, ResolvedTrigger } from '../../domain/plan/resolved.ts'
import type { Unasked } from '../../domain/review/facts.ts'
import { unaskedOf } from '../../domain/review/unasked.ts'
import { unaskedBecause } from '../../domain/unasked.ts'
import type { StoredHead } from '../aws/checkpoints.ts'
import { readDecisions } from '../aws/decisions.ts'

/**
 * Why nobody is asked about them, of the series that are not on track, by their keys. `own`: what is open about each. Reads only
 * the decisions elsewhere that answer for one: none as a rule.
 */
export async function readUnasked(
  plan: ResolvedPlan,
  heads: ReadonlyMap<string, StoredHead>,
  own: ReadonlyMap<string, readonly Decision[]>,
): Promise<Map<string, Unasked>> {
  const held = [...heads].map(([series, { checkpoint }]) => ({
    series,
    checkpoint,
    triggers: triggersOf(plan, series),
  }))
  const named = held.flatMap(({ checkpoint, triggers }) => unaskedBecause(checkpoint, triggers)?.by ?? [])
  const elsewhere = await readDecisions([...new Set(named)])
  return new Map(
    held.flatMap(({ series, checkpoint, triggers }) => {
      const unasked = unaskedOf(checkpoint, triggers, [...(own.get(series) ?? []), ...elsewhere.values()])
      return unasked ? [[series, unasked]] : []
    }),
  )
}

const triggersOf = (plan: ResolvedPlan, key: string): readonly ResolvedTrigger[] => {
  const series = seriesByKey(plan, key)
  return (series && kpiOf(plan, series.kpi)?.triggers) ?? []
}
