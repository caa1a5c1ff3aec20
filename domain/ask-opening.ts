/** How an ask begins, and how it passes to somebody else. */
import type { Ask, DecisionAsk, DecisionAskKind, HandedBy } from './ask.ts'
import { beginning } from './ask-beginning.ts'
import { type Titled, titleOf } from './ask-title.ts'
import { addWorkingDays } from './calendar.ts'
import type { Decision } from './decision.ts'
import type { ChainRole } from './escalation-order.ts'
import { askedFirst } from './first-asked.ts'
import { idHash } from './hash.ts'
import type { Closing } from './history-fact.ts'
import { formatInstant } from './instant.ts'
import { slotAfter, slotNextWeek, workingTimeOf } from './ladder-time.ts'
import { everPersonOf } from './plan/lookup.ts'
import type { ResolvedPlan } from './plan/resolved.ts'

/** Working days for the answer after two failed checks; nothing happens by itself when they pass. */
const RETHINK_WORKING_DAYS = 10

/**
 * The first ask of a decision: `decide` goes to its decider, `carry-out` and `rethink` to the accountable person. The same
 * decision and kind give the same id. Delivered at the addressee's next slot; S1 at once; S4 with the next week's first slot.
 */
export const openAsk = (
  input: { plan: ResolvedPlan; decision: Decision; kind: DecisionAskKind },
  now: number,
): DecisionAsk => {
  const { decision, kind } = input
  const person = kind === 'decide' ? decision.decider : decision.accountable
  const urgent = kind === 'decide' && decision.severity === 'S1'
  return {
    id: `A-${idHash(['ask', decision.id, kind])}`,
    ...beginning(person, now),
    kind,
    decision: decision.id,
    ...titleFor(decision, kind),
    ...deadlinesOf(input, person, now),
    urgent,
    role: kind === 'decide' ? 'owner' : 'accountable',
    accountable: decision.accountable,
    chain: decision.chain,
    stepAt: formatInstant(urgent ? now : firstSlot(input, person, now)),
  }
}

const firstSlot = (
  { plan, decision, kind }: { plan: ResolvedPlan; decision: Decision; kind: DecisionAskKind },
  person: string,
  now: number,
) => {
  const time = workingTimeOf(plan, person)
  return kind === 'decide' && decision.severity === 'S4' ? slotNextWeek(time, now) : slotAfter(time, now)
}

const deadlinesOf = (
  { plan, decision, kind }: { plan: ResolvedPlan; decision: Decision; kind: DecisionAskKind },
  person: string,
  now: number,
) => {
  if (kind === 'decide') return { respondBy: decision.respondBy, dueBy: decision.decideBy }
  const time = workingTimeOf(plan, person)
  const ownDue = formatInstant(addWorkingDays(now, RETHINK_WORKING_DAYS, time.calendar, time.zone))
  const dueBy = kind === 'carry-out' ? (decision.carryOutBy ?? ownDue) : ownDue
  return { respondBy: dueBy, dueBy }
}

const titleFor = ({ question, evidence }: Decision, kind: DecisionAskKind): Titled => {
  if (kind === 'decide') return { title: question }
  const { kpiName, seriesLabel } = evidence
  const where = seriesLabel === '' ? kpiName : `${kpiName}, ${seriesLabel}`
  if (kind === 'carry-out') {
    const title = `Time ran out on "${question}" (${where}): carry out the fallback and say when it is done`
    return { title, titled: { made: kind, question, where } }
  }
  const title = `Two decisions have not brought ${where} back: change the process or the target`
  return { title, titled: { made: kind, where } }
}

/** Whether the next step of an ask waits for no slot: an urgent question that is to be asked, or goes on along its chain. */
export const hasMailOfItsOwn = (ask: Ask): boolean =>
  ask.urgent && (ask.step === 'deliver' || (ask.step === 'escalate' && ask.leads))

/** Key of the mail that carries the ask's next step: the slot, or a mail of its own for what goes out at once. */
export const mailSlotOf = (ask: Ask): string | undefined => {
  if (ask.stepAt === undefined) return undefined
  return hasMailOfItsOwn(ask) ? `${ask.stepAt}#${ask.id}` : ask.stepAt
}

/** How an ask reaches a further person: a `copy` beside the first, or a `hand-on` that leads the ladder from then on. */
export interface Passing {
  to: { person: string; role: ChainRole | 'delegate' }
  how: 'copy' | 'hand-on'
  /** Where a person chose, not the ladder. */
  handedBy?: HandedBy
}

/** The same question for somebody else, delivered at their next slot (at once when urgent). Its id follows from the first ask and the person. */
export const passedAsk = (plan: ResolvedPlan, ask: Ask, { to, how, handedBy }: Passing, now: number): Ask => ({
  id: passedAskId(ask, to.person),
  person: to.person,
  ...askedAbout(ask),
  ...titleOf(ask),
  respondBy: ask.respondBy,
  dueBy: ask.dueBy,
  urgent: ask.urgent,
  role: to.role,
  ...(handedBy ? { handedBy } : {}),
  owner: ask.owner,
  accountable: ask.accountable,
  chain: ask.chain,
  leads: how === 'hand-on',
  asked: [...ask.asked, to.person],
  state: 'open',
  epoch: how === 'hand-on' ? ask.epoch + 1 : 1,
  openedAt: formatInstant(now),
  ...(ask.since !== undefined || ask.mails.length > 0 ? { since: askedFirst(ask) } : {}),
  step: 'deliver',
  stepAt: formatInstant(ask.urgent ? now : slotAfter(workingTimeOf(plan, to.person), now)),
  mails: [],
  snoozes: 0,
  revision: 1,
})

/** Id of the copy of an ask that a further person has, whichever copy it is seen from. */
export const passedAskId = (ask: Ask, person: string): string =>
  `A-${idHash(['ask', rootOf(ask), topicOf(ask), ask.kind, person])}`

/** The question and what it is about, unchanged by whoever has it. */
const askedAbout = (ask: Ask) => {
  if (ask.kind === 'check-in') return { kind: ask.kind, item: ask.item, cycles: ask.cycles }
  if (ask.kind === 'conclude') return { kind: ask.kind, cycle: ask.cycle }
  if (ask.kind === 'action') return { kind: ask.kind, cycle: ask.cycle, action: ask.action }
  return { kind: ask.kind, decision: ask.decision }
}

/** A decision, a review and an action are asked about once; an item again and again, so its first cycle tells one question from the next. */
export const topicOf = (ask: Ask): string => {
  if (ask.kind === 'check-in') return `${ask.item} ${ask.cycles[0]}`
  if (ask.kind === 'conclude') return ask.cycle
  return ask.kind === 'action' ? ask.action : ask.decision
}

/** Every ask that came from one first ask shares its owner: nobody has the same question of a decision twice. */
const rootOf = (ask: Ask): string => ask.owner

/** Ends an ask that no longer waits, with its reason. An ask that has ended already stays as it is. */
export const withdrawAsk = <A extends Ask>(ask: A, because: string, now: number, closedFor: Closing): A => {
  if (ask.state !== 'open') return ask
  return ended(ask, { state: 'withdrawn', closedBecause: because, closedFor }, now)
}

/** How an ask ended, as kept and as facts. */
export const closedOf = ({ closedBecause: closed, closedFor }: Ask) => ({ closed, closedFor })

/** How an ask ends. */
type Ending = Partial<Pick<Ask, 'state' | 'epoch' | 'closedBecause' | 'closedFor' | 'answer'>>

/** The ask at rest: no next step. */
export const ended = <A extends Ask>(ask: A, fields: Ending, now: number): A => {
  const { stepAt: _none, ...rest } = ask
  return { ...(rest as A), ...fields, step: 'end', closedAt: formatInstant(now), revision: ask.revision + 1 }
}

/** The name of a person for sentences, of somebody who left too; the id of one no version knew. */
export const nameIn = (plan: ResolvedPlan, person: string): string => everPersonOf(plan, person)?.name ?? person
