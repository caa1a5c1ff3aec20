import * as z from 'zod'
import type { Cycle } from '../../domain/review/cycle.ts'
import { ItemKey, ItemKind, itemKey } from '../../domain/review/item.ts'
import { itemsOf, type ReviewItem } from '../../domain/review/items.ts'
import { type Milestone, milestonesOf } from '../../domain/review/milestones.ts'
import { putJson, readJson } from '../aws/archive.ts'
import { changeCycle } from '../aws/cycles.ts'
import { transact } from '../aws/dynamo.ts'
import { readMilestoneStates } from '../aws/items.ts'
import { planOf } from '../aws/plan.ts'

/** Items asked about in one call. */
export const CHUNK = 100

const FrozenItem = z.strictObject({
  item: ItemKey,
  kind: ItemKind,
  id: z.string(),
  name: z.string(),
  owner: z.string(),
  unowned: z.boolean(),
})

/** The plan the cycle was opened under no longer has its review: a defect of whoever wrote the cycle. */
export class ReviewNotInPlan extends Error {
  override readonly name = 'ReviewNotInPlan'
}

/**
 * Settles what the cycle asks about, by the plan it was opened under: the list goes to the Archive, its size to the cycle.
 * A repeat before the second write settles it anew; after it nothing changes it any more.
 */
export async function freezeCycle(cycle: Cycle, _now: number): Promise<void> {
  const plan = await planOf(cycle.planVersion)
  const review = plan.reviews?.find((one) => one.id === cycle.review)
  if (!review)
    throw new ReviewNotInPlan(`Version ${cycle.planVersion} of the plan has no review ${cycle.review} (${cycle.id}).`)
  const milestones = await standing(plan)
  const items = itemsOf(plan, review, milestones, cycle.heldOn).sort(byOwner)
  await putJson(listKey(cycle.id), items)
  const chunks = Math.ceil(items.length / CHUNK)
  await transact([changeCycle(cycle, { ...cycle, items: items.length, chunks, revision: cycle.revision + 1 })])
}

/** Milestones as they stand: what answers said laid over what the plan says. */
export async function standing(plan: Awaited<ReturnType<typeof planOf>>): Promise<Milestone[]> {
  const written = milestonesOf(plan, new Map())
  const states = await readMilestoneStates(written.map(({ id }) => itemKey('milestone', id)))
  const parts = [...states.values()].flatMap(({ split }) => split?.into.map(({ id }) => itemKey('milestone', id)) ?? [])
  const more = parts.length > 0 ? await readMilestoneStates(parts) : new Map()
  return milestonesOf(plan, new Map([...states, ...more]))
}

/** The items of one hundred, from 1. */
export async function frozenItems(cycle: string, chunk: number): Promise<ReviewItem[]> {
  const all = (await readJson(listKey(cycle), z.array(FrozenItem))) ?? []
  return all.slice((chunk - 1) * CHUNK, chunk * CHUNK)
}

const listKey = (cycle: string) => `cycles/${cycle}/items.json`

/** All of a person's items side by side, so that most of them fall into one transaction. */
const byOwner = (a: ReviewItem, b: ReviewItem): number => (a.owner < b.owner ? -1 : a.owner > b.owner ? 1 : 0)
