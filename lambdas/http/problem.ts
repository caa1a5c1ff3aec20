import type { APIGatewayProxyResult } from 'aws-lambda'

/** RFC 9457 problem details: what was wrong, where, and what to do. */
export interface ProblemDetails {
  type: string
  title: string
  status: number
  detail: string
  [extension: string]: unknown
}

/** A request that cannot be served as it is. `code` is a stable word that programs may compare. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly code: string
  readonly extensions: Record<string, unknown>
  readonly headers: Record<string, string>

  constructor(
    status: number,
    code: string,
    detail: string,
    more: { extensions?: Record<string, unknown>; headers?: Record<string, string> } = {},
  ) {
    super(detail)
    this.status = status
    this.code = code
    this.extensions = more.extensions ?? {}
    this.headers = more.headers ?? {}
  }
}

/** The details of one problem: `type` is a URN of our own, so nobody expects a page behind it. */
export function problemDetails(
  status: number,
  code: string,
  detail: string,
  extensions: Record<string, unknown> = {},
): ProblemDetails {
  const title = code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' ')
  return { type: `urn:throughline:problem:${code}`, title, status, detail, code, ...extensions }
}

/** The answer for a problem. */
export function problemResponse(problem: Problem): APIGatewayProxyResult {
  return {
    statusCode: problem.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...problem.headers },
    body: JSON.stringify(problemDetails(problem.status, problem.code, problem.message, problem.extensions)),
  }
}
