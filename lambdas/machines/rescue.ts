import { dropClaim as dropClaimOfCycle, readIndexedCycle } from '../aws/cycles.ts'
import { dropClaim, readIndexed } from '../aws/decisions.ts'
import { type Served, startCycle, startDecision, wake } from '../aws/machines.ts'

/** What was done for something whose deadline passed without anything happening. */
export type Rescue = 'moved-on' | 'woken' | 'restarted'

/** Runs of one machine's work; more than these mean a defect that restarting does not mend. */
const MAX_RUNS = 20

/** What a machine serves, as the Ledger has it, and how to get it another. */
interface Stuck {
  what: string
  served: Served
  dueAt: string | undefined
  claimedBy: string | undefined
  taskToken: string | undefined
  /** False when the claim changed hands meanwhile. */
  dropClaim(): Promise<boolean>
  start(run: number): Promise<'started' | 'exists'>
}

/** Gets a stuck decision going again. */
export async function rescueDecision(id: string, before: string): Promise<Rescue> {
  const found = await readIndexed(id)
  if (!found) return 'moved-on'
  const { decision, dueAt } = found
  const { claimedBy, taskToken } = decision
  const doing = { dropClaim: () => dropClaim(decision), start: (run: number) => startDecision(id, run) }
  return rescue({ what: `Decision ${id}`, served: { decision: id }, dueAt, claimedBy, taskToken, ...doing }, before)
}

/** Gets a stuck review cycle going again. */
export async function rescueCycle(id: string, before: string): Promise<Rescue> {
  const found = await readIndexedCycle(id)
  if (!found) return 'moved-on'
  const { cycle, dueAt } = found
  const { claimedBy, taskToken } = cycle
  const doing = { dropClaim: () => dropClaimOfCycle(cycle), start: (run: number) => startCycle(id, run) }
  return rescue({ what: `Cycle ${id}`, served: { cycle: id }, dueAt, claimedBy, taskToken, ...doing }, before)
}

/**
 * A machine that still waits is woken and re-reads; else its claim is taken away and another run started. Should the old
 * one live after all, it loses the claim at its next step and ends.
 */
async function rescue(stuck: Stuck, before: string): Promise<Rescue> {
  if (!stuck.dueAt || stuck.dueAt > before) return 'moved-on'
  if (stuck.taskToken && (await wake(stuck.taskToken, stuck.served)) === 'woken') return 'woken'
  if (stuck.claimedBy && !(await stuck.dropClaim())) return 'moved-on'
  for (let run = runAfter(stuck.claimedBy); run <= MAX_RUNS; run += 1) {
    if ((await stuck.start(run)) === 'started') return 'restarted'
  }
  throw new Error(
    `${stuck.what} was started ${MAX_RUNS} times and is still stuck: read the execution history of its last run.`,
  )
}

/** The claim is the name (or ARN) of the execution that serves; the next one is a number higher. */
function runAfter(claimedBy: string | undefined): number {
  const last = /-r(\d+)$/.exec(claimedBy ?? '')
  if (last) return Number(last[1]) + 1
  return claimedBy ? 2 : 1
}
