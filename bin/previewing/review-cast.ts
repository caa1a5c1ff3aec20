import type { ItemStatus } from '../../domain/review/item.ts'
import type { ReviewItem } from '../../domain/review/items.ts'

/** How an item of a preview stands: last time, now, and by its figure. */
export interface Part {
  /** `new`: not asked about before. `late`: answered after the close, at risk. */
  was: ItemStatus | 'silent' | 'late' | 'new'
  is: ItemStatus | 'silent'
  figure: ItemStatus | 'stale'
  /** A silence of the plan keeps anybody from being asked about it. */
  silenced?: true
}

/** What a cast is made round: the series a decision waits about and the one that was decided, and whose items mails show. */
export interface Round {
  waiting?: string | undefined
  taken?: string | undefined
  owner: string
}

/** What every other item says: where it stood it stands, some of it at risk. */
const REST: readonly Part[] = [
  { was: 'on-track', is: 'on-track', figure: 'on-track' },
  { was: 'at-risk', is: 'at-risk', figure: 'at-risk' },
  { was: 'on-track', is: 'on-track', figure: 'on-track' },
  { was: 'on-track', is: 'on-track', figure: 'on-track' },
  { was: 'at-risk', is: 'on-track', figure: 'on-track' },
]

/** Who of the items plays what, so that a pack has every part: each part goes to the first item that it fits and that has none. */
export function castOf(items: readonly ReviewItem[], { waiting, taken, owner }: Round): Map<string, Part> {
  const isKpi = ({ kind }: ReviewItem) => kind === 'kpi'
  const own = (one: ReviewItem) => one.owner === owner
  const cast = new Map<string, Part>()
  const give = (fits: (one: ReviewItem) => boolean, part: Part) => {
    const found = items.find((one) => !cast.has(one.item) && fits(one))
    if (found) cast.set(found.item, part)
  }
  give(({ id }) => id === waiting, { was: 'at-risk', is: 'off-track', figure: 'off-track' })
  give(({ id }) => id === taken, { was: 'off-track', is: 'at-risk', figure: 'at-risk' })
  give((one) => isKpi(one) && own(one), { was: 'at-risk', is: 'on-track', figure: 'off-track', silenced: true })
  give(own, { was: 'on-track', is: 'at-risk', figure: 'at-risk' })
  give(own, { was: 'new', is: 'on-track', figure: 'on-track' })
  const others = (one: ReviewItem) => !own(one)
  give((one) => isKpi(one) && others(one), { was: 'on-track', is: 'on-track', figure: 'stale' })
  give((one) => isKpi(one) && others(one), { was: 'on-track', is: 'silent', figure: 'on-track' })
  give(others, { was: 'late', is: 'on-track', figure: 'on-track' })
  const rest = items.filter(({ item }) => !cast.has(item))
  for (const [i, { item, unowned }] of rest.entries())
    cast.set(item, unowned ? { was: 'silent', is: 'silent', figure: 'on-track' } : REST[i % REST.length]!)
  return cast
}
