import * as z from 'zod'
import type { ResourceType } from '../world.ts'
import { generatedName, ignored, resourceType } from './resource.ts'
import type { Scheduler } from './scheduler.ts'
import { groupArn } from './scheduler-operations.ts'
import { ScheduleInput, scheduleOf } from './scheduler-schema.ts'

/** Schedules and their groups; `Ref` of both is the name. */
export function schedulerTypes(scheduler: Scheduler): ResourceType[] {
  const Group = z.strictObject({ Name: z.string().optional(), Tags: ignored })
  return [
    resourceType('AWS::Scheduler::ScheduleGroup', Group, ({ Name }, resource, world) => {
      const name = Name ?? generatedName(resource)
      scheduler.groups.add(name)
      return { ref: name, attributes: { Arn: groupArn(name, world), State: 'ACTIVE' } }
    }),
    resourceType('AWS::Scheduler::Schedule', ScheduleInput, (properties, resource, world) => {
      const schedule = scheduleOf(properties.Name ?? generatedName(resource), properties, world.now(), world)
      scheduler.put(schedule, world)
      return { ref: schedule.name, attributes: { Arn: schedule.arn } }
    }),
  ]
}
