/** A chair asks again for a decision that waits: a line in the next mail of whoever has the question, once for each review. */
import { type Ask, type DecisionAsk, isDecisionAsk, type Note } from './ask.ts'
import { nameIn } from './ask-opening.ts'
import { titleOf } from './ask-title.ts'
import type { Decision } from './decision.ts'
import { awaitsChoice } from './decision-change.ts'
import type { Surroundings } from './escalation-order.ts'
import { idHash } from './hash.ts'
import type { HistoryEntry } from './history.ts'
import { formatInstant } from './instant.ts'
import { slotPresent } from './presence.ts'

/** Id of the line: the same review asks about the same decision once. */
export const urgeId = (decision: string, cycle: string): string => `N-${idHash(['urge', decision, cycle])}`

/** Who has the question now: the one whose ask leads. */
export const holderOf = (asks: readonly Ask[]): DecisionAsk | undefined =>
  asks.filter(isDecisionAsk).find((ask) => ask.kind === 'decide' && ask.leads && ask.state === 'open')

/** The line, the slot of the mail that carries it, and its history; undefined where nobody waits to decide. */
export const urge = (
  around: Surroundings,
  { decision, asks, cycle, by }: { decision: Decision; asks: readonly Ask[]; cycle: string; by: string },
  now: number,
): { note: Note; slot: string; history: HistoryEntry } | undefined => {
  const { plan } = around
  const ask = holderOf(asks)
  if (!ask || !awaitsChoice(decision)) return undefined
  const at = formatInstant(now)
  const note: Note = {
    id: urgeId(decision.id, cycle),
    person: ask.person,
    kind: 'urged',
    about: { person: by, ask: ask.id, ...titleOf(ask), dueBy: ask.dueBy, since: ask.openedAt },
    decision: decision.id,
    createdAt: at,
  }
  const fact = { said: 'urged' as const, person: ask.person }
  const why = `${nameIn(plan, by)} asks ${nameIn(plan, ask.person)} again, from ${cycle}`
  return {
    note,
    slot: formatInstant(slotPresent(around, ask.person, now)),
    history: { decision: decision.id, at, what: 'Decider asked again', who: by, why, fact, via: 'link' },
  }
}
