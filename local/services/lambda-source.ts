/** What ListEventSourceMappings tells of a mapping. */
export interface MappingDescription {
  UUID: string
  EventSourceArn: string
  FunctionArn: string
  BatchSize: number
  State: 'Enabled'
}

/** A mapping from a stream or a queue to a function. */
export interface SourceMapping {
  describe(): MappingDescription
  /** Records that wait for the function: read but not yet done with. */
  readonly backlog: number
}

/** Identifiers of the records the function reports as failed. `all`: the answer is malformed, so the whole batch failed. */
export type BatchFailures = { all: true } | { all: false; ids: Set<string> }

/** Reads `{ batchItemFailures: [{ itemIdentifier }] }` as Lambda does: empty, null or absent means that nothing failed. */
export function batchFailures(payload: string): BatchFailures {
  const none: BatchFailures = { all: false, ids: new Set() }
  let answer: unknown
  try {
    answer = JSON.parse(payload)
  } catch {
    return { all: true }
  }
  if (typeof answer !== 'object' || answer === null) return none
  const items = (answer as { batchItemFailures?: unknown }).batchItemFailures
  if (items === undefined || items === null) return none
  if (!Array.isArray(items)) return { all: true }
  const ids = items.map((item) => (item as { itemIdentifier?: unknown } | null)?.itemIdentifier)
  if (!ids.every((id) => typeof id === 'string' && id !== '')) return { all: true }
  return { all: false, ids: new Set(ids as string[]) }
}
