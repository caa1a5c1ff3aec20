import type { Unasked } from '../../domain/review/facts.ts'
import { unaskedAt } from '../../domain/review/unasked.ts'
import type { Voice } from './ask-words.ts'

/**
 * How a KPI stands that nobody is asked about, and why, in one line; `said` in place of how it stands where that has other words.
 * Nothing once the reason is over at `now`.
 */
export function unaskedLine(
  unasked: Unasked | undefined,
  voice: Voice,
  now: string,
  said?: string,
): string | undefined {
  const held = unaskedAt(unasked, now)
  if (!held) return undefined
  const { line, status } = voice.t.unasked
  return line(said ?? status[held.status], becauseOf(held, voice))
}

function becauseOf({ why, because = '', madeBy, until, instead }: Unasked, voice: Voice): string {
  const { unasked } = voice.t
  if (why === 'silenced') {
    // The end is the first moment after it: of a silence until Friday, the first of Saturday.
    const day = until && voice.day(new Date(Date.parse(until) - 1).toISOString())
    return unasked.silenced(day, madeBy && lastPart(madeBy), because)
  }
  return unasked[why](instead && { ...instead, decider: voice.name(instead.decider) })
}

/** Of `arn:aws:sts::123456789012:assumed-role/Operations/jane` the name: `jane`. */
export const lastPart = (arn: string): string => arn.split(/[/:]/).at(-1)!
