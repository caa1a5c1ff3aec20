/** Whether reviews lead to anything: answered in time, promises kept, decisions a cycle, mails an answer. Shares are null where there is nothing to share. */
import type { Commitment } from './commitment.ts'
import type { CycleItem } from './cycle.ts'
import { byText } from './pack-line.ts'

/** From `from` on, before `to`; ISO instants. */
export interface Window {
  from: string
  to: string
}

/** What figures are made of; what lies outside the window is left out. */
export interface Happened {
  /** Closed cycles. `decided`: decisions and actions it ended in. */
  cycles: readonly { review: string; closedAt: string; decided: number; items: readonly CycleItem[] }[]
  commitments: readonly Pick<Commitment, 'person' | 'state' | 'settledAt'>[]
  /** Mails that asked or reminded of check-ins, with the reviews they were for. */
  mails: readonly { person: string; at: string; reviews: readonly string[] }[]
  functionOf: (person: string) => string | undefined
}

/** What can be added up of a person, a function or a review. */
export type Counts = Pick<FollowThrough, 'asked' | 'onTime' | 'late' | 'kept' | 'broken' | 'mails'>

/** Figures of a person, a function or a review. */
export interface FollowThrough {
  id: string
  /** Items somebody was asked about in a cycle; those that were carried over are not among them. */
  asked: number
  onTime: number
  late: number
  onTimeShare: number | null
  kept: number
  broken: number
  keptShare: number | null
  mails: number
  mailsPerAnswer: number | null
  /** Of reviews only. */
  cycles?: number
  decisions?: number
  decisionsPerCycle?: number | null
}

/** The figures of a window, each list in order of its ids. A commitment counts for who made it, when it was settled. */
export const followThrough = (happened: Happened, { from, to }: Window) => {
  const within = (at: string | undefined) => at !== undefined && from <= at && at < to
  const cycles = happened.cycles.filter((one) => within(one.closedAt))
  const mails = happened.mails.filter((one) => within(one.at))
  const settled = happened.commitments.filter((one) => within(one.settledAt))
  const items = cycles.flatMap((cycle) => cycle.items.map((item) => ({ item, review: cycle.review })))
  const figures = (of: Grouping) =>
    figuresOf({
      items: items.flatMap((one) => of.item(one).map((id) => ({ id, item: one.item }))),
      commitments: settled.flatMap((one) => of.person(one.person).map((id) => ({ id, state: one.state }))),
      mails: mails.flatMap((one) => (of.mail ? of.mail(one) : of.person(one.person))),
    })
  const listed = (id: string | undefined) => (id === undefined ? [] : [id])
  const byReview = figures({ item: ({ review }) => [review], person: () => [], mail: ({ reviews }) => reviews })
  return {
    people: figures({ item: ({ item }) => [item.owner], person: (person) => [person] }),
    functions: figures({
      item: ({ item }) => listed(happened.functionOf(item.owner)),
      person: (person) => listed(happened.functionOf(person)),
    }),
    reviews: byReview.map((one) => withCycles(one, cycles)),
  }
}

interface Grouping {
  item: (one: { item: CycleItem; review: string }) => readonly string[]
  person: (person: string) => readonly string[]
  mail?: (one: Happened['mails'][number]) => readonly string[]
}

interface Grouped {
  items: { id: string; item: CycleItem }[]
  commitments: { id: string; state: Commitment['state'] }[]
  mails: string[]
}

const figuresOf = ({ items, commitments, mails }: Grouped): FollowThrough[] => {
  const all = new Map<string, FollowThrough>()
  const of = (id: string): FollowThrough => {
    const known = all.get(id) ?? { id, ...NOTHING }
    all.set(id, known)
    return known
  }
  for (const { id, item } of items) count(of(id), item)
  for (const { id, state } of commitments) if (state === 'kept' || state === 'broken') of(id)[state]++
  for (const id of mails) of(id).mails++
  return [...all.values()].sort((a, b) => byText(a.id, b.id)).map(withShares)
}

const NOTHING = {
  asked: 0,
  onTime: 0,
  late: 0,
  kept: 0,
  broken: 0,
  mails: 0,
  onTimeShare: null,
  keptShare: null,
  mailsPerAnswer: null,
}

const count = (figures: FollowThrough, { state }: CycleItem): void => {
  if (state === 'carried' || state === 'unasked') return
  figures.asked++
  if (state === 'answered') figures.onTime++
  if (state === 'late') figures.late++
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

const withShares = (one: FollowThrough): FollowThrough => ({
  ...one,
  onTimeShare: share(one.onTime, one.asked),
  keptShare: share(one.kept, one.kept + one.broken),
  mailsPerAnswer: share(one.mails, one.onTime + one.late),
})

const withCycles = (one: FollowThrough, all: Happened['cycles']): FollowThrough => {
  const own = all.filter((cycle) => cycle.review === one.id)
  const decisions = own.reduce((sum, cycle) => sum + cycle.decided, 0)
  return { ...one, cycles: own.length, decisions, decisionsPerCycle: share(decisions, own.length) }
}

/** Counts of several cycles or people as one, with their shares. */
export const sumOf = (id: string, parts: readonly Counts[]): FollowThrough => {
  const sum = (of: keyof Counts) => parts.reduce((total, one) => total + one[of], 0)
  const counts = { asked: sum('asked'), onTime: sum('onTime'), late: sum('late') }
  return withShares({ ...NOTHING, ...counts, kept: sum('kept'), broken: sum('broken'), mails: sum('mails'), id })
}
