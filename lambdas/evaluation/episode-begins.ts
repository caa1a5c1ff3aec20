import type { Decision } from '../../domain/decision.ts'
import { FIRED_AGAIN, isRefused } from '../../domain/decision-change.ts'
import { groundIsBack } from '../../domain/decision-confirming.ts'
import { fireAgain } from '../../domain/decision-merging.ts'
import { openDecision } from '../../domain/decision-opening.ts'
import { restate } from '../../domain/decision-restating.ts'
import type { Effect } from '../../domain/effect.ts'
import { type Course, holderOf, keep, note, restatementOf } from './course.ts'
import { type Folding, openingOf } from './opening.ts'

/** What asks for a decision. */
export type Begins = Extract<Effect, { kind: 'episode-opened' | 'flap' }>

/** What may be asked about an episode: `existing` are ids that must not be asked again, `before` the newest question that may be. */
export interface AskedAlready {
  existing: ReadonlySet<string>
  before: ReadonlyMap<string, Decision>
}

/** An episode begins: a decision is opened about it, unless one holds its place or it was asked about before. */
export function begin(
  course: Course,
  folding: Folding,
  effect: Begins,
  { existing, before }: AskedAlready,
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
    note(
      course,
      decision.id,
      { ...FIRED_AGAIN, why: 'this episode was asked about before', fact: { said: 'asked-before' } },
      now,
    )
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
  const back = groundIsBack(about, now)
  const outcome = own ? restate(about, restatementOf(about, folding, effect, false), now) : undefined
  if (outcome && !isRefused(outcome)) keep(course, outcome)
  else if (back) keep(course, back)
  else if (!fired) note(course, holder.id, FIRED_AGAIN, now)
}
