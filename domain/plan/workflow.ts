/** Workflows: work that passes through hands, so that waiting, rework and handoffs can be seen and owned. */
import * as z from 'zod'
import { Id, Line, SpanText } from './text.ts'

/** One step of a workflow, as its event log names it. */
export const ActivitySpec = z.strictObject({
  id: Id,
  name: Line.optional(),
  owner: Id.optional(),
  function: Id.optional(),
})

/** A workflow whose event log a source posts. */
export const WorkflowSpec = z.strictObject({
  id: Id,
  name: Line,
  owner: Id.optional(),
  priority: Id.optional(),
  activities: z.array(ActivitySpec).min(2, 'a workflow has at least 2 activities'),
  lateAfter: SpanText.optional(),
})
export type WorkflowSpec = z.infer<typeof WorkflowSpec>
