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
    const newest = (first.next && (await readDecision(first.next))) || first
    if (!isOver(newest)) return { taken: id }
    last = first
  }
}

const isOver = ({ state, checks }: Decision): boolean =>
  state === 'withdrawn' || (state === 'closed' && checks.at(-1)?.result === 'effective')
