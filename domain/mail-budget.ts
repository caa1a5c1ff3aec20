/** How many mails a person gets on a day of theirs. */
import type { Mail } from './ask.ts'
import { parseInstant } from './instant.ts'
import { workingTimeOf } from './ladder-time.ts'
import { occasionOf, slotInstant } from './mail-occasion.ts'
import type { ResolvedPlan } from './plan/resolved.ts'
import { wallOf } from './zone.ts'

/** Why the budget of the day of `at` is spent, as the rest of a sentence; undefined while there is some left. Urgent mails count; mails the person asked for and packs do not. */
export const budgetSpent = (
  facts: { plan: ResolvedPlan; person: string; slot: string; mails: readonly Mail[] },
  at: number,
): string | undefined => {
  const { budget } = facts.plan.organisation.mail
  const { zone } = workingTimeOf(facts.plan, facts.person)
  const today = wallOf(at, zone).day
  const had = facts.mails.filter((mail) => counts(mail, facts.slot) && wallOf(sentDay(mail), zone).day === today)
  return had.length < budget ? undefined : `${had.length} of ${budget} mails of the day already went out`
}

/** What a person asked for, and packs, which they read for others, are outside the budget. */
const FREE = ['asked-for', 'pack'] as const

/** Frozen counts as sent: it will be, whatever fails in between. */
const counts = (mail: Mail, slot: string): boolean =>
  mail.slot !== slot &&
  (mail.state === 'frozen' || mail.state === 'sent') &&
  FREE.every((free) => occasionOf(mail.slot) !== free)

const sentDay = (mail: Mail): number => parseInstant(mail.sentAt ?? mail.frozenAt ?? slotInstant(mail.slot))
