/** Owner by owner: how many items they have, how these stand, and which they are. */
import type { CycleItem } from './cycle.ts'
import { bounded, byText, isSilent, statusNow } from './pack-line.ts'
import { readingOf } from './pack-reading.ts'
import { type Bounded, PACK_LIMITS, type PackOwned, type PackOwner } from './pack-record.ts'

/** Who has most off track first, then who is silent, then by id; their items in the order in which they come. */
export const ownersOf = (items: readonly CycleItem[]): Bounded<PackOwner> => {
  const all = [...Map.groupBy(items, (one) => one.owner)].map(([owner, own]) => ({ owner, ...tally(own), of: own }))
  all.sort((a, b) => b.offTrack - a.offTrack || b.silent - a.silent || b.atRisk - a.atRisk || byText(a.owner, b.owner))
  const { first, more } = bounded(all, PACK_LIMITS.owners)
  const most = shareOf(
    first.map(({ of }) => of.length),
    PACK_LIMITS.owned,
  )
  return { first: first.map(({ of, ...owner }) => ({ ...owner, own: bounded(of.map(ownedOf), most) })), more }
}

/** How these items stand. */
export const tally = (items: readonly CycleItem[]) => {
  const count = (fits: (one: CycleItem) => boolean) => items.filter(fits).length
  return {
    items: items.length,
    answered: count(({ state }) => state === 'answered' || state === 'carried'),
    silent: count(isSilent),
    offTrack: count((one) => statusNow(one) === 'off-track'),
    atRisk: count((one) => statusNow(one) === 'at-risk'),
    onTrack: count((one) => statusNow(one) === 'on-track'),
  }
}

/** The most of each list that is kept, so that together they have no more than `total`. */
const shareOf = (sizes: readonly number[], total: number): number => {
  let most = 0
  let [kept, longer] = [0, sizes.filter((size) => size > 0).length]
  while (longer > 0 && kept + longer <= total) {
    kept += longer
    most += 1
    longer = sizes.filter((size) => size > most).length
  }
  return most
}

const ownedOf = (one: CycleItem): PackOwned => {
  const reading = readingOf(one)
  return {
    item: one.item,
    name: one.name,
    status: statusNow(one) ?? null,
    confidence: one.checkIn?.confidence ?? null,
    ...(isSilent(one) ? { silent: true } : {}),
    ...(reading ? { reading } : {}),
  }
}
