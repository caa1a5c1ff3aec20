/** What the kernel tells a worker. Each message but none other makes it run; it answers with exactly one `Settled`. */
export type ToWorker =
  | { kind: 'invoke'; now: number; event: string; context: InvocationContext }
  | { kind: 'answers'; now: number; answers: CallAnswer[] }
  | { kind: 'advance'; now: number }

export interface CallAnswer {
  number: number
  status: number
  /** JSON text. */
  headers: string
  body: string | Uint8Array
}

export interface InvocationContext {
  awsRequestId: string
  functionName: string
  functionArn: string
  memoryLimitInMB: string
  /** Virtual instant at which Lambda would end the invocation. */
  deadline: number
}

export interface OutboundCall {
  /** Given by the worker, rising. */
  number: number
  /** Signing name of the service. */
  service: string
  method: string
  path: string
  /** JSON text of the headers: cheaper to hand over than an object. */
  headers: string
  /** Text when the request is text: a copied buffer costs several times as much. */
  body: Uint8Array | string
}

export interface LogLine {
  level: string
  text: string
}

/** The worker has nothing left to do: its calls are out, it waits for answers or its timer, or the invocation is over. */
export interface Settled {
  calls: OutboundCall[]
  /** Virtual instant of its next timer. */
  timer: number | undefined
  done?: { payload: string; failed: boolean; broken?: boolean }
  logs: LogLine[]
}

export interface WorkerSetup {
  /** Seeds every random number of the worker. */
  seed: string
  /** File URL of the bundle. */
  entry: string
  /** Exported name of the handler. */
  handler: string
  now: number
  /** Folder for compiled code; shared by all workers. */
  compileCache: string
}
