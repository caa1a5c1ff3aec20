/**
 * The contract between the parts of the local runner: one kernel (clock, workers, gateway, faults), many services.
 * Everything in the main thread happens one action at a time; whoever waits, waits on the kernel's clock.
 */

/** A request as it reached the gateway, from a function's worker or from the outside. */
export interface AwsRequest {
  /** Signing name of the service, from the credential scope: `dynamodb`, `states`, `ses`, `sqs`, `events`, `scheduler`, `s3`, `lambda`, `monitoring`, `cloudformation`, `sts`, `apigateway`. */
  service: string
  method: string
  /** Path with its leading slash, still percent-encoded, without the query. */
  path: string
  query: URLSearchParams
  /** Lower-case names. */
  headers: Record<string, string>
  body: Buffer
  /** Who calls: a function's logical id, `states:<executionArn>`, or `outside` (the command line, a test). */
  caller: string
}

export interface AwsResponse {
  status: number
  headers: Record<string, string>
  body: string | Buffer
}

/** One emulated service. Throws `AwsError` for what AWS would answer with an error. */
export interface Service {
  /** Signing names this service answers for. */
  readonly names: readonly string[]
  handle(request: AwsRequest, world: World): Promise<AwsResponse>
}

/** A resource type of CloudFormation the runner can create from the synthesized template. */
export interface ResourceType {
  /** `AWS::SQS::Queue` and so on. */
  readonly type: string
  /**
   * Called once per resource in dependency order with resolved properties.
   * Returns what `Ref` and `Fn::GetAtt` give. Unknown properties that would change behaviour are refused by name.
   */
  create(resource: ResolvedResource, world: World): Promise<CreatedResource> | CreatedResource
}

export interface ResolvedResource {
  logicalId: string
  type: string
  properties: Record<string, unknown>
}

export interface CreatedResource {
  ref: string
  attributes?: Record<string, unknown>
}

export interface Timer {
  cancel(): void
}

/** Outcome of one synchronous Lambda invocation, in Lambda's own terms. */
export interface InvocationResult {
  /** JSON text of the payload, or of `{errorType, errorMessage, trace}`. */
  payload: string
  /** Set when the function failed: `Unhandled` as Lambda says it. */
  functionError?: 'Unhandled'
}

/** What the kernel offers to services. */
export interface World {
  readonly region: string
  readonly accountId: string
  /** Virtual time, epoch milliseconds. */
  now(): number
  /**
   * Due work. Ordered by (instant, kind, id); ties by seed. The action runs when nothing else runs any more;
   * time does not move until everything it set off is quiet: settled, or waiting for a later instant.
   */
  at(instant: number, kind: string, id: string, action: () => unknown): Timer
  /** Work to do now, as soon as it is its turn (a delivery, a step): same as `at(now(), …)`. */
  soon(kind: string, id: string, action: () => unknown): Timer
  /** Seeded, uniform in [0, 1). Named streams so that one part's draws do not shift another's. */
  random(stream: string): number
  /** Seeded UUID version 4. */
  uuid(stream: string): string
  /** Invokes a function as Lambda would; resolves when it ends. `functionName` is a name or an ARN. Never rejects for a function's own error. */
  invoke(functionName: string, event: unknown, context?: { asynchronous?: boolean }): Promise<InvocationResult>
  /** A call to an AWS API made by a service itself (a state machine's SDK integration): through the same gateway, with its faults and its log. */
  call(request: Omit<AwsRequest, 'headers' | 'query' | 'path' | 'method'> & Partial<AwsRequest>): Promise<AwsResponse>
  /** A line of the event log (deterministic: virtual instant, kind, ids; no wall clock). */
  log(kind: string, detail: Record<string, unknown>): void
  /** Counts for benches: `transitions`, `invocations:<fn>`, `capacity:<table>:read` … */
  count(name: string, by?: number): void
  /** Base address of the gateway's HTTP port, once it listens (`http://127.0.0.1:PORT`). */
  origin(): string
  readonly faults: Faults
  /** Path in cdk.out of an asset by its object key (`<hash>.zip`, `<hash>.json`): a file or an unpacked folder. Throws when the manifest has none. */
  asset(objectKey: string): string
  /**
   * Waits for real input or output (a socket, the disk) that a service cannot avoid: the clock stands still meanwhile.
   * Everything else a service awaits must be the kernel's own (invoke, call, at) or settle in microtasks.
   */
  external<T>(work: Promise<T>): Promise<T>
  /** The service that answers for a signing name (for services that lean on each other). */
  service<T extends Service>(name: string): T
}

/** A message as an event source mapping sees it. */
export interface QueueRecord {
  messageId: string
  receiptHandle: string
  body: string
  /** `ApproximateReceiveCount`, `SentTimestamp` (virtual, epoch ms), `SenderId` … as text. */
  attributes: Record<string, string>
  messageAttributes: Record<string, unknown>
  md5OfBody: string
}

/** What the SQS service offers to event source mappings. The service registered for `sqs` implements it. */
export interface QueueSource {
  /** As ReceiveMessage: up to `max` visible messages, oldest first; they stay invisible for the queue's visibility timeout, their receive count rises. */
  take(queueArn: string, max: number): QueueRecord[]
  /** As DeleteMessage for each; unknown handles are ignored. */
  remove(queueArn: string, receiptHandles: string[]): void
  /** Calls `listener` each time a message of the queue may have become visible (sent, delay over, visibility over). */
  onVisible(queueArn: string, listener: () => void): void
}

/** An HTTP request that is no signed AWS call: for API Gateway, the mailbox page and so on. */
export interface HttpRequest {
  method: string
  /** Path with its leading slash, still percent-encoded, without the query. */
  path: string
  query: URLSearchParams
  /** Lower-case names. */
  headers: Record<string, string>
  body: Buffer
  sourceIp: string
}

export interface HttpResponse {
  status: number
  /** An array for a header that repeats (`set-cookie`). */
  headers: Record<string, string | string[]>
  body: string | Buffer
}

/** Pages served on the gateway's port to unsigned requests whose path begins with `prefix`; the longest prefix wins, `/` takes the rest. */
export interface HttpFront {
  readonly prefix: string
  handleHttp(request: HttpRequest, world: World): Promise<HttpResponse>
}

/** What one module of the runner contributes. Each file in local/services/ exports a function that makes one. */
export interface Part {
  services?: Service[]
  types?: ResourceType[]
  /** Resource types accepted from the template without effect; `Ref` gives the logical id or the physical name property. */
  inert?: string[]
  fronts?: HttpFront[]
  /** Called once after all resources exist, before time starts. */
  ready?(world: World, stack: CreatedStack): void | Promise<void>
}

/** What became of the template. */
export interface CreatedStack {
  name: string
  outputs: Record<string, string>
  /** Logical id → type and physical id (`Ref`). */
  resources: Record<string, { type: string; physicalId: string }>
  parameters: Record<string, string>
}

/** Seeded faults of a delivery that AWS makes at least once (stream, queue, bus, asynchronous invoke). */
export interface DeliveryFault {
  duplicate: boolean
  /** 0 when on time. */
  delayMs: number
}

export interface Faults {
  /** To be asked once per delivery by whoever delivers: `kind` such as `sqs`, `events`, `scheduler`, `lambda-async`, `stream`. */
  delivery(kind: string, id: string): DeliveryFault
}

/** An error in AWS's terms: the gateway renders it in the protocol of the service (JSON `__type`, XML …). */
export class AwsError extends Error {
  readonly code: string
  readonly status: number
  readonly extra: Record<string, unknown>
  constructor(code: string, message: string, status = 400, extra: Record<string, unknown> = {}) {
    super(message)
    this.name = 'AwsError'
    this.code = code
    this.status = status
    this.extra = extra
  }
}
