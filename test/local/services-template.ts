import type { ResourceType } from '../../local/world.ts'
import type { TestWorld } from './services-world.ts'

/** Creates resources of a small template one after the other: `make('AWS::SQS::Queue', 'Post', {…})`. */
export function maker(types: ResourceType[], world: TestWorld) {
  return async (type: string, logicalId: string, properties: Record<string, unknown> = {}) => {
    const found = types.find((one) => one.type === type)
    if (!found) throw new Error(`no such type: ${type}`)
    return found.create({ logicalId, type, properties }, world)
  }
}

/** For parts that are told of a stack and have no use for it. */
export const noStack = { name: 'test', outputs: {}, resources: {}, parameters: {} }
