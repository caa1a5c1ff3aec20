/** Which triggers of a series are held back by the series itself, and what is remembered of it. */
import type { Standing } from './announce.ts'
import type { Announced, Episode, FoldState } from './checkpoint.ts'
import type { HeldBack } from './effect.ts'
import type { Inhibition } from './inhibition.ts'
import { formatPeriod } from './period.ts'
import type { ResolvedTrigger } from './plan/resolved.ts'
import { isFiring, overlaps } from './trigger.ts'

/** What a series itself says: without data nothing is said about values, and nothing red about a target that is out of reach. */
export const inhibitionWithin = (head: FoldState, triggers: readonly ResolvedTrigger[]) => {
  const stale = triggers.some((t) => t.kind === 'freshness' && isFiring(head.triggers[t.id]))
  // One that only is a condition asks nobody, so it answers for nobody.
  const asks = (t: ResolvedTrigger) => t.kind === 'capability' && t.opensDecision !== false
  const incapable = triggers.some((t) => asks(t) && head.triggers[t.id]?.episode !== undefined)
  return ({ kind }: ResolvedTrigger): Inhibition | undefined => {
    if (stale && kind !== 'freshness') return { why: 'stale' }
    return incapable && kind === 'threshold' ? { why: 'incapable' } : undefined
  }
}

/** Kept when it is over too: why was nobody asked? */
export const heldNow = (
  { head }: Pick<Standing, 'head'>,
  { id }: ResolvedTrigger,
  why: Inhibition,
): Announced['held'] => {
  const { first } = head.triggers[id]!.episode!
  return { ...why, first, last: head.through }
}

/** That an episode which is told now was held back before, if it was. */
export const heldBefore = (
  { announced, head }: Pick<Standing, 'announced' | 'head'>,
  { id }: ResolvedTrigger,
  { first }: Episode,
): { heldBack?: HeldBack } => {
  const held = announced[id]?.held
  if (!held || !overlaps(first, head.through, held)) return {}
  const { why, because } = held
  const at = (index: number) => formatPeriod(head.cadence, index)
  return { heldBack: { from: at(held.first), to: at(held.last), why, ...(because === undefined ? {} : { because }) } }
}
