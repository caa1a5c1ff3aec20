/** Which decisions a pack tells of: those that wait at the close, and those taken while the review was open. */
import type { Decision } from '../decision.ts'
import { awaitsChoice, labelOf } from '../decision-change.ts'
import { parseInstant } from '../instant.ts'
import type { Cycle, CycleItem } from './cycle.ts'
import { FACT_LIMITS } from './facts.ts'
import { parseItemKey } from './item.ts'
import { bounded, byText } from './pack-line.ts'
import { type Bounded, PACK_LIMITS, type Pack, type PackTaken } from './pack-record.ts'
import { openDecision } from './snapshot.ts'

/** Opening and close of the cycle (ISO). */
interface Open {
  opensAt: string
  closedAt: string
}

/** Known of a series now: decisions that hold a place of its triggers, in any state. */
export type DecisionsOf = (series: string) => readonly Decision[]

/** The series whose figures an item is about; undefined where it is no KPI. */
export const seriesOf = ({ item }: CycleItem): string | undefined => {
  const { kind, id } = parseItemKey(item)
  return kind === 'kpi' ? id : undefined
}

/**
 * The items with the decisions that waited at the close. What was frozen when they were asked about may have been decided since, and
 * others opened; what was decided after the close waited then, and is decided in the review.
 */
export const withWaiting = (items: readonly CycleItem[], known: DecisionsOf, { closedAt }: Open): CycleItem[] =>
  items.map((one) => {
    const series = seriesOf(one)
    if (series === undefined) return one
    const waiting = known(series)
      .filter((decision) => waitedAt(decision, parseInstant(closedAt)))
      .sort((a, b) => byText(a.decideBy, b.decideBy) || byText(a.id, b.id))
      .map(openDecision)
    const decisions = waiting.slice(0, FACT_LIMITS.decisions)
    return { ...one, facts: { ...one.facts, decisions, moreDecisions: waiting.length - decisions.length } }
  })

const waitedAt = (decision: Decision, close: number): boolean =>
  parseInstant(decision.openedAt) <= close &&
  (awaitsChoice(decision) || (decision.choice !== undefined && parseInstant(decision.choice.at) > close))

/**
 * Decisions about the items that somebody took while the review was open, the first one first; what time chose is nobody's.
 * `elsewhere` count for the cycle before.
 */
export const takenOf = (
  items: readonly CycleItem[],
  known: DecisionsOf,
  { opensAt, closedAt }: Open,
  elsewhere: ReadonlySet<string> = new Set(),
): Bounded<PackTaken> => {
  const [from, to] = [parseInstant(opensAt), parseInstant(closedAt)]
  const taken = items.flatMap((one) => {
    const series = seriesOf(one)
    const all = series === undefined ? [] : known(series)
    return all.flatMap((decision) => {
      const { choice, id, question } = decision
      if (!choice || choice.by === 'fallback' || elsewhere.has(id)) return []
      const at = parseInstant(choice.at)
      if (at < from || at > to) return []
      const { item, name } = one
      return [{ id, question, item, name, by: choice.by, at: choice.at, option: labelOf(decision, choice.option) }]
    })
  })
  taken.sort((a, b) => byText(a.at, b.at) || byText(a.id, b.id))
  return bounded(taken, PACK_LIMITS.decisions)
}

/** Decisions that are the cycle before's: it concluded with them, or lists them and is still to be concluded. */
export const countedBefore = (before: Cycle | undefined, previous: Pack | undefined): Set<string> => {
  if (!before) return new Set()
  if (before.conclusion) return new Set(before.conclusion.decisions)
  const listed = before.concludeBy === undefined ? [] : (previous?.decisions.first ?? [])
  return new Set(listed.map(({ id }) => id))
}
