import { type Ask, isDecisionAsk, type Note } from '../../domain/ask.ts'
import { titleOf } from '../../domain/ask-title.ts'
import { addWorkingDays } from '../../domain/calendar.ts'
import type { Decision } from '../../domain/decision.ts'
import { askToConfirm, CONFIRM_WITHIN } from '../../domain/decision-confirming.ts'
import { closeOfDay } from '../../domain/decision-opening.ts'
import { idHash } from '../../domain/hash.ts'
import { formatInstant } from '../../domain/instant.ts'
import { workingTimeOf } from '../../domain/ladder-time.ts'
import { personOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { slotPresent } from '../../domain/presence.ts'
import { changeDecision } from '../aws/decisions.ts'
import type { Clause } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import { newNote } from '../aws/people.ts'
import type { Slots } from '../posting/slots.ts'

/**
 * Asks whoever took the question up, else whoever has it: the instant on the decision, and a line in the mail of their next
 * slot, in one transaction. Once noted, nobody is asked again for the same correction (needsConfirming).
 */
export function confirmingClauses(
  { plan, decision, asks, slots }: { plan: ResolvedPlan; decision: Decision; asks: Ask[]; slots: Slots },
  now: number,
): { clauses: Clause[]; after: Decision } {
  const open = asks.filter(isDecisionAsk).filter(({ state, kind }) => state === 'open' && kind === 'decide')
  const ask = open.find(({ acknowledgedAt }) => acknowledgedAt !== undefined) ?? open.find(({ leads }) => leads)
  const person = ask?.person ?? decision.decider
  const { calendar, zone } = workingTimeOf(plan, person)
  const by = closeOfDay(addWorkingDays(now, CONFIRM_WITHIN.count, calendar, zone), CONFIRM_WITHIN, calendar, zone)
  const { decision: after, history } = askToConfirm(decision, { person, by }, now)
  const clauses = [changeDecision(decision, after, history.at), addHistory(history, String(after.revision))]
  if (!ask || !personOf(plan, person)) return { clauses, after }
  const note: Note = {
    id: `N-${idHash(['confirm', decision.id, String(after.revision)])}`,
    person,
    kind: 'confirm',
    about: { person, ask: ask.id, ...titleOf(ask), dueBy: after.restated!.confirm!.by, since: ask.openedAt },
    decision: decision.id,
    createdAt: history.at,
  }
  const slot = formatInstant(slotPresent({ plan, states: [] }, person, now))
  return { clauses: [...clauses, newNote(note), ...slots.clauses([{ person, slot, urgent: false }])], after }
}
