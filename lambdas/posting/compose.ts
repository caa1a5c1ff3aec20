import { type ConcludeAsk, isAskNote, isDecisionAsk, type Link, type MailEntry, type Note } from '../../domain/ask.ts'
import { onwardOf } from '../../domain/ask-onward.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { slotAfter, workingTimeOf } from '../../domain/ladder-time.ts'
import { packOfSlot } from '../../domain/mail-occasion.ts'
import { personOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { readAsks } from '../aws/asks.ts'
import type { Letter } from '../aws/mailer.ts'
import { linkBaseUrl } from '../env.ts'
import { type MailedNote, remindersLink, slotMail } from '../mail/slot-mail.ts'
import { readAskedItems } from './asked-items.ts'
import { composePack } from './compose-pack.ts'
import type { Frozen } from './freeze.ts'
import { readReviewAsked } from './review-asks.ts'
import { surroundings } from './surroundings.ts'

/** The letter of a frozen mail, or why there is none: the person left the plan, or all that was frozen is long over. */
export async function composeLetter(
  plan: ResolvedPlan,
  { mail, facts }: Frozen,
  secret: { token: string; link: Link },
  now: number,
): Promise<Letter | { withheld: string }> {
  const person = personOf(plan, mail.person)
  if (!person) return { withheld: 'the person is no longer in the plan' }
  const to = { name: person.name, address: person.email }
  const cycle = packOfSlot(mail.slot)
  if (cycle !== undefined) {
    const ask = facts.asks.find(
      (one): one is ConcludeAsk => one.kind === 'conclude' && one.cycle === cycle && one.state === 'open',
    )
    return composePack(plan, { cycle, ask, person: mail.person, to, token: secret.token }, now)
  }
  const entries = mail.entries.flatMap(({ ask: id, how }) => {
    const ask = facts.asks.filter(isDecisionAsk).find((one) => one.id === id)
    const decision = ask && facts.decisions.find((one) => one.id === ask.decision)
    return ask && decision
      ? [{ ask, decision, how, onward: onwardOf({ plan, states: facts.states }, ask, decision, now) }]
      : []
  })
  const inMail = facts.asks.filter(({ id }) => mail.entries.some((entry) => entry.ask === id))
  const [asked, left] = await Promise.all([readAskedItems(inMail), readReviewAsked(inMail)])
  const checkIns = mail.entries.flatMap(({ ask: id, how }) => {
    const one = asked.find(({ ask }) => ask.id === id)
    return one ? [{ ...one, how }] : []
  })
  const reviewAsks = mail.entries.flatMap(({ ask: id, how }) => {
    const one = left.find(({ ask }) => ask.id === id)
    return one ? [{ ...one, how }] : []
  })
  const notes = facts.notes.filter((note) => mail.notes.includes(note.id))
  if (entries.length + checkIns.length + reviewAsks.length + notes.length === 0)
    return { withheld: 'nothing of what was frozen is open any more' }
  const desk = mail.person === plan.organisation.desk
  const link = `${linkBaseUrl()}/a/${secret.token}`
  const composed = slotMail({
    ...surroundings(plan, mail.person, now),
    link,
    linkExpiresAt: secret.link.expiresAt,
    entries,
    checkIns,
    reviewAsks,
    notes: await withEscalation(plan, notes),
    desk,
    budget: plan.organisation.mail.budget,
  })
  const hows = [...entries, ...checkIns, ...reviewAsks].map(({ how }) => how)
  return { to, ...composed, ...(!desk && isReminder(hows, notes) ? { unsubscribe: remindersLink(link) } : {}) }
}

/** Whether all of a mail is reminders: what asks for the first time, or tells of others, cannot be unsubscribed from. */
const isReminder = (hows: readonly MailEntry['how'][], notes: readonly Note[]): boolean =>
  notes.length === 0 && hows.includes('remind') && hows.every((how) => how === 'remind' || how === 'still-open')

/** When the reader gets the question too: with their first mail after the next step of the silent ask, if it is that. */
async function withEscalation(plan: ResolvedPlan, notes: Note[]): Promise<MailedNote[]> {
  const about = notes.filter(isAskNote).map((note) => ({ person: note.about.person, ask: note.about.ask }))
  const asks = await readAsks(about)
  return notes.map((note) => {
    const silent = isAskNote(note) ? asks.find((ask) => ask.id === note.about.ask) : undefined
    const step = silent?.state === 'open' && silent.step === 'escalate' ? silent.stepAt : undefined
    const escalatesAt =
      step && (silent!.urgent ? step : formatInstant(slotAfter(workingTimeOf(plan, note.person), parseInstant(step))))
    return { note, escalatesAt }
  })
}
