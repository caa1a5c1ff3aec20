/** Trigger kind capability: can the process as it is meet its target at all? */
import type { ResolvedTrigger } from '../plan/resolved.ts'
import { capabilityOf } from '../signal/capability.ts'
import { judged, type Look, NO_READING, type SlotFacts } from '../slot-facts.ts'
import type { TriggerMemory } from '../trigger-memory.ts'
import { chartSlot } from './baseline.ts'

/** Breaches while the target lies beyond what even the best usual value reaches. Asked of locked limits only. */
export const lookAtCapability = (
  trigger: ResolvedTrigger,
  slot: SlotFacts,
  before: TriggerMemory | undefined,
): Look => {
  const charted = chartSlot(trigger, slot, before)
  if (!charted) return { reading: NO_READING }
  const { memory, xmr } = charted
  if (slot.value === undefined || xmr.state !== 'locked' || !slot.yardstick) return { reading: NO_READING, memory }
  const { low, high } = slot.yardstick
  const { lower, centre, upper } = xmr.limits
  const breach = capabilityOf(xmr.limits, { low, high }, slot.direction) === 'CONSISTENT_FAIL'
  return {
    reading: judged(slot, trigger, { breach, recovered: !breach }),
    memory,
    seen: { kind: 'capability', lower, centre, upper },
  }
}
