/** Values of a plan as its readers say them. */

import { parseDay } from '../../civil.ts'
import type { ResolvedPlan } from '../resolved.ts'
import { DateText, type Span } from '../text.ts'

/** Entries of a list shown before the rest is counted. */
export const SHOWN = 5

/** Longest value quoted in a sentence; a whole paragraph would hide what changed. */
const QUOTED = 160

/** Names by kind and id, for one version of a plan. */
export interface Names {
  plan: ResolvedPlan
  of: (kind: 'person' | 'kpi' | 'priority' | 'initiative' | 'function' | 'calendar' | 'milestone', id: string) => string
}

/** Who and what is called how in a plan; an unknown id stands for itself. */
export const namesOf = (plan: ResolvedPlan): Names => {
  const lists: Record<string, Map<string, string>> = {
    person: names([...(plan.former ?? []), ...plan.people]),
    kpi: names(plan.kpis),
    priority: names(plan.priorities),
    initiative: names(plan.initiatives),
    function: names(plan.functions),
    calendar: names(plan.calendars),
    milestone: names(
      plan.initiatives.flatMap((one) => [
        ...(one.milestones ?? []),
        ...(one.phases ?? []).flatMap((phase) => phase.milestones ?? []),
      ]),
    ),
  }
  return { plan, of: (kind, id) => lists[kind]!.get(id) ?? id }
}

const names = (list: readonly { id: string; name: string }[]) => new Map(list.map(({ id, name }) => [id, name]))

const UNITS = { h: 'hour', d: 'day', wd: 'working day' } as const

/** `2 working days`. */
export const spanWords = ({ count, unit }: Span): string => plural(count, UNITS[unit])

/** `1 mail`, `3 mails`. */
export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

/** `a, b, c and 12 more`; `none` for an empty list. */
export const listed = (texts: readonly string[], more = ''): string => {
  if (texts.length === 0) return 'none'
  if (texts.length <= SHOWN + 1) return texts.join(', ')
  return `${texts.slice(0, SHOWN).join(', ')} and ${texts.length - SHOWN} more${more === '' ? '' : ` ${more}`}`
}

/** A text in quotes, cut where it goes on too long. */
export const quoted = (text: string): string => (text.length <= QUOTED ? `"${text}"` : `"${text.slice(0, QUOTED)}…"`)

/** A value nobody has words for. */
export const plain = (value: unknown): string => {
  if (value === undefined) return 'none'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length <= QUOTED ? text : `${text.slice(0, QUOTED)}…`
}

/** `moved 3 weeks later: 2026-09-01 → 2026-09-22`. */
export const movedDay = (before: string, after: string): string => {
  if (!DateText.safeParse(before).success || !DateText.safeParse(after).success) return `${before} → ${after}`
  const days = parseDay(after) - parseDay(before)
  const size = Math.abs(days)
  const far = size % 7 === 0 ? plural(size / 7, 'week') : plural(size, 'day')
  return `moved ${far} ${days > 0 ? 'later' : 'earlier'}: ${before} → ${after}`
}

/** A date; the month it begins where that is what a reader thinks in: `2026-07`. */
export const dayWords = (date: string): string => (/^\d{4}-\d{2}-01$/.test(date) ? date.slice(0, 7) : date)
