import type { APIGatewayProxyEvent } from 'aws-lambda'
import { currentPlan, NoPlanApplied } from './aws/plan.ts'
import { api } from './http/api.ts'
import { Problem } from './http/problem.ts'
import { answer } from './reading/answer.ts'
import { LIST_PARAMETERS, listKpis } from './reading/list-kpis.ts'
import { listObservations, OBSERVATION_PARAMETERS } from './reading/list-observations.ts'
import document from './reading/openapi.json' with { type: 'json' }
import { parametersOf } from './reading/parameters.ts'
import { readSeriesAnswer, SERIES_PARAMETERS } from './reading/read-series.ts'
import { readerOf } from './reading/reader.ts'
import { KPI_PARAMETERS, showKpi } from './reading/show-kpi.ts'

/** Reads what systems posted and what became of it; writes nothing. Routes by the pattern of the path. */
export const handler = api(async (event) => {
  if (event.httpMethod !== 'GET' && event.httpMethod !== 'HEAD')
    throw new Problem(405, 'method-not-allowed', `${event.resource} is only read: send GET or HEAD.`, {
      headers: { allow: 'GET, HEAD' },
    })
  if (event.resource === '/v1/openapi.json') return answer(event, document, 'public, max-age=3600')
  return answer(event, await read(event, Date.now()), 'private, no-cache')
})

async function read(event: APIGatewayProxyEvent, now: number): Promise<unknown> {
  const reader = readerOf(event)
  const current = await currentPlan().catch((error: unknown) => {
    throw error instanceof NoPlanApplied ? new Problem(409, 'no-plan', error.message) : error
  })
  const { resource } = event
  if (resource === '/v1/kpis') return listKpis(current, reader, parametersOf(event, LIST_PARAMETERS), now)
  if (resource === '/v1/kpis/{kpi}')
    return showKpi(current, reader, named(event, 'kpi'), parametersOf(event, KPI_PARAMETERS), now)
  if (resource === '/v1/series/{series}')
    return readSeriesAnswer(current, reader, named(event, 'series'), parametersOf(event, SERIES_PARAMETERS), now)
  return listObservations(current, reader, named(event, 'series'), parametersOf(event, OBSERVATION_PARAMETERS), now)
}

/** A part of the path. Ids and keys have no %, so what has one was not decoded yet. */
function named(event: APIGatewayProxyEvent, name: string): string {
  const given = event.pathParameters?.[name] ?? ''
  try {
    return given.includes('%') ? decodeURIComponent(given) : given
  } catch {
    return given
  }
}
