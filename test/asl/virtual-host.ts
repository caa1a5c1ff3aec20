import type { Execution } from '../../local/asl/execution.ts'
import type { AslHost, TaskCall, TaskListener, TaskOutcome, WaitingTask } from '../../local/asl/host.ts'
import type { Json } from '../../local/asl/json.ts'

/** What a task of a test does: answers at once, after some seconds, or never. */
export type Answer =
  | TaskOutcome
  | { submitted: Json; later?: TaskOutcome }
  | { after: number; outcome: TaskOutcome }
  | 'never'

interface Alarm {
  instant: number
  order: number
  ring: () => void
}

/** A host whose clock jumps from alarm to alarm. */
export class VirtualHost implements AslHost {
  time = Date.UTC(2026, 0, 5, 8)
  transitions = 0
  readonly tokens: { token: string; task: WaitingTask }[] = []
  readonly calls: TaskCall[] = []
  readonly #answer: (call: TaskCall, host: VirtualHost) => Answer
  readonly #alarms = new Set<Alarm>()
  readonly #draws: number[]
  #order = 0
  #uuids = 0

  constructor(answer: (call: TaskCall, host: VirtualHost) => Answer = () => 'never', draws: number[] = []) {
    this.#answer = answer
    this.#draws = draws
  }

  now(): number {
    return this.time
  }

  random(): number {
    return this.#draws.shift() ?? 0.5
  }

  uuid(): string {
    this.#uuids += 1
    return `00000000-0000-4000-8000-${String(this.#uuids).padStart(12, '0')}`
  }

  newToken(): string {
    return `token-${this.uuid()}`
  }

  alarm(instant: number, _label: string, ring: () => void): () => void {
    const alarm = { instant, order: this.#order++, ring }
    this.#alarms.add(alarm)
    return () => this.#alarms.delete(alarm)
  }

  /** Does something after so many seconds: a person answers, a heartbeat arrives. */
  after(seconds: number, act: () => void): void {
    this.alarm(this.time + seconds * 1000, 'test', act)
  }

  start(call: TaskCall, listener: TaskListener): void {
    this.calls.push(call)
    const answer = this.#answer(call, this)
    if (answer === 'never') return
    if ('after' in answer) this.after(answer.after, () => listener.done(answer.outcome))
    else if ('submitted' in answer) this.#submit(answer, listener)
    else this.after(0, () => listener.done(answer))
  }

  #submit(answer: { submitted: Json; later?: TaskOutcome }, listener: TaskListener): void {
    const { submitted, later } = answer
    this.after(0, () => listener.submitted(submitted))
    if (later) this.after(0, () => listener.done(later))
  }

  tokenOpened(token: string, task: WaitingTask): void {
    this.tokens.push({ token, task })
  }

  transition(): void {
    this.transitions += 1
  }

  ended(): void {}

  /** Runs an execution to its end, or until nothing is due any more. */
  async run(execution: Execution): Promise<void> {
    execution.begin()
    for (;;) {
      await execution.rest()
      if (execution.status !== 'RUNNING') return
      const next = [...this.#alarms].sort((a, b) => a.instant - b.instant || a.order - b.order)[0]
      if (!next) return
      this.#alarms.delete(next)
      this.time = Math.max(this.time, next.instant)
      next.ring()
    }
  }
}
