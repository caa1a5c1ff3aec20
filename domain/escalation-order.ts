/** Whom an ask goes to when its addressee is silent, away or the wrong person. */
import type { Ask, PersonState } from './ask.ts'
import type { Decision } from './decision.ts'
import { everPersonOf, personOf } from './plan/lookup.ts'
import type { ResolvedPlan } from './plan/resolved.ts'
import { isAwayAt } from './presence.ts'
import { unreachableBecause } from './reachability.ts'

/** A step of the chain: everything but the owner, who is asked first anyway. */
export type ChainRole = Decision['chain'][number]

/** The chain of a plan as decisions keep it. */
export const chainOf = (plan: ResolvedPlan): ChainRole[] => plan.escalation.chain.filter((role) => role !== 'owner')

/** Silence: the manager gets the ask first, as they were told before; then the chain; the desk always ends it. */
export const escalationOrder = (chain: readonly ChainRole[]): ChainRole[] =>
  unique(['manager', ...withoutDesk(chain), 'desk'])

/** Absence: the deputy stands in, else the manager, the accountable person, the desk. */
export const STAND_IN_ORDER: readonly ChainRole[] = ['deputy', 'manager', 'accountable', 'desk']

const withoutDesk = (chain: readonly ChainRole[]) => chain.filter((role) => role !== 'desk')

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)]

/** What the look-ups need to know of the moment. */
export interface Surroundings {
  plan: ResolvedPlan
  states: readonly PersonState[]
}

/** Person behind a role of an ask, seen from the person first asked; undefined when there is none. */
export const personInRole = (
  plan: ResolvedPlan,
  ask: Pick<Ask, 'owner' | 'accountable'>,
  role: ChainRole,
): string | undefined => {
  const owner = everPersonOf(plan, ask.owner)
  if (role === 'deputy') return owner?.deputy
  if (role === 'manager') return owner?.manager
  return role === 'accountable' ? ask.accountable : plan.organisation.desk
}

/** Why a person cannot be asked now; undefined when they can. The desk is never skipped for being away. */
export const hindranceKind = (around: Surroundings, person: string, at: number): Hindrance | undefined => {
  if (!personOf(around.plan, person)) return 'left'
  if (person === around.plan.organisation.desk) return undefined
  if (unreachableBecause(around, person) !== undefined) return 'unreachable'
  return isAwayAt(around, person, at) ? 'away' : undefined
}

/** What keeps a person from being asked. */
export type Hindrance = 'left' | 'unreachable' | 'away'

/** The same for the log and the command line, as the rest of a sentence. */
export const hindrance = (around: Surroundings, person: string, at: number): string | undefined => {
  const kind = hindranceKind(around, person, at)
  if (kind === 'left') return 'is no longer in the plan'
  if (kind === 'unreachable') return `cannot be reached by mail (${unreachableBecause(around, person)})`
  return kind && 'is away'
}

/** Somebody of an order who does not get the ask, and why: there is nobody, they have it, or something keeps them from it. */
export interface PassedOver {
  role: ChainRole
  person?: string
  why: 'nobody' | 'has-it' | Hindrance
}

/** The next person of an order, and why those before were passed over. */
export interface NextInLine {
  to?: { person: string; role: ChainRole }
  passedOver: PassedOver[]
}

/** The first of `order` who exists, can be asked now and never had the ask. */
export const nextInLine = (
  around: Surroundings,
  ask: Pick<Ask, 'owner' | 'accountable' | 'asked'>,
  order: readonly ChainRole[],
  at: number,
): NextInLine => {
  const passedOver: PassedOver[] = []
  for (const role of order) {
    const person = personInRole(around.plan, ask, role)
    if (person === undefined) passedOver.push({ role, why: 'nobody' })
    else if (ask.asked.includes(person)) passedOver.push({ role, person, why: 'has-it' })
    else {
      const why = hindranceKind(around, person, at)
      if (why === undefined) return { to: { person, role }, passedOver }
      passedOver.push({ role, person, why })
    }
  }
  return { passedOver }
}

/** Who was passed over, for the log and the command line. */
export const skippedWords = (
  around: Surroundings,
  owner: string,
  passedOver: readonly PassedOver[],
  at: number,
): string =>
  passedOver
    .map(({ role, person, why }) => {
      if (person === undefined) return `${owner} has no ${role}`
      return `${role} ${person} ${why === 'has-it' ? 'already has it' : hindrance(around, person, at)}`
    })
    .join('; ')
