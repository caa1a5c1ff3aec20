import type { Note } from '../../domain/ask.ts'
import { formatInstant } from '../../domain/instant.ts'
import { personOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { slotPresent } from '../../domain/presence.ts'
import type { Clause } from '../aws/dynamo.ts'
import { newNote } from '../aws/people.ts'
import type { Slots } from './slots.ts'

/** Writes lines for people's next mails, and plans those mails; who is no longer in the plan is told nothing. */
export function told(plan: ResolvedPlan, notes: readonly Note[], slots: Slots, now: number): Clause[] {
  const known = notes.filter(({ person }) => personOf(plan, person))
  const mails = known.map(({ person }) => ({
    person,
    slot: formatInstant(slotPresent({ plan, states: [] }, person, now)),
    urgent: false,
  }))
  return [...known.map(newNote), ...slots.clauses(mails)]
}
