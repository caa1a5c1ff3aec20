import { createHash } from 'node:crypto'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { Pack } from '../../domain/review/pack-record.ts'
import { type Item, type LedgerChange, type PostedRow, plainItem, type RunFacts } from '../../local/invariants/facts.ts'
import type { Runner } from '../../local/runner.ts'
import type { S3 } from '../../local/services/s3.ts'
import { leftOver } from './operator.ts'

/** Sees what the end of a run no longer shows: every change of the Ledger, every alarm, every log line. */
export class Witness {
  readonly changes: LedgerChange[] = []
  readonly logs: { from: string; text: string }[] = []

  constructor(runner: Runner) {
    const table = runner.dynamoDb.tables.get(runner.created.stack.outputs.LedgerTable!)!
    runner.dynamoDb.streams.subscribe(table.streamArn!, ({ dynamodb }) => {
      const { pk, sk } = plainItem(dynamodb.Keys)
      const change: LedgerChange = { pk, sk }
      if (dynamodb.OldImage) change.before = plainItem(dynamodb.OldImage)
      if (dynamodb.NewImage) change.after = plainItem(dynamodb.NewImage)
      this.changes.push(change)
    })
    const { functionLogs } = runner
    const add = functionLogs.add.bind(functionLogs)
    functionLogs.add = (logicalId, at, line) => {
      this.logs.push({ from: logicalId, text: line.text })
      add(logicalId, at, line)
    }
  }
}

/** Everything the invariants look at, gathered at the end of a run. */
export async function factsOf(
  runner: Runner,
  witness: Witness,
  plan: ResolvedPlan,
  posted: PostedRow[],
): Promise<RunFacts> {
  const { outputs } = runner.created.stack
  const [measurements, ledger, plans] = await Promise.all(
    [outputs.MeasurementsTable!, outputs.LedgerTable!, outputs.PlanTable!].map((table) => itemsOf(runner, table)),
  )
  const mails = (await runner.services.mailbox.messages()).filter(({ via }) => via === 'ses')
  const tokens = mails.flatMap(({ links }) => links.flatMap((url) => tokenOf(url) ?? []))
  const lines = runner.log.lines().map((line) => JSON.parse(line) as LogEvent)
  return {
    now: runner.world.now(),
    plans: plans!
      .filter((item) => item.sk === 'META' && item.held === true)
      .map((item) => ({ version: Number(item.version), appliedAt: String(item.appliedAt), plan })),
    measurements: measurements!,
    ledger: ledger!,
    changes: witness.changes,
    posted,
    delivered: mails.map(({ id, to, links }) => ({
      id,
      to,
      links: [...new Set(links.flatMap((url) => tokenOf(url) ?? []))].map(hashOf),
    })),
    ...archived(runner),
    executions: [outputs.DecisionMachine!, outputs.ReviewMachine!].flatMap((machine) =>
      runner.states
        .executionsOf(machine, runner.world)
        .map(({ name, execution }) => ({ name, status: execution.status })),
    ),
    killsAfterSend: killsAfterSend(lines),
    leftOver: leftOver(runner),
    rang: [
      ...new Set(lines.flatMap((line) => (line.kind === 'alarm' && line.to === 'ALARM' ? [String(line.name)] : []))),
    ],
    logs: witness.logs,
    secrets: [...new Set([...tokens, ...plan.people.map(({ email }) => email)])],
  }
}

/** Lists and packs of review cycles. */
function archived(runner: Runner): Pick<RunFacts, 'packs' | 'lists'> {
  const bucket = runner.world.service<S3>('s3').buckets.get(runner.created.stack.outputs.ArchiveBucket!) ?? new Map()
  const read = (name: string) =>
    [...bucket].flatMap(([key, { body }]): { cycle: string; value: unknown }[] => {
      const [folder, cycle, file] = key.split('/')
      return folder === 'cycles' && file === name ? [{ cycle: cycle!, value: JSON.parse(body.toString()) }] : []
    })
  return {
    packs: read('pack.json').map(({ value }) => Pack.parse(value)),
    lists: read('items.json').map(({ cycle, value }) => ({
      cycle,
      items: (value as { item: string }[]).map(({ item }) => item),
    })),
  }
}

const tokenOf = (url: string) => /\/[ar]\/([A-Za-z0-9_-]{22})/.exec(url)?.[1]
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

async function itemsOf(runner: Runner, TableName: string): Promise<Item[]> {
  const items: Item[] = []
  let ExclusiveStartKey: unknown
  do {
    const answer = await runner.dynamoDb.engine.send('Scan', JSON.stringify({ TableName, ExclusiveStartKey }))
    const page = JSON.parse(answer.body) as { Items: unknown[]; LastEvaluatedKey?: unknown }
    items.push(...page.Items.map(plainItem))
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey)
  return items
}

interface LogEvent {
  kind: string
  from?: string
  call?: string
  status?: number
  fault?: string
  to?: unknown
  name?: unknown
}

/**
 * Runs that died with the mail at SES and not yet marked: killed after the call that sent it, or before or in the write that
 * follows. One sender makes one call at a time, so the next call of the same worker is that write.
 */
export function killsAfterSend(lines: readonly LogEvent[]): number {
  const sent = new Set<string>()
  let kills = 0
  for (const { kind, from = '', call = '', status, fault } of lines) {
    if (kind !== 'call') continue
    if (call.endsWith(':SendRawEmail')) {
      if (fault === 'kill-after') kills += 1
      else if (status === 200) sent.add(from)
      continue
    }
    if (!sent.has(from)) continue
    if (fault === 'kill-before') kills += 1
    // A throttled write is tried again by the SDK: the mail is marked only when a write came through.
    if (fault !== 'throttle' && fault !== 'conflict') sent.delete(from)
  }
  return kills
}
