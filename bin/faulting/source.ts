import { parseSeriesKey } from '../../domain/plan/series.ts'
import type { PostedRow } from '../../local/invariants/facts.ts'
import type { Runner } from '../../local/runner.ts'
import type { Sending } from './data.ts'

const MINUTE = 60_000

/** Waits between tries of a request, then the last one again and again: a source does not give up. */
const PATIENCE = [5_000, 30_000, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE]

/** Puts every sending on the clock, until each row was answered; the rows carry what the API said of them. */
export function sendAll(runner: Runner, sendings: Sending[], key: string): PostedRow[] {
  const posted: PostedRow[] = []
  for (const sending of sendings) {
    const rows = sending.rows.map((row): PostedRow => ({ ...row, answer: 'pending' }))
    posted.push(...rows)
    const send = (name: string) =>
      runner.world.at(sending.instant, 'source', name, () => attempt(runner, { ...sending, rows }, key, name, 0))
    send(sending.key)
    if (sending.twice) send(`${sending.key}-again`)
  }
  return posted
}

async function attempt(
  runner: Runner,
  sending: Sending & { rows: PostedRow[] },
  key: string,
  name: string,
  tried: number,
): Promise<void> {
  const { services, world } = runner
  const body = Buffer.from(JSON.stringify({ observations: sending.rows.map(observation) }))
  const response = await services.apiGateway.handleHttp(
    {
      method: 'POST',
      path: '/live/v1/observations',
      query: new URLSearchParams(),
      headers: { 'content-type': 'application/json', 'x-api-key': key, 'idempotency-key': sending.key },
      body,
      sourceIp: '127.0.0.1',
    },
    world,
  )
  const text = response.body.toString()
  if (response.status === 429 || response.status >= 500) {
    // Rows that were kept are kept, but only the whole answer counts: the source sends the same request again.
    const wait = PATIENCE[Math.min(tried, PATIENCE.length - 1)]!
    world.at(world.now() + wait, 'source', name, () => attempt(runner, sending, key, name, tried + 1))
    return
  }
  const { results } = JSON.parse(text) as { results?: { index: number; status: PostedRow['answer'] }[] }
  if (!results) throw new Error(`The API refused the request ${sending.key} with ${response.status}: ${text}`)
  for (const { index, status } of results) {
    const row = sending.rows[index]!
    // Of two answers to the same row the one that stored it is kept.
    if (row.answer !== 'recorded') row.answer = status
  }
}

function observation({ series, answer: _, ...rest }: PostedRow) {
  const { kpi, dimensions } = parseSeriesKey(series)
  return { kpi, ...(Object.keys(dimensions).length > 0 && { dimensions }), ...rest }
}
