import { parseInstant } from '../../domain/instant.ts'
import { packSlot } from '../../domain/mail-occasion.ts'
import type { Cycle } from '../../domain/review/cycle.ts'
import type { Invariant, RunFacts } from './facts.ts'
import { ledgerOf } from './ledger.ts'

const HOUR = 3_600_000

/** What is told of a cycle once in its life, in this order. */
const LINES = ['Review opened', 'Review asked', 'Review closed', 'Pack made']

type Indexed = Cycle & { dueAt?: string }

/** A cycle that opened goes on, closes, and brings one pack to its chair; each step is told once. */
export const cyclesClose: Invariant = (facts) =>
  ledgerOf(facts).cycles.flatMap((cycle) => [
    ...(cycle.state === 'closed' ? unended(facts, cycle) : stuck(facts, cycle)),
    ...told(facts, cycle),
  ])

function stuck(facts: RunFacts, cycle: Indexed): string[] {
  const { now, executions } = facts
  const runs = executions.some(({ name, status }) => name === cycle.claimedBy && status === 'RUNNING')
  // The machine acts at once and the audit looks every hour: later than two hours means that neither did.
  const due = cycle.dueAt === undefined ? 0 : parseInstant(cycle.dueAt)
  const until = parseInstant(cycle.state === 'opening' ? cycle.opensAt : cycle.closesAt)
  return [
    ...(cycle.dueAt === undefined ? [`${cycle.id} (${cycle.state}) is not in the index that the audit reads`] : []),
    ...(runs || due > now - 2 * HOUR
      ? []
      : [`${cycle.id} (${cycle.state}) is claimed by ${cycle.claimedBy ?? 'nobody'}, and no such machine runs`]),
    ...(until < now - 26 * HOUR ? [`${cycle.id} is ${cycle.state} since ${new Date(until).toISOString()}`] : []),
  ]
}

function unended(facts: RunFacts, { id, chair, closedAt, closesAt, closedBecause, ...cycle }: Indexed): string[] {
  const { mails, cycleItems } = ledgerOf(facts)
  if (closedAt === undefined || closedBecause === undefined) return [`${id} is closed and does not say when and why`]
  const items = cycleItems.filter((one) => one.cycle === id)
  const packs = facts.packs.filter((one) => one.cycle === id)
  const knows = facts.plans.at(-1)!.plan.people.some((one) => one.id === chair)
  const brought = mails.filter((mail) => mail.person === chair && mail.slot === packSlot(closedAt, id))
  return [
    ...(packs.length === 1 ? [] : [`${id} is closed and has ${packs.length} packs`]),
    ...packs
      .filter(({ counts }) => counts.items !== items.length)
      .map(({ counts }) => `the pack of ${id} tells of ${counts.items} items, it has ${items.length}`),
    ...(brought.length === 1 || !knows ? [] : [`${brought.length} mails bring ${chair} the pack of ${id}`]),
    ...(closedBecause === 'deadline' && parseInstant(closedAt) < parseInstant(closesAt)
      ? [`${id} closed ${closedAt}, before ${closesAt}`]
      : []),
    ...(closedBecause === 'all-answered' && items.some(({ state }) => state === 'silent' || state === 'late')
      ? [`${id} closed because all had answered, and had not`]
      : []),
    ...(cycle.dueAt === undefined ? [] : [`${id} is closed and still in the index of the audit`]),
  ]
}

function told(facts: RunFacts, { id, state }: Cycle): string[] {
  const lines = ledgerOf(facts).history.filter((line) => line.cycle === id)
  const happened = { opening: 1, open: 2, closing: 3, closed: 4 }[state]
  return LINES.flatMap((what, i) => {
    const said = lines.filter((line) => line.what === what).length
    const wanted = i < happened ? 1 : 0
    return said === wanted ? [] : [`${id} (${state}) has ${said} lines "${what}" and needs ${wanted}`]
  })
}
