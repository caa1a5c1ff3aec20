import * as z from 'zod'
import { MadeTitle } from './ask-title.ts'
import { Instant, LocalDate, WithdrawalReason } from './decision.ts'
import { KeptClosing } from './history-fact.ts'

/** What is asked about a decision. `decide`: choose an option. `carry-out`: a fallback was chosen by time; do it. `rethink`: two checks failed; change the process or the target. */
export const DecisionAskKind = z.enum(['decide', 'carry-out', 'rethink'])
export type DecisionAskKind = z.infer<typeof DecisionAskKind>

/** Why this person has the ask. `delegate`: somebody who had it named them. */
export const AskRole = z.enum(['owner', 'deputy', 'manager', 'accountable', 'desk', 'delegate'])
export type AskRole = z.infer<typeof AskRole>

/** The ladder of one ask; a copy made by an escalation only delivers and reminds, the first ask's ladder goes on. */
export const AskStep = z.enum(['deliver', 'remind', 'tell-manager', 'escalate', 'end'])
export type AskStep = z.infer<typeof AskStep>

/** The answer kept on the ask, as given. */
export const Answer = z.strictObject({
  action: z.enum([
    'decide',
    'acknowledge',
    'snooze',
    'dismiss',
    'merge',
    'confirm',
    'withdraw',
    'delegate',
    'not-mine',
    'done',
    'rethink',
    'check-in',
    'later',
    'conclude',
  ]),
  /** Option id, dismissal reason, rethink choice, the status of a check-in, or the person it was handed to. */
  option: z.string().optional(),
  text: z.string().max(4000).optional(),
  at: Instant,
  /** Addressee of the link; a forwarded link answers as the addressee. */
  by: z.string(),
  via: z.enum(['link', 'command']),
})
export type Answer = z.infer<typeof Answer>

/** Who gave somebody an ask by an answer of theirs, and what they said with it. */
export const HandedBy = z.strictObject({
  person: z.string(),
  how: z.enum(['delegate', 'not-mine']),
  words: z.string().max(4000).optional(),
})
export type HandedBy = z.infer<typeof HandedBy>

/** What every ask has. Question and deadlines are frozen when asked. */
const shared = {
  id: z.string(),
  person: z.string(),
  /** One sentence, the question as the mail and the page show it. */
  title: z.string(),
  titled: MadeTitle.optional(),
  respondBy: Instant,
  dueBy: Instant,
  /** S1: has a mail of its own, at once. */
  urgent: z.boolean(),
  role: AskRole,
  /** Absent where the plan or the clock chose the addressee. */
  handedBy: HandedBy.optional(),
  /** The person first asked (differs from `person` on a copy or after a hand-on). */
  owner: z.string(),
  accountable: z.string(),
  chain: z.array(z.enum(['deputy', 'manager', 'accountable', 'desk'])),
  /** True on the ask whose ladder escalates; false on copies. */
  leads: z.boolean(),
  /** Everybody who has or had this ask: nobody is asked twice. */
  asked: z.array(z.string()),
  state: z.enum(['open', 'answered', 'withdrawn', 'handed-on']),
  /** Grows when the ask changes hands or is reopened; a POST that names an old epoch is refused with the current state. */
  epoch: z.number().int().min(1),
  openedAt: Instant,
  /** When the question was first mailed to anybody; on copies only. */
  since: Instant.optional(),
  /** What happens next and when (a slot of this person); absent once the ask is not open or its ladder has ended. */
  step: AskStep,
  stepAt: Instant.optional(),
  /** Slots of the mails that asked or reminded; those that only list it as still open are not counted. */
  mails: z.array(z.string()),
  acknowledgedAt: Instant.optional(),
  snoozedUntil: Instant.optional(),
  snoozes: z.number().int().min(0).default(0),
  answer: Answer.optional(),
  closedAt: Instant.optional(),
  /** In English, for the log and the command line; `closedFor` is the same as facts, where there are any. */
  closedBecause: z.string().optional(),
  closedFor: KeptClosing.optional(),
  /** Grows by one with every change of the ask: the optimistic lock between an answer and a mail that is being planned. */
  revision: z.number().int().min(1).default(1),
}

/** An ask about a decision. */
export const DecisionAsk = z.strictObject({ ...shared, kind: DecisionAskKind, decision: z.string() })
export type DecisionAsk = z.infer<typeof DecisionAsk>

/**
 * How an item stands: one question, whatever number of review cycles waits for its answer. A cycle that finds it open
 * joins it, so that nobody is asked the same twice.
 */
export const CheckInAsk = z.strictObject({
  ...shared,
  kind: z.literal('check-in'),
  /** `kpi:flow`, `milestone:pilot-live`, … */
  item: z.string(),
  /** Cycles it fills, the one it was opened for first: `weekly-ops@2026-03-02`. */
  cycles: z.array(z.string()).min(1),
  /** When a further cycle joined it last: with the first slot after that it is asked again. */
  joinedAt: Instant.optional(),
})
export type CheckInAsk = z.infer<typeof CheckInAsk>

/** How a review ends: with decisions or actions, or with the reason why none is needed. Its chair's, once the pack is there. */
export const ConcludeAsk = z.strictObject({ ...shared, kind: z.literal('conclude'), cycle: z.string() })
export type ConcludeAsk = z.infer<typeof ConcludeAsk>

/** Something a review gave to a person by a day. The title is the action in words. */
export const ActionAsk = z.strictObject({
  ...shared,
  kind: z.literal('action'),
  cycle: z.string(),
  /** domain/review/action.ts */
  action: z.string(),
})
export type ActionAsk = z.infer<typeof ActionAsk>

/** One person, one question, due by, until answered. Lives at `PERSON#person / ASK#id`. */
export const Ask = z.discriminatedUnion('kind', [DecisionAsk, CheckInAsk, ConcludeAsk, ActionAsk])
export type Ask = z.infer<typeof Ask>

/** Every kind of ask there is. */
export const AskKind = z.enum([...DecisionAskKind.options, 'check-in', 'conclude', 'action'])
export type AskKind = z.infer<typeof AskKind>

/** Whether an ask is about a decision. */
export const isDecisionAsk = (ask: Ask): ask is DecisionAsk => 'decision' in ask

/** The decision an ask is about, if it is about one. */
export const decisionIdOf = (ask: Ask): string | undefined => (isDecisionAsk(ask) ? ask.decision : undefined)

/** What an ask is about, as its lines of history name it. */
export const subjectOf = (ask: Ask): { decision: string } | { item: string } | { cycle: string } => {
  if (isDecisionAsk(ask)) return { decision: ask.decision }
  return ask.kind === 'check-in' ? { item: ask.item } : { cycle: ask.cycle }
}

const told = {
  id: z.string(),
  person: z.string(),
  createdAt: Instant,
  /** Slot of the mail that carried it; absent until then. */
  mail: z.string().optional(),
  /** Why it was never mailed, e.g. answered before the slot. A note with `mail` or `dropped` no longer waits. */
  dropped: z.string().optional(),
}

/** Somebody is silent; a question the person was mailed was dropped with its ground in the plan, merged into another, went back to its owner, or was withdrawn; a chair asks again for a decision; corrected figures left a question without ground, which its reader confirms or withdraws. */
export const AskNote = z.strictObject({
  ...told,
  kind: z.enum(['silent-report', 'plan-dropped', 'merged', 'returned', 'withdrawn', 'urged', 'confirm']),
  about: z.strictObject({
    person: z.string(),
    ask: z.string(),
    title: z.string(),
    titled: MadeTitle.optional(),
    dueBy: Instant,
    since: Instant,
    /** The question that goes on for this one, where it was merged. */
    into: z.string().optional(),
    /** Why its ground is gone, where it was withdrawn. */
    because: WithdrawalReason.optional(),
  }),
  /** The decision the silent ask is about: once it is settled, the line is dropped. */
  decision: z.string().optional(),
})
export type AskNote = z.infer<typeof AskNote>

/** Somebody the reader manages wants no reminders any more. */
export const PersonNote = z.strictObject({
  ...told,
  kind: z.literal('reminders-off'),
  about: z.strictObject({ person: z.string(), since: Instant }),
})
export type PersonNote = z.infer<typeof PersonNote>

/** A milestone that others of the reader's wait for has another day, or became two. */
export const MilestoneNote = z.strictObject({
  ...told,
  kind: z.literal('moved'),
  about: z.strictObject({
    /** Who moved it. */
    person: z.string(),
    milestone: z.string(),
    /** Its id in the plan; the name need not be its alone. */
    id: z.string().optional(),
    from: LocalDate,
    /** Of two parts the later day. */
    to: LocalDate,
    /** Empty where it became two. */
    because: z.string(),
    /** The parts, where it became two. */
    into: z.array(z.strictObject({ name: z.string(), due: LocalDate })).optional(),
    /** What of the reader's waits for it, by name and day. */
    waits: z.array(z.strictObject({ name: z.string(), due: LocalDate })).min(1),
  }),
})
export type MilestoneNote = z.infer<typeof MilestoneNote>

/** A line a person is told in their own slot mail, with nothing to answer: `PERSON#person / NOTE#id`. */
export const Note = z.discriminatedUnion('kind', [AskNote, PersonNote, MilestoneNote])
export type Note = z.infer<typeof Note>

/** Whether a line is about one question. */
export const isAskNote = (note: Note): note is AskNote => note.kind !== 'reminders-off' && note.kind !== 'moved'

/** One entry of a mail's frozen list. */
export const MailEntry = z.strictObject({
  ask: z.string(),
  epoch: z.number().int(),
  how: z.enum(['ask', 'remind', 'escalated', 'still-open']),
})
export type MailEntry = z.infer<typeof MailEntry>

/** One mail per person and slot: `PERSON#person / MAIL#slot`. planned → claimed → frozen → sent, or skipped with its reason. */
export const Mail = z.strictObject({
  person: z.string(),
  /** `2016-05-03T07:00:00Z`; an urgent or asked-for mail has `instant#reference`. */
  slot: z.string(),
  state: z.enum(['planned', 'claimed', 'frozen', 'sent', 'skipped']),
  urgent: z.boolean().default(false),
  /** Lease of the claim: after it another run may take over. */
  leaseUntil: Instant.optional(),
  claims: z.number().int().default(0),
  entries: z.array(MailEntry).default([]),
  notes: z.array(z.string()).default([]),
  /** Why each ask of the person is or is not in this mail, e.g. `ask A-1: reminded after 2 working days`. */
  reasons: z.array(z.string()).default([]),
  frozenAt: Instant.optional(),
  sentAt: Instant.optional(),
  messageId: z.string().optional(),
})
export type Mail = z.infer<typeof Mail>

/** What is known of a person beyond the plan: `PERSON#person / STATE`. */
export const PersonState = z.strictObject({
  person: z.string(),
  /**
   * Set by a hard bounce, a complaint or a refusal of SES; asks go to the deputy and on. `address` is the hash of the
   * address it is about: once the plan has another one, the mark says nothing any more. Without it, it counts for any.
   */
  unreachable: z.strictObject({ since: Instant, because: z.string(), address: z.string().optional() }).optional(),
  /** Said by themselves: the days they are away, both included, beside those of the plan; over, it says nothing any more. */
  away: z.strictObject({ from: LocalDate, to: LocalDate, at: Instant, via: z.enum(['link', 'command']) }).optional(),
  /** Set while they want no reminders. They are asked all the same, and the ladder goes on. */
  remindersOff: z.strictObject({ since: Instant, via: z.enum(['link', 'one-click']) }).optional(),
})
export type PersonState = z.infer<typeof PersonState>

/** Serves one person and the asks of one mail plus what has become theirs since: `LINK#sha256(token) / LINK`. */
export const Link = z.strictObject({
  hash: z.string(),
  person: z.string(),
  slot: z.string(),
  createdAt: Instant,
  expiresAt: Instant,
  revoked: z.boolean().default(false),
})
export type Link = z.infer<typeof Link>
