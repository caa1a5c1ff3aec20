/** Why nobody is asked about a series that is not on track: one rule for reviews, the API and the command line. */
import type * as z from 'zod'
import type { Checkpoint } from './checkpoint.ts'
import { Instant } from './decision.ts'
import { Inhibition, speaksOfValues } from './inhibition.ts'
import { formatInstant } from './instant.ts'
import type { ResolvedTrigger } from './plan/resolved.ts'

/** What holds a trigger back, as it is told: its end as an instant. */
export const UnaskedReason = Inhibition.extend({ until: Instant.optional() })
export type UnaskedReason = z.infer<typeof UnaskedReason>

/** An inhibition as it is told. */
export const reasonOf = ({ until, ...why }: Inhibition): UnaskedReason => ({
  ...why,
  ...(until === undefined ? {} : { until: formatInstant(until) }),
})

/** What somebody said, and what is asked elsewhere, explain more than what a series itself lacks. */
const FIRST: readonly Inhibition['why'][] = ['silenced', 'whole', 'driver', 'incapable', 'stale']

/**
 * The reason to give of all that hold its triggers back; of several silences the one that ends first. Undefined where the series
 * is on track, where nothing is held back, and where somebody was asked about its values in this episode.
 */
export const unaskedBecause = (
  { head, announced }: Pick<Checkpoint, 'head' | 'announced'>,
  triggers: readonly Pick<ResolvedTrigger, 'id' | 'kind'>[],
): UnaskedReason | undefined => {
  if (head.status === 'on-track' || head.status === 'no-target') return undefined
  const asked = triggers.filter(speaksOfValues).some(({ id }) => announced[id]?.episode ?? announced[id]?.flap)
  if (asked) return undefined
  const reasons = triggers.flatMap(({ id }) => head.triggers[id]?.inhibited ?? [])
  reasons.sort((a, b) => FIRST.indexOf(a.why) - FIRST.indexOf(b.why) || (a.until ?? 0) - (b.until ?? 0))
  return reasons[0] && reasonOf(reasons[0])
}
