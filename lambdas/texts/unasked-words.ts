import type { Unasked } from '../../domain/review/facts.ts'
import { unaskedAt } from '../../domain/review/unasked.ts'
import type { Voice } from './ask-words.ts'

/** That no decision is asked for about a KPI that is not on track, and why; nothing once the reason is over at `now`. */
export function unaskedLine(unasked: Unasked | undefined, voice: Voice, now: string): string | undefined {
  const held = unaskedAt(unasked, now)
  if (!held) return undefined
  const { why, because = '', madeBy, until, instead } = held
  const words = voice.t.unasked
  if (why !== 'silenced')
    return words.because(words[why](instead && { ...instead, decider: voice.name(instead.decider) }))
  // The end is the first moment after it: of a silence until Friday, the first of Saturday.
  const day = until && voice.day(new Date(Date.parse(until) - 1).toISOString())
  return words.silenced(day, because, madeBy && lastPart(madeBy))
}

/** Of `arn:aws:sts::123456789012:assumed-role/Operations/jane` the name: `jane`. */
const lastPart = (arn: string): string => arn.split(/[/:]/).at(-1)!
