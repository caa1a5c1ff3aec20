/** The plan file: one YAML document, strict at every level, so that a misspelt key is an error and never a silent default. */
import * as z from 'zod'
import { AcknowledgementSpec, LimitsSpec } from './limits.ts'
import { KpiSpec } from './measure.ts'
import { CalendarSpec, Escalation, FunctionSpec, Organisation, PersonSpec, SourceSpec } from './organisation.ts'
import { ProgrammeSpec } from './programme.ts'
import { ReviewSpec } from './review.ts'
import { InitiativeSpec, PrioritySpec } from './strategy.ts'
import { WorkflowSpec } from './workflow.ts'

/** A plan as written; `resolvePlan` fills in every default. What each field means is said in fields.ts. */
export const Plan = z.strictObject({
  organisation: Organisation,
  calendars: z.array(CalendarSpec).min(1, 'give at least one calendar'),
  people: z.array(PersonSpec).min(1, 'give at least one person'),
  sources: z.array(SourceSpec).optional(),
  functions: z.array(FunctionSpec).optional(),
  priorities: z.array(PrioritySpec).optional(),
  initiatives: z.array(InitiativeSpec).optional(),
  kpis: z.array(KpiSpec).min(1, 'give at least one KPI'),
  reviews: z.array(ReviewSpec).optional(),
  programmes: z.array(ProgrammeSpec).optional(),
  workflows: z.array(WorkflowSpec).optional(),
  escalation: Escalation.optional(),
  limits: LimitsSpec.optional(),
  acknowledged: z.array(AcknowledgementSpec).optional(),
})
export type Plan = z.infer<typeof Plan>
