/** Workflows: work that passes through hands, and who answers for each step. */
import * as z from 'zod'
import { Id, Line, SpanText } from './text.ts'

/** One step of a workflow. */
export const ActivitySpec = z.strictObject({
  id: Id,
  name: Line.optional(),
  owner: Id.optional(),
  function: Id.optional(),
})

/** A workflow and its steps. Its owner is asked in reviews; no function takes in events of its cases. */
export const WorkflowSpec = z.strictObject({
  id: Id,
  name: Line,
  owner: Id.optional(),
  priority: Id.optional(),
  activities: z.array(ActivitySpec).min(2, 'a workflow has at least 2 activities'),
  lateAfter: SpanText.optional(),
})
export type WorkflowSpec = z.infer<typeof WorkflowSpec>
