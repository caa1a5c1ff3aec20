/** A question about an item that comes back to its owner, when the next cycle asks: who stood in need not answer it any more. */
import type { Ask, CheckInAsk, Note } from './ask.ts'
import { nameIn } from './ask-opening.ts'
import { hindrance, type Surroundings } from './escalation-order.ts'
import { parseInstant } from './instant.ts'
import { unneededNote } from './unneeded-note.ts'

/**
 * Whether a question that lies with somebody else comes back to its owner: the owner can be asked again, and nobody gave it
 * away by name. What was given by name stays with whom it was given to.
 */
export const comesBack = (around: Surroundings, owner: string, copies: readonly Ask[], at: number): boolean =>
  copies.every(({ handedBy }) => handedBy === undefined) && hindrance(around, owner, at) === undefined

/** Why the copies of those who stood in are taken back. */
export const cameBack = (plan: Surroundings['plan'], owner: string): string =>
  `${nameIn(plan, owner)} is there again and is asked.`

/** The line for somebody who stood in and was mailed the question. */
export const returnedNote = (ask: CheckInAsk, now: number): Note | undefined =>
  unneededNote('returned', ask, now, { person: ask.owner })

/** The owner's new ask with the cycles that waited for whoever stood in; due when the first of those ahead closes. */
export const takingOver = (opened: CheckInAsk, lead: CheckInAsk, now: number): CheckInAsk => {
  const cycles = [...new Set([...opened.cycles, ...lead.cycles])]
  const sooner = parseInstant(lead.dueBy) > now && lead.dueBy < opened.dueBy ? lead.dueBy : opened.dueBy
  return { ...opened, cycles, respondBy: sooner, dueBy: sooner }
}
