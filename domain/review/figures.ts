/** What each cycle leaves for the figures of follow-through, and how several cycles add up. */
import * as z from 'zod'
import { Instant, LocalDate } from '../decision.ts'
import type { Action } from './action.ts'
import type { Commitment } from './commitment.ts'
import type { CycleItem } from './cycle.ts'
import { type Counts, followThrough, type Happened, sumOf } from './follow-through.ts'
import { asOf, dayIn, doneInTime } from './pack-actions.ts'
import { bounded } from './pack-line.ts'
import { OwnerCounts, PACK_LIMITS, type PackFigures } from './pack-record.ts'

const count = z.int().min(0)

/** JSON in the Archive, `cycles/CYCLE/figures.json`. Written with the pack, and again with the next: late answers and the conclusion come in between. */
export const CycleFigures = z.strictObject({
  cycle: z.string(),
  heldOn: LocalDate,
  closedAt: Instant,
  /** Decisions and actions it ended in. */
  decided: count,
  owners: z.array(OwnerCounts),
})
export type CycleFigures = z.infer<typeof CycleFigures>

/** Cycles that a pack adds up, its own included. */
export const FIGURE_CYCLES = 8

/** Everything the figures of a cycle are counted from. */
export interface Counting {
  cycle: string
  heldOn: string
  closedAt: string
  /** Close of the cycle before; empty for the first. */
  since: string
  zoneOf: (person: string) => string
  items: readonly CycleItem[]
  /** Promises settled since the last pack. */
  settled: readonly Commitment[]
  actions: readonly Action[]
  mails: Happened['mails']
}

const ALWAYS = { from: '', to: '\uffff' }

/** The figures of a cycle at its close. A promise counts for who made it, an action for whose it is. */
export const cycleFigures = (counting: Counting): CycleFigures => {
  const { cycle, heldOn, closedAt, items, settled, mails } = counting
  const { people } = followThrough(
    {
      cycles: [{ review: cycle, closedAt, decided: 0, items }],
      commitments: [...settled, ...kept(counting)],
      mails,
      functionOf: () => undefined,
    },
    ALWAYS,
  )
  return { cycle, heldOn, closedAt, decided: 0, owners: people.map(countsOf) }
}

/** Actions done in time since the last pack are kept; whose day passed since then without that are broken, once. */
const kept = ({ actions, since, closedAt, zoneOf }: Counting): Happened['commitments'] => {
  return actions.flatMap((action) => {
    const one = asOf(action, closedAt)
    const zone = zoneOf(one.person)
    const [today, last] = [dayIn(closedAt, zone), since === '' ? '' : dayIn(since, zone)]
    const said = (state: 'kept' | 'broken') => [{ person: one.person, state, settledAt: closedAt }]
    if (doneInTime(one, zone)) return said('kept')
    return one.state !== 'dropped' && one.by >= last && one.by < today ? said('broken') : []
  })
}

const countsOf = ({
  id,
  asked,
  onTime,
  late,
  kept: keptOnes,
  broken,
  mails,
}: Counts & { id: string }): OwnerCounts => ({
  id,
  asked,
  onTime,
  late,
  kept: keptOnes,
  broken,
  mails,
})

/** The figures of a cycle once the next is packed: with answers that came late and how it was concluded. */
export const recounted = (figures: CycleFigures, items: readonly CycleItem[], decided: number): CycleFigures => {
  const late = Map.groupBy(
    items.filter(({ state }) => state === 'late'),
    (one) => one.owner,
  )
  return {
    ...figures,
    decided,
    owners: figures.owners.map((one) => ({ ...one, late: late.get(one.id)?.length ?? 0 })),
  }
}

/** The newest cycles added up, for a pack: the review, each function, each person, in the order of their ids. Undefined where nobody was asked anything. */
export const packFigures = (
  cycles: readonly CycleFigures[],
  functionOf: (person: string) => string | undefined,
  most = { groups: PACK_LIMITS.groups, people: PACK_LIMITS.owners },
): PackFigures | undefined => {
  const first = cycles.at(-1)
  if (!first) return undefined
  const all = cycles.flatMap(({ owners }) => owners)
  if (all.length === 0) return undefined
  const figures = (of: (person: string) => string | undefined) => {
    const groups = Map.groupBy(all, ({ id }) => of(id))
    groups.delete(undefined)
    return [...groups].map(([id, parts]) => countsOf(sumOf(id!, parts))).sort((a, b) => (a.id < b.id ? -1 : 1))
  }
  return {
    cycles: cycles.length,
    since: first.heldOn,
    decided: cycles.reduce((sum, { decided }) => sum + decided, 0),
    review: countsOf(sumOf('', all)),
    functions: bounded(figures(functionOf), most.groups),
    people: bounded(
      figures((person) => person),
      most.people,
    ),
  }
}

/** Figures over all reviews of a plan: each review, each function, each person, in the order of their ids. */
export const FollowThroughFigures = z.strictObject({
  reviews: z.array(OwnerCounts.extend({ cycles: count, decided: count, since: LocalDate.optional() })),
  functions: z.array(OwnerCounts),
  people: z.array(OwnerCounts),
})
export type FollowThroughFigures = z.infer<typeof FollowThroughFigures>

/** Adds up the newest cycles of every review; a person asked in two reviews is asked twice. */
export const figuresOfAll = (
  reviews: readonly { review: string; cycles: readonly CycleFigures[] }[],
  functionOf: (person: string) => string | undefined,
): FollowThroughFigures => {
  const together = packFigures(
    reviews.flatMap(({ cycles }) => cycles),
    functionOf,
    { groups: Number.POSITIVE_INFINITY, people: Number.POSITIVE_INFINITY },
  )
  return {
    reviews: reviews.map(({ review, cycles }) => {
      const own = packFigures(cycles, functionOf)
      const decided = own?.decided ?? 0
      return {
        ...(own?.review ?? countsOf(sumOf('', []))),
        id: review,
        cycles: cycles.length,
        decided,
        ...(own ? { since: own.since } : {}),
      }
    }),
    functions: together?.functions.first ?? [],
    people: together?.people.first ?? [],
  }
}
