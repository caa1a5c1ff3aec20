/** A ledger in memory that lives through virtual time: mails are worked off in order, people answer as they like. */
import type { DecisionAsk, Mail, Note, PersonState } from '../../domain/ask.ts'
import { answerAsk } from '../../domain/ask-answer.ts'
import { type AnswerInput, isAnswerRefused } from '../../domain/ask-answered.ts'
import { hasMailOfItsOwn, mailSlotOf, openAsk, withdrawAsk } from '../../domain/ask-opening.ts'
import type { Decision } from '../../domain/decision.ts'
import { isRefused, settlementOf } from '../../domain/decision-change.ts'
import { fallBack, markOverdue, stageOf } from '../../domain/decision-deadlines.ts'
import { formatInstant } from '../../domain/instant.ts'
import { slotInstant } from '../../domain/mail-occasion.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { type MailFacts, type MailPlan, type PlannedSlot, planMail } from '../../domain/plan-mail.ts'
import { DAY } from './ask-organisation.ts'

/** A mail as it went out, with what was asked and reminded. */
export interface Sent {
  person: string
  slot: string
  at: number
  plan: MailPlan
}

/** What somebody does with an ask they were mailed; nothing when undefined. */
export type Behaviour = (ask: DecisionAsk, at: number) => Omit<AnswerInput, 'by' | 'via' | 'epoch'> | undefined

export class World {
  asks = new Map<string, DecisionAsk>()
  notes = new Map<string, Note>()
  mails = new Map<string, Mail>()
  decisions = new Map<string, Decision>()
  planned = new Map<string, PlannedSlot>()
  sent: Sent[] = []
  escalated: { id: string; kind: string; to: string }[] = []
  states: PersonState[] = []
  plan: ResolvedPlan
  behave: Behaviour
  /** How late a mail is worked off (ms). */
  late = 60_000
  /** Called with every plan before it is applied. */
  look: (facts: MailFacts, plan: MailPlan, now: number, world: World) => void = () => {}

  constructor(plan: ResolvedPlan, behave: Behaviour = () => undefined) {
    this.plan = plan
    this.behave = behave
  }

  open(decision: Decision, kind: DecisionAsk['kind'], now: number): DecisionAsk {
    this.decisions.set(decision.id, decision)
    const ask = openAsk({ plan: this.plan, decision, kind }, now)
    if (this.asks.has(ask.id)) throw new Error(`${ask.id} opened twice`)
    this.asks.set(ask.id, ask)
    this.planSlot({ person: ask.person, slot: mailSlotOf(ask)!, urgent: ask.urgent })
    return ask
  }

  /** Works off everything until nothing is planned or `until` is reached. */
  run(until: number, machine = true): void {
    for (let i = 0; i < 5000; i++) {
      const next = [...this.planned.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1))[0]
      const slotAt = next ? Date.parse(slotInstant(next.slot)) : Number.POSITIVE_INFINITY
      const stop = Math.min(slotAt, until)
      if (machine) this.passTime(stop)
      if (!next || slotAt > until) return
      if (machine && [...this.planned.keys()].some((other) => other < key(next))) continue
      this.work(next, slotAt + this.late)
    }
    throw new Error('the world never comes to rest')
  }

  work({ person, slot }: PlannedSlot, now: number): void {
    this.planned.delete(key({ person, slot }))
    const facts = this.facts(person, slot)
    const plan = planMail(facts, now)
    this.look(facts, plan, now, this)
    for (const ask of plan.advance) this.asks.set(ask.id, ask as DecisionAsk)
    for (const note of plan.notes) this.notes.set(note.id, note)
    for (const escalation of plan.escalations) {
      this.escalated.push({ id: escalation.id, kind: escalation.kind, to: escalation.to })
      if (escalation.kind === 'note') this.notes.set(escalation.id, escalation.note)
      else this.asks.set(escalation.id, escalation.ask as DecisionAsk)
    }
    const mail: Mail = {
      person,
      slot,
      state: plan.mail ? 'sent' : 'skipped',
      urgent: slot.includes('#A-'),
      claims: 1,
      entries: plan.mail?.entries ?? [],
      notes: plan.mail?.notes ?? [],
      reasons: plan.reasons,
      sentAt: formatInstant(now),
    }
    this.mails.set(`${person} ${slot}`, mail)
    for (const planned of plan.nextSlots) this.planSlot(planned)
    for (const ask of plan.advance) this.wake(ask as DecisionAsk)
    if (plan.mail) {
      this.sent.push({ person, slot, at: now, plan })
      for (const entry of plan.mail.entries) this.answer(this.asks.get(entry.ask)!, now + 60_000)
    }
  }

  facts(person: string, slot: string): MailFacts {
    const own = <T extends { person: string }>(items: Iterable<T>) =>
      [...items].filter((item) => item.person === person)
    const { plan, states } = this
    return {
      plan,
      states,
      person,
      slot,
      asks: own(this.asks.values()),
      notes: own(this.notes.values()),
      mails: own(this.mails.values()),
      decisions: [...this.decisions.values()],
    }
  }

  answer(ask: DecisionAsk, now: number): void {
    const input = this.behave(ask, now)
    if (!input) return
    const decision = this.decisions.get(ask.decision)!
    const { plan, states } = this
    const copies = [...this.asks.values()].filter((one) => one.decision === ask.decision)
    const effect = answerAsk(
      { plan, states, ask, decision, copies, input: { ...input, epoch: ask.epoch, by: ask.person, via: 'link' } },
      now,
    )
    if (isAnswerRefused(effect)) return
    this.asks.set(ask.id, effect.ask)
    this.decisions.set(decision.id, effect.decision)
    if (effect.handOn && effect.handOn.kind !== 'note')
      this.asks.set(effect.handOn.id, effect.handOn.ask as DecisionAsk)
    for (const { after } of effect.besides ?? []) this.asks.set(after.id, after as DecisionAsk)
    for (const planned of effect.nextSlots) this.planSlot(planned)
    this.wake(effect.ask)
  }

  /** What the machine of an urgent decision does at the next step of its chain. */
  wake(ask: DecisionAsk): void {
    const isOwn = ask.state === 'open' && ask.stepAt !== undefined && ask.step === 'escalate' && hasMailOfItsOwn(ask)
    if (isOwn) this.planSlot({ person: ask.person, slot: mailSlotOf(ask)!, urgent: true })
  }

  /** What the state machines do up to an instant: overdue, fallback, the ask to carry it out. */
  passTime(until: number): void {
    for (const first of [...this.decisions.values()]) {
      for (let decision = first; ; ) {
        const wait = stageOf(decision, until)
        const at = wait.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(wait.until)
        if (at > until || (wait.stage !== 'decide' && wait.stage !== 'overdue')) break
        const outcome =
          wait.stage === 'decide'
            ? markOverdue(decision, at)
            : fallBack(decision, { zone: 'Europe/London', carryOutBy: at + 14 * DAY }, at)
        if (isRefused(outcome)) throw new Error(outcome.code)
        decision = outcome.decision
        this.decisions.set(decision.id, decision)
        if (decision.state === 'decided') this.fallen(decision, at)
      }
    }
  }

  fallen(decision: Decision, at: number): void {
    const over = { ended: 'settled' as const, settlement: settlementOf(decision) }
    for (const ask of this.asks.values()) {
      if (ask.decision === decision.id) this.asks.set(ask.id, withdrawAsk(ask, 'time ran out', at, over))
    }
    this.open(decision, 'carry-out', at)
  }

  /** As the Ledger does: a slot already worked off is no longer open, the next one of the person carries it. */
  planSlot(planned: PlannedSlot): void {
    if (this.mails.has(`${planned.person} ${planned.slot}`))
      throw new Error(`${planned.person} ${planned.slot} is planned again`)
    this.planned.set(key(planned), planned)
  }
}

const key = ({ person, slot }: { person: string; slot: string }): string => `${slot} ${person}`
