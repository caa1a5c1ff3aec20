import type { Ask, HandedBy, MailEntry } from '../../domain/ask.ts'
import type { Escalation } from '../../domain/ask-escalation.ts'
import { moveOf } from '../../domain/ask-move.ts'
import { mailSlotOf, passedAsk } from '../../domain/ask-opening.ts'
import { parseInstant } from '../../domain/instant.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'

/** What an ask does at one of its slots (epoch ms), as it is afterwards. */
export interface Rung<A extends Ask> {
  ask: A
  at: number
  how?: MailEntry['how']
  escalation?: Escalation
}

/** No ladder is longer: deliver, remind, tell, then each of the chain. */
const LONGEST = 10

/** The steps of an ask of which nobody says a word, by the rules that run: the first is its first mail. */
export function climb<A extends Ask>(plan: ResolvedPlan, from: A): [Rung<A>, ...Rung<A>[]] {
  const first = rung(plan, from)
  const all: [Rung<A>, ...Rung<A>[]] = [first]
  for (let { ask } = first; ask.state === 'open' && ask.stepAt !== undefined && all.length < LONGEST; ) {
    const next = rung(plan, ask)
    all.push(next)
    ask = next.ask
  }
  return all
}

function rung<A extends Ask>(plan: ResolvedPlan, ask: A): Rung<A> {
  const at = parseInstant(ask.stepAt!)
  const move = moveOf({ plan, states: [], decisions: new Map(), slot: mailSlotOf(ask)!, at }, ask)
  return { ...move, ask: move.ask as A, at }
}

/** The first step that reminds; the last there is where none does. */
export const reminded = <A extends Ask>(plan: ResolvedPlan, ask: A): Rung<A> => {
  const rungs = climb(plan, ask)
  return rungs.find(({ how }) => how === 'remind') ?? rungs.at(-1)!
}

/** Somebody who is asked too once an ask is silent for too long, with the moment of their mail (epoch ms); undefined where the chain has nobody. */
export function copyOf<A extends Ask>(plan: ResolvedPlan, ask: A): { copy: A; at: number } | undefined {
  const passed = climb(plan, ask).find(({ escalation }) => escalation?.kind === 'copy')?.escalation
  if (passed?.kind !== 'copy') return undefined
  const [{ ask: copy, at }] = climb(plan, passed.ask as A)
  return { copy, at }
}

/** The ask of somebody whom its addressee gave it to by name, at an instant (epoch ms). */
export function handed<A extends Ask>(plan: ResolvedPlan, ask: A, to: string, at: number): A {
  const handedBy: HandedBy = { person: ask.person, how: 'delegate', words: 'Made up: you are closer to it than I am.' }
  return passedAsk(plan, ask, { to: { person: to, role: 'delegate' }, how: 'hand-on', handedBy }, at) as A
}
