import type { Covered, Decision } from '../../domain/decision.ts'
import { raiseSeverity } from '../../domain/decision-answering.ts'
import { isRefused } from '../../domain/decision-change.ts'
import { coveredIn, endEpisode } from '../../domain/decision-merging.ts'
import { restate } from '../../domain/decision-restating.ts'
import type { Effect } from '../../domain/effect.ts'
import { type Course, holderOf, keep, keepUnlessRefused, note, restatementOf } from './course.ts'
import { type Begins, begin } from './episode-begins.ts'
import type { Folding } from './opening.ts'

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
      begin(course, folding, effect, { existing, before }, now)
    else goOn(course, folding, effect, now)
  }
  return course
}

/** What becomes of an episode that was asked about. */
type Later = Exclude<Effect, Begins>

/** A flap is told under several ids while data come in, but only one decision asks about it. */
const aboutWhat = (effect: Later, decision: Decision): Covered | undefined =>
  coveredIn(decision, effect.kind === 'flap-ended' ? { flapOf: effect.trigger } : { episode: effect.episodeId })

/** An episode gets worse, was corrected, or is over: the decision about it follows, as far as nobody has taken it up. */
function goOn(course: Course, folding: Folding, effect: Later, now: number): void {
  const decision = holderOf(course)
  const covered = decision && aboutWhat(effect, decision)
  if (!covered) return
  if (effect.kind === 'severity-raised') keepUnlessRefused(course, raiseSeverity(decision, effect, now))
  else if (effect.kind === 'episode-restated') restated(course, folding, { decision, covered }, effect, now)
  else {
    const outcome = endEpisode(decision, covered, effect.why, now)
    if (!isRefused(outcome)) keep(course, outcome)
    else {
      const why = `${effect.why}; whoever took this decision up goes on`
      const fact = { said: 'episode-ended' as const, reason: effect.why, others: 0 }
      note(course, decision.id, { what: 'Episode ended', why, fact }, now)
    }
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
