import type { APIGatewayProxyEvent } from 'aws-lambda'
import { kpiOf, mayPost } from '../../domain/plan/lookup.ts'
import { nearest } from '../../domain/plan/reference.ts'
import type { ResolvedKpi, ResolvedPlan } from '../../domain/plan/resolved.ts'
import { shown } from '../../domain/shown.ts'
import { apiKeyReaders, apiKeySources } from '../env.ts'
import { Problem } from '../http/problem.ts'

/** Whose key came with a request: a reader's, which reads every KPI, or that of a source, which reads those it may post. */
export type Reader = { all: true } | { all: false; source: string }

/** Who asks. The gateway has checked the key; the stack says whose it is. */
export function readerOf(event: APIGatewayProxyEvent): Reader {
  const id = event.requestContext.identity.apiKeyId ?? ''
  if (apiKeyReaders().includes(id)) return { all: true }
  const source = Object.hasOwn(apiKeySources(), id) ? apiKeySources()[id] : undefined
  if (source) return { all: false, source }
  throw new Problem(
    403,
    'unknown-key',
    'This API key belongs to no source of the plan and to no reader: use the key of a system that posts, or of one that reads.',
  )
}

/** Whether a reader may read a KPI. */
export const mayRead = (plan: ResolvedPlan, reader: Reader, kpi: string): boolean =>
  reader.all || mayPost(plan, reader.source, kpi)

/** The same of an earlier plan: a KPI that `today` has too is read by whoever may read it today as well. */
export const mayStillRead = (plan: ResolvedPlan, reader: Reader, kpi: string, today: ResolvedPlan): boolean =>
  mayRead(plan, reader, kpi) && (kpiOf(today, kpi) === undefined || mayRead(today, reader, kpi))

/**
 * The KPI of a path, if the plan has it and the key may read it; else a Problem that names no KPI the key may not read. `plan` may
 * be that of an earlier instant.
 */
export function readableKpi(plan: ResolvedPlan, reader: Reader, id: string, today: ResolvedPlan = plan): ResolvedKpi {
  const kpi = kpiOf(plan, id)
  if (!kpi) {
    const near = nearest(
      id,
      plan.kpis.map((one) => one.id).filter((one) => mayRead(plan, reader, one)),
    )
    const hint = near ? `did you mean ${shown(near)}?` : 'GET /v1/kpis lists those there are.'
    throw new Problem(404, 'no-such-kpi', `there is no KPI ${shown(id)}; ${hint}`)
  }
  if (mayStillRead(plan, reader, id, today)) return kpi
  throw new Problem(
    403,
    'may-not-read',
    `this key may read only what it may post, and ${shown(id)} is not among it; use the key of its source, or one of a reader.`,
  )
}
