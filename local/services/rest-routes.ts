import { AwsError, type AwsRequest, type AwsResponse, type World } from '../world.ts'
import { parseJson } from './operations.ts'

/** One path of a REST-JSON API, such as `GET /schedules/{Name}`; `name` stands for one part of the path. */
export interface RestRoute {
  method: string
  path: string
  run(
    input: { path: Record<string, string>; query: URLSearchParams; body: unknown; request: AwsRequest },
    world: World,
  ): unknown
}

/** Answers a REST-JSON API. What no route takes is refused with the list of those there are. */
export async function answerRest(routes: RestRoute[], request: AwsRequest, world: World): Promise<AwsResponse> {
  for (const route of routes) {
    const path = route.method === request.method ? match(route.path, request.path) : undefined
    if (!path) continue
    const body = request.method === 'GET' || request.method === 'DELETE' ? undefined : parseJson(request.body)
    const answer = await route.run({ path, query: request.query, body, request }, world)
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer ?? {}) }
  }
  const known = routes.map(({ method, path }) => `${method} ${path}`).join(', ')
  throw new AwsError(
    'UnknownOperationException',
    `The local runner's ${request.service} has no ${request.method} ${request.path}. It knows: ${known}.`,
    404,
  )
}

function match(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')]
  if (wanted.length !== given.length) return undefined
  const found: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = decodeURIComponent(given[index] ?? '')
    if (part.startsWith('{')) found[part.slice(1, -1)] = value
    else if (part !== value) return undefined
  }
  return found
}
