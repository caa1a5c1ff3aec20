/** How one item enters a cycle: filled already, with the question that waits anyway, or with a new one. */
import type { Ask, CheckInAsk } from '../../domain/ask.ts'
import { asksAgain, joinCheckIn, openCheckIn } from '../../domain/ask-check-in.ts'
import { hurried } from '../../domain/ask-hurry.ts'
import { mailSlotOf, withdrawAsk } from '../../domain/ask-opening.ts'
import { cameBack, comesBack, returnedNote, takingOver } from '../../domain/ask-return.ts'
import type { Surroundings } from '../../domain/escalation-order.ts'
import type { HistoryEntry } from '../../domain/history.ts'
import { formatInstant } from '../../domain/instant.ts'
import { slotAfter, workingTimeOf } from '../../domain/ladder-time.ts'
import { slotInstant } from '../../domain/mail-occasion.ts'
import { kpiOf, seriesByKey } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { Cycle, CycleItem } from '../../domain/review/cycle.ts'
import { parseItemKey } from '../../domain/review/item.ts'
import { changeAsk, newAsk } from '../aws/asks.ts'
import { newCycleItem } from '../aws/cycles.ts'
import type { Clause } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import type { Slots } from '../posting/slots.ts'
import { told } from '../posting/told.ts'
import type { Waiting } from './waiting.ts'

export interface Entering {
  around: Surroundings
  cycle: Cycle
  item: CycleItem
  /** The question that waits already, with whomever it lies. */
  waiting: Waiting | undefined
  slots: Slots
}

/** Whether an item changes asks of several people: each such has a transaction of its own. */
export const isWide = ({ waiting }: Entering): boolean => (waiting?.copies ?? []).filter(isOpen).length > 1

const isOpen = (ask: Ask): ask is CheckInAsk => ask.kind === 'check-in' && ask.state === 'open'

/** Whether it comes back to its owner from somebody who stood in. */
const isBack = ({ around, item }: Entering, { lead, copies }: Waiting, now: number): boolean =>
  lead.person !== item.owner && comesBack(around, item.owner, copies, now)

/** The writes with which an item enters. */
export function entering(facts: Entering, now: number): Clause[] {
  const { item, waiting } = facts
  if (item.state !== 'waiting') return [newCycleItem(item)]
  if (!waiting) return asking(facts, now)
  if (isBack(facts, waiting, now))
    return [...asking(facts, now, waiting.lead), ...takenBack(facts, waiting.copies, now)]
  const { lead } = waiting
  const elsewhere = lead.person === item.owner ? {} : { askedOf: lead.person }
  return [newCycleItem({ ...item, ask: lead.id, ...elsewhere }), ...joining(facts, waiting, now)]
}

function asking({ around: { plan }, cycle, item, slots }: Entering, now: number, from?: CheckInAsk): Clause[] {
  const about = { key: item.item, name: item.name, owner: item.owner }
  const fresh = openCheckIn({ plan, cycle, item: about, accountable: accountableFor(plan, item.item) }, now)
  const opened = from ? takingOver(fresh, from, now) : fresh
  const { slot } = slots.free({ person: opened.person, slot: mailSlotOf(opened)! })
  const asked = { ...opened, stepAt: slotInstant(slot) }
  return [
    newCycleItem({ ...item, ask: asked.id }),
    newAsk(asked),
    ...slots.clauses([{ person: asked.person, slot, urgent: false }]),
    addHistory(askedLine(asked, cycle, now), asked.id),
  ]
}

/**
 * The question that waits fills this cycle too, in the mail of its addressee's next slot; what its ladder does next comes
 * sooner where the cycle closes before. Its copies are about this cycle as well.
 */
function joining({ around: { plan }, cycle, slots }: Entering, { lead, copies }: Waiting, now: number): Clause[] {
  const joined = joinCheckIn(lead, cycle, now)
  if (joined === lead) return []
  const sooner = hurried(plan, joined, now)
  const { person } = lead
  const next = asksAgain(joined) ? [formatInstant(slotAfter(workingTimeOf(plan, person), now))] : []
  const step = sooner.stepAt === lead.stepAt ? undefined : slots.free({ person, slot: sooner.stepAt! }).slot
  const changed = step === undefined ? sooner : { ...sooner, stepAt: slotInstant(step) }
  const others = copies.filter(isOpen).filter(({ id }) => id !== lead.id)
  return [
    changeAsk(lead, changed),
    ...others.map((copy) => changeAsk(copy, joinCheckIn(copy, cycle, now))),
    ...slots.clauses([...next, ...(step === undefined ? [] : [step])].map((slot) => ({ person, slot, urgent: false }))),
  ]
}

/** Nobody who stood in waits for an answer any more; who was mailed the question is told in their own slot. */
function takenBack({ around: { plan }, item, slots }: Entering, copies: readonly Ask[], now: number): Clause[] {
  const why = cameBack(plan, item.owner)
  return copies.flatMap((ask) => {
    if (!isOpen(ask)) return []
    const line = { item: item.item, at: formatInstant(now), what: 'Ask withdrawn', who: 'clock', why }
    const note = returnedNote(ask, now)
    return [
      changeAsk(ask, withdrawAsk(ask, why, now, { ended: 'back', by: item.owner })),
      addHistory(line, ask.id),
      ...(note ? told(plan, [note], slots, now) : []),
    ]
  })
}

const askedLine = (ask: CheckInAsk, cycle: Cycle, now: number): HistoryEntry => ({
  item: ask.item,
  at: formatInstant(now),
  what: 'Check-in asked',
  who: 'clock',
  why: `${ask.person} is asked for ${cycle.name} of ${cycle.date}, with the mail of ${ask.stepAt}`,
})

/** Whom the chain ends at before the desk: the accountable person of the KPI's priority. */
function accountableFor(plan: ResolvedPlan, item: string): string {
  const { kind, id } = parseItemKey(item)
  const series = kind === 'kpi' ? seriesByKey(plan, id) : undefined
  const kpi = series && kpiOf(plan, series.kpi)
  return kpi?.accountable ?? plan.organisation.desk
}
