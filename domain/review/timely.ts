/** Which milestones a review asks about. */
import { formatDay, parseDay } from '../civil.ts'

/** Milestones are asked about from this many days before they are due. */
export const MILESTONE_DAYS = 30

/** What of a milestone says when it is asked about. */
export interface Dated {
  initiative: string
  due: string
  doneOn?: string
}

/** Those not done that on `today` (`2026-03-02`) are overdue, due within 30 days, or the next one of their initiative. */
export const timely = <M extends Dated>(milestones: readonly M[], today: string): M[] => {
  const horizon = formatDay(parseDay(today) + MILESTONE_DAYS)
  const open = milestones.filter((one) => one.doneOn === undefined)
  const next = new Map<string, M>()
  for (const one of open) {
    const known = next.get(one.initiative)
    if (one.due >= today && (!known || one.due < known.due)) next.set(one.initiative, one)
  }
  return open.filter((one) => one.due <= horizon || next.get(one.initiative) === one)
}
