/** How much is too much: the settings behind the warnings about overload, and warnings a plan's authors have considered. */
import * as z from 'zod'
import { Id, Line } from './text.ts'

/** Limits above which lint warns; more priorities than the limit are an error. */
export const LimitsSpec = z.strictObject({
  priorities: z.int().min(1).max(100).optional(),
  itemsPerPerson: z.int().min(1).max(1000).optional(),
  asksPerWeek: z.int().min(1).max(200).optional(),
  firingsPerQuarter: z.int().min(1).max(100).optional(),
})
export type LimitsSpec = z.infer<typeof LimitsSpec>

/** Limits of a plan that sets none. */
export const LIMITS = { priorities: 5, itemsPerPerson: 15, asksPerWeek: 10, firingsPerQuarter: 6 } as const

/** A warning somebody has considered: lint shows it as acknowledged, with the reason, and does not count it. */
export const AcknowledgementSpec = z.strictObject({
  finding: Id,
  of: Id,
  because: Line,
})
export type AcknowledgementSpec = z.infer<typeof AcknowledgementSpec>
