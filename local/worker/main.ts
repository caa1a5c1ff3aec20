import { enableCompileCache } from 'node:module'
import { format } from 'node:util'
import { parentPort, workerData } from 'node:worker_threads'
import { Activity } from './activity.ts'
import { type Bundle, loadBundle } from './bundle.ts'
import type { InvocationContext, LogLine, Settled, ToWorker, WorkerSetup } from './messages.ts'
import { Outbound } from './outbound.ts'
import { installRandom } from './virtual-random.ts'
import { VirtualTime } from './virtual-time.ts'

/** The inside of one function's worker: patched clock, randomness and network first, then the bundle, then invocations one by one. */

type Handler = (event: unknown, context: unknown, callback: (error: unknown, result?: unknown) => void) => unknown

const setup = workerData as WorkerSetup
const time = new VirtualTime(setup.now)
const outbound = new Outbound()
const activity = new Activity()
const logs: LogLine[] = []
let done: Settled['done']
let handler: Handler | undefined
let bundle: Bundle | undefined

function installLogs(): void {
  for (const level of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const)
    console[level] = (...args: unknown[]) => void logs.push({ level, text: format(...args) })
  for (const [level, stream] of [
    ['log', process.stdout],
    ['error', process.stderr],
  ] as const)
    stream.write = ((chunk: unknown) => {
      logs.push({ level, text: String(chunk).trimEnd() })
      return true
    }) as typeof stream.write
}

function failure(thrown: unknown, broken = false): Settled['done'] {
  const error = thrown instanceof Error ? thrown : new Error(format(thrown))
  const trace = (error.stack ?? '').split('\n')
  logs.push({ level: 'error', text: error.stack ?? error.message })
  return {
    payload: JSON.stringify({ errorType: error.name, errorMessage: error.message, trace }),
    failed: true,
    broken,
  }
}

async function loadHandler(): Promise<Handler> {
  bundle = loadBundle(setup.entry, setup.compileCache)
  const { exports } = bundle
  const found = exports[setup.handler] ?? (exports.default as Record<string, unknown> | undefined)?.[setup.handler]
  if (typeof found !== 'function') throw new Error(`${setup.entry} exports no function "${setup.handler}".`)
  return found as Handler
}

function contextOf(context: InvocationContext): unknown {
  return {
    awsRequestId: context.awsRequestId,
    functionName: context.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: context.functionArn,
    memoryLimitInMB: context.memoryLimitInMB,
    logGroupName: `/aws/lambda/${context.functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, context.deadline - time.now),
  }
}

async function invoke(event: string, context: InvocationContext): Promise<void> {
  try {
    handler ??= await loading
  } catch (error) {
    done = failure(error, true)
    return
  }
  try {
    const result = await new Promise((resolve, reject) => {
      const returned = handler!(JSON.parse(event), contextOf(context), (error, value) =>
        error ? reject(error) : resolve(value),
      )
      if (returned instanceof Promise) returned.then(resolve, reject)
      else if (handler!.length < 3) resolve(returned)
    })
    done = { payload: JSON.stringify(result) ?? 'null', failed: false }
    bundle?.keep()
  } catch (error) {
    done = failure(error)
  }
}

function settle(): void {
  const message: Settled = { calls: outbound.take(), timer: time.next, logs: logs.splice(0) }
  if (done) message.done = done
  done = undefined
  parentPort!.postMessage(message)
}

enableCompileCache(setup.compileCache)
time.install()
installRandom(setup.seed)
outbound.install()
activity.install()
installLogs()
// The bundle loads at once, not with the first invocation: a replacement for a dead environment warms up beside other work.
const loading = loadHandler()
loading.catch(() => {})
process.on('uncaughtException', (error) => {
  done = failure(error, true)
})
process.on('unhandledRejection', (error) => {
  done = failure(error, true)
})
parentPort!.on('message', (message: ToWorker) => {
  time.advance(message.now)
  if (message.kind === 'invoke') void invoke(message.event, message.context)
  else if (message.kind === 'answers')
    for (const { number, status, headers, body } of message.answers)
      outbound.answer(number, status, JSON.parse(headers), body)
  activity.whenSettled(settle)
})
