/** How much more or less a plan asks of each person. */
import { type Load, loadsOf } from '../load.ts'
import type { ResolvedPlan } from '../resolved.ts'

/** Differences of a person's load; weekly figures to a tenth. */
export interface LoadChange {
  person: string
  name: string
  items: number
  asksPerWeek: number
  mailsPerWeek: number
}

/**
 * Everybody of the second plan whose load differs by an item or a tenth of an ask or mail a week, the largest change first.
 * Both loads are of the 13 weeks from `today` on (`2026-03-05`). Whoever left has none any more, which needs no line.
 */
export const loadChanges = (before: ResolvedPlan | undefined, after: ResolvedPlan, today: string): LoadChange[] => {
  const was = before ? loadsOf(before, today) : new Map<string, Load>()
  const is = loadsOf(after, today)
  return after.people
    .flatMap(({ id, name }): LoadChange[] => {
      const [from, to] = [was.get(id), is.get(id)!]
      const change = {
        person: id,
        name,
        items: to.owned - (from?.owned ?? 0),
        asksPerWeek: tenths(to.asksPerWeek - (from?.asksPerWeek ?? 0)),
        mailsPerWeek: tenths(to.mailsPerWeek - (from?.mailsPerWeek ?? 0)),
      }
      return change.items === 0 && change.asksPerWeek === 0 && change.mailsPerWeek === 0 ? [] : [change]
    })
    .sort((a, b) => sizeOf(b) - sizeOf(a) || (a.person < b.person ? -1 : 1))
}

/** Asks weigh most; a mail without a further ask costs little, an item none of this week's time. */
const sizeOf = ({ asksPerWeek, mailsPerWeek, items }: LoadChange): number =>
  Math.abs(asksPerWeek) * 1e6 + Math.abs(mailsPerWeek) * 1e3 + Math.abs(items)

/** Without a negative zero. */
const tenths = (n: number): number => Math.round(n * 10) / 10 + 0
