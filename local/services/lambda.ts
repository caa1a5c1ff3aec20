import type { FunctionSpec, WorkerHost } from '../kernel/function-worker.ts'
import {
  AwsError,
  type AwsRequest,
  type AwsResponse,
  type InvocationResult,
  type Part,
  type Service,
  type World,
} from '../world.ts'
import { AsynchronousInvocations } from './lambda-async.ts'
import { Functions, type WorkerLimits } from './lambda-functions.ts'
import { lambdaTypes } from './lambda-resources.ts'
import type { SourceMapping } from './lambda-source.ts'

/** Told what functions do (for metrics). */
export interface LambdaWatcher {
  /** An invocation ended. */
  invoked?(spec: FunctionSpec, ended: { failed: boolean; durationMs: number }): void
  /** A function logged a line. */
  logged?(spec: FunctionSpec, text: string): void
  /** An asynchronous invocation was given up. */
  dropped?(spec: FunctionSpec): void
  /** A batch of a stream went to the function; age of its oldest record. */
  streamed?(spec: FunctionSpec, ageMs: number): void
  /** An event source mapping gave records up; `kept`: its failure destination has them. */
  discarded?(mapping: string, records: number, kept: boolean): void
}

/** Lambda: functions in workers, synchronous and asynchronous invocation, event source mappings. */
export class Lambda implements Service {
  readonly names = ['lambda'] as const
  readonly functions: Functions
  readonly asynchronous: AsynchronousInvocations
  readonly mappings: SourceMapping[] = []
  readonly watchers: LambdaWatcher[] = []
  readonly #world: World

  constructor(world: World, host: WorkerHost, limits: WorkerLimits) {
    this.#world = world
    const onLog: WorkerHost['onLog'] = (spec, line) => {
      host.onLog(spec, line)
      for (const watcher of this.watchers) watcher.logged?.(spec, line.text)
    }
    const ended = (spec: FunctionSpec, how: { failed: boolean; durationMs: number }) => {
      for (const watcher of this.watchers) watcher.invoked?.(spec, how)
    }
    const dropped = (spec: FunctionSpec) => {
      for (const watcher of this.watchers) watcher.dropped?.(spec)
    }
    this.functions = new Functions({ ...host, onLog }, limits, ended)
    this.asynchronous = new AsynchronousInvocations(this.functions, dropped)
  }

  /** Adds a watcher; all of them are told. */
  watch(watcher: LambdaWatcher): void {
    this.watchers.push(watcher)
  }

  /** As Lambda's own `Invoke`, by name, ARN or logical id. Throws ResourceNotFoundException. */
  async invoke(functionName: string, event: unknown, asynchronous: boolean): Promise<InvocationResult> {
    const requestId = this.#world.uuid('lambda')
    if (asynchronous) {
      this.asynchronous.accept(functionName, event, requestId, this.#world)
      return { payload: '' }
    }
    return this.functions.invoke(functionName, JSON.stringify(event), requestId, this.#world)
  }

  async handle(request: AwsRequest, world: World): Promise<AwsResponse> {
    const [, , kind, name, what] = request.path.split('/').map(decodeURIComponent)
    if (kind === 'functions' && name && what === 'invocations') return this.#invocation(request, name)
    if (kind === 'functions' && name && request.method === 'GET') return json(this.#describe(name, what))
    if (kind === 'functions' && request.method === 'GET')
      return json({ Functions: this.functions.specs().map((spec) => this.#describe(spec.name, 'configuration')) })
    if (kind === 'event-source-mappings' && request.method === 'GET') return json(this.#mappings(name, request.query))
    throw new AwsError(
      'InvalidRequest',
      `The local runner's Lambda does not know ${request.method} ${request.path} (${world.region}).`,
    )
  }

  async #invocation(request: AwsRequest, name: string): Promise<AwsResponse> {
    const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse'
    this.functions.find(name)
    if (type === 'DryRun') return { status: 204, headers: {}, body: '' }
    const event = parseEvent(request.body)
    const result = await this.invoke(name, event, type === 'Event')
    if (type === 'Event') return { status: 202, headers: {}, body: '' }
    const headers: Record<string, string> = { 'content-type': 'application/json', 'x-amz-executed-version': '$LATEST' }
    if (result.functionError) headers['x-amz-function-error'] = result.functionError
    return { status: 200, headers, body: result.payload }
  }

  #describe(name: string, what: string | undefined): unknown {
    const spec = this.functions.find(name)
    const configuration = {
      FunctionName: spec.name,
      FunctionArn: spec.arn,
      Runtime: 'nodejs24.x',
      Handler: `index.${spec.handler}`,
      Timeout: spec.timeoutMs / 1000,
      MemorySize: spec.memoryMb,
      Environment: { Variables: spec.environment },
      State: 'Active',
      LastUpdateStatus: 'Successful',
      Version: '$LATEST',
    }
    if (what === 'configuration') return configuration
    const reserved = spec.reserved === undefined ? {} : { Concurrency: { ReservedConcurrentExecutions: spec.reserved } }
    return { Configuration: configuration, ...reserved }
  }

  #mappings(uuid: string | undefined, query: URLSearchParams): unknown {
    const wanted = query.get('FunctionName')
    const arn = wanted ? this.functions.find(wanted).arn : undefined
    const source = query.get('EventSourceArn')
    const described = this.mappings.map((mapping) => mapping.describe())
    if (uuid) {
      const found = described.find((mapping) => mapping.UUID === uuid)
      if (!found) throw new AwsError('ResourceNotFoundException', `There is no event source mapping ${uuid}.`, 404)
      return found
    }
    const chosen = described.filter(
      (one) => (!arn || one.FunctionArn === arn) && (!source || one.EventSourceArn === source),
    )
    return { EventSourceMappings: chosen }
  }
}

/** The Lambda service and its resource types. */
export function lambdaPart(lambda: Lambda): Part {
  return {
    services: [lambda],
    types: lambdaTypes(lambda),
    inert: ['AWS::Lambda::Permission', 'AWS::Lambda::LayerVersion'],
  }
}

function parseEvent(body: Buffer): unknown {
  if (body.length === 0) return {}
  try {
    return JSON.parse(body.toString())
  } catch (error) {
    throw new AwsError(
      'InvalidRequestContentException',
      `Could not parse request body into json: ${(error as Error).message}`,
    )
  }
}

function json(value: unknown): AwsResponse {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }
}
