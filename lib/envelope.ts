import * as z from 'zod'

/**
 * What the gateway checks of a JSON body before a function runs: that it is one observation, a list of them, or an
 * object with such a list. Only the shape around the observations: each of them, and how many there may be, is checked
 * in the function, which answers item by item and says what to do.
 */
const Item = z.looseObject({ kpi: z.string(), period: z.string() })
export const Envelope = z.union([
  Item,
  z.array(z.looseObject({})).min(1),
  z.looseObject({ observations: z.array(z.looseObject({})).min(1) }),
])

/** The envelope in the dialect of API Gateway's models, JSON Schema draft 4. */
export function envelopeModel(): Record<string, unknown> {
  return z.toJSONSchema(Envelope, { target: 'draft-4' }) as Record<string, unknown>
}
