import type { Language, State } from './definition-schema.ts'
import type { History } from './history.ts'
import type { AslHost } from './host.ts'
import type { Json, JsonObject } from './json.ts'
import type { Scope, Strands } from './strands.ts'

/** What all strands of one execution share. */
export interface Run {
  readonly host: AslHost
  readonly history: History
  readonly strands: Strands
  readonly language: Language | undefined
  /** `Execution` and `StateMachine` of the context object. */
  readonly context: JsonObject
  /** Of the region in TaskScheduled events. */
  readonly region: string
}

/** One line of progress: the execution itself, a branch, an iteration. */
export interface Strand {
  readonly scope: Scope
  /** Stable between runs: labels of alarms are made from it. */
  readonly path: string
  /** Own values over those of the outer strands at entry: inner strands read outer variables and never change them. */
  variables: Record<string, Json>
  readonly mapItem: JsonObject | undefined
  /** Id of the event that the next one follows. */
  last: number
  /** Type of the state it is in, for the …StateAborted event. */
  current: State['Type'] | undefined
  readonly inner: Strand[]
}

/** One stay in a state, from entering to leaving, retries included. */
export interface Visit<S extends State = State> {
  readonly name: string
  readonly state: S
  readonly language: Language
  /** The state's input as it came, before InputPath. */
  readonly input: Json
  readonly enteredId: number
  /** Id of the event before StateEntered: AWS links EvaluationFailed to it. */
  readonly beforeId: number
  /** Epoch milliseconds. */
  readonly enteredAt: number
  retryCount: number
  /** Of the current attempt, when the Task waits for a token. */
  token?: string
}

/** Writes an event that follows the strand's last one, and moves the strand on to it. */
export function record(run: Run, strand: Strand, type: string, details?: Record<string, unknown>): number {
  strand.last = run.history.write(type, strand.last, details)
  return strand.last
}

/** A strand inside another one, with its own cancellation. */
export function innerStrand(outer: Strand, path: string, last: number, mapItem: JsonObject | undefined): Strand {
  const strand: Strand = {
    scope: outer.scope.child(),
    path: `${outer.path}${path}`,
    variables: { ...outer.variables },
    mapItem,
    last,
    current: undefined,
    inner: [],
  }
  outer.inner.push(strand)
  return strand
}
