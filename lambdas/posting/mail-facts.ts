import { type Ask, decisionIdOf, isAskNote, type PersonState } from '../../domain/ask.ts'
import type { Decision } from '../../domain/decision.ts'
import { formatInstant } from '../../domain/instant.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { readAsks } from '../aws/asks.ts'
import { readDecisions } from '../aws/decisions.ts'
import { type PersonPartition, personPartition } from '../aws/people.ts'
import { statesAround } from './states.ts'

/** Everything a person's mail is planned and written from, as of one moment. */
export interface Facts extends PersonPartition {
  states: PersonState[]
  decisions: Decision[]
  /** Asks of others that notes of the person are about, where they are about no decision. */
  silent: Ask[]
}

/** Mails and answers of the last week are enough for the budget of a day and the rest of three days. */
const RECENT_MS = 7 * 86_400_000

/** The partition, then decisions, reachability and what notes are about side by side. */
export async function readFacts(plan: ResolvedPlan, person: string, now: number): Promise<Facts> {
  const partition = await personPartition(person, formatInstant(now - RECENT_MS))
  const open = partition.asks.filter((ask) => ask.state === 'open')
  const about = [
    ...partition.asks.flatMap((ask) => decisionIdOf(ask) ?? []),
    ...partition.notes.filter(isAskNote).flatMap((note) => note.decision ?? []),
  ]
  const told = partition.notes.filter(({ dropped }) => dropped === undefined)
  const aboutAsks = told.filter(isAskNote).filter(({ decision }) => decision === undefined)
  const aboutPeople = told.filter((note) => !isAskNote(note)).map((note) => note.about.person)
  const [states, decisions, silent] = await Promise.all([
    statesAround(plan, open, { people: aboutPeople }),
    readDecisions(about),
    readAsks(aboutAsks.map((note) => ({ person: note.about.person, ask: note.about.ask }))),
  ])
  // Whoever leads no open ask is not among the states around them, and may be told something all the same.
  const own = partition.state && !states.some((state) => state.person === person) ? [partition.state] : []
  return { ...partition, states: [...states, ...own], decisions: [...decisions.values()], silent }
}
