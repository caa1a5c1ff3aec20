import {
  AwsError,
  type AwsRequest,
  type HttpFront,
  type HttpRequest,
  type HttpResponse,
  type Service,
  type World,
} from '../world.ts'
import { beginContext, type RequestContext } from './api-gateway-context.ts'
import { controlPlane } from './api-gateway-control.ts'
import { proxyEvent, proxyResponse } from './api-gateway-event.ts'
import { admit } from './api-gateway-limits.ts'
import type { ApiKey, Integration, RestApi, Stage, UsagePlan } from './api-gateway-model.ts'
import { Refusal, renderRefusal, substitute } from './api-gateway-refusal.ts'
import { type Route, route } from './api-gateway-route.ts'
import { validate } from './api-gateway-validation.ts'

const MAX_BYTES = 10 * 1024 * 1024

/** Told of every answer (for metrics). */
export type ApiWatcher = (answer: { api: string; stage: string; status: number; latency: number }) => void

/** API Gateway's REST APIs: `/{stage}/…` on the gateway's port goes through keys, throttles and models to a function. */
export class ApiGateway implements Service, HttpFront {
  readonly names = ['apigateway'] as const
  readonly prefix = '/'
  readonly apis = new Map<string, RestApi>()
  readonly keys = new Map<string, ApiKey>()
  readonly plans = new Map<string, UsagePlan>()
  #watcher: ApiWatcher = () => {}

  handle(request: AwsRequest, world: World) {
    return controlPlane(this, request, world)
  }

  watch(watcher: ApiWatcher): void {
    this.#watcher = watcher
  }

  /** Answers a request as the API of its host does, else the first API that has the stage its path begins with. */
  async handleHttp(request: HttpRequest, world: World): Promise<HttpResponse> {
    const [, stageName = '', rest = ''] = /^\/([^/]*)(.*)$/s.exec(request.path) ?? []
    const apis = [...this.apis.values()]
    const api =
      apis.find((one) => request.headers.host?.startsWith(`${one.id}.`)) ??
      apis.find((one) => one.stages.has(stageName))
    const stage = api?.stages.get(stageName)
    const context = beginContext(request, api?.id ?? 'none', stageName, world)
    const answer = await this.#answer({ request, path: rest === '' ? '/' : rest, api, stage, context, world })
    this.#finish(answer, api, stage, context, world)
    return answer
  }

  async #answer(call: Call): Promise<HttpResponse> {
    try {
      return await this.#serve(call)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return renderRefusal(error, call.api, call.context)
    }
  }

  async #serve({ request, path, api, stage, context, world }: Call): Promise<HttpResponse> {
    // A stage that does not exist answers "Forbidden" in AWS's own words, as a wrong key does.
    if (!api || !stage) throw new Refusal('INVALID_API_KEY')
    if (request.body.length > MAX_BYTES) throw new Refusal('REQUEST_TOO_LARGE')
    const found = route(api, request.method, path)
    if (!found) throw new Refusal('MISSING_AUTHENTICATION_TOKEN')
    context.resourceId = found.method.resourceId
    context.resourcePath = found.resourcePath
    admit(this, { api, stage, found, context, apiKey: request.headers['x-api-key'] }, world.now())
    validate(api, found.method, request, found.parameters)
    return integrate({ request, path, api, stage, context, world }, found)
  }

  #finish(
    answer: HttpResponse,
    api: RestApi | undefined,
    stage: Stage | undefined,
    context: RequestContext,
    world: World,
  ): void {
    context.status = answer.status
    context.responseLength = Buffer.byteLength(answer.body)
    context.responseLatency = world.now() - context.requestTimeEpoch
    answer.headers['x-amzn-requestid'] = context.requestId
    answer.headers['x-amz-apigw-id'] = context.extendedRequestId
    world.count(`http:${answer.status}`)
    if (!api || !stage) return
    if (stage.accessLogFormat) world.log('apigateway.access', { line: substitute(stage.accessLogFormat, context, '-') })
    this.#watcher({ api: api.name, stage: stage.name, status: answer.status, latency: context.responseLatency })
  }
}

interface Call {
  request: HttpRequest
  /** Without the stage. */
  path: string
  api: RestApi | undefined
  stage: Stage | undefined
  context: RequestContext
  world: World
}

async function integrate(call: Call & { api: RestApi; stage: Stage }, found: Route): Promise<HttpResponse> {
  const { request, path, api, stage, context, world } = call
  const { integration } = found.method
  if (integration.kind === 'mock') {
    return {
      status: integration.status,
      headers: { 'content-type': 'application/json', ...integration.headers },
      body: integration.body,
    }
  }
  const event = proxyEvent(request, found, path, stage, context, api.binaryMediaTypes)
  const payload = await invoke(integration, event, context, world)
  context.integrationLatency = world.now() - context.requestTimeEpoch
  return proxyResponse(payload, request.headers.accept, api.binaryMediaTypes)
}

async function invoke(
  integration: Integration & { kind: 'lambda' },
  event: unknown,
  context: RequestContext,
  world: World,
): Promise<string> {
  const deadline = world.now() + integration.timeoutMs
  const timeout = Promise.withResolvers<'late'>()
  const timer = world.at(deadline, 'apigateway.timeout', context.requestId, () => timeout.resolve('late'))
  try {
    const result = await Promise.race([world.invoke(integration.functionArn, event), timeout.promise])
    if (result === 'late') throw new Refusal('INTEGRATION_TIMEOUT')
    if (result.functionError) throw new Refusal('DEFAULT_5XX')
    return result.payload
  } catch (error) {
    if (error instanceof AwsError) throw new Refusal('INTEGRATION_FAILURE')
    throw error
  } finally {
    timer.cancel()
  }
}
