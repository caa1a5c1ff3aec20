/** What is wanted: priorities, the initiatives that move them, their phases and milestones. Data now; their lint comes with its own rules. */
import * as z from 'zod'
import { Amount, DateText, Id, Line, Prose } from './text.ts'

/** A priority: an outcome somebody answers for, and what each function commits to it. */
export const PrioritySpec = z.strictObject({
  id: Id,
  name: Line,
  outcome: z.strictObject({ kpi: Id, target: Amount, by: DateText }).optional(),
  accountable: Id.optional(),
  functions: z.array(z.strictObject({ function: Id, commitment: Prose })).optional(),
  initiatives: z.array(Id).optional(),
})

/** Something due on a day, from one person. */
export const MilestoneSpec = z.strictObject({
  id: Id,
  name: Line,
  due: DateText,
  owner: Id.optional(),
  deliverable: Prose.optional(),
  dependsOn: z.array(Id).optional(),
})

/** A stretch of an initiative. */
export const PhaseSpec = z.strictObject({
  id: Id,
  name: Line,
  from: DateText.optional(),
  to: DateText.optional(),
  milestones: z.array(MilestoneSpec).optional(),
})

/** An initiative: one person accountable, the others responsible, consulted or informed. */
export const InitiativeSpec = z.strictObject({
  id: Id,
  name: Line,
  accountable: Id.optional(),
  responsible: z.array(Id).optional(),
  consulted: z.array(Id).optional(),
  informed: z.array(Id).optional(),
  phases: z.array(PhaseSpec).optional(),
  milestones: z.array(MilestoneSpec).optional(),
})
