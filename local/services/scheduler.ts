import { AwsError, type AwsRequest, type Service, type Timer, type World } from '../world.ts'
import { answerRest } from './rest-routes.ts'
import { nextOccurrence, type ScheduleExpression } from './schedule-expression.ts'
import { schedulerRoutes } from './scheduler-operations.ts'
import { fire, type ScheduleTarget } from './scheduler-target.ts'

/** A schedule as created. Instants in epoch milliseconds. */
export interface Schedule {
  name: string
  group: string
  arn: string
  expressionText: string
  expression: ScheduleExpression
  zone: string
  enabled: boolean
  startAt?: number
  endAt?: number
  /** Length of the flexible window; 0 is off. */
  windowMs: number
  target: ScheduleTarget
  deleteAfterCompletion: boolean
  description?: string
  createdAt: number
  modifiedAt: number
  /** What the API gives back as it was given. */
  given: Record<string, unknown>
}

/** EventBridge Scheduler: one timer for each enabled schedule, set to its next occurrence. */
export class Scheduler implements Service {
  readonly names = ['scheduler'] as const
  readonly groups = new Set(['default'])
  readonly #schedules = new Map<string, { schedule: Schedule; timer: Timer | undefined }>()
  readonly #routes = schedulerRoutes(this)

  handle(request: AwsRequest, world: World) {
    return answerRest(this.#routes, request, world)
  }

  /** Schedules in the order of group and name. */
  all(): Schedule[] {
    const found = [...this.#schedules.values()].map(({ schedule }) => schedule)
    return found.sort((a, b) => (a.group === b.group ? (a.name < b.name ? -1 : 1) : a.group < b.group ? -1 : 1))
  }

  has(group: string, name: string): boolean {
    return this.#schedules.has(`${group}/${name}`)
  }

  /** The schedule. Throws `ResourceNotFoundException`. */
  find(group: string, name: string): Schedule {
    const found = this.#schedules.get(`${group}/${name}`)
    if (found) return found.schedule
    throw new AwsError('ResourceNotFoundException', `Schedule ${name} does not exist in group ${group}.`, 404)
  }

  /** Creates or replaces a schedule and sets its timer. Throws when the group is unknown. */
  put(schedule: Schedule, world: World): void {
    if (!this.groups.has(schedule.group)) {
      throw new AwsError('ResourceNotFoundException', `Schedule group ${schedule.group} does not exist.`, 404)
    }
    this.#schedules.get(`${schedule.group}/${schedule.name}`)?.timer?.cancel()
    const entry = { schedule, timer: undefined }
    this.#schedules.set(`${schedule.group}/${schedule.name}`, entry)
    // What is due at this very instant still runs: a rate without a start begins at once, as AWS documents.
    this.#plan(schedule, Math.max(world.now(), schedule.startAt ?? 0) - 1, world)
  }

  delete(group: string, name: string): void {
    this.find(group, name)
    this.#schedules.get(`${group}/${name}`)?.timer?.cancel()
    this.#schedules.delete(`${group}/${name}`)
  }

  /** Deletes a group with its schedules. */
  deleteGroup(group: string): void {
    for (const schedule of this.all().filter((one) => one.group === group)) this.delete(group, schedule.name)
    this.groups.delete(group)
  }

  #plan(schedule: Schedule, after: number, world: World): void {
    const entry = this.#schedules.get(`${schedule.group}/${schedule.name}`)
    if (!entry || !schedule.enabled) return
    const anchor = schedule.startAt ?? schedule.createdAt
    const next = nextOccurrence(schedule.expression, schedule.zone, after, anchor)
    if (next === undefined || (schedule.endAt !== undefined && next > schedule.endAt)) {
      if (schedule.deleteAfterCompletion && next === undefined && after >= schedule.createdAt)
        this.#complete(schedule, after)
      return
    }
    const id = `${schedule.group}/${schedule.name}`
    const jitter = schedule.windowMs === 0 ? 0 : Math.floor(world.random('scheduler') * schedule.windowMs)
    entry.timer = world.at(next + jitter, 'scheduler', id, () => {
      world.log('scheduler.due', { schedule: id, scheduled: new Date(next).toISOString() })
      fire(schedule, next, world)
      this.#plan(schedule, next, world)
    })
  }

  #complete(schedule: Schedule, after: number): void {
    // Only what has run is complete: a one-time schedule in the past stays, as AWS keeps it.
    const ran = nextOccurrence(schedule.expression, schedule.zone, after - 1, schedule.createdAt) === after
    if (ran) this.#schedules.delete(`${schedule.group}/${schedule.name}`)
  }
}
