import { parseInstant } from '../../domain/instant.ts'
import { packOfSlot, slotInstant } from '../../domain/mail-occasion.ts'
import type { Invariant, RunFacts } from './facts.ts'
import { ledgerOf } from './ledger.ts'

const HOUR = 3_600_000

/** One mail a person and slot: what was delivered more often is no more than the kills between sending and marking. */
export const oneMailASlot: Invariant = (facts) => {
  const { slots, unknown } = deliveriesOf(facts)
  const repeats = [...slots].filter(([, ids]) => ids.length > 1)
  const count = repeatedMails(facts)
  const doubles = ledgerOf(facts)
    .mails.map(nameOf)
    .filter((name, index, all) => all.indexOf(name) !== index)
  return [
    ...unknown.map((id) => `the mail ${id} carries a link that the Ledger does not know`),
    ...doubles.map((name) => `${name} is there twice`),
    ...(count > facts.killsAfterSend
      ? [
          `${count} mails were repeated, but only ${facts.killsAfterSend} runs died between sending and marking: ${repeats.map(([slot]) => slot).join('; ')}`,
        ]
      : []),
  ]
}

/** How many mails were delivered more than once, all together. */
export function repeatedMails(facts: RunFacts): number {
  const { slots, linkless } = deliveriesOf(facts)
  const marked = new Set(ledgerOf(facts).mails.map((mail) => mail.messageId))
  return (
    linkless.filter((id) => !marked.has(id)).length + [...slots.values()].reduce((sum, ids) => sum + ids.length - 1, 0)
  )
}

/** No mail lost: what is marked sent is in the box of its person, and what was due is sent or skipped with its reason. */
export const noMailLost: Invariant = (facts) => {
  const boxes = new Map(facts.delivered.map((mail) => [mail.id, mail]))
  const address = new Map(facts.plans.flatMap(({ plan }) => plan.people).map(({ id, email }) => [id, email]))
  return ledgerOf(facts).mails.flatMap((mail) => {
    if (mail.state === 'sent') {
      const found = boxes.get(mail.messageId ?? '')
      if (!found) return [`${nameOf(mail)} is marked sent and lies in no box`]
      return found.to.includes(address.get(mail.person)!) ? [] : [`${nameOf(mail)} went to ${found.to.join(', ')}`]
    }
    if (mail.state === 'skipped') return mail.reasons.length > 0 ? [] : [`${nameOf(mail)} was skipped without a reason`]
    const late = parseInstant(slotInstant(mail.slot)) + 3 * HOUR < facts.now
    return late ? [`${nameOf(mail)} is still ${mail.state}`] : []
  })
}

/** An ask that counts a mail was in it; a pack asks its chair to conclude the review it is of. */
export const askedByMail: Invariant = (facts) => {
  const { asks, mails } = ledgerOf(facts)
  const byName = new Map(mails.map((mail) => [nameOf(mail), mail]))
  return asks.flatMap((ask) =>
    ask.mails.flatMap((slot) => {
      const mail = byName.get(nameOf({ person: ask.person, slot }))
      const isPack = ask.kind === 'conclude' && packOfSlot(slot) === ask.cycle
      return mail && (isPack || mail.entries.some((entry) => entry.ask === ask.id))
        ? []
        : [`${ask.id} counts the mail ${slot}, which does not list it`]
    }),
  )
}

/** Mails in boxes by person and slot, found by the links in them. A mail that asks nothing and only tells has none. */
function deliveriesOf(facts: RunFacts): { slots: Map<string, string[]>; unknown: string[]; linkless: string[] } {
  const links = new Map(ledgerOf(facts).links.map((link) => [link.hash, link]))
  const slots = new Map<string, string[]>()
  const unknown: string[] = []
  const linkless: string[] = []
  for (const mail of facts.delivered) {
    const link = mail.links.map((hash) => links.get(hash)).find((found) => found !== undefined)
    if (mail.links.length === 0) linkless.push(mail.id)
    else if (!link) unknown.push(mail.id)
    else slots.set(nameOf(link), [...(slots.get(nameOf(link)) ?? []), mail.id])
  }
  return { slots, unknown, linkless }
}

const nameOf = ({ person, slot }: { person: string; slot: string }) => `the mail of ${person} for ${slot}`
