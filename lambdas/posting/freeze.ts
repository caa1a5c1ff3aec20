import { isDecisionAsk, type Link, type Mail } from '../../domain/ask.ts'
import type { Escalation } from '../../domain/ask-escalation.ts'
import { formatInstant } from '../../domain/instant.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { type MailPlan, planMail } from '../../domain/plan-mail.ts'
import { changeAsk, newAsk } from '../aws/asks.ts'
import { addAsks } from '../aws/decisions.ts'
import { type Clause, transact } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import { newLink } from '../aws/links.ts'
import { concludeClaim } from '../aws/mails.ts'
import { endNote, newNote } from '../aws/people.ts'
import { retryLost } from '../decisions/conflict.ts'
import { type Facts, readFacts } from './mail-facts.ts'
import { Slots } from './slots.ts'

/** Another run took the mail over; it finishes what this one began. */
export class ClaimLost extends Error {
  override readonly name = 'ClaimLost'
}

/** A mail as it was decided, with the facts it was decided from (asks as they now are). */
export interface Frozen {
  mail: Mail
  facts: Facts
}

/**
 * Decides what a claimed mail carries and writes all that follows from it in one transaction: the frozen list, each
 * ask's next step, what goes to others, the next slots, and the link. Without anything to send the mail is skipped.
 * An answer that comes in meanwhile fails the transaction, and everything is decided again from what then is.
 */
export async function freezeMail(plan: ResolvedPlan, claimed: Mail, link: Link, now: number): Promise<Frozen> {
  const slots = new Slots(plan)
  const existing = new Set<string>()
  return retryLost(`mail of ${claimed.person} for ${claimed.slot}`, async () => {
    const facts = await readFacts(plan, claimed.person, now)
    const { person, slot } = claimed
    const planned = planMail({ plan, person, slot, ...facts }, now)
    const mail = concluded(claimed, planned, now)
    const failed = await transact([
      concludeClaim(claimed, mail, formatInstant(now)),
      ...(planned.mail ? [newLink(link)] : []),
      ...changes(planned, facts, now),
      ...escalations(planned.escalations.filter((one) => !existing.has(one.id))),
      ...slots.clauses(planned.nextSlots),
    ])
    if (failed.includes('mail-claimed')) throw new ClaimLost(`The mail of ${person} for ${slot} was taken over.`)
    slots.note(failed)
    // What goes to others has an id of its own; when it is there already it was written on another way.
    for (const name of failed) if (/^(ask|note)-new /.test(name)) existing.add(name.split(' ')[1]!)
    return failed.length === 0 ? { mail, facts: advanced(facts, planned) } : undefined
  })
}

function concluded(claimed: Mail, { mail, reasons }: MailPlan, now: number): Mail {
  const frozenAt = formatInstant(now)
  return mail ? { ...claimed, state: 'frozen', ...mail, reasons, frozenAt } : { ...claimed, state: 'skipped', reasons }
}

/** Asks and notes of the person. A planned change names its original by id, since the revision of that was read. */
function changes(planned: MailPlan, facts: Facts, now: number): Clause[] {
  return [
    ...planned.advance.map((after) => changeAsk(facts.asks.find((ask) => ask.id === after.id)!, after)),
    ...planned.notes.map((after) =>
      endNote(facts.notes.find((note) => note.id === after.id)!, after, formatInstant(now)),
    ),
  ]
}

/** What goes to others, with its line of history, and on each decision the list of who is asked. */
function escalations(all: Escalation[]): Clause[] {
  const places = new Map<string, { person: string; ask: string }[]>()
  for (const one of all) {
    if (one.kind === 'note' || !isDecisionAsk(one.ask)) continue
    places.set(one.ask.decision, [...(places.get(one.ask.decision) ?? []), { person: one.to, ask: one.ask.id }])
  }
  return [
    ...all.flatMap((one) => [
      one.kind === 'note' ? newNote(one.note) : newAsk(one.ask),
      addHistory(one.history, one.id),
    ]),
    ...[...places].map(([decision, list]) => addAsks(decision, list)),
  ]
}

const advanced = (facts: Facts, { advance }: MailPlan): Facts => ({
  ...facts,
  asks: facts.asks.map((ask) => advance.find((after) => after.id === ask.id) ?? ask),
})
