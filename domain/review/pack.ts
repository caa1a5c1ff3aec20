/** What the chair and the leaders read after the close: computed from what was frozen and what came in, sorted by what matters. */

import type { Action } from './action.ts'
import type { Commitment } from './commitment.ts'
import type { Cycle, CycleItem } from './cycle.ts'
import { packActions, packBefore } from './pack-actions.ts'
import { changesOf } from './pack-changes.ts'
import type { DecisionsOf } from './pack-decisions.ts'
import { blockersOf, commitmentsOf, countsOf, decisionsOf } from './pack-groups.ts'
import { bounded, byText, isSilent, lineOf, statusNow } from './pack-line.ts'
import { ownersOf } from './pack-owners.ts'
import { readingOf } from './pack-reading.ts'
import {
  type Bounded,
  PACK_LIMITS,
  type Pack,
  type PackFigures,
  type PackLine,
  type PackSlower,
  type PackTaken,
} from './pack-record.ts'
import { unaskedAt } from './unasked.ts'

/** Everything a pack is made of. */
export interface Packing {
  cycle: string
  /** Close of the cycle. */
  closedAt: string
  /** All items of the cycle, in any order. */
  items: readonly CycleItem[]
  /** Decisions by series, as they are now: what those that wait are weighed by. @default none */
  known?: DecisionsOf
  /** Decided while the review was open. @default none */
  taken?: Bounded<PackTaken>
  /** Settled since the last pack, in any order. */
  settled: readonly Commitment[]
  /** Check-ins that came after the close of the cycle before, as that cycle's items have them now. */
  late: readonly CycleItem[]
  previous?: Pack
  /** Actions of the review that are open, or were settled since the last pack. @default none */
  actions?: readonly Action[]
  /** The cycle before. */
  before?: Cycle
  /** Zone of a person: in it the days of their actions end. @default UTC */
  zoneOf?: (person: string) => string
  figures?: PackFigures
  slower?: PackSlower
}

/** The pack of a closed cycle. The same facts in any order give the same pack. */
export const packOf = (packing: Packing): Pack => {
  const { cycle, closedAt, items, settled, late, previous, actions = [], zoneOf = () => 'UTC' } = packing
  const before = packBefore(packing.before)
  const sorted = [...items].sort((a, b) => severityOf(b) - severityOf(a) || byText(a.item, b.item))
  const lines = (fits: (item: CycleItem) => boolean) =>
    bounded(
      sorted.filter(fits).map((one) => lineOf(one, closedAt)),
      PACK_LIMITS.items,
    )
  return {
    cycle,
    closedAt,
    ...(previous ? { previous: previous.cycle } : {}),
    counts: countsOf(sorted, settled),
    decisions: decisionsOf(sorted, closedAt, packing.known),
    ...(packing.taken && packing.taken.first.length > 0 ? { taken: packing.taken } : {}),
    changes: changesOf(sorted, previous, closedAt),
    offTrack: lines((one) => statusNow(one) === 'off-track'),
    atRisk: lines((one) => statusNow(one) === 'at-risk'),
    stale: lines((one) => one.facts.kpi?.status === 'stale'),
    unasked: lines((one) => statusNow(one) === 'on-track' && unaskedAt(one.facts.kpi?.unasked, closedAt) !== undefined),
    silent: lines(isSilent),
    unowned: lines((one) => one.unowned),
    late: bounded(lateLines(late, sorted, closedAt), PACK_LIMITS.items),
    blockers: blockersOf(sorted),
    commitments: commitmentsOf(settled, sorted),
    actions: packActions(actions, closedAt, zoneOf),
    ...(before ? { before } : {}),
    ...(packing.figures ? { figures: packing.figures } : {}),
    ...(packing.slower ? { slower: packing.slower } : {}),
    owners: ownersOf(sorted),
    standing: sorted.map((one) => ({ item: one.item, status: statusNow(one) ?? null, silent: isSilent(one) })),
  }
}

/** Words of then beside the figure of now. */
const lateLines = (late: readonly CycleItem[], now: readonly CycleItem[], closedAt: string): PackLine[] => {
  const readings = new Map(now.map((one) => [one.item, readingOf(one)]))
  return late
    .filter((one) => one.state === 'late')
    .sort((a, b) => byText(a.item, b.item))
    .map((one) => {
      const { reading: then, ...line } = lineOf(one, closedAt)
      const reading = readings.get(one.item) ?? then
      return reading ? { ...line, reading } : line
    })
}

/** Off track before silent before at risk; among equals the less confident first. */
const severityOf = (item: CycleItem): number => {
  const status = statusNow(item)
  const grade = status === 'off-track' ? 3 : isSilent(item) ? 2 : status === 'at-risk' ? 1 : 0
  return grade * 100 + (10 - (item.checkIn?.confidence ?? 10))
}
