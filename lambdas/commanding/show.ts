import { nameIn } from '../../domain/ask-opening.ts'
import { inOrder } from '../../domain/history-order.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { readAsks } from '../aws/asks.ts'
import { readDecision } from '../aws/decisions.ts'
import { historyOf } from '../aws/history.ts'
import { refusal } from './command.ts'
import { shown } from './list.ts'

/** One decision with its open asks, its history in the order of causes, and the names of everybody in it. */
export async function showDecision(plan: ResolvedPlan, id: string) {
  const decision = await readDecision(id)
  if (!decision)
    return refusal('unknown-decision', [
      `There is no decision ${id}: "throughline decision list" shows what is under way.`,
    ])
  const [asks, lines] = await Promise.all([readAsks(decision.asks), historyOf(id)])
  const people = new Set([
    decision.decider,
    decision.accountable,
    ...asks.map(({ person }) => person),
    ...lines.map(({ who }) => who),
  ])
  return {
    ok: true as const,
    decision: shown(decision),
    asks: asks.filter(({ state }) => state === 'open'),
    history: inOrder(lines),
    names: Object.fromEntries([...people].map((person) => [person, nameIn(plan, person)])),
  }
}
