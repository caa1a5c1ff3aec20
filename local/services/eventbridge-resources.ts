import * as z from 'zod'
import type { ResourceType, World } from '../world.ts'
import { checkPattern } from './event-pattern.ts'
import type { EventBridge, Rule, RuleTarget } from './eventbridge.ts'
import { arn, generatedName, ignored, number, resourceType } from './resource.ts'
import { nextOccurrence, parseSchedule } from './schedule-expression.ts'

const Target = z.strictObject({
  Id: z.string(),
  Arn: z.string(),
  RoleArn: ignored,
  Input: z.string().optional(),
  InputPath: z.string().optional(),
  InputTransformer: z
    .strictObject({ InputPathsMap: z.record(z.string(), z.string()).optional(), InputTemplate: z.string() })
    .optional(),
  DeadLetterConfig: z.strictObject({ Arn: z.string().optional() }).optional(),
  RetryPolicy: z
    .strictObject({ MaximumEventAgeInSeconds: number.optional(), MaximumRetryAttempts: number.optional() })
    .optional(),
  SqsParameters: z.strictObject({ MessageGroupId: z.string() }).optional(),
})

const RuleProperties = z.strictObject({
  Name: z.string().optional(),
  Description: ignored,
  EventBusName: z.string().default('default'),
  EventPattern: z.unknown().optional(),
  ScheduleExpression: z.string().optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(Target).default([]),
  RoleArn: ignored,
  Tags: ignored,
})

/** Event buses and rules; a rule with a schedule runs in UTC. */
export function eventBridgeTypes(bridge: EventBridge): ResourceType[] {
  return [
    resourceType(
      'AWS::Events::EventBus',
      z.strictObject({
        Name: z.string(),
        Description: ignored,
        DeadLetterConfig: ignored,
        KmsKeyIdentifier: ignored,
        LogConfig: ignored,
        Policy: ignored,
        Tags: ignored,
      }),
      ({ Name }, _, world) => {
        bridge.buses.add(Name)
        return { ref: Name, attributes: { Name, Arn: arn(world, 'events', `event-bus/${Name}`) } }
      },
    ),
    resourceType('AWS::Events::Rule', RuleProperties, (properties, resource, world) => {
      const { EventPattern: pattern } = properties
      if (pattern !== undefined) checkPattern(pattern, `${resource.logicalId}.EventPattern`)
      const rule: Rule = {
        name: properties.Name ?? generatedName(resource),
        bus: properties.EventBusName.split('/').at(-1) ?? 'default',
        enabled: properties.State === 'ENABLED',
        pattern,
        targets: properties.Targets.map(targetOf),
      }
      bridge.rules.push(rule)
      const path = rule.bus === 'default' ? rule.name : `${rule.bus}/${rule.name}`
      const ruleArn = arn(world, 'events', `rule/${path}`)
      if (properties.ScheduleExpression && rule.enabled)
        repeat(bridge, rule, ruleArn, properties.ScheduleExpression, world)
      return { ref: path, attributes: { Arn: ruleArn } }
    }),
  ]
}

function targetOf(target: z.infer<typeof Target>): RuleTarget {
  return {
    id: target.Id,
    arn: target.Arn,
    Input: target.Input,
    InputPath: target.InputPath,
    InputTransformer: target.InputTransformer,
    retry: {
      maxAge: (target.RetryPolicy?.MaximumEventAgeInSeconds ?? 86_400) * 1000,
      maxRetries: target.RetryPolicy?.MaximumRetryAttempts ?? 185,
    },
    deadLetterArn: target.DeadLetterConfig?.Arn,
    group: target.SqsParameters?.MessageGroupId,
  }
}

function repeat(bridge: EventBridge, rule: Rule, ruleArn: string, expression: string, world: World): void {
  const schedule = parseSchedule(expression)
  const anchor = world.now()
  const plan = (after: number) => {
    const next = nextOccurrence(schedule, 'UTC', after, anchor)
    if (next === undefined) return
    world.at(next, 'events.schedule', rule.name, () => {
      const id = world.uuid('events')
      const time = `${new Date(next).toISOString().slice(0, 19)}Z`
      const head = {
        version: '0',
        id,
        'detail-type': 'Scheduled Event',
        source: 'aws.events',
        account: world.accountId,
      }
      bridge.run(rule, { ...head, time, region: world.region, resources: [ruleArn], detail: {} }, id, world)
      plan(next)
    })
  }
  // A rate rule of EventBridge first runs one interval after its creation.
  plan(anchor)
}
