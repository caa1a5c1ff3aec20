/** Who may do what with a decision, from the answer page as from the command line. */
import type { Ask } from './ask.ts'
import type { Decision } from './decision.ts'
import type { Refused } from './decision-change.ts'
import { checkedIn, itemsOf } from './plan/items.ts'
import { everPersonOf, personOf } from './plan/lookup.ts'
import type { ResolvedPlan } from './plan/resolved.ts'

/** What somebody can want to do with a decision. `done`: say that a fallback was carried out. */
export const DECISION_ACTS = [
  'open',
  'acknowledge',
  'decide',
  'dismiss',
  'confirm',
  'withdraw',
  'snooze',
  'reassign',
  'merge',
  'done',
  'rethink',
] as const
export type DecisionAct = (typeof DECISION_ACTS)[number]

/**
 * What somebody is to a decision. `asked`: has an open ask about it, whether first or as a copy; before the first ask is
 * open, its decider. `manager`: of whom it was asked first. `chair`: of a review that shows it. `operator`: whoever runs the
 * command in nobody's name.
 */
export const DECISION_ROLES = ['asked', 'accountable', 'manager', 'chair', 'desk', 'anybody', 'operator'] as const
export type DecisionRole = (typeof DECISION_ROLES)[number]

/**
 * Who may do it. What only the addressee can know (I have seen it, remind me later) is theirs; who answers for the result
 * may decide in their place; an operator brings a question to the right person, and never decides in their own name.
 */
export const MAY: Readonly<Record<DecisionAct, readonly DecisionRole[]>> = {
  open: ['anybody', 'operator'],
  acknowledge: ['asked'],
  decide: ['asked', 'accountable', 'manager', 'chair'],
  dismiss: ['asked', 'accountable', 'manager', 'chair'],
  confirm: ['asked', 'accountable', 'manager', 'chair'],
  withdraw: ['asked', 'accountable', 'manager', 'chair'],
  snooze: ['asked'],
  reassign: ['asked', 'accountable', 'manager', 'chair', 'desk', 'operator'],
  merge: ['asked', 'accountable', 'manager', 'chair', 'desk', 'operator'],
  done: ['asked', 'accountable'],
  rethink: ['asked', 'accountable'],
}

/** What a permission is judged by. `person` is undefined for an operator who acts in nobody's name. */
export interface Asking {
  plan: ResolvedPlan
  decision: Decision
  asks: readonly Ask[]
  person: string | undefined
}

/** Everything a person is to a decision. */
export const rolesOf = ({ plan, decision, asks, person }: Asking): DecisionRole[] => {
  if (person === undefined) return ['operator']
  const open = asks.filter(({ state }) => state === 'open')
  const first = open.find(({ leads }) => leads)?.owner ?? decision.decider
  const is: Partial<Record<DecisionRole, boolean>> = {
    asked: open.some((ask) => ask.person === person) || (decision.asks.length === 0 && decision.decider === person),
    accountable: decision.accountable === person,
    manager: everPersonOf(plan, first)?.manager === person,
    chair: chairsOf(plan, decision).includes(person),
    desk: plan.organisation.desk === person,
    anybody: personOf(plan, person) !== undefined,
  }
  return DECISION_ROLES.filter((role) => is[role] === true)
}

/** Chairs of the reviews in whose scope the series of a decision lies. */
export const chairsOf = (plan: ResolvedPlan, { series, kpi }: Pick<Decision, 'series' | 'kpi'>): string[] => {
  const items = itemsOf(plan, []).filter((item) => item.kind === 'kpi' && (item.id === series || item.id === kpi))
  const shown = (plan.reviews ?? []).filter((review) => checkedIn(plan, review, items).length > 0)
  return [...new Set(shown.map(({ chair }) => chair))]
}

/** The role in which somebody may do it, or who may instead. */
export const mayDo = (asking: Asking, act: DecisionAct): { role: DecisionRole } | Refused => {
  const roles = rolesOf(asking)
  const role = MAY[act].find((one) => roles.includes(one))
  if (role) return { role }
  const who = asking.person === undefined ? {} : { person: asking.person }
  return { refused: { because: 'not-allowed', ...who, may: MAY[act] }, code: 'not-allowed' }
}
