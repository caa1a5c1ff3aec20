/**
 * What another plan does to what is under way. Questions and deadlines are frozen when asked; people are read at each slot
 * (docs/plan-changes.md). Told before applying with the rules that are followed after it.
 */
import { droppedBecause, type Ground } from '../../decision-dropping.ts'
import { type ChainRole, nextInLine, STAND_IN_ORDER } from '../../escalation-order.ts'
import { parseInstant } from '../../instant.ts'
import { droppedItems } from '../../review/item-dropped.ts'
import { withFormer } from '../former.ts'
import { deciderOf, everPersonOf, kpiOf, personOf, seriesByKey } from '../lookup.ts'
import type { ResolvedPlan } from '../resolved.ts'
import { same } from './same.ts'
import type { OpenAsk, OpenDecision, UnderWay } from './under-way.ts'

/** One consequence: for machines its kind and ids, for readers a sentence. */
export type Consequence = { sentence: string } & (
  | { kind: 'withdrawn'; decision: string; asks: string[]; people: string[] }
  | { kind: 'withdrawn'; ask: string; from: string; item: string }
  | { kind: 'goes-on'; decision: string }
  | { kind: 'stays'; decision: string }
  | { kind: 'handed-on'; ask: string; from: string; to: string; role: ChainRole }
  | { kind: 'ends'; ask: string; from: string }
)

/** Whether a plan no longer asks what a decision asks: its series or its trigger is gone. */
export const isDropped = (plan: ResolvedPlan, decision: Ground): boolean => droppedBecause(plan, decision) !== undefined

const triggerFor = (plan: ResolvedPlan, { series: key, trigger: id }: Pick<OpenDecision, 'series' | 'trigger'>) => {
  const series = seriesByKey(plan, key)
  const trigger = series && kpiOf(plan, series.kpi)?.triggers.find((one) => one.id === id)
  return series && trigger && { series, trigger }
}

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
  const withdrawn = new Set(decisions.filter((one) => awaits(one) && isDropped(after, one)).map((one) => one.id))
  const asksOf = Map.groupBy(asks, (ask) => ask.decision)
  const droppedItem = droppedItems(after)
  const [gone, open] = split(asks, ({ item }) => item !== undefined && droppedItem(item) !== undefined)
  return [
    ...decisions.flatMap((decision): Consequence[] => {
      if (withdrawn.has(decision.id)) return [withdrawal(after, decision, asksOf.get(decision.id) ?? [])]
      if (isDropped(after, decision)) return [goingOn(after, decision)]
      return staying(before, after, decision)
    }),
    ...gone.map((ask) => takenBack(after, ask, droppedItem(ask.item!)!)),
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

const nameOf = (plan: ResolvedPlan, id: string): string => everPersonOf(plan, id)?.name ?? id

/** Not decided yet, taken up or not. */
const awaits = ({ state }: OpenDecision): boolean => state === 'open' || state === 'acknowledged'

const withdrawal = (plan: ResolvedPlan, decision: OpenDecision, asks: readonly OpenAsk[]): Consequence => {
  const { id, question } = decision
  const people = [...new Set(asks.map((ask) => ask.person))]
  const who = people.length === 0 ? '' : `; ${people.map((person) => nameOf(plan, person)).join(', ')} need not answer`
  const sentence = `"${question}" is withdrawn: the plan drops ${dropped(plan, decision)}${who}`
  return { kind: 'withdrawn', decision: id, asks: asks.map((ask) => ask.id), people, sentence }
}

const takenBack = (plan: ResolvedPlan, { id, person, about, item }: OpenAsk, what: string): Consequence => {
  const sentence = `"${about}" is no longer asked of ${nameOf(plan, person)}: the plan drops ${what}`
  return { kind: 'withdrawn', ask: id, from: person, item: item!, sentence }
}

const dropped = (plan: ResolvedPlan, { kpi, series, trigger }: OpenDecision): string => {
  if (!kpiOf(plan, kpi)) return `the KPI ${kpi}`
  return seriesByKey(plan, series) ? `the trigger ${trigger}` : `the series ${series}`
}

const goingOn = (plan: ResolvedPlan, decision: OpenDecision): Consequence => {
  const { id, question, planVersion } = decision
  const sentence = `"${question}" is decided and goes on under version ${planVersion}, though the plan drops ${dropped(plan, decision)}`
  return { kind: 'goes-on', decision: id, sentence }
}

/** An open decision whose trigger or series changes: said because a reader would expect it to follow. */
const staying = (before: ResolvedPlan | undefined, after: ResolvedPlan, decision: OpenDecision): Consequence[] => {
  const { id, question, decider } = decision
  const [was, is] = [before && triggerFor(before, decision), triggerFor(after, decision)]
  if (!was || !is || !awaits(decision)) return []
  const [from, to] = [deciderOf(was.trigger, was.series), deciderOf(is.trigger, is.series)]
  if (from !== to && personOf(after, decider) && to !== decider) {
    const sentence = `"${question}" stays with ${nameOf(after, decider)}; the next one goes to ${nameOf(after, to)}`
    return [{ kind: 'stays', decision: id, sentence }]
  }
  const judged = [was, is].map(({ series, trigger }) => [
    series.targets,
    series.bands,
    trigger.levels,
    trigger.question,
  ])
  if (same(judged[0], judged[1])) return []
  const sentence = `"${question}" stays as it was asked: targets, bands and questions hold for what is due after the apply`
  return [{ kind: 'stays', decision: id, sentence }]
}

const handOver = (plan: ResolvedPlan, ask: OpenAsk, at: number): Consequence => {
  const from = nameOf(plan, ask.person)
  // A copy that cannot arrive ends; the ask it was made of goes its own way.
  const to = ask.leads ? nextInLine({ plan, states: [] }, ask, STAND_IN_ORDER, at).to : undefined
  if (to) {
    const sentence = `"${ask.about}" goes from ${from}, who left, to the ${roleWords(to.role)} ${nameOf(plan, to.person)}`
    return { kind: 'handed-on', ask: ask.id, from: ask.person, to: to.person, role: to.role, sentence }
  }
  const why = ask.leads ? `nobody is left to stand in; ${courseOf(ask)}` : 'others have it already'
  return {
    kind: 'ends',
    ask: ask.id,
    from: ask.person,
    sentence: `"${ask.about}" is no longer asked of ${from}, who left: ${why}`,
  }
}

/** What goes on without an answer. */
const courseOf = ({ kind, decision }: OpenAsk): string => {
  if (decision !== undefined) return 'the decision takes its course'
  return kind === 'action' ? 'it stays undone' : 'the review closes without it'
}

const roleWords = (role: ChainRole): string => (role === 'accountable' ? 'accountable person' : role)
