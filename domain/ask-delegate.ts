/** Answers that give an ask to somebody by name: "please take this", and "not mine, it is theirs". */
import type { Ask, HandedBy } from './ask.ts'
import { type AnswerRefused, askLine, type Deferred, type Deferring, keptAnswer } from './ask-answered.ts'
import { passOn } from './ask-escalation.ts'
import { ended, nameIn } from './ask-opening.ts'
import { hindranceKind } from './escalation-order.ts'
import { namedPerson } from './named-person.ts'
import { personOf } from './plan/lookup.ts'
import type { ResolvedPlan } from './plan/resolved.ts'

/** Most people who are offered by name; everybody else is typed. */
const MOST_OFFERED = 6

/** Somebody a question can plausibly go to, and why. */
export interface Plausible {
  id: string
  name: string
  why: 'deputy' | 'manager' | 'function'
}

/** Deputy, manager and colleagues of the same function; nobody who has or had the question, and not the desk. */
export const plausibleFor = (plan: ResolvedPlan, ask: Pick<Ask, 'person' | 'asked'>): Plausible[] => {
  const me = personOf(plan, ask.person)
  if (!me) return []
  const near = (id: string | undefined, why: Plausible['why']) => {
    const person = id === undefined ? undefined : personOf(plan, id)
    return person ? [{ id: person.id, name: person.name, why }] : []
  }
  const colleagues = me.function === undefined ? [] : plan.people.filter((one) => one.function === me.function)
  const all = [
    ...near(me.deputy, 'deputy'),
    ...near(me.manager, 'manager'),
    ...colleagues.flatMap(({ id }) => near(id, 'function')),
  ]
  const out = new Set([ask.person, ...ask.asked, plan.organisation.desk])
  return all.filter(({ id }) => !out.has(id) && out.add(id)).slice(0, MOST_OFFERED)
}

/** Hands the ask to whom the addressee names. The deadline stays, and the ladder begins anew with them. */
export const delegate = <A extends Ask>(facts: Deferring<A>, now: number): Deferred<A> | AnswerRefused => {
  const { input } = facts
  if ((input.to ?? '').trim() === '') return { code: 'person-missing', refused: { because: 'whom-missing' } }
  return handTo(facts, now)
}

/** The ask for the person that `input.to` names, with what the addressee says about it. Nobody gets the same question twice. */
export const handTo = <A extends Ask>(facts: Deferring<A>, now: number): Deferred<A> | AnswerRefused => {
  const { plan, ask, input } = facts
  const named = namedPerson(plan, input.to ?? '')
  if ('code' in named) return named
  const to = named.person.id
  const refused = cannotHave(facts, to, now)
  if (refused) return refused
  const words = (input.text ?? '').trim()
  const how = input.action === 'not-mine' ? ('not-mine' as const) : ('delegate' as const)
  const from = nameIn(plan, ask.person)
  const said =
    input.by !== ask.person
      ? `${nameIn(plan, input.by)} handed it from ${from} to ${named.person.name}`
      : how === 'not-mine'
        ? `${from} says it is not theirs but ${named.person.name}’s`
        : `${from} handed it to ${named.person.name}`
  const because = words === '' ? said : `${said}: ${words}`
  const closedFor = { ended: 'handed' as const, by: input.by, to, notTheirs: how === 'not-mine', words }
  const fact = { said: 'closed-ask' as const, person: ask.person, closing: closedFor }
  const handedBy: HandedBy = { person: input.by, how, ...(words === '' ? {} : { words }) }
  // A copy passed on stays a copy: the ask that leads goes on where it is.
  const passing = {
    to: { person: to, role: 'delegate' as const },
    how: ask.leads ? ('hand-on' as const) : ('copy' as const),
    handedBy,
  }
  const handed = { said: 'handed-on' as const, closing: closedFor, passedOver: [] }
  const handOn = passOn(plan, ask, passing, { because, fact: handed }, now)
  const answer = keptAnswer({ ...input, option: to }, now)
  const closed = ended<A>(
    ask,
    { state: 'handed-on', epoch: ask.epoch + 1, closedBecause: because, closedFor, answer },
    now,
  )
  return {
    ask: { ...closed, asked: [...ask.asked, to] },
    besides: ask.leads ? [] : withOneMore(facts, to),
    history: [askLine(facts, how === 'not-mine' ? 'Ask not mine' : 'Ask delegated', { why: because, fact }, now)],
    handOn,
    nextSlots: [{ person: to, slot: handOn.planSlot, urgent: handOn.urgent }],
  }
}

const cannotHave = <A extends Ask>(
  { plan, states, ask, copies = [], input }: Deferring<A>,
  to: string,
  now: number,
): AnswerRefused | undefined => {
  if (to === ask.person && input.by === ask.person) return { code: 'circle', refused: { because: 'yourself' } }
  if ([ask, ...copies].some((one) => one.person === to || one.asked.includes(to))) {
    return { code: 'circle', refused: { because: 'had-it', person: to } }
  }
  const kind = hindranceKind({ plan, states }, to, now)
  if (kind === undefined) return undefined
  return { code: 'not-there', refused: { because: 'not-there', person: to, hindrance: kind } }
}

/** The asks that lead, told that one more person has the question, so that the chain does not ask them again. */
const withOneMore = <A extends Ask>({ ask, copies = [] }: Deferring<A>, to: string) =>
  copies
    .filter((one) => one.id !== ask.id && one.leads && one.state === 'open')
    .map((before) => ({ before, after: { ...before, asked: [...before.asked, to], revision: before.revision + 1 } }))
