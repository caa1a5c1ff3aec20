/** Trigger kind change: has the KPI moved too far from what it was a period, a week or a year before? */
import { SLOTS_PER_YEAR } from '../period.ts'
import type { ResolvedTrigger } from '../plan/resolved.ts'
import type { Comparison } from '../plan/trigger.ts'
import { changeOf } from '../signal/change.ts'
import { judged, type Look, NO_READING, type SlotFacts } from '../slot-facts.ts'

/** Compares a slot with the earlier one. Nothing to compare with, or too little to be a share of: nothing is said. */
export const lookAtChange = (trigger: ResolvedTrigger, slot: SlotFacts): Look => {
  const { against, by, floor } = trigger.change!
  const before = slot.earlier(slotsBack(against, slot))
  // Whether the newest figure is firm is for `judged` to say: a breach on one that is not is only suspected.
  const now = { value: slot.value, final: true }
  const rule = { share: by / 100, floor, direction: slot.direction }
  const found = changeOf(now, { value: before, final: true }, rule)
  if (found.state !== 'judged' || before === undefined) return { reading: NO_READING }
  const { breach, change } = found
  return {
    reading: judged(slot, trigger, { breach, recovered: !breach }),
    seen: { kind: 'change', against, before, change },
  }
}

const slotsBack = (against: Comparison, { cadence }: SlotFacts): number => {
  if (against === 'previous') return 1
  if (against === 'last-week') return cadence === 'weekdays' ? 5 : 7
  return SLOTS_PER_YEAR[cadence]
}
