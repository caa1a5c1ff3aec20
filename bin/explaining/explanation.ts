import { type Ask, isAskNote, type Mail, type Note } from '../../domain/ask.ts'
import { asksAgain } from '../../domain/ask-check-in.ts'
import { mailSlotOf } from '../../domain/ask-opening.ts'
import { occasionOf, packOfSlot, slotInstant } from '../../domain/mail-occasion.ts'
import { everPersonOf, personOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { unreachableBecause } from '../../domain/reachability.ts'
import type { PersonRecords } from './person-records.ts'
import { plainReason } from './plain-reason.ts'

/** One mail and why it was or was not sent. */
export interface ExplainedMail {
  slot: string
  occasion: ReturnType<typeof occasionOf>
  state: Mail['state']
  sentAt?: string
  /** What it carries beside the daily questions: one urgent question, a pack. */
  about?: string
  /** Of a mail still to come, what it is planned for; of every other, the stored reasons in words. */
  reasons: string[]
}

/** An ask that waits for an answer: why this person has it, and what comes next. */
export interface ExplainedAsk {
  id: string
  title: string
  dueBy: string
  why: string
  next: string
  nextAt?: string
  mails: number
}

/** All that `why` says about a person; instants in UTC. */
export interface Explanation {
  person: string
  name: string
  zone: string
  inPlan: boolean
  unreachable?: { since: string; because: string; counts: boolean }
  /** Of the plan; with `said` (an instant), by themselves. */
  absences: { from: string; to: string; said?: string }[]
  /** Since when they want no reminders. */
  remindersOff?: string
  deputy?: string
  /** Newest first. */
  mails: ExplainedMail[]
  open: ExplainedAsk[]
  /** Items that the newest cycle of a review does not ask about, and why. */
  spared: { name: string; review: string; why: string; at?: string }[]
  /** Lines that wait for the person's next mail. */
  notes: string[]
}

/** What the plan and the Ledger together say about a person's mails since an instant (ISO). */
export function explainPerson(
  { plan, person, since }: { plan: ResolvedPlan; person: string; since: string },
  records: PersonRecords,
): Explanation {
  const known = personOf(plan, person)
  const name = (id: string) => everPersonOf(plan, id)?.name
  const zone = known?.timezone ?? plan.organisation.timezone
  const titles = new Map([
    ...records.asks.map(({ id, title }) => [id, title] as const),
    ...records.notes.map((note) => [note.id, noteWords(note, name)] as const),
  ])
  const words = { about: (id: string) => titles.get(id), name, zone }
  const open = records.asks.filter(({ state }) => state === 'open').sort((a, b) => (a.dueBy < b.dueBy ? -1 : 1))
  const mails = records.mails.filter(({ slot }) => slotInstant(slot) >= since)
  const states = records.state ? [records.state] : []
  const mark = records.state?.unreachable
  return {
    person,
    name: name(person) ?? person,
    zone,
    inPlan: known !== undefined,
    ...(mark && {
      unreachable: {
        since: mark.since,
        because: mark.because,
        counts: unreachableBecause({ plan, states }, person) !== undefined,
      },
    }),
    ...(records.state?.remindersOff && { remindersOff: records.state.remindersOff.since }),
    absences: [...(known?.absences ?? []), ...saidAbsence(records.state)],
    ...(known?.deputy && { deputy: name(known.deputy) ?? known.deputy }),
    mails: mails
      .sort((a, b) => (a.slot < b.slot ? 1 : -1))
      .map((mail) => explainMail(mail, { open, again: againIn(mails, open) }, (reason) => plainReason(reason, words))),
    open: open.map((ask) => explainAsk(ask, (id) => name(id) ?? id, records.state?.remindersOff !== undefined)),
    spared: (records.spared ?? []).map(({ name: item, review, heldOn, answeredAt }) => ({
      name: item,
      review: `${review} of ${heldOn}`,
      why: answeredAt === undefined ? 'the question was taken back' : 'an answer of the three days before counts',
      ...(answeredAt !== undefined && { at: answeredAt }),
    })),
    notes: records.notes
      .filter((note) => note.mail === undefined && note.dropped === undefined)
      .map((note) => noteWords(note, name)),
  }
}

const saidAbsence = (state: PersonRecords['state']): Explanation['absences'] =>
  state?.away ? [{ from: state.away.from, to: state.away.to, said: state.away.at }] : []

/** Which planned mail asks again for a cycle that joined: the first one after it. */
const againIn = (mails: readonly Mail[], open: readonly Ask[]): ReadonlyMap<string, Ask[]> => {
  const planned = mails.filter(({ state, slot }) => state === 'planned' && !slot.includes('#'))
  const slots = planned.map(({ slot }) => slot).sort()
  const asked = open.flatMap((ask) => {
    const slot = asksAgain(ask) && 'joinedAt' in ask ? slots.find((one) => one > ask.joinedAt!) : undefined
    return slot === undefined || mailSlotOf(ask) === slot ? [] : [{ slot, ask }]
  })
  return new Map([...Map.groupBy(asked, ({ slot }) => slot)].map(([slot, all]) => [slot, all.map(({ ask }) => ask)]))
}

function explainMail(
  mail: Mail,
  { open, again }: { open: readonly Ask[]; again: ReadonlyMap<string, readonly Ask[]> },
  plain: (reason: string) => string,
): ExplainedMail {
  const { slot, state, sentAt, reasons } = mail
  const pack = packOfSlot(slot)
  const planned = [
    ...open.filter((ask) => mailSlotOf(ask) === slot).map((ask) => `“${ask.title}” ${STEPS[ask.step]}`),
    ...(again.get(slot) ?? []).map(({ title }) => `“${title}” is asked again: another review asks, and it still waits`),
  ]
  return {
    slot,
    occasion: occasionOf(slot),
    state,
    ...(sentAt && { sentAt }),
    ...(pack !== undefined && { about: `the pack of ${pack}` }),
    reasons: state === 'planned' && reasons.length === 0 ? planned : reasons.map(plain),
  }
}

const STEPS: Record<Ask['step'], string> = {
  deliver: 'is asked',
  remind: 'is reminded of',
  'tell-manager': 'is silent: the manager is told',
  escalate: 'goes to the next of the chain too',
  end: 'goes no further by itself',
}

/** What else happens to an ask whose ladder has ended. */
const endOf = ({ kind, leads }: Ask): string =>
  kind === 'check-in' && leads ? `${STEPS.end}; the next review asks again` : STEPS.end

/** What becomes of a reminder nobody wants. */
const LEFT_OUT = 'its reminder is left out, as they wished; the ladder goes on'

function explainAsk(ask: Ask, name: (id: string) => string, remindersOff: boolean): ExplainedAsk {
  const unwanted = remindersOff && ask.step === 'remind' && ask.snoozedUntil === undefined
  const { id, title, dueBy, step, stepAt, mails } = ask
  return {
    id,
    title,
    dueBy,
    why: whyOf(ask, name),
    next: stepAt === undefined ? endOf(ask) : unwanted ? LEFT_OUT : STEPS[step],
    ...(stepAt && { nextAt: stepAt }),
    mails: mails.length,
  }
}

/** Why this person has the ask, and what they or the chain did with it so far. */
function whyOf(ask: Ask, name: (id: string) => string): string {
  const { owner, person, role, leads, asked, snoozedUntil, acknowledgedAt, handedBy } = ask
  const others = asked.filter((one) => one !== person).map(name)
  const words = handedBy?.words === undefined ? '' : `: “${handedBy.words}”`
  const by = handedBy && (handedBy.how === 'not-mine' ? 'says that it is theirs' : 'handed it over')
  const first = handedBy
    ? `${name(handedBy.person)} ${by}${words}`
    : leads
      ? owner === person
        ? 'asked first'
        : `handed on from ${name(owner)}, as their ${role}`
      : `asked too, as ${role}, because ${name(owner)} did not answer`
  return [
    first,
    leads && owner === person && others.length > 0 && `then ${others.join(', ')}, because no answer came`,
    acknowledgedAt && 'taken up',
    snoozedUntil && `put off until ${snoozedUntil}`,
  ]
    .filter(Boolean)
    .join('; ')
}

function noteWords(note: Note, name: (id: string) => string | undefined): string {
  const who = name(note.about.person) ?? note.about.person
  if (note.kind === 'moved') return `${who} moved “${note.about.milestone}”, which others wait for`
  if (!isAskNote(note)) return `${who} wants no reminders`
  const { kind, about } = note
  switch (kind) {
    case 'merged':
      return `“${about.title}” was merged into “${about.into ?? 'another question'}”`
    case 'withdrawn':
      return `“${about.title}” was withdrawn`
    case 'returned':
      return `“${about.title}” went back to ${who}`
    case 'confirm':
      return `“${about.title}” is to be confirmed or withdrawn`
    case 'urged':
      return `${who} asks again for “${about.title}”`
    case 'silent-report':
      return `${who} is silent about “${about.title}”`
    case 'plan-dropped':
      return `“${about.title}” fell away with the plan`
  }
}
