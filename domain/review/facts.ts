/** What was known of an item when a cycle opened. Frozen: what the pack compares is what people had before them. */
import * as z from 'zod'
import { Instant, LocalDate } from '../decision.ts'
import { UnaskedReason } from '../unasked.ts'
import { CheckIn } from './check-in.ts'
import { Commitment } from './commitment.ts'
import { KpiStatus } from './item.ts'

/** Most of each list that is kept; `more` says how many there were beyond them. Keeps an item under 32 kB. */
export const FACT_LIMITS = { points: 6, commitments: 5, decisions: 5, dependants: 10 }

const Figure = z.number().nullable()

/** That nobody is asked about a KPI that is not on track or stale, and why; `instead`: who is asked about what better. */
export const Unasked = UnaskedReason.omit({ by: true }).extend({
  status: z.enum(['at-risk', 'off-track', 'stale']),
  instead: z.strictObject({ kpi: z.string(), question: z.string(), decider: z.string() }).optional(),
})
export type Unasked = z.infer<typeof Unasked>

/** The newest reading of a series, oldest point first. */
export const KpiReading = z.strictObject({
  unit: z.string(),
  decimals: z.int(),
  direction: z.enum(['up', 'down', 'range']),
  /** Of the newest due slot. */
  period: z.string().nullable(),
  value: Figure,
  target: Figure,
  status: KpiStatus,
  points: z
    .array(z.strictObject({ period: z.string(), value: Figure, target: Figure, status: KpiStatus }))
    .max(FACT_LIMITS.points),
  /** Absent where somebody is asked, or nobody need be; and in what was frozen before it was kept. */
  unasked: Unasked.optional(),
})
export type KpiReading = z.infer<typeof KpiReading>

/** Where a milestone stands. */
export const MilestoneFacts = z.strictObject({
  due: LocalDate,
  doneOn: LocalDate.optional(),
  /** How often it was re-dated, by answers. */
  moved: z.int().min(0),
  /** Milestones that wait for it. */
  dependants: z.array(z.strictObject({ id: z.string(), name: z.string(), due: LocalDate })).max(FACT_LIMITS.dependants),
  moreDependants: z.int().min(0),
})
export type MilestoneFacts = z.infer<typeof MilestoneFacts>

/** A decision about the item that nobody has taken yet. */
export const OpenDecision = z.strictObject({
  id: z.string(),
  question: z.string(),
  decider: z.string(),
  decideBy: Instant,
  severity: z.enum(['S1', 'S2', 'S3', 'S4']),
  overdue: z.boolean(),
})
export type OpenDecision = z.infer<typeof OpenDecision>

/** All of it; every part only where there is any. */
export const ItemFacts = z.strictObject({
  kpi: KpiReading.optional(),
  milestone: MilestoneFacts.optional(),
  last: CheckIn.optional(),
  /** Open ones, the soonest due first. */
  commitments: z.array(Commitment).max(FACT_LIMITS.commitments),
  moreCommitments: z.int().min(0),
  /** The soonest due first. */
  decisions: z.array(OpenDecision).max(FACT_LIMITS.decisions),
  moreDecisions: z.int().min(0),
})
export type ItemFacts = z.infer<typeof ItemFacts>
