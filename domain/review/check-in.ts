/** What an owner says about an item: answered in a minute, read by many. */
import * as z from 'zod'
import { Instant, LocalDate } from '../decision.ts'
import { ItemKey, ItemStatus, KpiStatus } from './item.ts'

/** Longest texts of a check-in, in characters: a paragraph, not a report. */
export const CHECK_IN_LIMITS = { changed: 1000, cause: 1000, wayBack: 1000, reason: 500, blocker: 300, nextStep: 300 }

/** More blockers than this are a list nobody acts on. */
export const MOST_BLOCKERS = 5

/** What is in the way, and the person it sits with. */
export const Blocker = z.strictObject({
  text: z.string().min(1).max(CHECK_IN_LIMITS.blocker),
  /** Person id; absent where nobody in the plan can remove it. */
  with: z.string().optional(),
})
export type Blocker = z.infer<typeof Blocker>

/** A step somebody promises by a day; kept as a commitment. */
export const NextStep = z.strictObject({ text: z.string().min(1).max(CHECK_IN_LIMITS.nextStep), by: LocalDate })
export type NextStep = z.infer<typeof NextStep>

/** Lives at `ITEM#item / CHECKIN#at`; append-only. */
export const CheckIn = z.strictObject({
  item: ItemKey,
  at: Instant,
  /** The addressee; somebody else's when the ask was handed on. */
  by: z.string(),
  ask: z.string().optional(),
  status: ItemStatus,
  /** How sure they are that it will be reached: 0 not at all, 10 as good as done. */
  confidence: z.int().min(0).max(10),
  /** What changed since the last time; empty when nothing did. */
  changed: z.string().max(CHECK_IN_LIMITS.changed),
  blockers: z.array(Blocker).max(MOST_BLOCKERS),
  nextStep: NextStep.optional(),
  /** Off track: why, and how it gets back. */
  cause: z.string().max(CHECK_IN_LIMITS.cause).optional(),
  wayBack: z.string().max(CHECK_IN_LIMITS.wayBack).optional(),
  /** The KPI's own status when this was said; absent without a KPI, and in check-ins of earlier releases. */
  kpi: KpiStatus.optional(),
  /** Why the status is better than the KPI's own. */
  reason: z.string().max(CHECK_IN_LIMITS.reason).optional(),
  how: z.enum(['page', 'mail', 'unchanged']),
  /** How many check-ins in a row, this one included, said "nothing changed". */
  unchanged: z.int().min(0),
  /** Cycles it answers, open or closed. */
  cycles: z.array(z.string()),
  /** Those of them that had closed before it came. */
  lateFor: z.array(z.string()),
})
export type CheckIn = z.infer<typeof CheckIn>
