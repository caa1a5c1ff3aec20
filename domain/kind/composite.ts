/** Trigger kind composite: several conditions of one series that mean something only together. */

import type { TriggerState } from '../checkpoint.ts'
import type { Truth } from '../condition.ts'
import { conditionOf } from '../condition.ts'
import { isActive } from '../machine.ts'
import type { ResolvedTrigger } from '../plan/resolved.ts'
import { type Expression, truthOf } from '../signal/composite.ts'
import { anyTrue } from '../signal/three-valued.ts'
import { type Look, NO_READING, type SlotFacts } from '../slot-facts.ts'

/** What a composite says: all of `all`, one of `any` at least, none of `none`; a list that is absent asks for nothing. */
export const expressionOf = ({ all = [], any, none }: NonNullable<ResolvedTrigger['composite']>): Expression => ({
  all: [
    ...all.map((trigger) => ({ trigger })),
    ...(any ? [{ any: any.map((trigger) => ({ trigger })) }] : []),
    ...(none ? [{ not: { any: none.map((trigger) => ({ trigger })) } }] : []),
  ],
})

/** Whether the condition of a trigger holds after a slot: as long as an episode goes on; before one, what its windows say. */
export const conditionAfter = (trigger: ResolvedTrigger, state: TriggerState | undefined): Truth => {
  if (!state) return 'unknown'
  return anyTrue(
    trigger.levels.map(({ level, m, n }) => {
      const machine = state.machines[level]
      if (!machine) return 'unknown'
      if (isActive(machine)) return 'true'
      // A window without a slot has just been cleared, or nothing was due yet.
      return conditionOf(machine.window, m, n)
    }),
  )
}

/** Reads the conditions as they are after this slot, never the decisions. Unknown holds the state. */
export const lookAtComposite = (
  trigger: ResolvedTrigger,
  slot: SlotFacts,
  conditions: ReadonlyMap<string, Truth>,
): Look => {
  const truth = truthOf(expressionOf(trigger.composite!), (id) => conditions.get(id) ?? 'unknown')
  if (truth === 'unknown') return { reading: NO_READING }
  const breach = truth === 'true'
  const mayFire = slot.seen >= trigger.minimumHistory
  return { reading: { mark: breach ? 'X' : '0', suspected: false, recovered: !breach, mayFire } }
}

/** Triggers in an order in which a composite comes after everything it names; lint has refused circles. */
export const inOrder = (triggers: readonly ResolvedTrigger[]): ResolvedTrigger[] => {
  const byId = new Map(triggers.map((trigger) => [trigger.id, trigger]))
  const ordered = new Set<ResolvedTrigger>()
  const visit = (trigger: ResolvedTrigger | undefined, above: readonly string[]): void => {
    if (!trigger || ordered.has(trigger) || above.includes(trigger.id)) return
    const { all = [], any = [], none = [] } = trigger.composite ?? {}
    for (const id of [...all, ...any, ...none]) visit(byId.get(id), [...above, trigger.id])
    ordered.add(trigger)
  }
  for (const trigger of triggers) visit(trigger, [])
  return [...ordered]
}
