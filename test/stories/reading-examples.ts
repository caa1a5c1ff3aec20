import type { APIGatewayProxyEvent, Context } from 'aws-lambda'
import { vi } from 'vitest'
import { EXAMPLES } from '../../domain/api/examples.ts'
import { api } from '../../lambdas/http/api.ts'
import type { RequestContext } from '../../local/services/api-gateway-context.ts'
import { Refusal, renderRefusal } from '../../local/services/api-gateway-refusal.ts'
import { REQUESTS } from './bad-input-requests.ts'
import { REFUSALS } from './reading-refusals.ts'
import type { ReadingWorld } from './reading-world.ts'

type Body = Record<string, unknown>
type Refused = { status: number; body: Body }

/** What the served document shows: the answers by operation and status, and of each status the problems by code. */
export interface Recorded {
  answers: Record<string, Record<number, Body>>
  problems: Record<number, Record<string, Body>>
}

/** One observation that is stored and one of a KPI that is not there. */
const WRONG_AND_RIGHT = [
  { kpi: 'attendances', period: '2026-W10', value: 934 },
  { kpi: 'attendance', period: '2026-W10', value: 934 },
]
/** Long locked, and another figure. */
const LOCKED = { kpi: 'calls', period: '2025-W20', value: 5 }
const BURST = 21

/** Asks the deployed API for everything the document shows. Nothing in it is written by hand. */
export async function recordExamples(world: ReadingWorld): Promise<Recorded> {
  const series = `/v1/series/${encodeURIComponent(EXAMPLES.series)}`
  const bodyOf = async (path: string) => ({ 200: (await world.get(path)).body })
  const posted = async (body: unknown) => (await world.inner.post(body)).body
  return {
    answers: {
      listKpis: await bodyOf('/v1/kpis?limit=2'),
      getKpi: await bodyOf(`/v1/kpis/${EXAMPLES.kpi}`),
      getSeries: await bodyOf('/v1/series/four-hour%23org%3DB2'),
      listObservations: await bodyOf(`${series}/observations?limit=2`),
      postObservations: { 200: await posted(EXAMPLES.posting.one.value), 207: await posted(WRONG_AND_RIGHT) },
    },
    problems: byStatus([...(await ofReads(world)), ...(await ofPosts(world)), ...(await ofFaults(world))]),
  }
}

/** Of each status the first row. */
const firsts = <T>(rows: readonly T[], status: (row: T) => number): T[] => [
  ...new Map([...rows].reverse().map((row) => [status(row), row])).values(),
]

async function ofReads(world: ReadingWorld): Promise<Refused[]> {
  const found: Refused[] = [world.beforeThePlan!]
  for (const [, path, , , , method] of firsts(REFUSALS, ([, , status]) => status))
    found.push(await world.get(path, {}, method))
  return found
}

async function ofPosts({ inner }: ReadingWorld): Promise<Refused[]> {
  const found: Refused[] = [await inner.post(LOCKED)]
  for (const { keyless, ...row } of firsts(REQUESTS, ({ status }) => status)) {
    const headers = { 'content-type': 'application/json', ...(keyless ? {} : { 'x-api-key': inner.key }) }
    found.push(await inner.send({ ...row, headers: { ...headers, ...row.headers } }))
  }
  const { runner } = inner.stage
  const many = Array.from({ length: BURST }, () =>
    runner.post('/live/v1/observations', null, { 'x-api-key': inner.key }),
  )
  const late = (await Promise.all(many)).find(({ status }) => status === 429)
  return [...found, read(late!)]
}

/** What no request can bring about: the function's own words for a fault and a busy table, the gateway's for a function that is lost. */
async function ofFaults({ inner }: ReadingWorld): Promise<Refused[]> {
  const silent = vi.spyOn(console, 'error').mockImplementation(() => {})
  const failing = ['Error', 'ThrottlingException'].map(async (name) => {
    const handler = api(() => Promise.reject(Object.assign(new Error('of a test'), { name })))
    const { statusCode: status, body } = await handler({ headers: {} } as APIGatewayProxyEvent, {} as Context)
    return read({ status, body })
  })
  const own = await Promise.all(failing)
  silent.mockRestore()
  const [rest] = [...inner.stage.runner.services.apiGateway.apis.values()]
  const lost = (['DEFAULT_5XX', 'INTEGRATION_TIMEOUT'] as const).map((type) =>
    read(renderRefusal(new Refusal(type), rest, { headers: {} } as RequestContext)),
  )
  return [...own, ...lost]
}

const read = ({ status, body }: { status: number; body: unknown }): Refused => ({
  status,
  body: JSON.parse(String(body)) as Body,
})

/** Status → code → the first that was given. */
const byStatus = (refused: readonly Refused[]): Recorded['problems'] =>
  Object.fromEntries(
    [...Map.groupBy(refused, ({ status }) => status)].map(([status, own]) => [
      status,
      Object.fromEntries([...own].reverse().map(({ body }) => [String(body.code), body])),
    ]),
  )
