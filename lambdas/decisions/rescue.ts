import type { Decision } from '../../domain/decision.ts'
import { dropClaim, readIndexed } from '../aws/decisions.ts'
import { startDecision, wake } from '../aws/machines.ts'

/** What was done for a decision whose deadline passed without anything happening. */
export type Rescue = 'moved-on' | 'woken' | 'restarted'

/** Runs of one decision's machine; more than these mean a defect that restarting does not mend. */
const MAX_RUNS = 20

/**
 * Gets a stuck decision going again. A machine that still waits is woken and re-reads; else its claim is taken away
 * and another run started. Should the old one live after all, it loses the claim at its next step and ends.
 */
export async function rescue(id: string, before: string): Promise<Rescue> {
  const found = await readIndexed(id)
  if (!found?.dueAt || found.dueAt > before) return 'moved-on'
  const { decision } = found
  if (decision.taskToken && (await wake(decision.taskToken, id)) === 'woken') return 'woken'
  if (decision.claimedBy && !(await dropClaim(decision))) return 'moved-on'
  for (let run = runAfter(decision); run <= MAX_RUNS; run += 1) {
    if ((await startDecision(id, run)) === 'started') return 'restarted'
  }
  throw new Error(
    `Decision ${id} was started ${MAX_RUNS} times and is still stuck: read the execution history of its last run.`,
  )
}

/** The claim is the name (or ARN) of the execution that serves; the next one is a number higher. */
function runAfter(decision: Decision): number {
  const last = /-r(\d+)$/.exec(decision.claimedBy ?? '')
  if (last) return Number(last[1]) + 1
  return decision.claimedBy ? 2 : 1
}
