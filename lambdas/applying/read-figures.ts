import { personOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { CycleFigures, type FollowThroughFigures, figuresOfAll } from '../../domain/review/figures.ts'
import { readJson } from '../aws/archive.ts'
import { readCycle, readReviewState } from '../aws/cycles.ts'
import { figuresKey } from '../reviewing/figures-key.ts'

/** The figures of follow-through over the newest cycles of every review in the plan that were packed. */
export async function readFigures(plan: ResolvedPlan, most: number): Promise<FollowThroughFigures> {
  const reviews = await Promise.all(
    (plan.reviews ?? []).map(async ({ id }) => ({ review: id, cycles: await cyclesOf(id, most) })),
  )
  return figuresOfAll(reviews, (person) => personOf(plan, person)?.function)
}

/** Newest first. One that is still open does not count yet; one of a release that kept none ends the row. */
async function cyclesOf(review: string, most: number): Promise<CycleFigures[]> {
  const found: CycleFigures[] = []
  for (let id = (await readReviewState(review))?.lastCycle; id !== undefined && found.length < most; ) {
    const cycle = await readCycle(id)
    if (!cycle) break
    if (cycle.state === 'closed') {
      const figures = await readJson(figuresKey(id), CycleFigures)
      if (!figures) break
      found.push(figures)
    }
    id = cycle.previous
  }
  return found
}
