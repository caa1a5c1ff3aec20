import * as z from 'zod'
import { AwsError, type AwsRequest, type Service, type World } from '../world.ts'
import { type Operations, operation } from './operations.ts'
import { answerQuery } from './query-protocol.ts'

/** What the runner made of a template, as CloudFormation would describe it. */
export interface StackDescription {
  name: string
  outputs: Record<string, string>
  /** Logical id → type and physical id (`Ref`). */
  resources: Record<string, { type: string; physicalId: string }>
  parameters?: Record<string, string>
  /** Virtual instant of creation, epoch milliseconds. */
  createdAt: number
}

/** CloudFormation, as far as a command line reads it: the runner declares its stacks, the API describes them. */
export class CloudFormation implements Service {
  readonly names = ['cloudformation'] as const
  readonly #stacks = new Map<string, StackDescription>()
  readonly #operations = stackOperations(this)

  handle(request: AwsRequest, world: World) {
    return answerQuery(this.#operations, request, world, 'http://cloudformation.amazonaws.com/doc/2010-05-15/')
  }

  /** Makes a stack known, or describes it anew. */
  declare(stack: StackDescription): void {
    this.#stacks.set(stack.name, stack)
  }

  all(): StackDescription[] {
    return [...this.#stacks.values()]
  }

  /** The stack of a name or id. Throws `ValidationError` as AWS does. */
  find(reference: string): StackDescription {
    const found = this.#stacks.get(reference) ?? this.#stacks.get(reference.split('/')[1] ?? '')
    if (found) return found
    const known = [...this.#stacks.keys()].join(', ') || 'none'
    throw new AwsError('ValidationError', `Stack with id ${reference} does not exist. Stacks here: ${known}.`)
  }
}

const Named = z.strictObject({ StackName: z.string(), NextToken: z.string().optional() })

function stackOperations(cloudFormation: CloudFormation): Operations {
  return {
    DescribeStacks: operation(Named.partial(), ({ StackName }, world) => ({
      Stacks: (StackName === undefined ? cloudFormation.all() : [cloudFormation.find(StackName)]).map((stack) =>
        described(stack, world),
      ),
    })),
    ListStackResources: operation(Named, ({ StackName }) => ({
      StackResourceSummaries: resources(cloudFormation.find(StackName), 'LastUpdatedTimestamp'),
    })),
    DescribeStackResources: operation(
      z.strictObject({ StackName: z.string(), LogicalResourceId: z.string().optional() }),
      ({ StackName, LogicalResourceId }) => ({
        StackResources: resources(cloudFormation.find(StackName), 'Timestamp').filter(
          (one) => LogicalResourceId === undefined || one.LogicalResourceId === LogicalResourceId,
        ),
      }),
    ),
  }
}

function described(stack: StackDescription, world: World): object {
  return {
    StackName: stack.name,
    StackId: `arn:aws:cloudformation:${world.region}:${world.accountId}:stack/${stack.name}/local`,
    CreationTime: new Date(stack.createdAt),
    StackStatus: 'CREATE_COMPLETE',
    Outputs: Object.entries(stack.outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
    Parameters: Object.entries(stack.parameters ?? {}).map(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    })),
  }
}

function resources(stack: StackDescription, stamp: 'Timestamp' | 'LastUpdatedTimestamp') {
  return Object.entries(stack.resources).map(([LogicalResourceId, { type, physicalId }]) => ({
    LogicalResourceId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
    ResourceStatus: 'CREATE_COMPLETE',
    [stamp]: new Date(stack.createdAt),
  }))
}
