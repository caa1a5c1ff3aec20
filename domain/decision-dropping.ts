/** Decisions about what the plan no longer has. */
import type { Ask, Note } from './ask.ts'
import { BY_PERSON, type Decision, type WithdrawalReason } from './decision.ts'
import { awaitsChoice, changed, type Outcome, settled, withdrawnBecause } from './decision-change.ts'
import { formatInstant } from './instant.ts'
import { kpiOf, seriesByKey } from './plan/lookup.ts'
import type { ResolvedPlan } from './plan/resolved.ts'
import { unneededNote } from './unneeded-note.ts'

/** What a decision stands on. */
export type Ground = Pick<Decision, 'kpi' | 'series' | 'trigger' | 'covers'>

/** What of a decision's ground the plan has dropped; undefined while it has all of it, or all of anything merged into it. */
export const droppedBecause = (plan: ResolvedPlan, decision: Ground): WithdrawalReason | undefined => {
  const [own, ...others] = (decision.covers ?? [decision]).map((one) => groundLost(plan, one))
  return others.includes(undefined) ? undefined : own
}

const groundLost = (
  plan: ResolvedPlan,
  { kpi: id, series, trigger }: Pick<Decision, 'kpi' | 'series' | 'trigger'>,
): WithdrawalReason | undefined => {
  // What a person asked about no KPI has no ground that a plan could drop.
  if (trigger === BY_PERSON && id === '') return undefined
  const kpi = kpiOf(plan, id)
  if (!kpi) return 'kpi-removed'
  if (!seriesByKey(plan, series)) return 'series-removed'
  return trigger === BY_PERSON || kpi.triggers.some((one) => one.id === trigger) ? undefined : 'trigger-removed'
}

/** Takes back what nobody has decided yet, taken up or not. What is decided goes on as it was decided. */
export const dropDecision = (decision: Decision, reason: WithdrawalReason, now: number): Outcome => {
  if (!awaitsChoice(decision)) return settled(decision)
  const why = `${withdrawnBecause[reason]} before anybody decided`
  const fields = { state: 'withdrawn' as const, withdrawal: { reason, at: formatInstant(now) } }
  return changed(
    decision,
    fields,
    { what: 'Decision withdrawn', who: 'plan', why, fact: { said: 'withdrawn', reason } },
    now,
  )
}

/** The line for somebody who was mailed a question that the plan has dropped; undefined for who never saw it. */
export const droppedNote = (ask: Ask, now: number): Note | undefined => unneededNote('plan-dropped', ask, now)
