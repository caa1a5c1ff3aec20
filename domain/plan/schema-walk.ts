/** The part of the plan's schema that a path leads to. */
import type * as z from 'zod'

type Def = {
  type: string
  innerType?: z.core.$ZodType
  out?: z.core.$ZodType
  element?: z.core.$ZodType
  valueType?: z.core.$ZodType
  shape?: Record<string, z.core.$ZodType>
}

const defOf = (schema: z.core.$ZodType): Def => schema._zod.def as unknown as Def

/** A schema without what is wrapped around it: optional, default, preprocessing. */
export const bare = (schema: z.core.$ZodType): z.core.$ZodType => {
  const { innerType, out } = defOf(schema)
  const inner = innerType ?? out
  return inner ? bare(inner) : schema
}

/** The keys of a block; empty for everything else. */
export const shapeOf = (schema: z.core.$ZodType): Record<string, z.core.$ZodType> => defOf(bare(schema)).shape ?? {}

/** What the items of a list are; `undefined` for everything else. */
export const elementOf = (schema: z.core.$ZodType): z.core.$ZodType | undefined => defOf(bare(schema)).element

/** What a path leads to, as far as the schema knows it. */
export const schemaAt = (schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType | undefined => {
  let at: z.core.$ZodType | undefined = schema
  for (const step of path) {
    if (at === undefined) return undefined
    at = typeof step === 'number' ? elementOf(at) : (shapeOf(at)[String(step)] ?? defOf(bare(at)).valueType)
  }
  return at
}
