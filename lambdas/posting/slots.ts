import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { slotAfter, workingTimeOf } from '../../domain/ladder-time.ts'
import { slotInstant } from '../../domain/mail-occasion.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { Clause } from '../aws/dynamo.ts'
import { planMailOf } from '../aws/mails.ts'

/** A mail that has to be planned so that a next step happens. */
export interface PlannedSlot {
  person: string
  slot: string
  urgent: boolean
}

/**
 * Slots to plan within a transaction. A slot whose mail is being sent already makes the transaction fail; it is then
 * remembered as taken, and the next round of the same transaction plans the slot after it.
 */
export class Slots {
  private readonly taken = new Set<string>()
  private readonly plan: ResolvedPlan

  constructor(plan: ResolvedPlan) {
    this.plan = plan
  }

  /** The clauses that plan these mails, each mail once. */
  clauses(wanted: PlannedSlot[]): Clause[] {
    const clauses = wanted.map((one) => {
      const order = this.free(one)
      return planMailOf(order, one.urgent && order.slot === one.slot)
    })
    return [...new Map(clauses.map((clause) => [clause.name, clause])).values()]
  }

  /** The slot itself, or the person's first one after it that is not known to be taken. */
  free({ person, slot }: { person: string; slot: string }): { person: string; slot: string } {
    let next = slot
    while (this.taken.has(`slot-open ${person} ${next}`)) {
      next = formatInstant(slotAfter(workingTimeOf(this.plan, person), parseInstant(slotInstant(next))))
    }
    return { person, slot: next }
  }

  /** Remembers what a failed transaction said. */
  note(failed: string[]): void {
    for (const name of failed) if (name.startsWith('slot-open ')) this.taken.add(name)
  }
}
