import { parseInstant } from '../../domain/instant.ts'
import type { Cycle } from '../../domain/review/cycle.ts'

/** What a cycle's machine does next. */
export interface Advanced {
  stage: 'freeze' | 'ask' | 'wait' | 'close' | 'pack' | 'done'
  /** Until the close, whole seconds, at least 1. */
  seconds: number
  /** Hundreds of items. */
  chunks: number
}

/** Where the cycle stands at `now`; the machine asks after every act, so that whatever was done already is passed over. */
export function stageOfCycle(cycle: Cycle, now: number): Advanced {
  const left = Math.max(1, Math.ceil((parseInstant(cycle.closesAt) - now) / 1000))
  return { stage: stage(cycle, now), seconds: left, chunks: cycle.chunks ?? 0 }
}

function stage(cycle: Cycle, now: number): Advanced['stage'] {
  if (cycle.state === 'closed') return 'done'
  if (cycle.state === 'closing') return 'pack'
  if (cycle.state === 'opening') return cycle.chunks === undefined ? 'freeze' : 'ask'
  return nobodyIsWaitedFor(cycle) || parseInstant(cycle.closesAt) <= now ? 'close' : 'wait'
}

/** Everybody who was asked has answered, or nobody had to be asked. */
export const nobodyIsWaitedFor = ({ waiting = 0 }: Cycle): boolean => waiting <= 0
