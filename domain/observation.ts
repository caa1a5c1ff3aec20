/** What a system posts, and how an item of (series, period) keeps every revision of it. */
import * as z from 'zod'
import { tryInstant } from './instant.ts'

/** `retracted` takes back what was said: the slot is missing again. */
export const ObservationStatus = z.enum(['provisional', 'final', 'retracted'])
export type ObservationStatus = z.infer<typeof ObservationStatus>

const InstantText = z
  .string()
  .refine((text) => tryInstant(text) !== undefined, 'write an instant like 2016-05-03T07:00:00Z, with Z or an offset')

/** One observation as posted: a value, or numerator and denominator for a KPI that is a ratio. */
export const PostedObservation = z.strictObject({
  kpi: z.string().min(1).max(64),
  /** In the form of the KPI's cadence: 2026-03-05, 2026-W10, 2026-03, 2026-Q1. */
  period: z.string().min(1).max(16),
  dimensions: z.record(z.string(), z.string()).optional(),
  value: z.number().optional(),
  numerator: z.number().optional(),
  denominator: z.number().optional(),
  /** When the figure was true in the source; orders revisions. @default when it was recorded */
  asOf: InstantText.optional(),
  /** @default final */
  status: ObservationStatus.optional(),
  /** Why it was corrected; required after the lock date. */
  reason: z.string().trim().min(1).max(500).optional(),
  /** Must be the KPI's unit when given: a guard against a source that changes its mind. */
  unit: z.string().optional(),
})
export type PostedObservation = z.infer<typeof PostedObservation>

/** One revision, never changed but for `confirmedAsOf`: the same figure, stated again later. */
export const Revision = z.strictObject({
  value: z.number().optional(),
  numerator: z.number().optional(),
  denominator: z.number().optional(),
  status: ObservationStatus,
  asOf: z.string(),
  confirmedAsOf: z.string().optional(),
  recordedAt: z.string(),
  source: z.string(),
  reason: z.string().optional(),
  /** Idempotency key of the item that brought it. */
  key: z.string().optional(),
  /** Digest of what the key posted: the same key with another body is refused. */
  digest: z.string().optional(),
  /** A correction after the lock date: kept and shown, but it changes no trigger. */
  afterLock: z.literal(true).optional(),
})
export type Revision = z.infer<typeof Revision>

/** Everything known about one (series, period). */
export const ObservationItem = z.strictObject({
  series: z.string(),
  period: z.string(),
  /** In the order of their arrival. */
  revisions: z.array(Revision).min(1),
  /** Keys whose post changed nothing, with a digest of what they posted, so that their replay changes nothing either. */
  seen: z.array(z.strictObject({ key: z.string(), digest: z.string() })).optional(),
})
export type ObservationItem = z.infer<typeof ObservationItem>

/** The newest key-without-effect entries an item keeps. A request's own idempotency record covers what is older. */
export const SEEN_KEPT = 20

/** An item holds this many revisions at most: some 60 kB, far under what a record may weigh. */
export const MAX_REVISIONS = 250
