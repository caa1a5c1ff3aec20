import * as z from 'zod'
import { currentPointer, planOf, readVersion } from '../aws/plan.ts'

/** `{probe: true}` asks what holds, with the plan itself under `plan: true`. */
export const Probe = z.strictObject({ probe: z.literal(true), plan: z.boolean().optional() })

/** What holds; version 0 before the first apply. */
export async function probe({ plan: withPlan }: z.infer<typeof Probe>) {
  const pointer = await currentPointer()
  if (!pointer) return { ok: true as const, version: 0 }
  const meta = await readVersion(pointer.version)
  return { ok: true as const, ...pointer, ...meta, ...(withPlan && { plan: await planOf(pointer.version) }) }
}
