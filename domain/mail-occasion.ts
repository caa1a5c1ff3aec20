/** What a mail's key says of it. */

/** `slot`: the daily one. `urgent`: about one ask, at once. `asked-for`: the person wanted a fresh link. */
export type Occasion = 'slot' | 'urgent' | 'asked-for'

/** A key is an instant, alone or with what the mail of its own is about: an ask's id (`A-…`), or anything else. */
export const occasionOf = (slot: string): Occasion => {
  const reference = slot.split('#')[1]
  if (reference === undefined) return 'slot'
  return reference.startsWith('A-') ? 'urgent' : 'asked-for'
}

/** The instant of a mail's key. */
export const slotInstant = (slot: string): string => slot.split('#')[0]!
