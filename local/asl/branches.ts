import type { Flow } from './definition-schema.ts'
import type { Json } from './json.ts'
import type { Run, Strand } from './run.ts'

/** Walks a flow; handed to the states that contain flows. */
export type RunFlow = (run: Run, strand: Strand, flow: Flow, input: Json) => Promise<Json>

/** Event types for states that were in progress when they were cancelled; the other types have none. */
const ABORTABLE = new Set(['Task', 'Wait', 'Map', 'Parallel'])

/** Writes the …StateAborted events of a cancelled strand and of what ran inside it, while there is room for them. */
export function recordAborted(run: Run, strand: Strand, previousEventId: number): void {
  for (const inner of strand.inner) recordAborted(run, inner, previousEventId)
  if (strand.current && ABORTABLE.has(strand.current) && run.history.hasRoom) {
    run.history.write(`${strand.current}StateAborted`, previousEventId)
  }
  strand.current = undefined
}
