import type { Decision } from '../../domain/decision.ts'
import { placesOf } from '../../domain/decision-merging.ts'
import type { Effect } from '../../domain/effect.ts'
import { formatInstant } from '../../domain/instant.ts'
import { changeDecision, newDecision, readDecision } from '../aws/decisions.ts'
import type { Clause } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import { leavePlace, passPlace, readPlace, takePlace } from '../aws/places.ts'
import { askedBefore } from './asked-before.ts'
import { courseOf } from './consequences.ts'
import type { Course } from './course.ts'
import type { Folding } from './opening.ts'

/** The course of one trigger of the series, and who held its place before the fold. */
interface Traced {
  trigger: string
  holder: Decision | undefined
  course: Course
}

/** The writes that follow from the effects of a fold; they go into the transaction of its checkpoint, so that each is told once. */
export async function courseClauses(
  folding: Folding,
  effects: readonly Effect[],
  existing: Set<string>,
  now: number,
): Promise<Clause[]> {
  // One decision may hold the places of several triggers: each goes on from what the one before it left.
  const held = new Map<string, { before: Decision; after: Decision }>()
  const traced: Traced[] = []
  for (const [trigger, told] of Map.groupBy(effects, (effect) => effect.trigger)) {
    const holder = await readHolder(trigger, folding.series.key)
    const known = holder && held.get(holder.id)
    const before = await askedAbout(trigger, folding.series.key, told, existing)
    const course = courseOf(folding, told, known?.after ?? holder, existing, now, before)
    if (holder) held.set(holder.id, { before: known?.before ?? holder, after: course.after! })
    traced.push({ trigger, holder, course })
  }
  return writeCourses(folding.series.key, traced, [...held.values()], now)
}

/** What was asked before about the episodes that begin; ids that must not be asked again go to `existing`. */
async function askedAbout(trigger: string, series: string, effects: readonly Effect[], existing: Set<string>) {
  const before = new Map<string, Decision>()
  for (const effect of effects) {
    if (effect.kind !== 'episode-opened' && effect.kind !== 'flap') continue
    const episode = effect.kind === 'flap' ? effect.flapId : effect.episodeId
    const { taken, last } = await askedBefore(trigger, series, episode)
    if (taken !== undefined) existing.add(taken)
    if (last) before.set(episode, last)
  }
  return before
}

/** The decision that holds the place of a trigger and series. */
async function readHolder(trigger: string, series: string): Promise<Decision | undefined> {
  const place = await readPlace(trigger, series)
  return place && readDecision(place.decision)
}

function writeCourses(
  series: string,
  traced: Traced[],
  held: { before: Decision; after: Decision }[],
  now: number,
): Clause[] {
  const at = formatInstant(now)
  const opened = traced.flatMap(({ course }) => course.opened ?? [])
  return [
    ...held
      .filter(({ before, after }) => before !== after)
      // Written once, however much happened to it.
      .map(({ before, after }) => changeDecision(before, { ...after, revision: before.revision + 1 }, at)),
    ...opened.map(newDecision),
    ...placeClauses(series, traced, held),
    // Lines of one instant and kind differ in their position.
    ...traced
      .flatMap(({ course }) => course.history)
      .map((line, index) => addHistory(line, `${line.decision}-${index}`)),
  ]
}

/** Whoever ended leaves every place it held; where this fold opened another decision, that one has the place. */
function placeClauses(series: string, traced: Traced[], held: { after: Decision }[]): Clause[] {
  const places = new Map<string, Clause>()
  for (const { after } of held.filter((one) => one.after.state === 'withdrawn')) {
    for (const place of placesOf(after)) places.set(`${place.trigger} ${place.series}`, leavePlace(place, after.id))
  }
  for (const { trigger, holder, course } of traced) {
    const { opened } = course
    // What was opened and ended in one fold holds nothing.
    if (!opened || opened.state === 'withdrawn') continue
    const clause = holder ? passPlace({ trigger, series }, holder.id, opened) : takePlace(opened)
    places.set(`${trigger} ${series}`, clause)
  }
  return [...places.values()]
}
