import type { Decision } from '../../domain/decision.ts'
import { type Changed, isRefused, type Outcome } from '../../domain/decision-change.ts'
import { correctedOf, type Restatement } from '../../domain/decision-restating.ts'
import { type Effect, evidenceOf } from '../../domain/effect.ts'
import type { HistoryEntry } from '../../domain/history.ts'
import type { HistoryFact } from '../../domain/history-fact.ts'
import { formatInstant } from '../../domain/instant.ts'
import type { Folding } from './opening.ts'

/** The place of a trigger and series through the effects of one fold: who held it, who holds it now, what is to be told. */
export interface Course {
  /** Holder as it was read. */
  before?: Decision
  /** The same decision after the effects. */
  after?: Decision
  /** A decision that these effects opened. */
  opened?: Decision
  history: HistoryEntry[]
}

/** Who holds the place after the effects so far. A decision that ended holds none. */
export const holderOf = ({ after, opened }: Course): Decision | undefined =>
  [opened, after].find((decision) => decision && decision.state !== 'withdrawn')

/** The decision as a rule changed it, whichever of the two it is. */
export function keep(course: Course, { decision, history }: Changed): void {
  course.history.push(history)
  if (course.opened?.id === decision.id) course.opened = decision
  else course.after = decision
}

/** A rule that refuses changes nothing. */
export function keepUnlessRefused(course: Course, outcome: Outcome): void {
  if (!isRefused(outcome)) keep(course, outcome)
}

/** What happened and changed nothing, for its history. */
export function note(
  course: Course,
  decision: string,
  line: { what: string; why: string; fact: HistoryFact },
  now: number,
): void {
  course.history.push({ decision, at: formatInstant(now), who: 'trigger', ...line })
}

/** The evidence of a decision by what is known now: the slots a state keeps, and those that the effect shows. */
export function restatementOf(decision: Decision, { base }: Folding, effect: Effect, gone: boolean): Restatement {
  const slots = [...evidenceOf(base.recent, base.cadence), ...('evidence' in effect ? effect.evidence : [])]
  const known = new Map(slots.map(({ period, value }) => [period, value ?? null]))
  return { gone, corrected: correctedOf(decision, known) }
}
