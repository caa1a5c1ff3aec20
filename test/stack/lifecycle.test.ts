import { Template } from 'aws-cdk-lib/assertions'
import { RestApi } from 'aws-cdk-lib/aws-apigateway'
import { describe, expect, it, vi } from 'vitest'
import { resources, spell, stackWith, template } from './deployment.ts'

/** Names of resources by type: what another resource of the same name would collide with. */
const NAMES: Record<string, string> = {
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::Events::EventBus': 'Name',
  'AWS::Scheduler::ScheduleGroup': 'Name',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::SES::ConfigurationSet': 'Name',
  'AWS::StepFunctions::StateMachine': 'StateMachineName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::Policy': 'ManagedPolicyName',
  'AWS::ApiGateway::ApiKey': 'Name',
}

const all = Object.entries(template.toJSON().Resources) as ReturnType<typeof resources>

describe('cdk destroy', () => {
  it('keeps the tables, the bucket, and the role by which API Gateway logs for the whole account; nothing else', () => {
    const kept = all.filter(([, one]) => one.DeletionPolicy === 'Retain').map(([, one]) => one.Type)
    expect(kept.sort()).toEqual([
      'AWS::ApiGateway::Account',
      'AWS::DynamoDB::Table',
      'AWS::DynamoDB::Table',
      'AWS::DynamoDB::Table',
      'AWS::IAM::Role',
      'AWS::S3::Bucket',
    ])
  })

  it('leaves nothing with a name, which would stop the next deployment', () => {
    const named = all.filter(([, one]) => one.DeletionPolicy === 'Retain' && one.Properties[NAMES[one.Type] ?? ''])
    expect(named.map(([id]) => id)).toEqual([])
  })
})

describe('a deployment', () => {
  it('makes a schedule after its group, whose name is only text to CloudFormation', () => {
    const groups = new Map(resources('AWS::Scheduler::ScheduleGroup').map(([id, one]) => [one.Properties.Name, id]))
    for (const [, schedule] of resources('AWS::Scheduler::Schedule')) {
      expect(schedule.DependsOn).toContain(groups.get(schedule.Properties.GroupName))
    }
  })

  it('names no partition, so that it works in GovCloud and China too', () => {
    expect(JSON.stringify(template.toJSON()).match(/arn:aws[a-z-]*:[^"]{0,40}/g)).toBeNull()
  })

  it('has no circle of references', () => {
    const needs = new Map(all.map(([id, one]) => [id, referred(one)]))
    const done = new Set<string>()
    const visit = (id: string, path: string[]): void => {
      expect(path, `${[...path, id].join(' → ')} is a circle`).not.toContain(id)
      if (done.has(id)) return
      for (const next of needs.get(id) ?? []) visit(next, [...path, id])
      done.add(id)
    }
    for (const id of needs.keys()) visit(id, [])
  })

  it('of the longest name keeps every name within its limit', () => {
    const { stack } = stackWith({ 'throughline:stackName': `A${'b'.repeat(39)}` })
    const limits: Record<string, number> = {
      'AWS::Lambda::Function': 64,
      'AWS::Scheduler::ScheduleGroup': 64,
      'AWS::SES::ConfigurationSet': 64,
      'AWS::StepFunctions::StateMachine': 80,
      'AWS::Events::EventBus': 256,
    }
    for (const [type, limit] of Object.entries(limits)) {
      for (const [id, one] of resources(type, Template.fromStack(stack))) {
        expect([id, spell(one.Properties[NAMES[type]!]).length <= limit]).toEqual([id, true])
      }
    }
  })
})

describe('an update', () => {
  const deploymentOf = (change: (api: RestApi) => void) => {
    const { stack } = stackWith()
    change(stack.node.findAll().find((one) => one instanceof RestApi)!)
    return resources('AWS::ApiGateway::Deployment', Template.fromStack(stack))[0]![0]
  }
  const unchanged = deploymentOf(() => {})

  it('that changes nothing deploys the API under the same id', () => {
    expect(deploymentOf(() => {})).toBe(unchanged)
  })

  it('that changes a method deploys the API anew, since a stage serves what its deployment froze', () => {
    expect(deploymentOf((api) => api.root.addMethod('GET'))).not.toBe(unchanged)
  })

  it('that changes the envelope of observations deploys the API anew', async () => {
    vi.resetModules()
    vi.doMock('../../lib/envelope.ts', () => ({ envelopeModel: () => ({ type: 'object' }) }))
    const other = await import('./deployment.ts')
    vi.doUnmock('../../lib/envelope.ts')
    expect(other.resources('AWS::ApiGateway::Model')[0]![1].Properties.Schema).toEqual({ type: 'object' })
    expect(other.resources('AWS::ApiGateway::Deployment')[0]![0]).not.toBe(unchanged)
  })
})

/** Ids a resource needs before it can be made. */
function referred(one: unknown): string[] {
  if (Array.isArray(one)) return one.flatMap(referred)
  if (typeof one !== 'object' || one === null) return []
  return Object.entries(one).flatMap(([key, value]) => {
    if (key === 'Ref') return String(value).startsWith('AWS::') ? [] : [String(value)]
    if (key === 'Fn::GetAtt') return [String((value as string[])[0])]
    if (key === 'DependsOn') return value as string[]
    return referred(value)
  })
}
