import type { World } from '../world.ts'
import type { Schedule } from './scheduler.ts'
import { deliverAtLeastOnce, type RetryPolicy } from './targets.ts'

/** What a schedule calls. */
export interface ScheduleTarget {
  /** ARN of a function, state machine, queue, topic or bus, or `arn:aws:scheduler:::aws-sdk:service:operation`. */
  arn: string
  input?: string
  retry: RetryPolicy
  deadLetterArn?: string
  group?: string
  /** For buses. */
  event?: { detailType: string; source: string }
}

/** Delivers one occurrence to the target, at least once. */
export function fire(schedule: Schedule, scheduled: number, world: World): void {
  const { target } = schedule
  const id = `${schedule.group}/${schedule.name}@${new Date(scheduled).toISOString()}`
  const payload = payloadOf(schedule, scheduled, world)
  deliverAtLeastOnce(
    target.arn,
    { kind: 'scheduler', id, payload, group: target.group },
    target.retry,
    target.deadLetterArn,
    world,
  )
}

function payloadOf(schedule: Schedule, scheduled: number, world: World): unknown {
  const { target } = schedule
  const time = `${new Date(scheduled).toISOString().slice(0, 19)}Z`
  const words: Record<string, string> = {
    'schedule-arn': schedule.arn,
    'scheduled-time': time,
    'execution-id': world.uuid('scheduler'),
    'attempt-number': '1',
  }
  const input = target.input?.replace(/<aws\.scheduler\.([a-z-]+)>/g, (whole, name: string) => words[name] ?? whole)
  if (target.event) {
    return { 'detail-type': target.event.detailType, source: target.event.source, detail: JSON.parse(input ?? '{}') }
  }
  if (input !== undefined) return json(input)
  return {
    version: '0',
    id: words['execution-id'],
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account: world.accountId,
    time,
    region: world.region,
    resources: [schedule.arn],
    detail: '{}',
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
