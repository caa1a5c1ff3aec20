import * as z from 'zod'
import { AwsError, type AwsRequest, type Service, type World } from '../world.ts'
import { shapeInput, type TargetInput } from './event-input.ts'
import { matches, type Pattern } from './event-pattern.ts'
import { answerJson, type Operations, operation } from './operations.ts'
import { deliverAtLeastOnce, type RetryPolicy } from './targets.ts'

export interface RuleTarget extends TargetInput {
  id: string
  arn: string
  retry: RetryPolicy
  deadLetterArn?: string
  group?: string
}

export interface Rule {
  name: string
  bus: string
  enabled: boolean
  pattern: Pattern | undefined
  targets: RuleTarget[]
}

/** An event as a caller gives it; the bus adds id, account, region and, when missing, the time. */
export interface NewEvent {
  source: string
  'detail-type': string
  detail: unknown
  resources?: string[]
  time?: string
}

const Entry = z.strictObject({
  Time: z.number().optional(),
  Source: z.string().optional(),
  Resources: z.array(z.string()).optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  EventBusName: z.string().default('default'),
  TraceHeader: z.string().optional(),
})
type Entry = z.infer<typeof Entry>

/** EventBridge: buses and rules; each matching target is a delivery of its own, made at least once. */
export class EventBridge implements Service {
  readonly names = ['events'] as const
  readonly buses = new Set(['default'])
  readonly rules: Rule[] = []
  readonly #operations = busOperations(this)

  handle(request: AwsRequest, world: World) {
    return answerJson(this.#operations, request, world)
  }

  /** Puts an event on a bus (name or ARN); gives its id. Throws `ResourceNotFoundException` for an unknown bus. */
  publish(bus: string, event: Record<string, unknown>, world: World): string {
    const name = bus.split('/').at(-1) ?? bus
    if (!this.buses.has(name)) throw new AwsError('ResourceNotFoundException', `Event bus ${name} does not exist.`)
    const id = world.uuid('events')
    const full = {
      version: '0',
      id,
      'detail-type': event['detail-type'],
      source: event['source'],
      account: world.accountId,
      time: event['time'] ?? `${new Date(world.now()).toISOString().slice(0, 19)}Z`,
      region: world.region,
      resources: event['resources'] ?? [],
      detail: event['detail'] ?? {},
    }
    world.log('events.put', { bus: name, id, source: full.source, type: full['detail-type'] })
    for (const rule of this.rules) {
      if (rule.bus !== name || !rule.enabled || !rule.pattern || !matches(rule.pattern, full)) continue
      this.run(rule, full, id, world)
    }
    return id
  }

  /** Delivers an event to the targets of a rule. */
  run(rule: Rule, event: Record<string, unknown>, id: string, world: World): void {
    for (const target of rule.targets) {
      const payload = shapeInput(target, event)
      const delivery = { kind: 'events', id: `${id}.${rule.name}.${target.id}`, payload, group: target.group }
      deliverAtLeastOnce(target.arn, delivery, target.retry, target.deadLetterArn, world)
    }
  }
}

function busOperations(bridge: EventBridge): Operations {
  return {
    PutEvents: operation(z.strictObject({ Entries: z.array(Entry).min(1).max(10) }), ({ Entries }, world) => {
      const size = Entries.reduce((sum, entry) => sum + entrySize(entry), 0)
      if (size > 1_048_576) {
        throw new AwsError(
          'ValidationException',
          `Total size of the entries in the request is over the limit: ${size} bytes of 1048576.`,
        )
      }
      const results = Entries.map((entry) => put(bridge, entry, world))
      return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results }
    }),
    ListEventBuses: operation(z.strictObject({ NamePrefix: z.string().default('') }), (input, world) => ({
      EventBuses: [...bridge.buses]
        .filter((name) => name.startsWith(input.NamePrefix))
        .map((name) => ({ Name: name, Arn: `arn:aws:events:${world.region}:${world.accountId}:event-bus/${name}` })),
    })),
  }
}

function put(bridge: EventBridge, entry: Entry, world: World) {
  const missing = (['Source', 'DetailType', 'Detail'] as const).find((name) => !entry[name])
  if (missing)
    return {
      ErrorCode: 'InvalidArgument',
      ErrorMessage: `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`,
    }
  let detail: unknown
  try {
    detail = JSON.parse(entry.Detail ?? '')
  } catch {
    return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed: it has to be JSON.' }
  }
  const time = entry.Time === undefined ? undefined : `${new Date(entry.Time * 1000).toISOString().slice(0, 19)}Z`
  const event = { source: entry.Source, 'detail-type': entry.DetailType, detail, resources: entry.Resources, time }
  try {
    return { EventId: bridge.publish(entry.EventBusName, event, world) }
  } catch (error) {
    // AWS takes an entry for a bus that does not exist and drops it; here it is refused so that the mistake shows.
    if (error instanceof AwsError) return { ErrorCode: error.code, ErrorMessage: error.message }
    throw error
  }
}

function entrySize(entry: Entry): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...(entry.Resources ?? [])]
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ''), entry.Time === undefined ? 0 : 14)
}
