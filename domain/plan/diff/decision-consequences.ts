/** What another plan does to decisions: those it no longer asks are withdrawn or go on as they are, the others stay as they were asked. */
import { nameIn } from '../../ask-opening.ts'
import { droppedBecause } from '../../decision-dropping.ts'
import { deciderOf, kpiOf, personOf, seriesByKey } from '../lookup.ts'
import type { ResolvedPlan } from '../resolved.ts'
import type { Consequence } from './consequences.ts'
import { same } from './same.ts'
import type { OpenAsk, OpenDecision } from './under-way.ts'

/** Whether nobody has taken it yet and the plan no longer has what it is about. */
export const isWithdrawn = (plan: ResolvedPlan, decision: OpenDecision): boolean =>
  awaits(decision) && isDropped(plan, decision)

/** What becomes of a decision and the asks that are open about it; nothing where it just goes its way. */
export const decisionConsequences = (
  before: ResolvedPlan | undefined,
  after: ResolvedPlan,
  decision: OpenDecision,
  asks: readonly OpenAsk[],
): Consequence[] => {
  if (isWithdrawn(after, decision)) return [withdrawal(after, decision, asks)]
  if (isDropped(after, decision)) return [goingOn(after, decision)]
  return staying(before, after, decision)
}

/** Whether a plan no longer asks what a decision asks: its series or its trigger is gone. */
const isDropped = (plan: ResolvedPlan, decision: OpenDecision): boolean => droppedBecause(plan, decision) !== undefined

/** Not decided yet, taken up or not. */
const awaits = ({ state }: OpenDecision): boolean => state === 'open' || state === 'acknowledged'

const withdrawal = (plan: ResolvedPlan, decision: OpenDecision, asks: readonly OpenAsk[]): Consequence => {
  const { id, question } = decision
  const people = [...new Set(asks.map((ask) => ask.person))]
  const who = people.length === 0 ? '' : `; ${people.map((person) => nameIn(plan, person)).join(', ')} need not answer`
  const sentence = `"${question}" is withdrawn: the plan drops ${dropped(plan, decision)}${who}`
  return { kind: 'withdrawn', decision: id, asks: asks.map((ask) => ask.id), people, sentence }
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

const triggerFor = (plan: ResolvedPlan, { series: key, trigger: id }: Pick<OpenDecision, 'series' | 'trigger'>) => {
  const series = seriesByKey(plan, key)
  const trigger = series && kpiOf(plan, series.kpi)?.triggers.find((one) => one.id === id)
  return series && trigger && { series, trigger }
}

/** An open decision whose trigger or series changes: said because a reader would expect it to follow. */
const staying = (before: ResolvedPlan | undefined, after: ResolvedPlan, decision: OpenDecision): Consequence[] => {
  const { id, question, decider } = decision
  const [was, is] = [before && triggerFor(before, decision), triggerFor(after, decision)]
  if (!was || !is || !awaits(decision)) return []
  const [from, to] = [deciderOf(was.trigger, was.series), deciderOf(is.trigger, is.series)]
  if (from !== to && personOf(after, decider) && to !== decider) {
    const sentence = `"${question}" stays with ${nameIn(after, decider)}; the next one goes to ${nameIn(after, to)}`
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
