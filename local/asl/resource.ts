/** How a Task waits for what it started. */
export type Pattern = 'request' | 'sync' | 'sync:2' | 'waitForTaskToken'

/** A Task's Resource, taken apart. */
export type Resource =
  | { kind: 'function'; arn: string; pattern: 'request' }
  | {
      kind: 'service'
      /** As history events name it: `lambda`, `dynamodb`, `aws-sdk:dynamodb` … */
      resourceType: string
      /** As history events name it, pattern included: `invoke`, `updateItem.waitForTaskToken` … */
      resource: string
      /** The action alone: `updateItem`. */
      action: string
      pattern: Pattern
    }

const SERVICE = /^arn:aws[\w-]*:states:[\w-]*:\d*:((?:aws-sdk:)?[a-z0-9-]+):([A-Za-z0-9]+)((?:\.[A-Za-z:0-9]+)?)$/
const FUNCTION = /^arn:aws[\w-]*:lambda:[\w-]+:\d+:function:[\w-]+(?::[\w$-]+)?$/

/** Reads a Resource ARN; undefined when it names something other than a function or a service integration. */
export function parseResource(arn: string): Resource | undefined {
  if (FUNCTION.test(arn)) return { kind: 'function', arn, pattern: 'request' }
  const [, resourceType, action, suffix] = SERVICE.exec(arn) ?? []
  if (!resourceType || !action || suffix === undefined) return undefined
  const pattern = suffix === '' ? 'request' : suffix.slice(1)
  if (pattern !== 'request' && pattern !== 'sync' && pattern !== 'sync:2' && pattern !== 'waitForTaskToken')
    return undefined
  return { kind: 'service', resourceType, resource: `${action}${suffix}`, action, pattern }
}
