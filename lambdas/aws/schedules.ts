import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  type FlexibleTimeWindow,
  ListSchedulesCommand,
  ResourceNotFoundException,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler'
import { scheduleDlqArn, scheduleGroup, scheduleRoleArn } from '../env.ts'

const scheduler = new SchedulerClient({})

/** Names of the schedules that a plan makes begin so; others in the group, such as the audit's, are the template's. */
export const PLAN_SCHEDULE = 'plan-'

/** A recurring call of one function at local times of a zone. */
export interface Recurrence {
  /** Begins with `plan-`, unique in the group; letters, digits, `-`, `_`, `.`; at most 64. */
  name: string
  /** AWS's dialect, e.g. `cron(0,5 8 * * ? *)`. */
  expression: string
  /** IANA zone in which the expression is read. */
  timezone: string
  /** ARN of the function it calls. */
  target: string
  /** What the function gets. */
  input: Record<string, unknown>
}

const AT_THE_MINUTE: FlexibleTimeWindow = { Mode: 'OFF' }

/**
 * Makes these the schedules of the plan: creates or updates each, then deletes the plan's others.
 * Safe to repeat; run again after a crash it ends in the same state.
 */
export async function putSchedules(recurrences: Recurrence[]): Promise<void> {
  for (const recurrence of recurrences) await put(recurrence)
  const wanted = new Set(recurrences.map((recurrence) => recurrence.name))
  for (const { name } of await planSchedules()) if (!wanted.has(name)) await remove(name)
}

/**
 * Whether exactly these schedules are there and enabled. Names carry the hash of what a schedule does, so the list alone
 * shows whatever was deleted, disabled or left behind. A call for every hundred.
 */
export async function schedulesInPlace(recurrences: Recurrence[]): Promise<boolean> {
  const found = await planSchedules()
  const wanted = new Set(recurrences.map((recurrence) => recurrence.name))
  return found.length === wanted.size && found.every(({ name, state }) => wanted.has(name) && state === 'ENABLED')
}

async function put(recurrence: Recurrence): Promise<void> {
  const schedule = {
    Name: recurrence.name,
    GroupName: scheduleGroup(),
    ScheduleExpression: recurrence.expression,
    ScheduleExpressionTimezone: recurrence.timezone,
    FlexibleTimeWindow: AT_THE_MINUTE,
    Target: {
      Arn: recurrence.target,
      RoleArn: scheduleRoleArn(),
      Input: JSON.stringify(recurrence.input),
      DeadLetterConfig: { Arn: scheduleDlqArn() },
      // A slot delivered more than an hour late is caught up by the audit, so later tries would only pile up.
      RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 10 },
    },
  }
  try {
    await scheduler.send(new CreateScheduleCommand(schedule))
  } catch (error) {
    if (!(error instanceof ConflictException)) throw error
    await scheduler.send(new UpdateScheduleCommand(schedule))
  }
}

async function planSchedules(): Promise<{ name: string; state: string | undefined }[]> {
  const schedules: { name: string; state: string | undefined }[] = []
  let NextToken: string | undefined
  do {
    const page = await scheduler.send(
      new ListSchedulesCommand({ GroupName: scheduleGroup(), NamePrefix: PLAN_SCHEDULE, NextToken }),
    )
    const found = (page.Schedules ?? []).map(({ Name, State }) => ({ name: Name!, state: State }))
    schedules.push(...found.filter(({ name }) => name.startsWith(PLAN_SCHEDULE)))
    NextToken = page.NextToken
  } while (NextToken)
  return schedules
}

async function remove(name: string): Promise<void> {
  try {
    await scheduler.send(new DeleteScheduleCommand({ Name: name, GroupName: scheduleGroup() }))
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error
  }
}
