import * as z from 'zod'
import { isTooLarge } from '../asl/execution.ts'
import { describeEvent } from '../asl/history.ts'
import type { Json } from '../asl/json.ts'
import { AwsError } from '../world.ts'
import { type Operations, operation } from './operations.ts'
import type { States } from './states.ts'
import { describe, summary } from './states-machines.ts'

const token = z.string().min(1).max(2048)
const paging = { maxResults: z.int().min(0).max(1000).optional(), nextToken: z.string().optional() }
const included = z.enum(['ALL_DATA', 'METADATA_ONLY']).optional()
const status = z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']).optional()

/** The operations of AWSStepFunctions that the runner has. */
export function statesOperations(states: States): Operations {
  return {
    ...executionOperations(states),
    ...listOperations(states),
    ...taskOperations(states),
    ...machineOperations(states),
  }
}

function executionOperations(states: States): Operations {
  return {
    StartExecution: operation(
      z.strictObject({
        stateMachineArn: z.string(),
        name: z.string().min(1).max(80).optional(),
        input: z.string().default('{}'),
        traceHeader: z.string().optional(),
      }),
      ({ stateMachineArn, name, input }, world) => {
        checkName(name)
        checkJson(input, 'InvalidExecutionInput', 'Invalid State Machine Execution Input')
        const record = states.start(stateMachineArn, name ?? world.uuid('states:names'), input, world)
        return { executionArn: record.arn, startDate: record.execution.startedAt / 1000 }
      },
    ),
    DescribeExecution: operation(
      z.strictObject({ executionArn: z.string(), includedData: included }),
      ({ executionArn }, world) => describe(states.execution(executionArn, world)),
    ),
    StopExecution: operation(
      z.strictObject({
        executionArn: z.string(),
        error: z.string().max(256).optional(),
        cause: z.string().max(32_768).optional(),
      }),
      ({ executionArn, error, cause }, world) => {
        const { execution } = states.execution(executionArn, world)
        execution.stop(error, cause)
        return { stopDate: (execution.stoppedAt ?? world.now()) / 1000 }
      },
    ),
  }
}

function listOperations(states: States): Operations {
  return {
    GetExecutionHistory: operation(
      z.strictObject({
        executionArn: z.string(),
        ...paging,
        reverseOrder: z.boolean().default(false),
        includeExecutionData: z.boolean().default(true),
      }),
      ({ executionArn, maxResults, nextToken, reverseOrder }, world) => {
        const { events } = states.execution(executionArn, world).execution.history
        const page = pageOf(reverseOrder ? [...events].reverse() : events, maxResults, nextToken)
        return { events: page.items.map(describeEvent), ...page.next }
      },
    ),
    ListExecutions: operation(
      z.strictObject({ stateMachineArn: z.string(), statusFilter: status, ...paging }),
      ({ stateMachineArn, statusFilter, maxResults, nextToken }, world) => {
        const all = states.executionsOf(states.machine(stateMachineArn).arn, world)
        const page = pageOf(
          all.filter(({ execution }) => !statusFilter || execution.status === statusFilter),
          maxResults,
          nextToken,
        )
        return { executions: page.items.map(summary), ...page.next }
      },
    ),
  }
}

function taskOperations(states: States): Operations {
  return {
    SendTaskSuccess: operation(z.strictObject({ taskToken: token, output: z.string() }), ({ taskToken, output }) => {
      const result = checkJson(output, 'InvalidOutput', 'Invalid Output')
      if (isTooLarge(output)) throw new AwsError('ValidationException', 'The output is larger than 262144 bytes.')
      states.waitingTask(taskToken).succeed(result)
    }),
    SendTaskFailure: operation(
      z.strictObject({
        taskToken: token,
        error: z.string().max(256).optional(),
        cause: z.string().max(32_768).optional(),
      }),
      ({ taskToken, error, cause }) => states.waitingTask(taskToken).fail(error, cause),
    ),
    SendTaskHeartbeat: operation(z.strictObject({ taskToken: token }), ({ taskToken }) =>
      states.waitingTask(taskToken).heartbeat(),
    ),
  }
}

function machineOperations(states: States): Operations {
  return {
    DescribeStateMachine: operation(
      z.strictObject({ stateMachineArn: z.string(), includedData: included }),
      ({ stateMachineArn }) => {
        const { arn, name, definition, roleArn, createdAt } = states.machine(stateMachineArn)
        return {
          stateMachineArn: arn,
          name,
          status: 'ACTIVE',
          definition,
          roleArn,
          type: 'STANDARD',
          creationDate: createdAt / 1000,
        }
      },
    ),
    ListStateMachines: operation(z.strictObject(paging), ({ maxResults, nextToken }) => {
      const page = pageOf([...states.machines.values()], maxResults, nextToken)
      const stateMachines = page.items.map(({ arn, name, createdAt }) => ({
        stateMachineArn: arn,
        name,
        type: 'STANDARD',
        creationDate: createdAt / 1000,
      }))
      return { stateMachines, ...page.next }
    }),
  }
}

/** What AWS forbids in names: white space, brackets, wildcards, special and control characters (API reference, StartExecution). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f\ufffe\uffff]/

function checkName(name: string | undefined): void {
  const found = name === undefined ? undefined : FORBIDDEN.exec(name)?.[0]
  if (found !== undefined)
    throw new AwsError('InvalidName', `Invalid Name: '${name}' (the character ${JSON.stringify(found)} is not allowed)`)
}

function checkJson(text: string, code: string, what: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch (error) {
    throw new AwsError(code, `${what}: ${(error as Error).message}`)
  }
}

/** A page of a list; the next token is the index of the page that follows. 100 a page unless told, as on AWS. */
function pageOf<T>(
  items: readonly T[],
  maxResults: number | undefined,
  nextToken: string | undefined,
): { items: T[]; next: { nextToken?: string } } {
  const from = nextToken === undefined ? 0 : Number(nextToken)
  if (!Number.isInteger(from) || from < 0) throw new AwsError('InvalidToken', `Invalid Token: '${nextToken}'`)
  const to = from + (maxResults || 100)
  return { items: items.slice(from, to), next: to < items.length ? { nextToken: String(to) } : {} }
}
