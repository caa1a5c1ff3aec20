import { rm } from 'node:fs/promises'
import { parsePlan } from '../../domain/plan/parse.ts'
import { resolvePlan } from '../../domain/plan/resolve.ts'
import { type Answered, BadInputWorld, PLAN } from './bad-input-world.ts'
import { assemblyWithReaders } from './reader-assembly.ts'

/** The program that reads, as the setting `readers` names it. */
const READER = 'warehouse'

/** Beside the plan of bad input: a weekly sum with limits and a forecast, as old as they need. */
const CALLS = `
  - id: calls
    name: Calls answered
    unit: calls
    decimals: 0
    direction: up
    cadence: weekly
    aggregation: sum
    owner: maria
    steward: anna
    priority: flow
    target: 110
    bands: { amber: 20, red: 40 }
    triggers:
      - { id: calls-odd, kind: control-chart, question: What happened to the calls?, opensDecision: false,
          options: [{ id: ask, label: Ask the team }, { id: wait, label: Wait }], fallback: { option: wait, note: Nothing. } }
      - { id: calls-year, kind: forecast, window: year, question: Will the year be missed?, opensDecision: false,
          options: [{ id: ask, label: Ask the team }, { id: wait, label: Wait }], fallback: { option: wait, note: Nothing. } }
`

const OPEN = 'kpis: [four-hour, attendances, beds]'

/** The stack of bad input with one KPI more, its target for A1 as given, and a program that reads. */
export class ReadingWorld {
  readonly inner: BadInputWorld

  /** What a read is answered while no plan is applied. */
  beforeThePlan: Answered | undefined
  /** Of this world alone. */
  readonly #cdkOut: string

  private constructor(inner: BadInputWorld, cdkOut: string) {
    this.inner = inner
    this.#cdkOut = cdkOut
  }

  static async open(): Promise<ReadingWorld> {
    const cdkOut = await assemblyWithReaders([READER])
    const world = new ReadingWorld(await BadInputWorld.open({ plan: false, cdkOut }), cdkOut)
    world.beforeThePlan = await world.get('/v1/kpis')
    await world.apply(95)
    return world
  }

  /** Applies the plan with another target of the four-hour performance. */
  async apply(target: number): Promise<void> {
    const yaml = PLAN.replace(OPEN, 'kpis: [four-hour, attendances, beds, calls]').replace(
      'target: 95',
      `target: ${target}`,
    )
    const parsed = parsePlan(yaml + CALLS, 'reading.yaml')
    if (!parsed.ok) throw new Error(parsed.findings.map(({ line, message }) => `${line}: ${message}`).join('\n'))
    await this.inner.stage.apply(resolvePlan(parsed.plan))
  }

  /** Asks with the key of the program that only reads. */
  read(path: string): Promise<Answered> {
    return this.get(path, { 'x-api-key': this.readerKey })
  }

  get readerKey(): string {
    return this.inner.stage.key('ReaderKeys', READER)
  }

  get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answered> {
    return this.inner.send({ method, path: `/live${path}`, headers: { 'x-api-key': this.inner.key, ...headers } })
  }

  /** Lets time pass until everything that was posted is folded. */
  async settle(): Promise<void> {
    await this.inner.stage.runner.run(this.inner.stage.now + 60_000)
  }

  async close(): Promise<void> {
    await this.inner.close()
    await rm(this.#cdkOut, { recursive: true, force: true })
  }
}
