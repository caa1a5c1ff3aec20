import type { Cycle } from '../../domain/review/cycle.ts'
import { readCycle } from '../aws/cycles.ts'
import type { CurrentPlan } from '../aws/plan.ts'
import { ask } from './ask.ts'
import { closeCycle } from './close.ts'
import { freezeCycle } from './freeze.ts'
import { openCycle } from './open.ts'
import { packCycle } from './pack.ts'
import { type Advanced, stageOfCycle } from './stage.ts'

export type { Advanced } from './stage.ts'

/** A step of the state machine. */
export interface CycleStep {
  act: 'look' | 'freeze' | 'ask' | 'open' | 'close' | 'pack'
  cycle: string
  chunk?: number
}

/** A cycle nobody opened: the machine was started by hand, or with a wrong name. */
export class NoSuchCycle extends Error {
  override readonly name = 'NoSuchCycle'
}

/**
 * Takes one step of a cycle, if it stands where that step belongs, and says what comes next. Any step at any time is safe:
 * what was done already changes nothing.
 */
export async function advanceCycle(current: CurrentPlan, step: CycleStep, now: number): Promise<Advanced> {
  const cycle = await found(step.cycle)
  const { stage } = stageOfCycle(cycle, now)
  if (step.act === 'freeze' && stage === 'freeze') await freezeCycle(cycle, now)
  if (step.act === 'ask' && stage === 'ask') await ask(current, cycle, step.chunk ?? 1, now)
  if (step.act === 'open' && stage === 'ask') await openCycle(cycle, now)
  if (step.act === 'close' && stage === 'close') await closeCycle(cycle, now)
  if (step.act === 'pack' && stage === 'pack') await packCycle(current, cycle, now)
  return stageOfCycle(await found(step.cycle), now)
}

async function found(id: string): Promise<Cycle> {
  const cycle = await readCycle(id)
  if (!cycle) throw new NoSuchCycle(`There is no cycle ${id} in the Ledger.`)
  return cycle
}
