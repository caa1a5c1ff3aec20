import type { HttpRequest, World } from '../world.ts'

/** What `$context` knows of a request; grows while the request is served. */
export interface RequestContext {
  accountId: string
  apiId: string
  stage: string
  requestId: string
  extendedRequestId: string
  httpMethod: string
  /** With the stage. */
  path: string
  protocol: string
  domainName: string
  domainPrefix: string
  requestTime: string
  requestTimeEpoch: number
  resourceId?: string
  resourcePath?: string
  identity: { sourceIp: string; userAgent?: string; apiKey?: string; apiKeyId?: string }
  headers: Record<string, string | undefined>
  error?: { message: string; messageString: string; responseType: string; validationErrorString: string | undefined }
  status?: number
  responseLength?: number
  responseLatency?: number
  integrationLatency?: number
}

/** Begins the context of a request to `/{stage}/…`. */
export function beginContext(request: HttpRequest, apiId: string, stage: string, world: World): RequestContext {
  const domain = request.headers.host ?? `${apiId}.execute-api.${world.region}.amazonaws.com`
  return {
    accountId: world.accountId,
    apiId,
    stage,
    requestId: world.uuid('apigateway'),
    extendedRequestId: Buffer.from(world.uuid('apigateway')).toString('base64').slice(0, 15),
    httpMethod: request.method,
    path: request.path,
    protocol: 'HTTP/1.1',
    domainName: domain.replace(/:\d+$/, ''),
    domainPrefix: domain.split(/[.:]/)[0] ?? '',
    requestTime: clf(world.now()),
    requestTimeEpoch: world.now(),
    identity: { sourceIp: request.sourceIp, userAgent: request.headers['user-agent'] },
    headers: request.headers,
  }
}

/** `02/Mar/2026:08:00:00 +0000` */
function clf(now: number): string {
  const [, day, month, year, time] = /^\w+, (\d\d) (\w+) (\d+) ([\d:]+)/.exec(new Date(now).toUTCString()) ?? []
  return `${day}/${month}/${year}:${time} +0000`
}
