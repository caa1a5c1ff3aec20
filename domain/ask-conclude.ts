/** The ask to conclude a review: how it begins. What concluding does is domain/review/concluding.ts. */
import type { ConcludeAsk } from './ask.ts'
import { beginning } from './ask-beginning.ts'
import { nextStep } from './ask-ladder.ts'
import { addWorkingDays } from './calendar.ts'
import { chainOf } from './escalation-order.ts'
import { idHash } from './hash.ts'
import { formatInstant } from './instant.ts'
import { slotAfter, workingTimeOf } from './ladder-time.ts'
import type { ResolvedPlan } from './plan/resolved.ts'
import type { Cycle } from './review/cycle.ts'

/** Working days from the pack to the conclusion: the ladder's reminder and the line to the manager come within them. */
export const CONCLUDE_WORKING_DAYS = 5

/** Id of the first ask to conclude a cycle: one, whoever is in the chair. */
export const concludeAskId = (cycle: string): string => `A-${idHash(['conclude', cycle])}`

/**
 * Due five working days after the pack. The mail that brings the pack (`pack`, its slot) has asked already: the next is the
 * reminder. Where no pack can reach the chair it is delivered at their next slot, or goes on from there.
 */
export const openConclude = (
  plan: ResolvedPlan,
  cycle: Pick<Cycle, 'id' | 'name' | 'heldOn'>,
  { chair, accountable, pack }: { chair: string; accountable: string; pack?: string },
  now: number,
): ConcludeAsk => {
  const time = workingTimeOf(plan, chair)
  const dueBy = formatInstant(addWorkingDays(now, CONCLUDE_WORKING_DAYS, time.calendar, time.zone))
  const ask: ConcludeAsk = {
    id: concludeAskId(cycle.id),
    ...beginning(chair, now),
    kind: 'conclude',
    cycle: cycle.id,
    title: `${cycle.name} (${cycle.heldOn})`,
    titled: { made: 'conclude', review: cycle.name, heldOn: cycle.heldOn },
    respondBy: dueBy,
    dueBy,
    urgent: false,
    role: 'owner',
    accountable,
    chain: chainOf(plan),
    stepAt: formatInstant(slotAfter(time, now)),
  }
  if (pack === undefined) return ask
  const { step, at } = nextStep(plan, ask, 'deliver', now)
  return { ...ask, mails: [pack], step, stepAt: formatInstant(at!) }
}
