/** Unsubscribing from reminders, and what it means for whom the ladder tells. */
import type { PersonNote, PersonState } from './ask.ts'
import type { AnswerRefused } from './ask-answered.ts'
import type { Surroundings } from './escalation-order.ts'
import { idHash } from './hash.ts'
import { formatInstant } from './instant.ts'
import { personOf } from './plan/lookup.ts'
import { slotPresent } from './presence.ts'

/** Whether somebody wants no reminders. First mails, urgent ones and what others escalate to them are no reminders. */
export const wantsNone = ({ states }: Pick<Surroundings, 'states'>, person: string): boolean =>
  states.some((known) => known.person === person && known.remindersOff !== undefined)

/** What is written when somebody unsubscribes: the state, and a line for their manager (without one, for the desk) with its mail. */
export interface Unsubscribed {
  remindersOff: NonNullable<PersonState['remindersOff']>
  note: PersonNote
  slot: string
}

/** No reminders from now on. Accountability stays: the desk, which is told of others' silence, is always reminded. */
export const stopReminders = (
  around: Surroundings,
  { person, via }: { person: string; via: 'link' | 'one-click' },
  now: number,
): Unsubscribed | AnswerRefused => {
  const { plan } = around
  if (person === plan.organisation.desk) {
    return { code: 'nobody-else', refused: { because: 'desk-reminded' } }
  }
  const since = formatInstant(now)
  const to = personOf(plan, person)?.manager ?? plan.organisation.desk
  const id = `N-${idHash(['reminders-off', person, since])}`
  const note: PersonNote = { id, person: to, kind: 'reminders-off', about: { person, since }, createdAt: since }
  return { remindersOff: { since, via }, note, slot: formatInstant(slotPresent(around, to, now)) }
}
