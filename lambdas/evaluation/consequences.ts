import type { Decision } from '../../domain/decision.ts'
import { raiseSeverity, withdraw } from '../../domain/decision-answering.ts'
import { isRefused, type Outcome } from '../../domain/decision-change.ts'
import { openDecision } from '../../domain/decision-opening.ts'
import type { Effect } from '../../domain/effect.ts'
import type { HistoryEntry } from '../../domain/history.ts'
import { formatInstant } from '../../domain/instant.ts'
import { type Folding, openingOf } from './opening.ts'

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

/** Episodes end and begin in one fold, so each effect sees what those before it left. Pure. */
export function courseOf(
  folding: Folding,
  effects: readonly Effect[],
  holder: Decision | undefined,
  existing: ReadonlySet<string>,
  now: number,
): Course {
  const course: Course = { before: holder, after: holder, history: [] }
  for (const effect of effects) {
    if (effect.kind === 'episode-opened' || effect.kind === 'flap') open(course, folding, effect, existing, now)
    else apply(course, effect, now)
  }
  return course
}

/** Who holds the place after the effects so far. A decision that ended holds none. */
export const holderOf = ({ after, opened }: Course): Decision | undefined =>
  [opened, after].find((decision) => decision && decision.state !== 'withdrawn')

function open(
  course: Course,
  folding: Folding,
  effect: Extract<Effect, { kind: 'episode-opened' | 'flap' }>,
  existing: ReadonlySet<string>,
  now: number,
): void {
  const opening = openingOf(folding, effect, now)
  if (!opening) return
  const holder = holderOf(course)
  // At most one open decision a trigger and series: what fires again meanwhile is noted on it.
  if (holder) {
    note(course, holder.id, 'Trigger fired again', 'this decision is still open', now)
    return
  }
  const { decision, history } = openDecision(opening, now)
  // A restatement can bring an episode back whose decision was dismissed or withdrawn: it was asked about once.
  if (existing.has(decision.id)) {
    note(course, decision.id, 'Trigger fired again', 'this episode was asked about before', now)
    return
  }
  course.opened = decision
  course.history.push(history)
}

type Later = Exclude<Effect, { kind: 'episode-opened' | 'flap' }>

/** A flap is told under several ids while data come in, but only one decision asks about it. */
const isAbout = (effect: Later, decision: Decision): boolean =>
  effect.kind === 'flap-ended' ? decision.kind === 'flap' : decision.episode === effect.episodeId

function apply(course: Course, effect: Later, now: number): void {
  const decision = holderOf(course)
  if (!decision || !isAbout(effect, decision)) return
  const [outcome, otherwise] = outcomeOf(decision, effect, now)
  if (isRefused(outcome)) {
    if (otherwise) note(course, decision.id, ...otherwise, now)
    return
  }
  course.history.push(outcome.history)
  if (course.opened === decision) course.opened = outcome.decision
  else course.after = outcome.decision
}

/** What the rules say, and what is noted when they refuse because somebody has taken the decision up. */
function outcomeOf(decision: Decision, effect: Later, now: number): [Outcome, [what: string, why: string]?] {
  if (effect.kind === 'severity-raised') return [raiseSeverity(decision, effect, now)]
  if (effect.kind === 'episode-ended' || effect.kind === 'flap-ended') {
    const why = `${effect.why}; whoever took this decision up goes on`
    return [withdraw(decision, effect.why, now), ['Episode ended', why]]
  }
  if (effect.change === 'withdrawn') {
    const why = 'corrected data say that there was no such episode'
    return [withdraw(decision, 'restated', now), ['Episode restated', why]]
  }
  const why = 'corrected data changed what this decision stands on'
  return [raiseSeverity(decision, effect, now), ['Evidence restated', why]]
}

function note(course: Course, decision: string, what: string, why: string, now: number): void {
  course.history.push({ decision, at: formatInstant(now), what, who: 'trigger', why })
}
