import { ExecutionFailure } from './failure.ts'

/** One event of an execution's history. */
export interface HistoryEvent {
  /** From 1, in the order of writing. */
  id: number
  previousEventId: number
  type: string
  /** Epoch milliseconds. */
  at: number
  /** What the event's `…EventDetails` holds, undefined for events without. */
  details: Record<string, unknown> | undefined
}

/** Most events one execution may have (AWS quotas, "Maximum execution event history size"). */
export const EVENT_LIMIT = 25_000

const ENDS = new Set(['ExecutionSucceeded', 'ExecutionFailed', 'ExecutionAborted', 'ExecutionTimedOut'])

/** The events of one execution, in order. */
export class History {
  readonly events: HistoryEvent[] = []
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /**
   * Writes an event and returns its id.
   * @throws ExecutionFailure when the last place would go to anything but the end of the execution: AWS waits at
   *   24,999 events and fails the execution unless the next one ends it (best practices, "Avoid reaching the history quota").
   */
  write(type: string, previousEventId: number, details?: Record<string, unknown>): number {
    if (this.events.length >= EVENT_LIMIT - 1 && !ENDS.has(type)) {
      throw new ExecutionFailure(
        'States.Runtime',
        `The execution reached the maximum number of history events (${EVENT_LIMIT}).`,
      )
    }
    const id = this.events.length + 1
    this.events.push({ id, previousEventId, type, at: this.#now(), details })
    return id
  }

  /** Whether one more event that does not end the execution still fits. */
  get hasRoom(): boolean {
    return this.events.length < EVENT_LIMIT - 1
  }
}

/** An event as GetExecutionHistory shows it: the details under the key AWS gives this type. */
export function describeEvent(event: HistoryEvent): Record<string, unknown> {
  return {
    timestamp: event.at / 1000,
    type: event.type,
    id: event.id,
    previousEventId: event.previousEventId,
    ...(event.details ? { [detailsKey(event.type)]: event.details } : {}),
  }
}

function detailsKey(type: string): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails'
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails'
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`
}
