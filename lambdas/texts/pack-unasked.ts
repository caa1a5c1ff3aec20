import type { Unasked } from '../../domain/review/facts.ts'
import { unaskedAt } from '../../domain/review/unasked.ts'
import type { Voice } from './ask-words.ts'
import { packTexts } from './pack-catalogue.ts'
import { lastPart } from './unasked-words.ts'

/** That no decision is asked for, and why; nothing once the reason is over at `now`. */
export function packUnasked(unasked: Unasked | undefined, voice: Voice, now: string): string | undefined {
  const held = unaskedAt(unasked, now)
  if (!held) return undefined
  const { why, because = '', madeBy, until, instead } = held
  const words = packTexts(voice).unasked
  if (why !== 'silenced')
    return words.because(voice.t.unasked[why](instead && { ...instead, decider: voice.name(instead.decider) }))
  // The end is the first moment after it: of a silence until Friday, the first of Saturday.
  const day = until && voice.day(new Date(Date.parse(until) - 1).toISOString())
  return words.silenced(day, because, madeBy && lastPart(madeBy))
}
