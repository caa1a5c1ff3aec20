import type { Covered, Decision } from '../../domain/decision.ts'
import { raiseSeverity } from '../../domain/decision-answering.ts'
import { type Changed, isRefused, type Outcome } from '../../domain/decision-change.ts'
import { coveredIn, endEpisode, fireAgain } from '../../domain/decision-merging.ts'
import { openDecision } from '../../domain/decision-opening.ts'
import { correctedOf, type Restatement, restate } from '../../domain/decision-restating.ts'
import { type Effect, evidenceOf } from '../../domain/effect.ts'
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

/**
 * Episodes end and begin in one fold, so each effect sees what those before it left. `existing` are ids that must not be asked
 * again; `before` has the newest question, by episode, that was taken back and may be asked again. Pure.
 */
export function courseOf(
  folding: Folding,
  effects: readonly Effect[],
  holder: Decision | undefined,
  existing: ReadonlySet<string>,
  now: number,
  before: ReadonlyMap<string, Decision> = new Map(),
): Course {
  const course: Course = { before: holder, after: holder, history: [] }
  for (const effect of effects) {
    if (effect.kind === 'episode-opened' || effect.kind === 'flap')
      open(course, folding, effect, { existing, before }, now)
    else apply(course, folding, effect, now)
  }
  return course
}

/** Who holds the place after the effects so far. A decision that ended holds none. */
export const holderOf = ({ after, opened }: Course): Decision | undefined =>
  [opened, after].find((decision) => decision && decision.state !== 'withdrawn')

type Begins = Extract<Effect, { kind: 'episode-opened' | 'flap' }>

function open(
  course: Course,
  folding: Folding,
  effect: Begins,
  { existing, before }: { existing: ReadonlySet<string>; before: ReadonlyMap<string, Decision> },
  now: number,
): void {
  const opening = openingOf(folding, effect, now)
  if (!opening) return
  const holder = holderOf(course)
  // At most one open decision a trigger and series: what fires again meanwhile is noted on it.
  if (holder) {
    again(course, { ...folding, episode: opening.episode }, holder, effect, now)
    return
  }
  const last = before.get(opening.episode)
  const asked = last ? { ...opening, again: (last.again ?? 0) + 1, previous: last.id } : opening
  const { decision, history } = openDecision(asked, now)
  // A restatement can bring an episode back whose decision was dismissed: it was asked about once.
  if (existing.has(decision.id)) {
    note(course, decision.id, 'Trigger fired again', 'this episode was asked about before', now)
    return
  }
  course.opened = decision
  course.history.push(history)
}

/** An episode begins while a decision holds its place. If corrected data had taken away that decision's own, it is back. */
function again(
  course: Course,
  folding: Folding & { episode: string },
  holder: Decision,
  effect: Begins,
  now: number,
): void {
  const { trigger } = effect
  const fired = fireAgain(holder, { trigger, series: folding.series.key, episode: folding.episode }, now)
  if (fired) keep(course, fired)
  const own = effect.kind === 'episode-opened' && effect.episodeId === holder.episode
  const about = fired?.decision ?? holder
  const outcome = own ? restate(about, restatementOf(about, folding, effect, false), now) : undefined
  if (outcome && !isRefused(outcome)) keep(course, outcome)
  else if (!fired) note(course, holder.id, 'Trigger fired again', 'this decision is still open', now)
}

type Later = Exclude<Effect, { kind: 'episode-opened' | 'flap' }>

/** A flap is told under several ids while data come in, but only one decision asks about it. */
const aboutWhat = (effect: Later, decision: Decision): Covered | undefined =>
  coveredIn(decision, effect.kind === 'flap-ended' ? { flapOf: effect.trigger } : { episode: effect.episodeId })

function apply(course: Course, folding: Folding, effect: Later, now: number): void {
  const decision = holderOf(course)
  const covered = decision && aboutWhat(effect, decision)
  if (!covered) return
  if (effect.kind === 'severity-raised') keepUnlessRefused(course, raiseSeverity(decision, effect, now))
  else if (effect.kind === 'episode-restated') restated(course, folding, { decision, covered }, effect, now)
  else {
    const outcome = endEpisode(decision, covered, effect.why, now)
    if (!isRefused(outcome)) keep(course, outcome)
    else note(course, decision.id, 'Episode ended', `${effect.why}; whoever took this decision up goes on`, now)
  }
}

/** What nobody has acted on goes with its ground; what somebody has taken up stays, and says what was corrected. */
function restated(
  course: Course,
  folding: Folding,
  { decision, covered }: { decision: Decision; covered: Covered },
  effect: Extract<Effect, { kind: 'episode-restated' }>,
  now: number,
): void {
  const gone = effect.change === 'withdrawn'
  const graver = gone ? endEpisode(decision, covered, 'restated', now) : raiseSeverity(decision, effect, now)
  keepUnlessRefused(course, graver)
  const holder = holderOf(course)
  // The evidence of a decision is that of its own series, not of what was merged into it.
  const own = covered.series === decision.series && covered.trigger === decision.trigger
  if (holder && own) keepUnlessRefused(course, restate(holder, restatementOf(holder, folding, effect, gone), now))
}

/** The evidence of a decision by what is known now: the slots a state keeps, and those that the effect shows. */
function restatementOf(decision: Decision, { base }: Folding, effect: Effect, gone: boolean): Restatement {
  const slots = [...evidenceOf(base.recent, base.cadence), ...('evidence' in effect ? effect.evidence : [])]
  const known = new Map(slots.map(({ period, value }) => [period, value ?? null]))
  return { gone, corrected: correctedOf(decision, known) }
}

function keep(course: Course, { decision, history }: Changed): void {
  course.history.push(history)
  if (course.opened?.id === decision.id) course.opened = decision
  else course.after = decision
}

function keepUnlessRefused(course: Course, outcome: Outcome): void {
  if (!isRefused(outcome)) keep(course, outcome)
}

function note(course: Course, decision: string, what: string, why: string, now: number): void {
  course.history.push({ decision, at: formatInstant(now), what, who: 'trigger', why })
}
