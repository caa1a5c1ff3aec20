import type { DecisionState } from '../../domain/decision.ts'
import type { Invariant, LedgerChange, RunFacts } from './facts.ts'
import { ledgerOf } from './ledger.ts'

/** The line that each state begins with. */
const LINE: Partial<Record<DecisionState, string>> = {
  open: 'Decision opened',
  acknowledged: 'Decision acknowledged',
  decided: 'Decision decided',
  'in-effect': 'Decision in effect',
  closed: 'Decision closed',
  dismissed: 'Decision dismissed',
  withdrawn: 'Decision withdrawn',
  merged: 'Decision merged',
}

/** Complete and append-only: revisions have no gap, each change of state has its line, each ask that was opened or withdrawn too. */
export const historyComplete: Invariant = (facts) => {
  const { decisions } = ledgerOf(facts)
  const touched = facts.changes
    .filter(({ sk, before, after }) => sk.startsWith('HISTORY#') && (before !== undefined || after === undefined))
    .map(({ pk, sk }) => `the line ${pk} ${sk} was changed afterwards`)
  return [...touched, ...decisions.flatMap(({ id }) => [...gaps(facts, id), ...unsaid(facts, id)])]
}

/** Pages say the history in the language of their reader: lines are facts but where somebody's words are all there is, and so are the ends of asks. */
export const toldAsFacts: Invariant = (facts) => {
  const { history, asks } = ledgerOf(facts)
  const ownWords = ({ what, via }: (typeof history)[number]) => what === 'Decision opened' && via !== undefined
  return [
    ...history
      .filter((line) => line.decision !== undefined && line.fact === undefined && !ownWords(line))
      .map(({ decision, what, why }) => `${decision}: the line "${what}" is a sentence alone: ${why}`),
    ...asks
      .filter(({ closedBecause, closedFor }) => closedBecause !== undefined && closedFor === undefined)
      .map(({ id, closedBecause }) => `ask ${id} ended by a sentence alone: ${closedBecause}`),
  ]
}

const coursesOf = ({ changes }: RunFacts, id: string): LedgerChange[] =>
  changes.filter(({ pk, sk, after }) => pk === `DECISION#${id}` && sk === 'META' && after !== undefined)

function gaps(facts: RunFacts, id: string): string[] {
  let revision = 0
  return coursesOf(facts, id).flatMap(({ before, after }) => {
    const next = Number(after!.revision)
    // A claim and a token are no change of the decision.
    const expected = before && unchanged(before, after!) ? revision : revision + 1
    revision = next
    return next === expected ? [] : [`${id} went to revision ${next} where ${expected} follows`]
  })
}

const unchanged = (before: Record<string, unknown>, after: Record<string, unknown>): boolean =>
  before.revision === after.revision && before.state === after.state

function unsaid(facts: RunFacts, id: string): string[] {
  const lines = ledgerOf(facts).history.filter((line) => line.decision === id)
  const states = coursesOf(facts, id)
    .filter(({ before, after }) => before?.state !== after!.state)
    .map(({ after }) => after!.state as DecisionState)
  const asks = ledgerOf(facts).decisionAsks.filter((ask) => ask.decision === id)
  const counts: [string, number][] = [
    ...[...Map.groupBy(states, (state) => LINE[state] ?? state)].map(([what, all]): [string, number] => [
      what,
      all.length,
    ]),
    ['Ask opened|Ask escalated|Ask handed on', asks.length],
  ]
  return counts.flatMap(([what, wanted]) => {
    const said = lines.filter((line) => what.split('|').includes(line.what)).length
    return said === wanted ? [] : [`${id} has ${said} lines "${what}" and needs ${wanted}`]
  })
}
