/** What is frozen when a cycle opens: each item with its facts, as they were known at that moment. */
import * as z from 'zod'
import { ANSWERED_DAYS } from '../ask-ladder.ts'
import { type Decision, Instant } from '../decision.ts'
import { awaitsChoice } from '../decision-change.ts'
import { parseInstant } from '../instant.ts'
import type { CheckIn } from './check-in.ts'
import type { Commitment } from './commitment.ts'
import { CycleItem } from './cycle.ts'
import { FACT_LIMITS, type ItemFacts, type KpiReading, type MilestoneFacts, type OpenDecision } from './facts.ts'
import type { ReviewItem } from './items.ts'
import { dependantsOf, type Milestone } from './milestones.ts'

const DAY = 86_400_000

/** JSON in the Archive, `cycles/CYCLE/snapshot.json`. */
export const Snapshot = z.strictObject({
  cycle: z.string(),
  takenAt: Instant,
  items: z.array(CycleItem.pick({ item: true, name: true, owner: true, unowned: true, facts: true })),
})
export type Snapshot = z.infer<typeof Snapshot>

/** Where facts come from: look-ups by item, over what the caller has read. */
export interface Known {
  reading: (series: string) => KpiReading | undefined
  last: (item: string) => CheckIn | undefined
  /** In any state and order. */
  commitments: (item: string) => readonly Commitment[]
  /** Of a series, in any state and order. */
  decisions: (series: string) => readonly Decision[]
  milestones: readonly Milestone[]
}

/** The facts of every item, bounded: an item never has more than some 60 kB of them however much there is. */
export const takeSnapshot = (cycle: string, items: readonly ReviewItem[], known: Known, takenAt: string): Snapshot => {
  const milestones = new Map(known.milestones.map((one) => [one.id, one]))
  const dependants = dependantsOf(known.milestones)
  return {
    cycle,
    takenAt,
    items: items.map(({ item, kind, id, name, owner, unowned }) => {
      const milestone = kind === 'milestone' ? milestones.get(id) : undefined
      const own = milestone && milestoneFacts(milestone, dependants.get(milestone.part ?? id) ?? [])
      const reading = kind === 'kpi' ? known.reading(id) : undefined
      const decisions = kind === 'kpi' ? known.decisions(id) : []
      return { item, name, owner, unowned, facts: facts(known, item, decisions, { reading, milestone: own }) }
    }),
  }
}

const facts = (
  known: Known,
  item: string,
  decided: readonly Decision[],
  own: { reading: KpiReading | undefined; milestone: MilestoneFacts | undefined },
): ItemFacts => {
  const last = known.last(item)
  const commitments = known
    .commitments(item)
    .filter((one) => one.state === 'open')
    .sort((a, b) => order(a.by, b.by) || order(a.id, b.id))
  const decisions = decided
    .filter(awaitsChoice)
    .map(openDecision)
    .sort((a, b) => order(a.decideBy, b.decideBy) || order(a.id, b.id))
  return {
    ...(own.reading && { kpi: { ...own.reading, points: own.reading.points.slice(-FACT_LIMITS.points) } }),
    ...(own.milestone && { milestone: own.milestone }),
    ...(last && { last }),
    commitments: commitments.slice(0, FACT_LIMITS.commitments),
    moreCommitments: Math.max(0, commitments.length - FACT_LIMITS.commitments),
    decisions: decisions.slice(0, FACT_LIMITS.decisions),
    moreDecisions: Math.max(0, decisions.length - FACT_LIMITS.decisions),
  }
}

/** What a page or pack shows of a decision that waits. */
export const openDecision = ({ id, question, decider, decideBy, severity, overdue }: Decision): OpenDecision => ({
  id,
  question,
  decider,
  decideBy,
  severity,
  overdue,
})

const milestoneFacts = ({ due, doneOn, moved }: Milestone, waiting: readonly Milestone[]): MilestoneFacts => ({
  due,
  ...(doneOn === undefined ? {} : { doneOn }),
  moved,
  dependants: waiting.slice(0, FACT_LIMITS.dependants).map((one) => ({ id: one.id, name: one.name, due: one.due })),
  moreDependants: Math.max(0, waiting.length - FACT_LIMITS.dependants),
})

/** How an item enters a cycle at `at` (epoch ms): filled by what its owner said within the last three days, else waiting. */
export const enterCycle = (cycle: string, frozen: Snapshot['items'][number], at: number): CycleItem => {
  const { last } = frozen.facts
  const carried = last !== undefined && parseInstant(last.at) + ANSWERED_DAYS * DAY >= at
  return {
    cycle,
    ...frozen,
    state: carried ? 'carried' : 'waiting',
    ...(carried ? { checkIn: last } : {}),
    revision: 1,
  }
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
