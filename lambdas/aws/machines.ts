import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn'
import { decisionMachineArn, reviewMachineArn } from '../env.ts'

const machines = new SFNClient({})

/** The stage that waited is over: it timed out, was answered before, or belongs to an attempt that a retry replaced. */
const STAGE_OVER = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])

/** Names an execution: the decision's id, then `-r2`, `-r3` for those that the audit starts again. */
export function executionName(decision: string, run: number): string {
  return run > 1 ? `${decision}-r${run}` : decision
}

/** What a machine serves. */
export type Served = { decision: string } | { cycle: string }

/** Starts the machine that serves a review cycle; see startDecision. */
export async function startCycle(cycle: string, run = 1): Promise<'started' | 'exists'> {
  return start(reviewMachineArn(), executionName(cycleExecution(cycle), run), { cycle })
}

/** Names of executions have no `@`: `weekly@2026-03-02` becomes `weekly_2026-03-02`. */
const cycleExecution = (cycle: string): string => cycle.replace('@', '_')

/**
 * Starts the machine that serves a decision. `exists` when an execution of this name was started before: the same
 * start delivered twice, which is fine, since the claim in the Ledger decides who serves, not the name.
 */
export async function startDecision(decision: string, run = 1): Promise<'started' | 'exists'> {
  return start(decisionMachineArn(), executionName(decision, run), { decision })
}

async function start(stateMachineArn: string, name: string, input: Served): Promise<'started' | 'exists'> {
  try {
    await machines.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }))
    return 'started'
  } catch (error) {
    if (error instanceof Error && error.name === 'ExecutionAlreadyExists') return 'exists'
    throw error
  }
}

/** Wakes the stage that holds this token. `over` when nobody waits with it any more: whoever comes next re-reads the Ledger. */
export async function wake(taskToken: string, served: Served): Promise<'woken' | 'over'> {
  try {
    await machines.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(served) }))
    return 'woken'
  } catch (error) {
    if (error instanceof Error && STAGE_OVER.has(error.name)) return 'over'
    throw error
  }
}
