/** Can the process as it is meet its target? The NHS calls it assurance. */
import type { Direction } from '../plan/measure.ts'
import { exceeds, sizeOf } from './exceeds.ts'
import type { Limits } from './xmr.ts'

/** Will miss whatever anybody does about single values; will meet; or chance decides. */
export type Capability = 'CONSISTENT_FAIL' | 'CONSISTENT_PASS' | 'HIT_OR_MISS'

/**
 * Where a target lies against the natural limits, all in the KPI's unit (`low` equals `high` unless the KPI is kept within a
 * range). A target on a limit is within reach of chance. Ask with locked limits only: trial limits still move.
 */
export const capabilityOf = (
  { centre, lower, upper }: Limits,
  { low, high }: { low: number; high: number },
  direction: Direction,
): Capability => {
  const noise = sizeOf(centre, lower, upper, low, high)
  const mayBeBelow = !exceeds(lower, low, noise)
  const mayBeAbove = !exceeds(high, upper, noise)
  if (direction === 'up') return mayBeBelow ? (exceeds(low, upper, noise) ? FAIL : 'HIT_OR_MISS') : PASS
  if (direction === 'down') return mayBeAbove ? (exceeds(lower, high, noise) ? FAIL : 'HIT_OR_MISS') : PASS
  if (!mayBeBelow && !mayBeAbove) return PASS
  return exceeds(low, upper, noise) || exceeds(lower, high, noise) ? FAIL : 'HIT_OR_MISS'
}

const [FAIL, PASS] = ['CONSISTENT_FAIL', 'CONSISTENT_PASS'] as const
