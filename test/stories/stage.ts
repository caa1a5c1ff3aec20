import { unmarshall } from '@aws-sdk/util-dynamodb'
import { auditEvery } from '../../bin/faulting/set-up.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { type Runner, startRunner } from '../../local/runner.ts'
import type { OpenedMail } from '../../local/services/mailbox.ts'
import type { HttpResponse } from '../../local/world.ts'
import { assembly } from './assembly.ts'

const LINK_BASE = 'http://127.0.0.1:4510/live'

/** What the function behind `throughline decision`, `silence` and `why` answers: a refusal has a code and sentences. */
export interface Commanded {
  ok: boolean
  code?: string
  sentences?: string[]
  decision?: { state: string }
  silence?: { id: string }
  series?: { triggers: object[] }[]
}

type Item = Record<string, unknown> & { pk: string; sk: string }
type Marshalled = Parameters<typeof unmarshall>[0]

export interface StageSettings {
  seed?: string
  bounces?: string[]
  /** The audit comes every hour, as deployed. */
  hourlyAudit?: boolean
  /** Folder of the synthesized app. @default that of every story */
  cdkOut?: string
}

/** The deployed stack of one timeline, with what stories do to it and read of it. */
export class Stage {
  readonly runner: Runner
  readonly #opened = new Map<string, Promise<OpenedMail | undefined>>()
  /** Every decision's newest record by partition key, as the Ledger's stream tells it: to look for them is to scan the table. */
  readonly #decisions = new Map<string, Item>()

  private constructor(runner: Runner) {
    this.runner = runner
    const { streams, tables } = runner.dynamoDb
    streams.subscribe(tables.get(this.output('LedgerTable'))!.streamArn!, ({ dynamodb: { NewImage } }) => {
      const item = NewImage && (unmarshall(NewImage as Marshalled) as Item)
      if (item?.sk === 'META' && item.kpi) this.#decisions.set(item.pk, item)
    })
  }

  /**
   * Starts the stack at an instant. Mail goes to everybody's local box; `bounces` are addresses that do not exist. Most of a
   * quiet day is the hourly audit: where no story is about it, it comes twice a day.
   */
  static async open(start: number, settings: StageSettings = {}): Promise<Stage> {
    const runner = await startRunner({
      cdkOut: settings.cdkOut ?? (await assembly()),
      seed: settings.seed,
      start,
      environment: { MAIL_MODE: 'live', LINK_BASE_URL: LINK_BASE },
      ses: { bounces: settings.bounces },
    })
    if (!settings.hourlyAudit) auditEvery(runner, '12 hours')
    return new Stage(runner)
  }

  get now(): number {
    return this.runner.world.now()
  }

  /** Physical id of an output of the stack. */
  output(name: string): string {
    return this.runner.created.stack.outputs[name]!
  }

  /** The API key of a source or reader (without a name: of the first), found as its operator finds it: by an output of the stack. */
  key(output: 'ApiKeys' | 'ReaderKeys' = 'ApiKeys', name?: string): string {
    const ids = JSON.parse(this.output(output)) as Record<string, string>
    return this.runner.services.apiGateway.keys.get(name ? ids[name]! : Object.values(ids)[0]!)!.value
  }

  /** Calls an AWS API as a program outside of the deployment would. Throws its error. */
  async aws(service: string, target: string, input: unknown): Promise<Record<string, unknown>> {
    const { status, body } = await this.runner.aws({
      service,
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: { 'x-amz-target': target },
      body: Buffer.from(JSON.stringify(input)),
      caller: 'outside',
    })
    if (status >= 400) throw new Error(`${target}: ${status} ${body}`)
    return JSON.parse(String(body) || '{}') as Record<string, unknown>
  }

  /** Applies a plan as the command line does; answers its version. */
  async apply(plan: ResolvedPlan): Promise<number> {
    const { status, body } = await this.runner.aws({
      service: 'lambda',
      method: 'POST',
      path: `/2015-03-31/functions/${this.output('ApplyPlanFunction')}/invocations`,
      query: new URLSearchParams(),
      headers: {},
      body: Buffer.from(JSON.stringify({ plan, appliedBy: 'arn:aws:iam::000000000000:user/story' })),
      caller: 'outside',
    })
    const answer = JSON.parse(String(body)) as { ok?: boolean; version: number }
    if (status !== 200 || !answer.ok) throw new Error(`The plan was not applied: ${body}`)
    return answer.version
  }

  /** Invokes the function behind `throughline decision` and `silence`, as somebody with AWS credentials of this account. */
  command(request: object): Promise<Commanded> {
    return this.ask({ ...request, stated: 'arn:aws:iam::000000000000:user/story' })
  }

  /** Invokes the same function to read, as `throughline why` does: who reads is not stated. */
  async ask(request: object): Promise<Commanded> {
    const { status, body } = await this.runner.aws({
      service: 'lambda',
      method: 'POST',
      path: `/2015-03-31/functions/${this.output('CommandDecisionFunction')}/invocations`,
      query: new URLSearchParams(),
      headers: {},
      body: Buffer.from(JSON.stringify(request)),
      caller: 'outside',
    })
    if (status !== 200) throw new Error(`The command was answered ${status}: ${body}`)
    return JSON.parse(String(body)) as Commanded
  }

  /** Posts observations with the key of the source. */
  post(observations: unknown, headers: Record<string, string> = {}): Promise<HttpResponse> {
    return this.runner.post('/live/v1/observations', observations, { 'x-api-key': this.key(), ...headers })
  }

  /** Mails to an address, oldest first. */
  async mails(to: string): Promise<OpenedMail[]> {
    const { mailbox } = this.runner.services
    const listed = mailbox.list({ to, limit: Number.MAX_SAFE_INTEGER }).reverse()
    const opened = listed.map(({ id }) => {
      const known = this.#opened.get(id) ?? mailbox.open(id)
      this.#opened.set(id, known)
      return known
    })
    return (await Promise.all(opened)).filter((mail) => mail !== undefined)
  }

  /** Items of the Ledger under a partition key. Read beside the gateway: a look changes nothing and takes no turn. */
  ledger(pk: string): Promise<Item[]> {
    return this.#read('Query', {
      TableName: this.output('LedgerTable'),
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk } },
    })
  }

  /** Decisions whose KPI's id has this in it. */
  decisionsAbout(kpi: string): Item[] {
    return [...this.#decisions.values()].filter((one) => String(one.kpi).includes(kpi))
  }

  /** Everything in a table. */
  everything(output: 'LedgerTable' | 'MeasurementsTable'): Promise<Item[]> {
    return this.#read('Scan', { TableName: this.output(output), ConsistentRead: true })
  }

  /** Deletes all items of the Ledger under a partition key. */
  async forget(pk: string): Promise<void> {
    const TableName = this.output('LedgerTable')
    for (const { sk } of await this.ledger(pk)) {
      const body = JSON.stringify({ TableName, Key: { pk: { S: pk }, sk: { S: sk } } })
      const { status, body: answer } = await this.runner.dynamoDb.engine.send('DeleteItem', body)
      if (status !== 200) throw new Error(`DeleteItem: ${answer}`)
    }
  }

  async #read(operation: 'Query' | 'Scan', input: object): Promise<Item[]> {
    const items: Item[] = []
    let ExclusiveStartKey: unknown
    do {
      const { status, body } = await this.runner.dynamoDb.engine.send(
        operation,
        JSON.stringify({ ...input, ExclusiveStartKey }),
      )
      if (status !== 200) throw new Error(`${operation}: ${body}`)
      const page = JSON.parse(body) as { Items: Marshalled[]; LastEvaluatedKey?: unknown }
      items.push(...page.Items.map((item) => unmarshall(item) as Item))
      ExclusiveStartKey = page.LastEvaluatedKey
    } while (ExclusiveStartKey)
    return items
  }
}
