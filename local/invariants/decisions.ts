import type { Decision } from '../../domain/decision.ts'
import { awaitsChoice, OPEN_STATES } from '../../domain/decision-change.ts'
import { stageOf } from '../../domain/decision-deadlines.ts'
import { placesOf } from '../../domain/decision-merging.ts'
import type { Invariant, RunFacts } from './facts.ts'
import { ledgerOf } from './ledger.ts'

const HOUR = 3_600_000

/** Never two open decisions for a trigger and series, and the open sentinel says which one it is. */
export const oneOpenDecision: Invariant = (facts) => {
  const { decisions, places } = ledgerOf(facts)
  const open = Map.groupBy(
    decisions
      .filter(isOpen)
      .flatMap((decision) => placesOf(decision).map((covered) => ({ ...covered, id: decision.id }))),
    placeOf,
  )
  const held = new Map(places.map(({ place, decision }) => [place, decision]))
  const broken = [...open].flatMap(([place, all]) => {
    if (all.length > 1) return [`${place} has ${all.length} open decisions: ${all.map(({ id }) => id).join(', ')}`]
    return held.get(place) === all[0]!.id
      ? []
      : [`${place} has the open decision ${all[0]!.id}, the sentinel says ${held.get(place) ?? 'none'}`]
  })
  const stale = places
    .filter(({ place }) => !open.has(place))
    .map(({ place, decision }) => `${place} is held by ${decision}, which is not open`)
  return [...broken, ...stale]
}

/** Every open decision has a decider of the plan, a deadline, and somebody who acts on it: a machine that waits, or the audit. */
export const openDecisionsGoOn: Invariant = (facts) => {
  const people = new Set(facts.plans.at(-1)!.plan.people.map(({ id }) => id))
  return ledgerOf(facts)
    .decisions.filter(isOpen)
    .flatMap((decision) => {
      const until = stageOf(decision, facts.now).until
      return [
        ...(people.has(decision.decider) ? [] : [`${decision.id} has no decider of the plan: "${decision.decider}"`]),
        ...(until === undefined ? [`${decision.id} (${decision.state}) waits for nothing`] : []),
        ...(decision.dueAt === undefined
          ? [`${decision.id} (${decision.state}) is not in the index that the audit reads`]
          : []),
        ...(served(facts, decision)
          ? []
          : [
              `${decision.id} (${decision.state}) is claimed by ${decision.claimedBy ?? 'nobody'}, and no such machine runs`,
            ]),
        // The machine acts at once and the audit looks every hour: later than two hours means that neither did.
        ...(until !== undefined && Date.parse(until) < facts.now - 2 * HOUR
          ? [`${decision.id} (${decision.state}) is stuck since ${until}`]
          : []),
      ]
    })
}

/** What each decision still wants of somebody, it has asked. */
export const decisionsAsk: Invariant = (facts) => {
  const { decisions, decisionAsks } = ledgerOf(facts)
  return decisions.flatMap((decision) => {
    const wanted = wantedKind(decision)
    if (wanted === undefined) return []
    const found = decisionAsks.filter(
      (ask) => ask.decision === decision.id && ask.kind === wanted && ask.state !== 'withdrawn',
    )
    return found.length > 0
      ? []
      : [`${decision.id} (${decision.state}) wants "${wanted}" of somebody and has asked nobody`]
  })
}

function wantedKind(decision: Decision): 'decide' | 'carry-out' | 'rethink' | undefined {
  if (awaitsChoice(decision)) return 'decide'
  if (decision.state === 'decided' && decision.choice?.by === 'fallback') return 'carry-out'
  const failed =
    decision.state === 'closed' && decision.attempt === 2 && decision.checks.at(-1)?.result === 'not-effective'
  return failed && !decision.rethink ? 'rethink' : undefined
}

/** An execution of this name runs. One that was taken away by the audit and not yet started again has a due item instead. */
function served({ executions, now }: RunFacts, decision: Decision & { dueAt?: string }): boolean {
  if (executions.some(({ name, status }) => name === decision.claimedBy && status === 'RUNNING')) return true
  return decision.dueAt !== undefined && Date.parse(decision.dueAt) > now - 2 * HOUR
}

const isOpen = (decision: Decision) => OPEN_STATES.includes(decision.state)
const placeOf = ({ trigger, series }: Pick<Decision, 'trigger' | 'series'>) => `${trigger}#${series}`
