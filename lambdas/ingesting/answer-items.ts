import type { APIGatewayProxyResult } from 'aws-lambda'
import { json } from '../http/api.ts'
import { Problem, type ProblemDetails, problemResponse } from '../http/problem.ts'
import type { ItemResult } from './record-observations.ts'

/** How many observations of a request ended how. */
export const tally = (results: ItemResult[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(results, (one) => one.status)].map(([status, all]) => [status, all.length]))

/**
 * `{results: [{index, status, problem?}]}` in the request's order; `lines` are those of a CSV body. 200: all stored or
 * known · 207: some rejected · 4xx: all rejected, a problem with `results` · 503: some not stored for now, likewise; the
 * same request again (with its Idempotency-Key) finishes the rest.
 */
export function answerItems(items: ItemResult[], lines?: number[]): APIGatewayProxyResult {
  const results = lines ? items.map((one) => atLine(one, lines[one.index]!)) : items
  const failed = results.filter((one) => one.status === 'failed').length
  if (failed > 0) {
    const detail = `${failed} of ${results.length} observations could not be stored for now; send the same request again with the same Idempotency-Key, the rest is kept.`
    return problemResponse(
      new Problem(503, 'busy', detail, { extensions: { results }, headers: { 'retry-after': '5' } }),
    )
  }
  const rejected = results.flatMap(({ status, problem }) => (status === 'rejected' && problem ? [problem] : []))
  if (rejected.length === 0) return json(200, { results })
  if (rejected.length < results.length) return json(207, { results })
  return problemResponse(allRejected(rejected, results))
}

const atLine = (one: ItemResult, line: number): ItemResult =>
  one.problem ? { ...one, problem: { ...one.problem, line } } : one

/** One fault that all share is the request's own; else 422, and each says for itself. */
function allRejected(problems: ProblemDetails[], results: ItemResult[]): Problem {
  const [first, ...others] = problems as [ProblemDetails, ...ProblemDetails[]]
  const extensions = { results }
  const statuses = new Set(problems.map(({ status }) => status))
  const status = statuses.size === 1 ? first.status : 422
  if (others.length === 0) return new Problem(status, String(first.code), first.detail, { extensions })
  const code = others.every((one) => one.code === first.code) ? String(first.code) : 'all-rejected'
  const detail = `None of the ${problems.length} observations was stored; the first: ${first.detail}`
  return new Problem(status, code, detail, { extensions })
}
