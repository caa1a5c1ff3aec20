import type { Decision } from '../../domain/decision.ts'
import { decisionId } from '../../domain/decision-id.ts'
import { readDecision } from '../aws/decisions.ts'

/** What was asked about an episode before: `taken`, the id under which it must not be asked again, or `last`, after which it may be. */
export interface AskedBefore {
  taken?: string
  last?: Decision
}

/**
 * Corrected figures can bring an episode back. Whoever dismissed it has answered; a question that was taken back, or closed
 * because the figures had recovered, is asked again under the next id.
 */
export async function askedBefore(trigger: string, series: string, episode: string): Promise<AskedBefore> {
  let last: Decision | undefined
  for (;;) {
    const id = decisionId({ trigger, series, episode, attempt: 1, again: last && (last.again ?? 0) + 1 })
    const first = await readDecision(id)
    if (!first) return last ? { last } : {}
    if (!isOver(await inTheEnd(first))) return { taken: id }
    last = first
  }
}

/** What the question came to: the decision that followed it, or the one it was merged into. Each leads to a later one, never back. */
async function inTheEnd(decision: Decision): Promise<Decision> {
  const id = decision.next ?? decision.merger?.into
  const later = id === undefined ? undefined : await readDecision(id)
  return later ? inTheEnd(later) : decision
}

const isOver = ({ state, checks }: Decision): boolean =>
  state === 'withdrawn' || (state === 'closed' && checks.at(-1)?.result === 'effective')
