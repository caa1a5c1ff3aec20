/** What becomes of an open ask whose addressee is no longer in the plan. */
import { type Ask, subjectOf } from './ask.ts'
import { type Escalation, passOn } from './ask-escalation.ts'
import { type Lead, leadTaken } from './ask-lead.ts'
import { ended, nameIn, withdrawAsk } from './ask-opening.ts'
import { nextInLine, type PassedOver, STAND_IN_ORDER, type Surroundings, skippedWords } from './escalation-order.ts'
import type { HistoryEntry } from './history.ts'
import { formatInstant } from './instant.ts'

/** The ask at rest, the same question for somebody else where there is somebody, and the line that says so. */
export interface Departure {
  ask: Ask
  handOn?: Escalation
  /** Where everybody who could stand in has the question already: the copy that leads from then on. */
  lead?: Lead
  history: HistoryEntry
}

/**
 * The ask that leads goes to the deputy, else the manager (as the last plan with the person named them), else the
 * accountable person, else the desk; whoever has it already or cannot be asked is passed over. Where that leaves
 * nobody, one of the `copies` leads. A copy just ends: the ask that leads is with somebody else.
 */
export const leavePlan = (around: Surroundings, ask: Ask, now: number, copies: readonly Ask[] = []): Departure => {
  const { plan } = around
  const left = `${nameIn(plan, ask.person)} left the plan`
  const { to, passedOver } = ask.leads
    ? nextInLine(around, ask, STAND_IN_ORDER, now)
    : { passedOver: [] as PassedOver[] }
  const skipped = passedOver.length === 0 ? '' : ` (${skippedWords(around, ask.owner, passedOver, now)})`
  const closing = { ended: 'hindered' as const, person: ask.person, hindrance: 'left' as const }
  if (!to) {
    const because = ask.leads ? `${left}, and nobody is left to stand in${skipped}` : left
    const closedFor = ask.leads
      ? { ended: 'alone' as const, person: ask.person, owner: ask.owner, passedOver }
      : closing
    const fact = { said: 'closed-ask' as const, person: ask.person, closing: closedFor }
    const line = { at: formatInstant(now), what: 'Ask withdrawn', who: 'plan', why: because, fact }
    const lead = ask.leads ? leadTaken(plan, ask, copies) : undefined
    return {
      ask: withdrawAsk(ask, because, now, closedFor),
      ...(lead && { lead }),
      history: { ...subjectOf(ask), ...line },
    }
  }
  const because = `${left}${skipped}`
  const fact = { said: 'handed-on' as const, closing, passedOver }
  const handOn = passOn(plan, ask, { to, how: 'hand-on' }, { because, fact }, now)
  const fields = { state: 'handed-on' as const, epoch: ask.epoch + 1, closedBecause: because, closedFor: closing }
  // Whoever answers a copy finds by it who has the question now.
  const asked = [...ask.asked, to.person]
  return { ask: ended({ ...ask, asked }, fields, now), handOn, history: { ...handOn.history, who: 'plan' } }
}
