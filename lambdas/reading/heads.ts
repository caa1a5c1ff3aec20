import type { Head } from '../../domain/checkpoint.ts'
import { readHeads } from '../aws/checkpoints.ts'
import { inParallel } from '../aws/parallel.ts'
import type { CurrentPlan } from '../aws/plan.ts'
import { readKnown } from './as-of.ts'

/** Histories read side by side: ten years of days are a megabyte each. */
const CONCURRENCY = 8

/** Where series stand, by key; those that were never folded are absent. A batch read for a hundred. */
export async function headsNow(keys: readonly string[]): Promise<Map<string, Head>> {
  const heads = await readHeads([...keys])
  return new Map([...heads].map(([key, { checkpoint }]) => [key, checkpoint.head]))
}

/** Where they stood, by all that was recorded and applied by then: the whole history of each is read and folded. */
export async function headsThen(
  plans: readonly CurrentPlan[],
  keys: readonly string[],
  at: number,
): Promise<Map<string, Head>> {
  const heads = new Map<string, Head>()
  await inParallel([...keys], CONCURRENCY, async (key) => {
    const known = await readKnown(plans, key, at)
    if (known) heads.set(key, known.reading.head)
  })
  return heads
}
