/** What a mail's key says of it. */

/** `slot`: the daily one. `urgent`: about one ask, at once. `asked-for`: the person wanted a fresh link. `pack`: of a review, at once. `leaving`: they said that they are away; nothing is sent to them. */
export type Occasion = 'slot' | 'urgent' | 'asked-for' | 'pack' | 'leaving'

const PACK = 'pack-'

const AWAY = 'away-'

/** Key under which everything of somebody who is away from now (an ISO instant) until a day goes to others. */
export const leavingSlot = (at: string, to: string): string => `${at}#${AWAY}${to}`

/** Key of the mail that brings the pack of a cycle, closed at an instant (ISO). */
export const packSlot = (closedAt: string, cycle: string): string => `${closedAt}#${PACK}${cycle}`

/** The cycle whose pack a mail brings; undefined for every other mail. */
export const packOfSlot = (slot: string): string | undefined => {
  const reference = slot.split('#')[1]
  return reference?.startsWith(PACK) ? reference.slice(PACK.length) : undefined
}

/** A key is an instant, alone or with what the mail of its own is about: an ask's id (`A-…`), or anything else. */
export const occasionOf = (slot: string): Occasion => {
  const reference = slot.split('#')[1]
  if (reference === undefined) return 'slot'
  if (reference.startsWith(PACK)) return 'pack'
  if (reference.startsWith(AWAY)) return 'leaving'
  return reference.startsWith('A-') ? 'urgent' : 'asked-for'
}

/** The instant of a mail's key. */
export const slotInstant = (slot: string): string => slot.split('#')[0]!
