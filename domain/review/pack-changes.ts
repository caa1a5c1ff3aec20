/** What is different from the last pack: first what got worse, then who fell silent, then what got better. */
import type { CycleItem } from './cycle.ts'
import { type ItemStatus, STATUS_RANK } from './item.ts'
import { bounded, byText, isSilent, lineOf } from './pack-line.ts'
import { type Bounded, PACK_LIMITS, type Pack, type PackChange } from './pack-record.ts'

const ORDER: Readonly<Record<PackChange['way'], number>> = {
  worse: 0,
  'fell-silent': 1,
  new: 2,
  better: 3,
  'spoke-again': 4,
}

/** Nothing without a pack to compare with; an item that stands as it stood is no change. */
export const changesOf = (
  items: readonly CycleItem[],
  previous: Pack | undefined,
  closedAt: string,
): Bounded<PackChange> => {
  if (!previous) return { first: [], more: 0 }
  const before = new Map(previous.standing.map((one) => [one.item, one]))
  const changes = items.flatMap((item) => {
    const line = lineOf(item, closedAt)
    const then = before.get(item.item)
    const way = wayOf(then, { status: line.status, silent: isSilent(item) })
    return way ? [{ ...line, from: then?.status ?? null, way }] : []
  })
  return bounded(
    changes.sort((a, b) => ORDER[a.way] - ORDER[b.way] || leap(b) - leap(a) || byText(a.item, b.item)),
    PACK_LIMITS.changes,
  )
}

interface Standing {
  status: ItemStatus | null
  silent: boolean
}

const wayOf = (then: Standing | undefined, now: Standing): PackChange['way'] | undefined => {
  if (!then) return 'new'
  if (then.status !== null && now.status !== null && then.status !== now.status) {
    return STATUS_RANK[now.status] > STATUS_RANK[then.status] ? 'worse' : 'better'
  }
  if (then.silent !== now.silent) return now.silent ? 'fell-silent' : 'spoke-again'
  return undefined
}

const leap = ({ from, status }: PackChange): number =>
  from === null || status === null ? 0 : Math.abs(STATUS_RANK[status] - STATUS_RANK[from])
