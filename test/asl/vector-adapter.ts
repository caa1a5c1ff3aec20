import { parseDefinition } from '../../local/asl/definition.ts'
import { Execution } from '../../local/asl/execution.ts'
import type { TaskCall, TaskOutcome } from '../../local/asl/host.ts'
import type { Json } from '../../local/asl/json.ts'
import { type Answer, VirtualHost } from './virtual-host.ts'

/** The part of a recorded execution that the adapter reads; `meta.format` in the vectors file describes all of it. */
export interface Vector {
  id: string
  definition: Json
  input?: Json
  inputRaw?: string
  names?: {
    stateMachineArn?: string
    stateMachineName?: string
    executionArn?: string
    executionName?: string
    roleArn?: string
  }
  tasks?: RecordedTask[]
  history?: RecordedEvent[]
  historyOrder?: string
  wildcards?: string[]
  features: string[]
  expected: { status: string; output?: Json; error?: Json; cause?: Json }
}

/** A task as AWS ran it. */
export interface RecordedTask {
  state: string | null
  parameters?: Json
  outcome: string | null
  output?: Json
  error?: string
  cause?: string
  /** The service's answer, of a task that goes on after it. */
  submitted?: Json
}

/** An event as AWS wrote it. Ids are numbers except inside a Parallel whose order was lost. */
export interface RecordedEvent {
  id: number | number[]
  prev: number
  type: string
  name?: string
  error?: string
  cause?: Json
}

/** Hands out the recorded outcome of a task. */
export interface Player {
  next(state: string | null, call: { resource: string; parameters: Json }): RecordedTask | undefined
}

/** What the interpreter made of a vector. */
export interface Played {
  status: string
  output?: Json
  error?: string
  cause?: string
  /** States in the order they were entered. */
  trace: string[]
  events: { id: number; prev: number; type: string }[]
}

/** Runs one recorded execution; the recorded tasks answer for AWS. */
export async function run(vector: Vector, player: Player): Promise<Played> {
  const host = new VirtualHost((call) => outcome(vector, player, call))
  const names = vector.names ?? {}
  const execution = new Execution(
    parseDefinition(JSON.stringify(vector.definition)),
    {
      arn: names.executionArn ?? 'arn:aws:states:us-east-1:111111111111:execution:machine:run',
      name: names.executionName ?? 'run',
      machineArn: names.stateMachineArn ?? 'arn:aws:states:us-east-1:111111111111:stateMachine:machine',
      machineName: names.stateMachineName ?? 'machine',
      roleArn: names.roleArn ?? 'arn:aws:iam::111111111111:role/role',
      region: 'us-east-1',
      input: vector.inputRaw === undefined ? (vector.input ?? {}) : JSON.parse(vector.inputRaw),
    },
    host,
  )
  await host.run(execution)
  const { events } = execution.history
  return {
    status: execution.status,
    ...(execution.output === undefined ? {} : { output: JSON.parse(execution.output) }),
    ...(execution.error === undefined ? {} : { error: execution.error }),
    ...(execution.cause === undefined ? {} : { cause: execution.cause }),
    trace: events.filter((event) => event.type.endsWith('StateEntered')).map((event) => String(event.details?.name)),
    events: events.map(({ id, previousEventId, type }) => ({ id, prev: previousEventId, type })),
  }
}

function outcome(vector: Vector, player: Player, call: TaskCall): Answer {
  const resource = call.resource.kind === 'function' ? call.resource.arn : call.resource.resource
  const unplaced = vector.tasks?.every((task) => task.state === null)
  const task = player.next(unplaced ? null : call.state, { resource, parameters: call.arguments })
  if (!task || task.outcome === 'timeout') return 'never'
  const succeeded = { result: task.output ?? {} }
  if (task.outcome === 'succeed')
    return task.submitted === undefined ? succeeded : { submitted: task.submitted, later: succeeded }
  if (task.outcome !== null)
    return { error: task.error ?? '', ...(task.cause === undefined ? {} : { cause: task.cause }) }
  return failureInHistory(vector)
}

/** Where the order of events inside a Parallel was lost, the outcome of its one task is only in the history. */
function failureInHistory(vector: Vector): TaskOutcome {
  const failed = vector.history?.find((event) => event.type === 'TaskFailed')
  if (!failed) throw new Error(`${vector.id}: neither its tasks nor its history say how the task ended`)
  return { error: failed.error ?? '', cause: causeText(vector, failed.cause ?? null) }
}

/** AWS's text has no spaces; the recording gives the cause as an object. */
function causeText(vector: Vector, cause: Json): string {
  if (typeof cause === 'string') return cause
  if (cause === null) throw new Error(`${vector.id}: the recorded failure has no cause`)
  return JSON.stringify(cause)
}
