import { formatInstant } from '../../domain/instant.ts'
import { itemsOf } from '../../domain/plan/items.ts'
import { personOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { itemKey } from '../../domain/review/item.ts'
import { droppedItems } from '../../domain/review/item-dropped.ts'
import type { DueKey } from '../aws/due.ts'
import { mailsAmong } from '../aws/mails.ts'
import { inParallel } from '../aws/parallel.ts'
import { personPartition } from '../aws/people.ts'

/** Where an ask lies. */
export interface AskPlace {
  person: string
  ask: string
}

/** People read side by side. */
const CONCURRENCY = 8

/** Everybody whom one of these versions had and the plan has not. */
export const leaversOf = (plan: ResolvedPlan, earlier: readonly ResolvedPlan[]): string[] => {
  const people = earlier.flatMap((one) => one.people.map(({ id }) => id))
  return [...new Set(people)].filter((id) => !personOf(plan, id))
}

/** Open asks, a list a person: they mostly go to one other person, whose mail only one transaction at a time can plan. */
export async function openAsksOf(people: readonly string[], now: number): Promise<AskPlace[][]> {
  return (await openAsks(people, now)).map((asks) => asks.map(({ id, person }) => ({ person, ask: id })))
}

/**
 * Open check-ins about what one of these versions had and the plan has not, a list a person. They lie with somebody who has
 * a mail ahead, or, once their ladder has ended, with who answered for it.
 */
export async function droppedCheckIns(
  plan: ResolvedPlan,
  earlier: readonly ResolvedPlan[],
  due: DueKey[],
  now: number,
): Promise<AskPlace[][]> {
  const isDropped = droppedItems(plan)
  const gone = earlier.flatMap((one) => itemsOf(one)).filter(({ kind, id }) => isDropped(itemKey(kind, id)))
  if (gone.length === 0) return []
  const people = new Set([...mailsAmong(due), ...gone.map(({ owner }) => ({ person: owner }))].map((one) => one.person))
  return (await openAsks([...people], now)).map((asks) =>
    asks
      .filter((ask) => ask.kind === 'check-in' && isDropped(ask.item) !== undefined)
      .map(({ id, person }) => ({ person, ask: id })),
  )
}

/** What is open with each of these people. */
export async function openAsks(people: readonly string[], now: number) {
  const open: Awaited<ReturnType<typeof personPartition>>['asks'][] = []
  await inParallel(people, CONCURRENCY, async (person) => {
    const { asks } = await personPartition(person, formatInstant(now))
    open.push(asks.filter(({ state }) => state === 'open'))
  })
  return open
}
