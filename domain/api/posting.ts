/** What posting answers, as the served document tells it. */
import * as z from 'zod'
import { PostedObservation } from '../observation.ts'

/** RFC 9457. Further members say where: `line`, `column`. */
export const ProblemAnswer = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int().optional(),
    detail: z.string().meta({ description: 'For people: what came, where, and what to do.' }),
    code: z.string().meta({ description: 'For programs: never changes.' }),
  })
  .meta({ id: 'Problem' })

export const Observation = PostedObservation.meta({ id: 'PostedObservation' })

export const Posting = z
  .union([
    Observation,
    z.array(Observation).min(1).max(500),
    z.strictObject({ observations: z.array(Observation).min(1).max(500) }),
  ])
  .meta({ id: 'Posting' })

export const PostingResults = z
  .strictObject({
    results: z.array(
      z.strictObject({
        index: z.int(),
        status: z.enum(['recorded', 'unchanged', 'replayed', 'rejected', 'failed']),
        problem: ProblemAnswer.optional(),
      }),
    ),
  })
  .meta({ id: 'PostingResults' })
