import type { Checkpoint } from '../../domain/checkpoint.ts'
import { readHeads } from '../aws/checkpoints.ts'
import { inParallel } from '../aws/parallel.ts'
import type { CurrentPlan } from '../aws/plan.ts'
import { readKnown } from './as-of.ts'

/** Histories read side by side: ten years of days are a megabyte each. */
const CONCURRENCY = 8

/** Where a series stands, and what was told of it; the latter is not known of the past. */
export type Stands = Pick<Checkpoint, 'head'> & Partial<Pick<Checkpoint, 'announced'>>

/** Where series stand, by key; those that were never folded are absent. A batch read for a hundred. */
export async function headsNow(keys: readonly string[]): Promise<Map<string, Stands>> {
  const heads = await readHeads([...keys])
  return new Map([...heads].map(([key, { checkpoint }]) => [key, checkpoint]))
}

/** Where they stood, by all that was recorded and applied by then: the whole history of each is read and folded. */
export async function headsThen(
  plans: readonly CurrentPlan[],
  keys: readonly string[],
  at: number,
): Promise<Map<string, Stands>> {
  const heads = new Map<string, Stands>()
  await inParallel([...keys], CONCURRENCY, async (key) => {
    const known = await readKnown(plans, key, at)
    if (known) heads.set(key, { head: known.reading.head })
  })
  return heads
}
