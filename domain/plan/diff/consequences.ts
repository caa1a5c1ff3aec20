/**
 * What another plan does to what is under way. Questions and deadlines are frozen when asked; people are read at each slot
 * (docs/plan-changes.md). Told before applying with the rules that are followed after it.
 */
import type { ChainRole } from '../../escalation-order.ts'
import { parseInstant } from '../../instant.ts'
import { droppedItems, droppedWords } from '../../review/item-dropped.ts'
import { withFormer } from '../former.ts'
import { personOf } from '../lookup.ts'
import type { ResolvedPlan } from '../resolved.ts'
import { handOver, takenBack } from './ask-consequences.ts'
import { decisionConsequences, isWithdrawn } from './decision-consequences.ts'
import type { UnderWay } from './under-way.ts'

/** One consequence: for machines its kind and ids, for readers a sentence. */
export type Consequence = { sentence: string } & (
  | { kind: 'withdrawn'; decision: string; asks: string[]; people: string[] }
  | { kind: 'withdrawn'; ask: string; from: string; item: string }
  | { kind: 'goes-on'; decision: string }
  | { kind: 'stays'; decision: string }
  | { kind: 'handed-on'; ask: string; from: string; to: string; role: ChainRole }
  | { kind: 'ends'; ask: string; from: string }
)

/**
 * Consequences of a plan for what is under way, on a day (`2026-03-05`: who is away then is passed over).
 *
 * - A decision nobody has taken yet whose KPI, series or trigger is gone is withdrawn with its asks; who had a mail about it is told.
 * - A check-in about something that is gone is withdrawn; who had a mail about it is told.
 * - One that is decided goes on under the version it was opened under.
 * - What was asked of somebody who left goes to the deputy, else the manager, the accountable person, the desk, passing
 *   over who is away, has left too or has it already.
 * - Another decider, target, band or question changes nothing that is open.
 */
export const consequencesOf = (
  before: ResolvedPlan | undefined,
  next: ResolvedPlan,
  { decisions, asks }: UnderWay,
  today: string,
): Consequence[] => {
  const after = withFormer(next, before)
  const withdrawn = new Set(decisions.filter((one) => isWithdrawn(after, one)).map((one) => one.id))
  const asksOf = Map.groupBy(asks, (ask) => ask.decision)
  const droppedItem = droppedItems(after)
  const [gone, open] = split(asks, ({ item }) => item !== undefined && droppedItem(item) !== undefined)
  return [
    ...decisions.flatMap((one) => decisionConsequences(before, after, one, asksOf.get(one.id) ?? [])),
    ...gone.map((ask) => takenBack(after, ask, droppedWords(droppedItem(ask.item!)!))),
    ...open
      .filter((ask) => !(ask.decision !== undefined && withdrawn.has(ask.decision)))
      .filter((ask) => personOf(after, ask.person) === undefined)
      .map((ask) => handOver(after, ask, parseInstant(`${today}T12:00:00Z`))),
  ]
}

const split = <T>(all: readonly T[], test: (one: T) => boolean): [T[], T[]] => [
  all.filter(test),
  all.filter((one) => !test(one)),
]
