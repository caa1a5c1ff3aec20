import type { Execution } from '../asl/execution.ts'
import type { AslHost, TaskCall, TaskListener, TaskOutcome, WaitingTask } from '../asl/host.ts'
import type { Json } from '../asl/json.ts'
import type { World } from '../world.ts'
import type { States } from './states.ts'
import { IntegrationError } from './states-integration-error.ts'
import { perform } from './states-integrations.ts'
import { makeToken } from './states-token.ts'

/** An execution's view of the world: its clock, its chance, its way to other services. */
export class WorldHost implements AslHost {
  readonly #world: World
  readonly #states: States
  readonly #arn: string
  readonly #machineName: string
  readonly #ended: () => void
  #execution: Execution | undefined

  constructor(world: World, states: States, execution: { arn: string; machineName: string }, ended: () => void) {
    this.#world = world
    this.#states = states
    this.#arn = execution.arn
    this.#machineName = execution.machineName
    this.#ended = ended
  }

  /** The execution this host serves; its alarms last until it has come to rest again. */
  serve(execution: Execution): void {
    this.#execution = execution
  }

  now(): number {
    return this.#world.now()
  }

  random(): number {
    return this.#world.random(`states:${this.#machineName}`)
  }

  uuid(): string {
    return this.#world.uuid(`states:${this.#machineName}`)
  }

  newToken(): string {
    return makeToken(this.#arn, this.#world.uuid('states:tokens'))
  }

  alarm(instant: number, label: string, ring: () => void): () => void {
    const timer = this.#world.at(instant, 'states', `${this.#arn}#${label}`, () => {
      ring()
      return this.#execution?.rest()
    })
    return () => timer.cancel()
  }

  start(call: TaskCall, listener: TaskListener): void {
    perform(call, { world: this.#world, states: this.#states, caller: `states:${this.#arn}` }, listener.submitted).then(
      (result: Json | undefined) => {
        if (result !== undefined) listener.done({ result })
      },
      (error: unknown) => listener.done(outcomeOf(error)),
    )
  }

  tokenOpened(token: string, task: WaitingTask): void {
    this.#states.openToken(this.#arn, token, task)
  }

  transition(): void {
    this.#world.count('transitions')
    this.#world.count(`transitions:${this.#machineName}`)
  }

  ended(): void {
    this.#ended()
  }
}

/** What an integration threw, in the state machine's terms. A defect of the runner fails the task under its own name. */
function outcomeOf(thrown: unknown): TaskOutcome {
  if (thrown instanceof IntegrationError) return { error: thrown.error, cause: thrown.message }
  return { error: 'States.TaskFailed', cause: `The local runner failed: ${(thrown as Error)?.stack ?? String(thrown)}` }
}
