import { errorResponse } from '../../local/services/error-response.ts'
import { AwsError, type Service } from '../../local/world.ts'
import type { TestWorld } from './services-world.ts'

interface SdkRequest {
  method: string
  path: string
  hostname: string
  headers: Record<string, string>
  query?: Record<string, string | string[] | null>
  body?: unknown
}

/** Configuration of a real SDK client that speaks to one local service, without a network. */
export function sdk(service: Service, world: TestWorld, caller = 'outside') {
  return {
    region: world.region,
    endpoint: 'http://127.0.0.1:4566',
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestHandler: { handle: (request: SdkRequest) => pass(service, world, request, caller), destroy() {} },
  }
}

async function pass(service: Service, world: TestWorld, request: SdkRequest, caller: string) {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(request.query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, one ?? '')
  }
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
  const body = Buffer.from((request.body as string | Uint8Array | undefined) ?? '')
  const name = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers['authorization'] ?? '')?.[1] ?? service.names[0]!
  const asked = { service: name, method: request.method, path: request.path, query, headers, body, caller }
  const answer = await service.handle(asked, world).catch((error: unknown) => {
    if (error instanceof AwsError) return errorResponse(name, error, world.uuid())
    throw error
  })
  const bytes = Buffer.from(answer.body as string)
  return { response: { statusCode: answer.status, headers: answer.headers, body: new Blob([bytes]).stream() } }
}
