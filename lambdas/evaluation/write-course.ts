import type { Decision } from '../../domain/decision.ts'
import { formatInstant } from '../../domain/instant.ts'
import { changeDecision, newDecision, readDecision } from '../aws/decisions.ts'
import type { Clause } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import { leavePlace, passPlace, readPlace, takePlace } from '../aws/places.ts'
import { type Course, holderOf } from './consequences.ts'

/** The decision that holds the place of a trigger and series. */
export async function readHolder(trigger: string, series: string): Promise<Decision | undefined> {
  const place = await readPlace(trigger, series)
  return place && readDecision(place.decision)
}

/** The writes of a course; they go into the transaction of the checkpoint, so that an effect is told exactly once. */
export function writeCourse(course: Course, now: number): Clause[] {
  const { before, after, opened, history } = course
  return [
    ...(before && after && after !== before ? [changeDecision(before, after, formatInstant(now))] : []),
    ...(opened ? [newDecision(opened)] : []),
    ...placeClauses(before, holderOf(course)),
    // Two lines of one instant and kind differ in their position.
    ...history.map((line, index) => addHistory(line, `${line.decision}-${index}`)),
  ]
}

function placeClauses(was: Decision | undefined, is: Decision | undefined): Clause[] {
  if (was?.id === is?.id) return []
  if (!was) return is ? [takePlace(is)] : []
  return is ? [passPlace(was, is)] : [leavePlace(was)]
}
