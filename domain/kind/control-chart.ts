/** Trigger kind control-chart: did something special happen, against how the KPI usually moves? */
import type { ResolvedTrigger } from '../plan/resolved.ts'
import { signalsOf } from '../signal/run-rules.ts'
import { judged, type Look, NO_READING, type SlotFacts } from '../slot-facts.ts'
import type { TriggerMemory } from '../trigger-memory.ts'
import { chartSlot } from './baseline.ts'

/** Names of the plan for sets of rules. */
export const PRESET = { wheeler: 'WHEELER', 'making-data-count': 'MDC', 'western-electric': 'WE' } as const

/**
 * A slot breaches when it completes a pattern on the side nobody wants (or on either, where the plan says so). Before 12 points
 * nothing is said, before 24 only a point beyond the limits counts; then the limits are locked.
 */
export const lookAtChart = (trigger: ResolvedTrigger, slot: SlotFacts, before: TriggerMemory | undefined): Look => {
  const charted = chartSlot(trigger, slot, before)
  if (!charted) return { reading: NO_READING }
  const { memory, xmr, points } = charted
  if (slot.value === undefined || xmr.state === 'none') return { reading: NO_READING, memory }
  const { rules, side } = trigger.chart!
  const [signal] = signalsOf(points, xmr, { direction: slot.direction, preset: PRESET[rules] }).filter(
    ({ index, insight, adverse }) => index === slot.index && !insight && (adverse || side === 'both'),
  )
  const { lower, centre, upper } = xmr.limits
  return {
    reading: judged(slot, trigger, { breach: signal !== undefined, recovered: signal === undefined }),
    memory,
    ...(signal && signal.side !== 'none'
      ? { seen: { kind: 'control-chart', rule: signal.rule, side: signal.side, lower, centre, upper } }
      : {}),
  }
}
