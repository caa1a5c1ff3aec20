import { parsePlan } from '../../domain/plan/parse.ts'
import { resolvePlan } from '../../domain/plan/resolve.ts'
import { Stage } from './stage.ts'

/** What the rows of bad input are posted against: a ratio by organisation, a weekly sum, an open dimension, another's KPI. */
export const PLAN = `
organisation: { name: Example Hospital, timezone: Europe/London, desk: desk }
calendars: [{ id: office }]
people:
  - { id: desk, name: The Desk, email: desk@example.org }
  - { id: anna, name: Anna, email: anna@example.org, manager: maria }
  - { id: maria, name: Maria, email: maria@example.org, manager: desk }
sources:
  - { id: emergency-feed, kpis: [four-hour, attendances, beds] }
  - { id: finance, kpis: [revenue] }
priorities: [{ id: flow, name: Flow, accountable: maria }]
kpis:
  - { id: attendances, name: Attendances, unit: people, decimals: 0, direction: down, cadence: weekly, aggregation: sum,
      owner: anna, steward: maria, priority: flow, target: 1000, bands: { amber: 100, red: 300 } }
  - { id: beds, name: Free beds, unit: beds, decimals: 0, direction: up, cadence: daily, aggregation: mean,
      dimensions: [ward], owner: anna, steward: maria, priority: flow, target: 10, bands: { amber: 2, red: 5 } }
  - { id: revenue, name: Revenue, unit: GBP, decimals: 2, direction: up, cadence: monthly, aggregation: sum,
      owner: anna, steward: maria, priority: flow, target: 1000, bands: { amber: 100, red: 300 } }
  - id: four-hour
    name: Four-hour performance
    unit: '%'
    decimals: 1
    direction: up
    cadence: monthly
    aggregation: ratio
    per: 100
    owner: anna
    steward: maria
    priority: flow
    dimensions: [org]
    series: [{ dimensions: { org: A1 } }, { dimensions: { org: B2 } }]
    target: 95
    bands: { amber: 2, red: 5 }
    triggers:
      - id: four-hour-red
        kind: threshold
        level: red
        severity: S1
        m: 1
        n: 1
        question: What do we do about waiting times?
        options: [{ id: staff, label: Add staff }, { id: wait, label: Wait a month }]
        fallback: { option: wait, note: Nothing changes. }
`

/** A Tuesday morning in London. */
export const NOW = Date.parse('2026-03-10T09:00:00Z')

/** An answer of the API, its body read. */
export interface Answered {
  status: number
  headers: Record<string, string | string[]>
  body: { code?: string; detail?: string; results?: ItemAnswer[]; [field: string]: unknown }
}

interface ItemAnswer {
  index: number
  status: string
  problem?: { code: string; detail: string; status: number; type: string; title: string; line?: number }
}

/** A request as somebody sends it; without a key it goes with none. */
export interface Sent {
  method?: string
  path?: string
  body?: string | Buffer
  headers?: Record<string, string>
}

/** The deployed stack with the plan above, and callers who get things wrong. */
export class BadInputWorld {
  readonly stage: Stage

  private constructor(stage: Stage) {
    this.stage = stage
  }

  static async open({ plan, ...settings }: { plan?: false; cdkOut?: string } = {}): Promise<BadInputWorld> {
    const world = new BadInputWorld(await Stage.open(NOW, settings))
    if (plan !== false) await world.apply()
    return world
  }

  async apply(): Promise<void> {
    const parsed = parsePlan(PLAN, 'bad-input.yaml')
    if (!parsed.ok) throw new Error(parsed.findings.map(({ line, message }) => `${line}: ${message}`).join('\n'))
    await this.stage.apply(resolvePlan(parsed.plan))
  }

  /** The key of the one source that has one. */
  get key(): string {
    return this.stage.key()
  }

  /** Sends a request a second later than the one before, so that only who wants to be is throttled. */
  async send({ method = 'POST', path = '/live/v1/observations', body = '', headers = {} }: Sent): Promise<Answered> {
    const { runner } = this.stage
    await runner.run(this.stage.now + 1000)
    const answer = await runner.request(path, { method, body, headers })
    const text = String(answer.body)
    return { status: answer.status, headers: answer.headers, body: text === '' ? {} : JSON.parse(text) }
  }

  /** Posts with the source's key: JSON unless another type is given. */
  post(body: unknown, headers: Record<string, string> = {}): Promise<Answered> {
    const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
    return this.send({ body: text, headers: { 'content-type': 'application/json', 'x-api-key': this.key, ...headers } })
  }

  csv(text: string, headers: Record<string, string> = {}): Promise<Answered> {
    return this.post(text, { 'content-type': 'text/csv', ...headers })
  }

  /** Every observation stored, as `series period revisions`. */
  async stored(): Promise<string[]> {
    const items = await this.stage.everything('MeasurementsTable')
    return items
      .filter(({ sk }) => sk.startsWith('OBS#'))
      .map(({ series, period, revisions }) => `${series} ${period} ${(revisions as unknown[]).length}`)
      .sort()
  }

  close(): Promise<void> {
    return this.stage.runner.close()
  }
}
