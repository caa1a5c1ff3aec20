/** How much is too much: the settings behind the warnings about overload, and warnings a plan's authors have considered. */
import * as z from 'zod'
import { Id, Line } from './text.ts'

/** Limits above which lint warns; more priorities than the limit are an error. */
export const LimitsSpec = z.strictObject({
  /** @default 5 */
  priorities: z.int().min(1).max(100).optional(),
  /** Items one person owns: priorities, initiatives, milestones, series of KPIs and workflows. @default 15 */
  itemsPerPerson: z.int().min(1).max(1000).optional(),
  /** @default 10 */
  asksPerWeek: z.int().min(1).max(200).optional(),
  /** Times a trigger may have fired a quarter on history. @default 6 */
  firingsPerQuarter: z.int().min(1).max(100).optional(),
})
export type LimitsSpec = z.infer<typeof LimitsSpec>

/** Limits of a plan that sets none. */
export const LIMITS = { priorities: 5, itemsPerPerson: 15, asksPerWeek: 10, firingsPerQuarter: 6 } as const

/** A warning somebody has considered: lint shows it as acknowledged, with the reason, and does not count it. */
export const AcknowledgementSpec = z.strictObject({
  /** The finding's code. */
  finding: Id,
  /** Id of the item it is about; a trigger, KPI, person, priority, … */
  of: Id,
  because: Line,
})
export type AcknowledgementSpec = z.infer<typeof AcknowledgementSpec>
