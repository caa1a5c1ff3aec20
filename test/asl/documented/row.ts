import { parseDefinition } from '../../../local/asl/definition.ts'
import { Execution } from '../../../local/asl/execution.ts'
import type { TaskCall } from '../../../local/asl/host.ts'
import type { Json, JsonObject } from '../../../local/asl/json.ts'
import { type Answer, VirtualHost } from '../virtual-host.ts'

/** One thing AWS's documentation says, and the check that the interpreter does it. */
export interface Row {
  says: string
  page: string
  check(): Promise<void> | void
}

const GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg'
const REFERENCE = 'https://docs.aws.amazon.com/step-functions/latest/apireference'

/** Pages the rows quote. */
export const pages = {
  errors: `${GUIDE}/concepts-error-handling.html`,
  quotas: `${GUIDE}/service-quotas.html`,
  practices: `${GUIDE}/sfn-best-practices.html`,
  wait: `${GUIDE}/state-wait.html`,
  map: `${GUIDE}/state-map-inline.html`,
  parallel: `${GUIDE}/state-parallel.html`,
  choice: `${GUIDE}/state-choice.html`,
  fail: `${GUIDE}/state-fail.html`,
  pass: `${GUIDE}/state-pass.html`,
  succeed: `${GUIDE}/state-succeed.html`,
  task: `${GUIDE}/state-task.html`,
  variables: `${GUIDE}/workflow-variables.html`,
  transform: `${GUIDE}/transforming-data.html`,
  context: `${GUIDE}/input-output-contextobject.html`,
  integrations: `${GUIDE}/connect-to-resource.html`,
  structure: `${GUIDE}/statemachine-structure.html`,
  dynamodb: `${GUIDE}/connect-ddb.html`,
  sdk: `${GUIDE}/supported-services-awssdk.html`,
  nested: `${GUIDE}/connect-stepfunctions.html`,
  start: `${REFERENCE}/API_StartExecution.html`,
  success: `${REFERENCE}/API_SendTaskSuccess.html`,
  failure: `${REFERENCE}/API_SendTaskFailure.html`,
  heartbeat: `${REFERENCE}/API_SendTaskHeartbeat.html`,
  stop: `${REFERENCE}/API_StopExecution.html`,
  history: `${REFERENCE}/API_GetExecutionHistory.html`,
  describe: `${REFERENCE}/API_DescribeExecution.html`,
} as const

/** What a test machine is played with. */
export interface Play {
  input?: Json
  answer?: (call: TaskCall, host: VirtualHost) => Answer
  draws?: number[]
  /** Fields of the machine beside its states. */
  machine?: JsonObject
}

/** A finished (or stuck) execution and what it left behind. */
export interface Outcome {
  execution: Execution
  host: VirtualHost
  output: Json | undefined
  types: string[]
  /** Seconds the execution took. */
  seconds: number
}

/** Runs a JSONata machine made of the given states, the first of which starts. */
export async function play(states: JsonObject, { input = {}, answer, draws, machine }: Play = {}): Promise<Outcome> {
  const definition = { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0] as string, States: states, ...machine }
  const host = new VirtualHost(answer, draws)
  const start = {
    arn: 'arn:aws:states:eu-west-2:123456789012:execution:m:run',
    name: 'run',
    machineArn: 'arn:aws:states:eu-west-2:123456789012:stateMachine:m',
    machineName: 'm',
    roleArn: 'arn:aws:iam::123456789012:role/m',
    region: 'eu-west-2',
    input,
  }
  const execution = new Execution(parseDefinition(JSON.stringify(definition)), start, host)
  await host.run(execution)
  return {
    execution,
    host,
    output: execution.output === undefined ? undefined : JSON.parse(execution.output),
    types: execution.history.events.map((event) => event.type),
    seconds: (host.time - execution.startedAt) / 1000,
  }
}

/** A Task that calls a function, and ends unless told where to go. */
export function task(more: JsonObject = {}): JsonObject {
  return {
    Type: 'Task',
    Resource: 'arn:aws:lambda:eu-west-2:123456789012:function:f',
    ...('Next' in more ? {} : { End: true }),
    ...more,
  }
}

/** A Task that waits for its token. */
export function waitingTask(more: JsonObject = {}): JsonObject {
  const given = { TableName: 't', Key: { pk: { S: '{% $states.context.Task.Token %}' } } }
  return task({ Resource: 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken', Arguments: given, ...more })
}

/** Answers that fail with these errors in turn, then succeed. */
export function failing(...errors: string[]): (call: TaskCall) => Answer {
  const left = [...errors]
  return () => {
    const error = left.shift()
    return error === undefined ? { result: 'done' } : { error, cause: 'on purpose' }
  }
}

/** Seconds between successive attempts of the only task. */
export function waits(outcome: Outcome): number[] {
  const starts = outcome.execution.history.events
    .filter((event) => /Scheduled$/.test(event.type))
    .map((event) => event.at)
  return starts.slice(1).map((at, index) => (at - (starts[index] as number)) / 1000)
}
