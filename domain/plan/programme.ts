/** Reinforcement programmes: what people are to do differently, who stands behind it, and how one sees that it sticks. */
import * as z from 'zod'
import { DateText, Id, Line, Prose } from './text.ts'

/** Something one can see somebody do. */
export const BehaviourSpec = z.strictObject({ id: Id, description: Line })

/** Who is to change: whole functions, single people, or both. */
export const Audience = z
  .strictObject({ functions: z.array(Id).optional(), people: z.array(Id).optional() })
  .refine((audience) => (audience.functions?.length ?? 0) + (audience.people?.length ?? 0) > 0, {
    error: 'name at least one function or person',
    abort: true,
  })

/** KPIs that show whether the new way is taken: how many did it at least once, how often of all chances, how well. */
export const AdoptionMeasures = z.strictObject({
  adoption: Id,
  utilisation: Id.optional(),
  proficiency: Id.optional(),
})

/** A programme that reinforces a change until it measurably sticks. */
export const ProgrammeSpec = z.strictObject({
  id: Id,
  name: Line,
  initiative: Id.optional(),
  behaviours: z
    .array(BehaviourSpec)
    .min(1, 'name at least one behaviour')
    .max(3, 'name at most 3 behaviours: more are not remembered'),
  audience: Audience,
  sponsor: Id,
  champions: z.array(Id).optional(),
  goLive: DateText,
  horizon: z.int().min(30).max(365).optional(),
  measures: AdoptionMeasures,
  gates: z.array(z.int().min(1).max(365)).min(1).max(6).optional(),
  mailBudget: z.int().min(1).max(5).optional(),
  why: Prose,
  howTo: Prose,
})
export type ProgrammeSpec = z.infer<typeof ProgrammeSpec>
