/** What a review says of a KPI that nobody is asked about. */
import type { Checkpoint } from '../checkpoint.ts'
import type { Decision } from '../decision.ts'
import type { ResolvedTrigger } from '../plan/resolved.ts'
import { type UnaskedReason, unaskedBecause } from '../unasked.ts'
import type { Unasked } from './facts.ts'

/** Reasons that lie in the series itself, by the kind of its own decision about them. */
const OWN: Partial<Record<UnaskedReason['why'], Decision['kind']>> = { stale: 'freshness', incapable: 'capability' }

/** Undefined where somebody is asked, or nobody need be. `known`: decisions of the series, and those its reason may name. */
export const unaskedOf = (
  checkpoint: Pick<Checkpoint, 'head' | 'announced'>,
  triggers: readonly Pick<ResolvedTrigger, 'id' | 'kind'>[],
  known: readonly Decision[],
): Unasked | undefined => {
  const { status } = checkpoint.head
  const reason = unaskedBecause(checkpoint, triggers)
  if (!reason || status === 'on-track' || status === 'no-target') return undefined
  const { by, ...why } = reason
  const own = OWN[why.why]
  const asked = known.find(({ id, kind }) => (by === undefined ? kind === own : id === by))
  return { ...why, status, ...(asked ? { instead: insteadOf(asked) } : {}) }
}

const insteadOf = ({ evidence, question, decider }: Decision): Unasked['instead'] => ({
  kpi: [evidence.kpiName, evidence.seriesLabel].filter(Boolean).join(' · '),
  question,
  decider,
})

/** What was frozen, while it still holds: a silence may end before somebody reads of it. */
export const unaskedAt = (unasked: Unasked | undefined, at: string): Unasked | undefined =>
  unasked?.until !== undefined && unasked.until <= at ? undefined : unasked
