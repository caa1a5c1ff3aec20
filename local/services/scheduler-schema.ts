import * as z from 'zod'
import type { World } from '../world.ts'
import { number } from './resource.ts'
import { parseSchedule } from './schedule-expression.ts'
import type { Schedule } from './scheduler.ts'

const Target = z.strictObject({
  Arn: z.string(),
  RoleArn: z.string(),
  Input: z.string().optional(),
  RetryPolicy: z
    .strictObject({ MaximumEventAgeInSeconds: number.optional(), MaximumRetryAttempts: number.optional() })
    .optional(),
  DeadLetterConfig: z.strictObject({ Arn: z.string().optional() }).optional(),
  SqsParameters: z.strictObject({ MessageGroupId: z.string().optional() }).optional(),
  EventBridgeParameters: z.strictObject({ DetailType: z.string(), Source: z.string() }).optional(),
})

const date = z.union([
  z.number().transform((seconds) => seconds * 1000),
  z.iso.datetime({ offset: true }).transform(Date.parse),
])

/** A schedule as the API and CloudFormation state it; whatever an update leaves out has its default again. */
export const ScheduleInput = z.strictObject({
  Name: z
    .string()
    .regex(/^[0-9a-zA-Z_.-]{1,64}$/)
    .optional(),
  GroupName: z.string().default('default'),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  FlexibleTimeWindow: z.strictObject({ Mode: z.enum(['OFF', 'FLEXIBLE']), MaximumWindowInMinutes: number.optional() }),
  Target,
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  StartDate: date.optional(),
  EndDate: date.optional(),
  Description: z.string().optional(),
  ActionAfterCompletion: z.enum(['NONE', 'DELETE']).default('NONE'),
  ClientToken: z.string().optional(),
  KmsKeyArn: z.unknown().optional(),
})
export type ScheduleInput = z.infer<typeof ScheduleInput>

/** The schedule of an input. Throws an Error when the expression, zone or window cannot be. */
export function scheduleOf(name: string, input: ScheduleInput, createdAt: number, world: World): Schedule {
  const window = input.FlexibleTimeWindow
  if ((window.Mode === 'FLEXIBLE') !== (window.MaximumWindowInMinutes !== undefined)) {
    throw new Error(`${name}: FlexibleTimeWindow takes MaximumWindowInMinutes when and only when its mode is FLEXIBLE`)
  }
  checkZone(input.ScheduleExpressionTimezone)
  const { Target: target, ClientToken: _, ...given } = input
  return {
    name,
    group: input.GroupName,
    arn: `arn:aws:scheduler:${world.region}:${world.accountId}:schedule/${input.GroupName}/${name}`,
    expressionText: input.ScheduleExpression,
    expression: parseSchedule(input.ScheduleExpression),
    zone: input.ScheduleExpressionTimezone,
    enabled: input.State === 'ENABLED',
    startAt: input.StartDate,
    endAt: input.EndDate,
    windowMs: (window.MaximumWindowInMinutes ?? 0) * 60_000,
    target: {
      arn: target.Arn,
      input: target.Input,
      retry: {
        maxAge: (target.RetryPolicy?.MaximumEventAgeInSeconds ?? 86_400) * 1000,
        maxRetries: target.RetryPolicy?.MaximumRetryAttempts ?? 185,
      },
      deadLetterArn: target.DeadLetterConfig?.Arn,
      group: target.SqsParameters?.MessageGroupId,
      event: target.EventBridgeParameters && {
        detailType: target.EventBridgeParameters.DetailType,
        source: target.EventBridgeParameters.Source,
      },
    },
    deleteAfterCompletion: input.ActionAfterCompletion === 'DELETE',
    description: input.Description,
    createdAt,
    modifiedAt: world.now(),
    given: { ...given, Target: target },
  }
}

function checkZone(zone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    throw new Error(`ScheduleExpressionTimezone: "${zone}" is no time zone; write one such as Europe/London`)
  }
}
