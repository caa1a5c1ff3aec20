import { Execution, type ExecutionStatus, isTooLarge } from '../asl/execution.ts'
import type { WaitingTask } from '../asl/host.ts'
import { AwsError, type AwsRequest, type AwsResponse, type Part, type Service, type World } from '../world.ts'
import { answerJson } from './operations.ts'
import { WorldHost } from './states-host.ts'
import { type ExecutionRecord, isKept, RETENTION_MS, type StateMachine, sameInput } from './states-machines.ts'
import { statesOperations } from './states-operations.ts'
import { statesTypes } from './states-resources.ts'
import { readToken } from './states-token.ts'

/** Step Functions: standard state machines, run by the interpreter in local/asl on the world's clock. */
export class States implements Service {
  readonly names = ['states'] as const
  readonly machines = new Map<string, StateMachine>()
  readonly #executions = new Map<string, ExecutionRecord>()
  readonly #tokens = new Map<string, WaitingTask>()
  /** Closed executions, oldest first, until their 90 days are over. */
  readonly #closed: ExecutionRecord[] = []
  readonly #operations = statesOperations(this)
  readonly #watchers: ((machineArn: string, status: ExecutionStatus) => void)[] = []

  /** Tells of every execution that ends (for metrics). */
  watch(watcher: (machineArn: string, status: ExecutionStatus) => void): void {
    this.#watchers.push(watcher)
  }

  handle(request: AwsRequest, world: World): Promise<AwsResponse> {
    return answerJson(this.#operations, request, world)
  }

  /** Throws `StateMachineDoesNotExist`. */
  machine(arn: string): StateMachine {
    const machine = this.machines.get(arn)
    if (machine) return machine
    const known = [...this.machines.keys()].join(', ') || 'none'
    throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'. There are: ${known}.`)
  }

  /** Throws `ExecutionDoesNotExist`, also 90 days after it has closed. */
  execution(arn: string, world: World): ExecutionRecord {
    const record = this.#executions.get(arn)
    if (record && isKept(record, world.now())) return record
    throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`)
  }

  /** All executions of a machine that are still known, newest first. */
  executionsOf(machineArn: string, world: World): ExecutionRecord[] {
    const all = [...this.#executions.values()].filter((record) => record.machine.arn === machineArn)
    return all.filter((record) => isKept(record, world.now())).reverse()
  }

  /**
   * Starts an execution, or finds the running one of the same name and input.
   * Throws `ExecutionAlreadyExists` when the name is taken by another input or by a closed execution of the last 90 days.
   */
  start(machineArn: string, name: string, input: string, world: World): ExecutionRecord {
    const machine = this.machine(machineArn)
    const arn = `arn:aws:states:${world.region}:${world.accountId}:execution:${machine.name}:${name}`
    const former = this.#executions.get(arn)
    if (former && isKept(former, world.now())) {
      if (former.execution.status === 'RUNNING' && sameInput(former.input, input)) return former
      throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`)
    }
    this.#forgetOld(world.now())
    const record = this.#record(machine, arn, name, input, world)
    this.#executions.delete(arn)
    this.#executions.set(arn, record)
    world.log('states.start', { machine: machine.name, execution: name })
    world.soon('states', `${arn}#start`, () => {
      record.execution.begin()
      return record.execution.rest()
    })
    return record
  }

  /** A token of an execution can be answered from now on. */
  openToken(executionArn: string, token: string, task: WaitingTask): void {
    this.#executions.get(executionArn)?.tokens.push(token)
    this.#tokens.set(token, task)
  }

  /**
   * The task that waits with a token. Throws `InvalidToken` for text that is no token of ours, `TaskDoesNotExist` for one
   * that no task here ever had, `TaskTimedOut` for a task that is over, however it ended.
   */
  waitingTask(token: string): WaitingTask {
    const task = this.#tokens.get(token)
    if (task?.open) return task
    if (task) throw new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'")
    if (readToken(token) === undefined) throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'")
    throw new AwsError('TaskDoesNotExist', "Task does not exist: 'No task here was ever given this token'")
  }

  #record(machine: StateMachine, arn: string, name: string, input: string, world: World): ExecutionRecord {
    if (isTooLarge(input))
      throw new AwsError('ValidationException', `The input of '${name}' is larger than 262144 bytes.`)
    const host = new WorldHost(world, this, { arn, machineName: machine.name }, () => this.#ended(record, world))
    const start = {
      arn,
      name,
      machineArn: machine.arn,
      machineName: machine.name,
      roleArn: machine.roleArn,
      region: world.region,
      input: JSON.parse(input),
    }
    const record: ExecutionRecord = {
      arn,
      name,
      machine,
      input,
      execution: new Execution(machine.machine, start, host),
      tokens: [],
      ended: [],
    }
    host.serve(record.execution)
    return record
  }

  #ended(record: ExecutionRecord, world: World): void {
    const { status, error } = record.execution
    world.log('states.end', {
      machine: record.machine.name,
      execution: record.name,
      status,
      ...(error === undefined ? {} : { error }),
    })
    world.count(`executions:${status}`)
    for (const watcher of this.#watchers) watcher(record.machine.arn, status)
    this.#closed.push(record)
    // A closed token is remembered, its execution is not: what it holds would stay in memory for ever.
    for (const token of record.tokens.splice(0)) this.#tokens.set(token, OVER)
    for (const tell of record.ended.splice(0)) tell()
  }

  #forgetOld(now: number): void {
    while (this.#closed[0] && (this.#closed[0].execution.stoppedAt ?? now) + RETENTION_MS <= now) {
      const old = this.#closed.shift() as ExecutionRecord
      if (this.#executions.get(old.arn) === old) this.#executions.delete(old.arn)
    }
  }
}

/** A task that is over. */
const OVER: WaitingTask = { open: false, succeed() {}, fail() {}, heartbeat() {} }

/** The Step Functions service and its resource type. */
export function statesPart(states = new States()): Part {
  return { services: [states], types: statesTypes(states) }
}
