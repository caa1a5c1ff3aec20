/** The parts of a pack that gather: decisions to take, blockers by person, promises, counts. */

import { labelOf } from '../decision-change.ts'
import { awaitsConfirming } from '../decision-confirming.ts'
import type { CheckIn } from './check-in.ts'
import type { Commitment } from './commitment.ts'
import type { CycleItem } from './cycle.ts'
import { type DecisionsOf, seriesOf } from './pack-decisions.ts'
import { bounded, byText, quoted } from './pack-line.ts'
import { tally } from './pack-owners.ts'
import { readingUnder } from './pack-reading.ts'
import {
  type Bounded,
  PACK_LIMITS,
  type Pack,
  type PackBlockers,
  type PackCommitment,
  type PackCounts,
  type PackDecision,
} from './pack-record.ts'

/** Those that wait, overdue ones first, then the soonest. Overdue is counted at the close. What they are weighed by is as it is `known`. */
export const decisionsOf = (
  items: readonly CycleItem[],
  closedAt: string,
  known: DecisionsOf = () => [],
): Bounded<PackDecision> => {
  const all = items.flatMap((about) =>
    about.facts.decisions.map((one) => ({ ...one, overdue: one.overdue || one.decideBy <= closedAt, about })),
  )
  all.sort((a, b) => Number(b.overdue) - Number(a.overdue) || byText(a.decideBy, b.decideBy) || byText(a.id, b.id))
  const { first, more } = bounded(all, PACK_LIMITS.decisions)
  return {
    first: first.map(({ about, ...one }) => ({
      ...one,
      item: about.item,
      name: about.name,
      ...weighedBy(one.id, about, known),
    })),
    more: more + items.reduce((sum, one) => sum + one.facts.moreDecisions, 0),
  }
}

/** The figure against its target, between what is chosen, and what happens where nobody does. */
const weighedBy = (
  id: string,
  about: CycleItem,
  known: DecisionsOf,
): Pick<PackDecision, 'reading' | 'options' | 'confirmBy' | 'fallback'> => {
  const series = seriesOf(about)
  const decision = series === undefined ? undefined : known(series).find((one) => one.id === id)
  if (!decision) return {}
  const reading = readingUnder(decision, about)
  const confirm = awaitsConfirming(decision)
  return {
    ...(reading ? { reading } : {}),
    options: decision.options.map(({ label }) => label),
    // Taken back before its fallback could be recorded.
    ...(confirm
      ? { confirmBy: confirm.by }
      : { fallback: { option: labelOf(decision, decision.fallback.option), at: decision.fallbackAt } }),
  }
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
