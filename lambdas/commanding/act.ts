import type { Answer, Ask, DecisionAsk } from '../../domain/ask.ts'
import { isDecisionAsk } from '../../domain/ask.ts'
import type { AnswerInput } from '../../domain/ask-answered.ts'
import type { Decision } from '../../domain/decision.ts'
import { isRefused, settled } from '../../domain/decision-change.ts'
import type { DecisionEvent } from '../../domain/decision-course.ts'
import { stateAfter } from '../../domain/decision-course.ts'
import { mayDo } from '../../domain/decision-permission.ts'
import { namedPerson } from '../../domain/named-person.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { recordAnswer } from '../answering/record-answer.ts'
import { readAsks } from '../aws/asks.ts'
import { readDecision } from '../aws/decisions.ts'
import { mergeDecisions } from '../decisions/merge.ts'
import { type Acting, type Refusal, refusal } from './command.ts'
import { type Choosing, recordChoice } from './record-choice.ts'
import { refused } from './refused.ts'

/** What became of a command: the decision as it now is. */
export type Acted = { ok: true; decision: Decision } | Refusal

/** In the history of what nobody in particular did. */
const OPERATOR = 'operator'

/** What an act is to the course of the decision. */
const EVENT: Record<Acting['act'], DecisionEvent> = {
  acknowledge: 'acknowledge',
  decide: 'decide',
  dismiss: 'dismiss',
  confirm: 'confirm',
  withdraw: 'take-back',
  snooze: 'snooze',
  reassign: 'reassign',
  merge: 'merge',
  done: 'take-effect',
  rethink: 'rethink',
}

/** Acts that are answers to an ask, by what they are called there. */
const ANSWERS: Partial<Record<Acting['act'], Answer['action']>> = {
  acknowledge: 'acknowledge',
  decide: 'decide',
  dismiss: 'dismiss',
  confirm: 'confirm',
  withdraw: 'withdraw',
  snooze: 'snooze',
  done: 'done',
  rethink: 'rethink',
}

/** Who acts upon what, as it was read. */
interface Acts {
  plan: ResolvedPlan
  person: string | undefined
  decision: Decision
  asks: Ask[]
}

/**
 * Does what somebody wants of a decision: as the answer to their own ask where they have one, exactly as from the page;
 * else upon the decision itself, which its machine goes on from in the same way.
 */
export async function act(plan: ResolvedPlan, command: Acting, now: number): Promise<Acted> {
  const named = command.as === undefined ? undefined : namedPerson(plan, command.as)
  if (named && 'code' in named) return refused(plan, named)
  const person = named?.person.id
  const decision = await readDecision(command.decision)
  if (!decision) return missing(command.decision)
  const asks = await readAsks(decision.asks)
  const acts: Acts = { plan, person, decision, asks }
  const permit = mayDo(acts, command.act)
  if (isRefused(permit)) return over(acts, command.act) ?? refused(plan, permit)
  if (command.act === 'merge') return mergeCommand(acts, command, now)
  if (command.act === 'reassign') return reassign(acts, command, now)
  const own = askOf(acts, command.act)
  if (own) return answer(acts, own, inputOf(command, own, person!), now)
  if (command.act === 'acknowledge' || command.act === 'snooze')
    return over(acts, command.act) ?? refusal('not-open', ['Its ask is not open: look at it again in a moment.'])
  const done = await recordChoice(acts, { ...(command as Choosing), as: person! }, now)
  return isRefused(done) ? refused(plan, done) : { ok: true, decision: done }
}

const missing = (id: string) =>
  refusal('unknown-decision', [`There is no decision ${id}: "throughline decision list" shows what is under way.`])

/** What became of a decision that takes this act no more: whoever was second is told who was first, before anything else. */
const over = ({ plan, decision }: Acts, what: Acting['act']): Refusal | undefined => {
  if (stateAfter(decision.state, EVENT[what]) !== undefined) return undefined
  return refused(plan, settled(decision))
}

/** The person's own open ask that this act answers; an earlier answer of theirs too, so that they are told it stands. */
function askOf({ asks, person }: Acts, what: Acting['act']): DecisionAsk | undefined {
  const action = ANSWERS[what]
  const kind = what === 'done' ? 'carry-out' : what === 'rethink' ? 'rethink' : undefined
  const mine = asks.filter(isDecisionAsk).filter((ask) => ask.person === person && (!kind || ask.kind === kind))
  return action && mine.find(({ state }) => state === 'open')
}

function inputOf(command: Acting, ask: DecisionAsk, by: string): AnswerInput {
  const { act: what, as: _as, decision: _id, ...given } = command
  return { ...given, action: ANSWERS[what]!, epoch: ask.epoch, by, via: 'command' }
}

async function answer({ plan, decision }: Acts, ask: DecisionAsk, input: AnswerInput, now: number): Promise<Acted> {
  const recorded = await recordAnswer(plan, { person: ask.person, ask: ask.id }, input, now)
  if (!recorded) return missing(decision.id)
  return recorded.refused ? refused(plan, recorded.refused) : { ok: true, decision: recorded.decision }
}

/** Of the person's own ask, else of the one that leads: whoever answers for it may give it to somebody else. */
async function reassign(acts: Acts, command: Extract<Acting, { act: 'reassign' }>, now: number): Promise<Acted> {
  const open = acts.asks.filter(isDecisionAsk).filter(({ state }) => state === 'open')
  const ask = open.find((one) => one.person === acts.person) ?? open.find(({ leads }) => leads)
  if (!ask)
    return (
      over(acts, command.act) ?? refusal('not-open', ['Nobody is asked about it now, so there is nothing to hand on.'])
    )
  const own = ask.person === acts.person
  if (!own && command.to === undefined)
    return refusal('person-missing', ['Say who should take this: --to with an id, a name or an address of the plan.'])
  const action = command.to === undefined ? 'not-mine' : 'delegate'
  const { to, text, stated } = command
  const input = { action, to, text, stated, epoch: ask.epoch, by: acts.person ?? OPERATOR, via: 'command' } as const
  return answer(acts, ask, input, now)
}

async function mergeCommand(acts: Acts, command: Extract<Acting, { act: 'merge' }>, now: number): Promise<Acted> {
  const { decision: from, into, text: why, stated } = command
  const merging = { from, into, why, by: acts.person ?? OPERATOR, via: 'command' as const, stated }
  const permit = async (decision: Decision, asks: readonly Ask[]) => {
    const may = mayDo({ ...acts, decision, asks }, 'merge')
    return isRefused(may) ? may : undefined
  }
  const merged = await mergeDecisions(acts.plan, merging, permit, now)
  if (!merged) return missing(into)
  return isRefused(merged) ? refused(acts.plan, merged) : { ok: true, decision: merged.from.decision }
}
