import * as z from 'zod'
import { AwsError, type World } from '../world.ts'
import { explain } from './operations.ts'
import type { RestRoute } from './rest-routes.ts'
import type { Schedule, Scheduler } from './scheduler.ts'
import { ScheduleInput, scheduleOf } from './scheduler-schema.ts'

/** The API of EventBridge Scheduler. */
export function schedulerRoutes(scheduler: Scheduler): RestRoute[] {
  return [...scheduleRoutes(scheduler), ...groupRoutes(scheduler)]
}

function scheduleRoutes(scheduler: Scheduler): RestRoute[] {
  const groupOf = (query: URLSearchParams) => query.get('groupName') ?? 'default'
  return [
    {
      method: 'POST',
      path: '/schedules/{Name}',
      run: ({ path, body }, world) => {
        const input = parse(body)
        if (scheduler.has(input.GroupName, path.Name ?? '')) {
          throw new AwsError('ConflictException', `Schedule ${path.Name} already exists.`, 409)
        }
        return put(scheduler, path.Name ?? '', input, world.now(), world)
      },
    },
    {
      method: 'PUT',
      path: '/schedules/{Name}',
      run: ({ path, body }, world) => {
        const input = parse(body)
        const { createdAt } = scheduler.find(input.GroupName, path.Name ?? '')
        return put(scheduler, path.Name ?? '', input, createdAt, world)
      },
    },
    {
      method: 'GET',
      path: '/schedules/{Name}',
      run: ({ path, query }) => described(scheduler.find(groupOf(query), path.Name ?? '')),
    },
    {
      method: 'DELETE',
      path: '/schedules/{Name}',
      run: ({ path, query }) => scheduler.delete(groupOf(query), path.Name ?? ''),
    },
    { method: 'GET', path: '/schedules', run: ({ query }) => list(scheduler, query) },
  ]
}

function groupRoutes(scheduler: Scheduler): RestRoute[] {
  const check = (name: string) => {
    if (!scheduler.groups.has(name))
      throw new AwsError('ResourceNotFoundException', `Schedule group ${name} does not exist.`, 404)
  }
  return [
    {
      method: 'POST',
      path: '/schedule-groups/{Name}',
      run: ({ path }, world) => {
        const name = path.Name ?? ''
        if (scheduler.groups.has(name))
          throw new AwsError('ConflictException', `Schedule group ${name} already exists.`, 409)
        scheduler.groups.add(name)
        return { ScheduleGroupArn: groupArn(name, world) }
      },
    },
    {
      method: 'GET',
      path: '/schedule-groups/{Name}',
      run: ({ path }, world) => {
        check(path.Name ?? '')
        return { Name: path.Name, Arn: groupArn(path.Name ?? '', world), State: 'ACTIVE' }
      },
    },
    {
      method: 'DELETE',
      path: '/schedule-groups/{Name}',
      run: ({ path }) => {
        check(path.Name ?? '')
        scheduler.deleteGroup(path.Name ?? '')
      },
    },
  ]
}

/** ARN of a schedule group. */
export function groupArn(name: string, world: World): string {
  return `arn:aws:scheduler:${world.region}:${world.accountId}:schedule-group/${name}`
}

function parse(body: unknown): ScheduleInput {
  const parsed = ScheduleInput.safeParse(body)
  if (!parsed.success) throw new AwsError('ValidationException', explain(parsed.error, 'scheduler'))
  return parsed.data
}

function put(scheduler: Scheduler, name: string, input: ScheduleInput, createdAt: number, world: World): object {
  let schedule: Schedule
  try {
    schedule = scheduleOf(name, input, createdAt, world)
  } catch (error) {
    throw new AwsError('ValidationException', (error as Error).message)
  }
  scheduler.put(schedule, world)
  return { ScheduleArn: schedule.arn }
}

function described(schedule: Schedule): object {
  const seconds = (instant: number | undefined) => (instant === undefined ? undefined : instant / 1000)
  return {
    ...schedule.given,
    Name: schedule.name,
    Arn: schedule.arn,
    StartDate: seconds(schedule.startAt),
    EndDate: seconds(schedule.endAt),
    CreationDate: seconds(schedule.createdAt),
    LastModificationDate: seconds(schedule.modifiedAt),
  }
}

const Page = z.object({
  MaxResults: z.coerce.number().int().min(1).max(100).default(100),
  NextToken: z.string().default('0'),
})

function list(scheduler: Scheduler, query: URLSearchParams): object {
  const { MaxResults, NextToken } = Page.parse(Object.fromEntries(query))
  const [group, prefix, state] = [query.get('ScheduleGroup'), query.get('NamePrefix') ?? '', query.get('State')]
  const found = scheduler
    .all()
    .filter((one) => (group === null || one.group === group) && one.name.startsWith(prefix))
    .filter((one) => state === null || one.enabled === (state === 'ENABLED'))
  const end = Number(NextToken) + MaxResults
  return {
    Schedules: found.slice(Number(NextToken), end).map((one) => ({
      Arn: one.arn,
      Name: one.name,
      GroupName: one.group,
      State: one.enabled ? 'ENABLED' : 'DISABLED',
      CreationDate: one.createdAt / 1000,
      LastModificationDate: one.modifiedAt / 1000,
      Target: { Arn: one.target.arn },
    })),
    NextToken: end < found.length ? String(end) : undefined,
  }
}
