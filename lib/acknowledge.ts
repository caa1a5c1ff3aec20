import { Stack, Validations } from 'aws-cdk-lib'
import type { IConstruct } from 'constructs'

/** Accepts one finding of cdk-nag at one construct (and what is inside it), with the reason a reviewer would ask for. */
export function acknowledge(construct: IConstruct, id: string, reason: string): void {
  Validations.of(construct).acknowledge({ id, reason })
}

/** Accepts that a policy inside this construct names this resource, which has a wildcard; any other wildcard stays a finding. */
export function acknowledgeWildcard(construct: IConstruct, resource: string, reason: string): void {
  acknowledge(construct, `AwsSolutions-IAM5[Resource::${spelled(Stack.of(construct).resolve(resource))}]`, reason)
}

/** An ARN as cdk-nag spells it in the id of a finding: references in angle brackets. */
function spelled(value: unknown): string {
  if (typeof value === 'string') return value
  const {
    Ref,
    'Fn::GetAtt': attribute,
    'Fn::Join': join,
  } = value as { Ref?: string; 'Fn::GetAtt'?: string[]; 'Fn::Join'?: [string, unknown[]] }
  if (Ref) return `<${Ref}>`
  if (attribute) return `<${attribute.join('.')}>`
  if (join) return join[1].map(spelled).join(join[0])
  throw new Error(`An ARN is made of text, Ref, Fn::GetAtt and Fn::Join, but this is ${JSON.stringify(value)}.`)
}
