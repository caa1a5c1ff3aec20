import { nameIn } from '../../domain/ask-opening.ts'
import type { Evidence } from '../../domain/decision.ts'
import { openByPerson } from '../../domain/decision-by-person.ts'
import { isRefused } from '../../domain/decision-change.ts'
import { formatInstant } from '../../domain/instant.ts'
import { namedPerson } from '../../domain/named-person.ts'
import { kpiOf, seriesByKey } from '../../domain/plan/lookup.ts'
import { readHeads } from '../aws/checkpoints.ts'
import { newDecision, readDecision } from '../aws/decisions.ts'
import { transact } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import type { CurrentPlan } from '../aws/plan.ts'
import { freezeEvidence } from '../evaluation/evidence.ts'
import { keptTexts } from '../texts/kept-catalogue.ts'
import type { Acted } from './act.ts'
import type { Command } from './command.ts'
import { refused } from './refused.ts'

type Opening = Extract<Command, { act: 'open' }>

/** Opens a decision for somebody, or as an operator. The same request again answers what it opened. */
export async function openDecision(current: CurrentPlan, command: Opening, now: number): Promise<Acted> {
  const { plan, version } = current
  const { act: _act, as, stated, request, decider: wanted, ...question } = command
  const by = as === undefined ? undefined : namedPerson(plan, as)
  if (by && 'code' in by) return refused(plan, by)
  const decider = namedPerson(plan, wanted)
  if ('code' in decider) return refused(plan, decider)
  const who = by?.person.id ?? 'operator'
  const evidence = await evidenceOf(current, question.series, who, now)
  const asked = { plan, planVersion: version, by: who, evidence, request }
  const outcome = openByPerson(asked, { ...question, decider: decider.person.id }, now)
  if (isRefused(outcome)) return refused(plan, outcome)
  const { decision, history } = outcome
  const failed = await transact([newDecision(decision), addHistory({ ...history, stated }, '1')])
  return { ok: true, decision: failed.length === 0 ? decision : (await readDecision(decision.id))! }
}

/** The figure as the last fold left it; about no figure, whose question it is. */
async function evidenceOf({ plan }: CurrentPlan, key: string | undefined, who: string, now: number): Promise<Evidence> {
  const series = key === undefined ? undefined : seriesByKey(plan, key)
  const kpi = series && kpiOf(plan, series.kpi)
  if (!series || !kpi) {
    const empty = {
      kpi: '',
      seriesLabel: '',
      unit: '',
      decimals: 0,
      direction: 'up' as const,
      points: [],
      references: [],
    }
    return {
      ...empty,
      kpiName: who === 'operator' ? keptTexts(plan).deskAsks : keptTexts(plan).asks(nameIn(plan, who)),
      knownAt: formatInstant(now),
    }
  }
  const head = (await readHeads([series.key])).get(series.key)?.checkpoint
  const recent = head?.base.recent ?? []
  const loose = head?.head.latest && head.head.latest[0] > head.base.through ? [head.head.latest] : []
  return freezeEvidence({ kpi, series, recent: [...recent, ...loose], episode: [], missing: 'missing' }, now)
}
