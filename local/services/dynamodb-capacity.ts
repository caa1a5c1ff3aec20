import type { World } from '../world.ts'

interface Consumed {
  TableName: string
  CapacityUnits: number
}

/** Adds what a call consumed to `capacity:<table>:read` or `:write`, in capacity units as the engine computes them. */
export function countCapacity(output: Record<string, unknown>, kind: 'read' | 'write', world: World): void {
  for (const consumed of [output.ConsumedCapacity ?? []].flat() as Consumed[])
    world.count(`capacity:${consumed.TableName}:${kind}`, consumed.CapacityUnits)
}

/** The answer as the caller wanted it: the engine was asked for all details whoever called. */
export function withoutCapacity(output: Record<string, unknown>, asked: unknown): Record<string, unknown> {
  if (asked === 'INDEXES') return output
  const { ConsumedCapacity: consumed, ...rest } = output
  if (asked !== 'TOTAL' || consumed === undefined) return rest
  const total = ({ TableName, CapacityUnits }: Consumed) => ({ TableName, CapacityUnits })
  const totals = Array.isArray(consumed) ? (consumed as Consumed[]).map(total) : total(consumed as Consumed)
  return { ...rest, ConsumedCapacity: totals }
}
