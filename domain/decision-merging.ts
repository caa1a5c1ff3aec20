/** Two decisions that ask one thing: one goes on and stands for both. */
import type { Ask, Note } from './ask.ts'
import { BY_PERSON, type Covered, type Decision, type WithdrawalReason } from './decision.ts'
import { type Answering, MAX_RATIONALE, tooLong, withdraw } from './decision-answering.ts'
import {
  type Changed,
  changed,
  FIRED_AGAIN,
  type Outcome,
  type Refused,
  settled,
  settlementOf,
} from './decision-change.ts'
import { stateAfter } from './decision-course.ts'
import { formatInstant } from './instant.ts'
import { unneededNote } from './unneeded-note.ts'

/** Decisions that one may stand for. Each is a place of its own, and all of them change in one transaction. */
export const MAX_COVERED = 20

/** Both decisions afterwards. */
export interface Merged {
  from: Changed
  into: Changed
}

/** What a decision stands for: itself, and whatever was merged into it. */
export const coveredBy = (decision: Decision): Covered[] => decision.covers ?? [own(decision)]

/** The places a decision holds. What a person opened has none: no trigger would ask again. */
export const placesOf = (decision: Decision): Covered[] =>
  coveredBy(decision).filter(({ trigger }) => trigger !== BY_PERSON)

const own = ({ id, trigger, series, kpi, episode, kind }: Decision): Covered => ({
  decision: id,
  trigger,
  series,
  kpi,
  episode,
  flap: kind === 'flap',
})

/**
 * Ends `from` and lets `into` stand for it too: its episodes are attached, so that none of them asks again while `into` is
 * open. Deadlines, decider and options are those of `into`; it becomes as grave as the graver of both. Refused: a question
 * that no longer waits, another that no longer holds its place, one and the same.
 */
export const merge = (
  from: Decision,
  into: Decision,
  input: Answering & { why: string },
  now: number,
): Merged | Refused => {
  if (from.id === into.id) {
    return { refused: { because: 'same-decision' }, code: 'same-decision' }
  }
  if (stateAfter(from.state, 'merge') === undefined) return settled(from)
  if (stateAfter(into.state, 'absorb') === undefined) return otherOver(into)
  if (input.why.trim() === '') return { refused: { because: 'why-merge' }, code: 'text-missing' }
  if (input.why.length > MAX_RATIONALE) return tooLong(input.why)
  const covers = [...coveredBy(into), ...coveredBy(from)]
  if (covers.length > MAX_COVERED) {
    return { refused: { because: 'merged-many', most: MAX_COVERED }, code: 'too-many' }
  }
  return { from: goes(from, into, input, now), into: stays(from, { ...into, covers }, input, now) }
}

/** The refusal where it is the other question that no longer waits. */
export const otherOver = (into: Decision): Refused => ({
  code: 'other-over',
  refused: { because: 'other-over', settlement: settlementOf(into) },
})

const goes = (from: Decision, into: Decision, { by, via, why }: Answering & { why: string }, now: number) => {
  const merger = { into: into.id, question: into.question, by, why, at: formatInstant(now) }
  const fact = { said: 'merged' as const, question: into.question, why }
  const line = { what: 'Decision merged', who: by, fact, why: `into "${into.question}" (${into.id}): ${why}`, via }
  return changed(from, { state: 'merged', merger }, line, now)
}

const stays = (from: Decision, into: Decision, { by, via, why }: Answering & { why: string }, now: number) => {
  // S1 is the gravest, and the letters sort that way.
  const severity = from.severity < into.severity ? from.severity : into.severity
  const level = from.level === 'red' && into.level === 'amber' ? 'red' : into.level
  const fact = { said: 'joined' as const, question: from.question, why }
  const line = {
    what: 'Decision joined',
    who: by,
    fact,
    why: `"${from.question}" (${from.id}) asks the same: ${why}`,
    via,
  }
  return changed(into, { covers: into.covers, severity, level }, line, now)
}

/** The line for somebody who was mailed a question that another one asks from now on; undefined for who never saw it. */
export const mergedNote = (ask: Ask, into: Decision, now: number): Note | undefined =>
  unneededNote('merged', ask, now, { into: into.question })

/** The covered question that an effect of a fold is about: by its episode, or by its trigger where that came and went. */
export const coveredIn = (decision: Decision, about: { episode: string } | { flapOf: string }): Covered | undefined =>
  coveredBy(decision).find((one) =>
    'episode' in about ? one.episode === about.episode : one.flap && one.trigger === about.flapOf,
  )

/**
 * Notes the end of one episode. The decision is withdrawn with the last of what it stands for, and only while nobody has
 * acted; before that, what goes on is said.
 */
export const endEpisode = (decision: Decision, ended: Covered, reason: WithdrawalReason, now: number): Outcome => {
  const covers = coveredBy(decision).map((one) => (one.decision === ended.decision ? over(one, now) : one))
  const left = covers.filter((one) => one.over === undefined)
  if (left.length === 0 || decision.state !== 'open') return withdraw(decision, reason, now)
  const why = `${reason}; ${left.length === 1 ? 'the other question goes on' : `${left.length} other questions go on`}`
  const fact = { said: 'episode-ended' as const, reason, others: left.length }
  return changed(decision, { covers }, { what: 'Episode ended', who: 'trigger', why, fact }, now)
}

const over = (one: Covered, now: number): Covered => ({ ...one, over: one.over ?? formatInstant(now) })

/**
 * A trigger that the decision stands for fires again after its episode had ended: the new episode takes the place of the
 * old one, so that the decision is not withdrawn while it lasts. Undefined when there is nothing to note.
 */
export const fireAgain = (
  decision: Decision,
  fired: { trigger: string; series: string; episode: string },
  now: number,
): Changed | undefined => {
  const same = (one: Covered) => one.over !== undefined && one.trigger === fired.trigger && one.series === fired.series
  if (!decision.covers?.some(same)) return undefined
  const covers = decision.covers.map((one) => {
    const { over: _ended, ...rest } = one
    return same(one) ? { ...rest, episode: fired.episode } : one
  })
  return changed(decision, { covers }, FIRED_AGAIN, now)
}
