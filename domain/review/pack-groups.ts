/** The parts of a pack that gather: decisions to take, blockers by person, promises, owners, counts. */
import type { CheckIn } from './check-in.ts'
import type { Commitment } from './commitment.ts'
import type { CycleItem } from './cycle.ts'
import { bounded, byText, isSilent, quoted, statusNow } from './pack-line.ts'
import {
  type Bounded,
  PACK_LIMITS,
  type Pack,
  type PackBlockers,
  type PackCommitment,
  type PackCounts,
  type PackDecision,
  type PackOwner,
} from './pack-record.ts'

/** Those that wait, overdue ones first, then the soonest. Overdue is counted at the close. */
export const decisionsOf = (items: readonly CycleItem[], closedAt: string): Bounded<PackDecision> => {
  const all = items.flatMap(({ item, name, facts }) =>
    facts.decisions.map((one) => ({ ...one, overdue: one.overdue || one.decideBy <= closedAt, item, name })),
  )
  all.sort((a, b) => Number(b.overdue) - Number(a.overdue) || byText(a.decideBy, b.decideBy) || byText(a.id, b.id))
  const { first, more } = bounded(all, PACK_LIMITS.decisions)
  return { first, more: more + items.reduce((sum, one) => sum + one.facts.moreDecisions, 0) }
}

/** By whom they sit with: who has most comes first, those with nobody last. */
export const blockersOf = (items: readonly CycleItem[]): Bounded<PackBlockers> => {
  const all = items.flatMap(({ item, name, owner, checkIn }) =>
    currentBlockers(checkIn).map((one) => ({ with: one.with, said: { item, name, owner, text: one.text } })),
  )
  const groups = [...Map.groupBy(all, (one) => one.with)]
  groups.sort(
    ([a, those], [b, these]) =>
      Number(a === undefined) - Number(b === undefined) || these.length - those.length || byText(a ?? '', b ?? ''),
  )
  const listed = groups.map(([who, blockers]) => ({
    ...(who === undefined ? {} : { with: who }),
    blockers: bounded(
      blockers.map((one) => one.said),
      PACK_LIMITS.blockers,
    ),
  }))
  return bounded(listed, PACK_LIMITS.groups)
}

const currentBlockers = (checkIn: CheckIn | undefined) => checkIn?.blockers ?? []

/** Broken and kept, the oldest promise first. */
export const commitmentsOf = (settled: readonly Commitment[], items: readonly CycleItem[]): Pack['commitments'] => {
  const names = new Map(items.map((one) => [one.item, one.name]))
  const inState = (state: Commitment['state']): Bounded<PackCommitment> =>
    bounded(
      settled
        .filter((one) => one.state === state)
        .sort((a, b) => byText(a.madeAt, b.madeAt) || byText(a.id, b.id))
        .map(({ item, person, text, by, moves, note }) => ({
          item,
          name: names.get(item) ?? item,
          owner: person,
          text,
          by,
          moves,
          ...(note === undefined ? {} : { note: quoted(note) }),
        })),
      PACK_LIMITS.commitments,
    )
  return { broken: inState('broken'), kept: inState('kept') }
}

/** Owner by owner: who has most off track first, then who is silent, then by id. */
export const ownersOf = (items: readonly CycleItem[]): Bounded<PackOwner> => {
  const owners = [...Map.groupBy(items, (one) => one.owner)].map(([owner, own]) => ({ owner, ...tally(own) }))
  owners.sort(
    (a, b) => b.offTrack - a.offTrack || b.silent - a.silent || b.atRisk - a.atRisk || byText(a.owner, b.owner),
  )
  return bounded(owners, PACK_LIMITS.owners)
}

const tally = (items: readonly CycleItem[]) => {
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

/** Of everything, however much of it the lists show. */
export const countsOf = (items: readonly CycleItem[], settled: readonly Commitment[]): PackCounts => {
  const sum = (of: (one: CycleItem) => number) => items.reduce((total, one) => total + of(one), 0)
  return {
    ...tally(items),
    owners: new Set(items.map((one) => one.owner)).size,
    carried: sum(({ state }) => Number(state === 'carried')),
    unowned: sum(({ unowned }) => Number(unowned)),
    stale: sum(({ facts }) => Number(facts.kpi?.status === 'stale')),
    decisions: sum(({ facts }) => facts.decisions.length + facts.moreDecisions),
    blockers: sum(({ checkIn }) => currentBlockers(checkIn).length),
    kept: settled.filter((one) => one.state === 'kept').length,
    broken: settled.filter((one) => one.state === 'broken').length,
  }
}
