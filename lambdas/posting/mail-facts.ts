import { decisionIdOf, type PersonState } from '../../domain/ask.ts'
import type { Decision } from '../../domain/decision.ts'
import { formatInstant } from '../../domain/instant.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { readDecisions } from '../aws/decisions.ts'
import { type PersonPartition, personPartition } from '../aws/people.ts'
import { statesAround } from './states.ts'

/** Everything a person's mail is planned and written from, as of one moment. */
export interface Facts extends PersonPartition {
  states: PersonState[]
  decisions: Decision[]
}

/** Mails and answers of the last week are enough for the budget of a day and the rest of three days. */
const RECENT_MS = 7 * 86_400_000

/** Three reads: the partition, then decisions and reachability side by side. */
export async function readFacts(plan: ResolvedPlan, person: string, now: number): Promise<Facts> {
  const partition = await personPartition(person, formatInstant(now - RECENT_MS))
  const open = partition.asks.filter((ask) => ask.state === 'open')
  const about = [
    ...partition.asks.flatMap((ask) => decisionIdOf(ask) ?? []),
    ...partition.notes.flatMap((note) => note.decision ?? []),
  ]
  const [states, decisions] = await Promise.all([statesAround(plan, open), readDecisions(about)])
  return { ...partition, states, decisions: [...decisions.values()] }
}
