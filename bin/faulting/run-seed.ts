import { type Violation, violationsOf } from '../../local/invariants/invariants.ts'
import { simulateExample } from './example.ts'
import { simulateHalfYear } from './half-year.ts'
import type { SeedOptions, Simulated } from './simulated.ts'

/** What became of it. */
export interface SeedResult {
  seed: string
  violations: Violation[]
  /** SHA-256 of the event log. */
  digest: string
  seconds: number
  counts: Record<string, number>
}

/** Runs the example or a story under the faults of a seed and checks every invariant at its end. */
export async function runSeed(options: SeedOptions): Promise<SeedResult> {
  const began = performance.now()
  const { facts, digest, counts } = await simulate(options)
  const violations = violationsOf(facts)
  return { seed: options.seed, violations, digest, seconds: (performance.now() - began) / 1000, counts }
}

/** A run to its end: faults, then an operator gives back what was set aside, then quiet days. */
export const simulate = (options: SeedOptions): Promise<Simulated> =>
  options.story ? simulateHalfYear(options, options.story) : simulateExample(options)
