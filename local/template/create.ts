import type { CreatedResource, CreatedStack, ResourceType, World } from '../world.ts'
import type { Assembly } from './assembly.ts'
import { holds, resolved, type Scope } from './intrinsics.ts'
import { creationOrder } from './order.ts'

export interface Created {
  resources: Map<string, CreatedResource & { type: string }>
  stack: CreatedStack
}

/** Types without effect on one machine, whatever part of the runner handles the rest: permissions, documentation, monitoring surfaces. */
const INERT = [
  'AWS::CDK::Metadata',
  'AWS::IAM::Role',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::User',
  'AWS::KMS::Key',
  'AWS::KMS::Alias',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::ResourcePolicy',
  'AWS::CloudWatch::Dashboard',
  'AWS::SQS::QueuePolicy',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::TopicPolicy',
]

/** Attributes that templates ask of inert resources. */
function inert(logicalId: string, type: string, properties: Record<string, unknown>, world: World): CreatedResource {
  const name = String(properties.RoleName ?? properties.LogGroupName ?? properties.UserName ?? logicalId)
  const [, service = '', kind = ''] = type.split('::')
  const at =
    service === 'IAM'
      ? `arn:aws:iam::${world.accountId}`
      : `arn:aws:${service.toLowerCase()}:${world.region}:${world.accountId}`
  const shape = type === 'AWS::Logs::LogGroup' ? `log-group:${name}:*` : `${kind.toLowerCase()}/${name}`
  return { ref: name, attributes: { Arn: `${at}:${shape}`, RoleId: name, KeyId: name, PolicyId: name } }
}

/** Creates everything the template declares, in order of dependency. Refuses what no part of the runner knows. */
export async function createResources(
  assembly: Assembly,
  options: { types: ResourceType[]; inert: string[]; parameters: Record<string, unknown>; world: World },
): Promise<Created> {
  const { template } = assembly
  const types = new Map(options.types.map((type) => [type.type, type]))
  const inertTypes = new Set([...INERT, ...options.inert])
  const scope = scopeOf(assembly, options)
  const wanted = Object.entries(template.Resources).filter(
    ([, one]) => one.Condition === undefined || holds(one.Condition, scope),
  )
  refuseUnknown(wanted, (type) => types.has(type) || inertTypes.has(type))
  const resources: Created['resources'] = new Map()
  for (const id of creationOrder(
    template,
    wanted.map(([id]) => id),
  )) {
    const { Type: type, Properties } = template.Resources[id]!
    try {
      const registered = types.get(type)
      // Inert resources may refer to anything; their properties are not looked at.
      const properties = registered
        ? (resolved(Properties ?? {}, scope) as Record<string, unknown>)
        : (Properties ?? {})
      const created = registered
        ? await registered.create({ logicalId: id, type, properties }, options.world)
        : inert(id, type, plain(properties), options.world)
      resources.set(id, { ...created, type })
      scope.resources.set(id, created)
    } catch (error) {
      const { message } = error as Error
      throw new Error(message.startsWith(`${id} (`) ? message : `${id} (${type}): ${message}`, { cause: error })
    }
  }
  return { resources, stack: stackOf(assembly.stackName, resources, scope) }
}

function stackOf(name: string, resources: Created['resources'], scope: Scope): CreatedStack {
  const parameters = Object.fromEntries(Object.entries(scope.parameters).map(([key, value]) => [key, String(value)]))
  const described = [...resources].map(([id, { type, ref }]) => [id, { type, physicalId: ref }] as const)
  return { name, outputs: outputsOf(scope), resources: Object.fromEntries(described), parameters }
}

function plain(properties: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => typeof value === 'string'))
}

function scopeOf(assembly: Assembly, options: { parameters: Record<string, unknown>; world: World }): Scope {
  const { region, accountId } = options.world
  const stackId = `arn:aws:cloudformation:${region}:${accountId}:stack/${assembly.stackName}/local`
  const parameters: Record<string, unknown> = {}
  for (const [name, { Type, Default }] of Object.entries(assembly.template.Parameters ?? {})) {
    const value = options.parameters[name] ?? Default
    if (value === undefined)
      throw new Error(`The template's parameter ${name} has no default: pass it to the runner as parameters.${name}.`)
    parameters[name] = /^(CommaDelimitedList|List<)/.test(Type) && typeof value === 'string' ? value.split(',') : value
  }
  const unknown = Object.keys(options.parameters).filter((name) => !(name in parameters))
  if (unknown.length > 0)
    throw new Error(
      `The template has no parameter ${unknown.join(', ')}; it has: ${Object.keys(parameters).join(', ') || 'none'}.`,
    )
  return {
    template: assembly.template,
    parameters,
    resources: new Map(),
    pseudo: {
      'AWS::Region': region,
      'AWS::AccountId': accountId,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': assembly.stackName,
      'AWS::StackId': stackId,
    },
  }
}

function refuseUnknown(wanted: [string, { Type: string }][], known: (type: string) => boolean): void {
  const unknown = wanted.filter(([, { Type }]) => !known(Type)).map(([id, { Type }]) => `${id} (${Type})`)
  if (unknown.length === 0) return
  throw new Error(
    `The local runner does not know ${unknown.join(', ')}. Add the type to local/services, or leave the resource out of the stack.`,
  )
}

function outputsOf(scope: Scope): Record<string, string> {
  const outputs = Object.entries(scope.template.Outputs ?? {}).filter(
    ([, { Condition }]) => Condition === undefined || holds(Condition, scope),
  )
  return Object.fromEntries(outputs.map(([name, { Value }]) => [name, String(resolved(Value, scope))]))
}
