/** What a pack says of earlier cycles: how the one before ended, and what became of the actions they gave. */
import { formatDay } from '../civil.ts'
import { parseInstant } from '../instant.ts'
import { wallOf } from '../zone.ts'
import type { Action } from './action.ts'
import type { Cycle } from './cycle.ts'
import { bounded, byText, quoted } from './pack-line.ts'
import { PACK_LIMITS, type PackAction, type PackActions, type PackBefore } from './pack-record.ts'

/** Actions that are open or were settled since the last pack, as of a close (ISO), each in the zone of whose it is; the oldest day first. */
export const packActions = (
  actions: readonly Action[],
  closedAt: string,
  zoneOf: (person: string) => string,
): PackActions => {
  const today = ({ person }: Action) => dayIn(closedAt, zoneOf(person))
  const sorted = actions.map((one) => asOf(one, closedAt)).sort((a, b) => byText(a.by, b.by) || byText(a.id, b.id))
  const listed = (fits: (one: Action) => boolean) =>
    bounded(
      sorted.filter(fits).map((one) => packAction(one, zoneOf(one.person))),
      PACK_LIMITS.actions,
    )
  return {
    // Nobody is left to do a dropped one: that is no less than missed.
    missed: listed((one) => one.state === 'dropped' || (one.state === 'open' && one.by < today(one))),
    done: listed((one) => one.state === 'done'),
    open: listed((one) => one.state === 'open' && one.by >= today(one)),
  }
}

/** An action as it stood at a close. Packs are made seconds after it, or hours when a machine had died: what was settled meanwhile is the next one's. */
export const asOf = (action: Action, closedAt: string): Action => {
  const { settledAt, settledBy: _by, ...open } = action
  if (settledAt === undefined || parseInstant(settledAt) <= parseInstant(closedAt)) return action
  return { ...open, state: 'open' }
}

/** Whether an action was done on the day it was promised for, at the latest. */
export const doneInTime = ({ state, settledAt, by }: Action, zone: string): boolean =>
  state === 'done' && settledAt !== undefined && dayIn(settledAt, zone) <= by

/** The calendar day of an instant. */
export const dayIn = (at: string, zone: string): string => formatDay(wallOf(parseInstant(at), zone).day)

const packAction = ({ id, text, person, by, moves, state, settledAt, note }: Action, zone: string): PackAction => ({
  id,
  text,
  person,
  by,
  moves,
  ...(state === 'done' && settledAt ? { doneOn: dayIn(settledAt, zone) } : {}),
  ...(note === undefined ? {} : { note: quoted(note) }),
})

/** How the cycle before ended, as known now; undefined where nobody was ever asked to conclude it. */
export const packBefore = (before: Cycle | undefined): PackBefore | undefined => {
  if (before?.concludeBy === undefined) return undefined
  const { id, heldOn, conclusion } = before
  if (!conclusion) return { cycle: id, heldOn, decisions: 0, actions: 0 }
  const { by, decisions, actions, noActionBecause } = conclusion
  const because = noActionBecause === undefined ? {} : { noActionBecause }
  return { cycle: id, heldOn, by, decisions: decisions.length, actions: actions.length, ...because }
}
