import * as z from 'zod'
import { AwsError, type AwsRequest, type AwsResponse, type ResourceType, type Service } from '../world.ts'
import { ignored, resourceType } from './resource.ts'

const texts = z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(z.string()))

const Statement = z.strictObject({
  Effect: z.literal('Allow'),
  Action: texts,
  Resource: texts,
  Condition: ignored,
  Sid: ignored,
})
type Statement = z.infer<typeof Statement>

const PolicyProperties = z.strictObject({
  PolicyName: ignored,
  PolicyDocument: z.object({ Statement: z.array(Statement) }),
  Roles: z.array(z.string()),
})

/**
 * What the roles of the stack's functions allow. No call is refused for want of a permission; services ask where an
 * answer depends on one.
 */
export class Iam implements Service {
  readonly names = ['iam'] as const
  readonly #roles = new Map<string, string>()
  readonly #policies = new Map<string, Statement[]>()

  async handle(request: AwsRequest): Promise<AwsResponse> {
    throw new AwsError('NotImplemented', `The local runner's IAM answers no calls (${request.caller}).`, 501)
  }

  /** A function, by its logical id, acts under the role of this ARN. */
  assume(caller: string, roleArn: string): void {
    this.#roles.set(caller, roleArn.split('/').at(-1)!)
  }

  attach(role: string, statements: Statement[]): void {
    this.#policies.set(role, [...(this.#policies.get(role) ?? []), ...statements])
  }

  /**
   * Whether a policy allows the action on the resource, whatever else the call has: a statement under a condition does
   * not count. True for callers without a role: the command line and functions of templates that give them none.
   */
  allows(caller: string, action: string, resource: string): boolean {
    const role = this.#roles.get(caller)
    if (role === undefined) return true
    return (this.#policies.get(role) ?? []).some(
      (one) =>
        one.Condition === undefined &&
        one.Action.some((pattern) => fits(pattern, action)) &&
        one.Resource.some((pattern) => fits(pattern, resource)),
    )
  }
}

/** `*` stands for any text, `?` for one character. */
function fits(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text)
}

/** `AWS::IAM::Policy` of roles; one that denies, or is attached to users or groups, is refused. */
export function iamTypes(iam: Iam): ResourceType[] {
  return [
    resourceType('AWS::IAM::Policy', PolicyProperties, ({ PolicyDocument, Roles }, resource) => {
      for (const role of Roles) iam.attach(role, PolicyDocument.Statement)
      return { ref: resource.logicalId }
    }),
  ]
}
