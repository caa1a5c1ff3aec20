import * as z from 'zod'
import type { CreatedResource, ResolvedResource, ResourceType, World } from '../world.ts'
import { explain } from './operations.ts'

/** A CloudFormation number: templates may carry it as text. */
export const number = z.coerce.number()

/** A CloudFormation boolean: templates may carry it as text. */
export const boolean = z.preprocess(
  (value) => (value === 'true' ? true : value === 'false' ? false : value),
  z.boolean(),
)

/** A property that is taken and changes nothing the runner shows (tags, encryption, roles). */
export const ignored = z.unknown().optional()

/**
 * Builds a resource type from the properties it understands.
 * What it does not know it refuses, naming the resource, its type and the property.
 */
export function resourceType<S extends z.ZodType>(
  type: string,
  properties: S,
  create: (properties: z.infer<S>, resource: ResolvedResource, world: World) => CreatedResource,
): ResourceType {
  return {
    type,
    create(resource, world) {
      const parsed = properties.safeParse(resource.properties)
      if (!parsed.success) throw new Error(explain(parsed.error, `${resource.logicalId} (${type})`))
      return create(parsed.data, resource, world)
    },
  }
}

/** The name CloudFormation would give a resource that states none: stable, so that two runs agree. */
export function generatedName(resource: ResolvedResource): string {
  return `throughline-${resource.logicalId}`
}

/** An ARN in the world's region and account; `kind` is the part after the account. */
export function arn(world: World, service: string, kind: string): string {
  return `arn:aws:${service}:${world.region}:${world.accountId}:${kind}`
}
