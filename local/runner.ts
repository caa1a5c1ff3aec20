import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Drive } from './drive.ts'
import { EventLog } from './kernel/event-log.ts'
import type { FaultRates, SeededFaults } from './kernel/faults.ts'
import { type HttpPort, openPort } from './kernel/http-port.ts'
import { LocalWorld } from './kernel/local-world.ts'
import { RecentLogs } from './recent-logs.ts'
import { type PlainServices, plainServices } from './services/all.ts'
import { DynamoDb, dynamoDbPart } from './services/dynamodb.ts'
import { startEngine } from './services/dynamodb-engine.ts'
import { Lambda, lambdaPart } from './services/lambda.ts'
import { produceLambdaMetrics } from './services/lambda-metrics.ts'
import type { SesSettings } from './services/ses.ts'
import { States, statesPart } from './services/states.ts'
import { produceStatesMetrics } from './services/states-metrics.ts'
import { type Assembly, readAssembly } from './template/assembly.ts'
import { type Created, createResources } from './template/create.ts'
import type { HttpFront, Part } from './world.ts'

export interface RunnerOptions {
  /** Folder that `cdk synth` wrote. */
  cdkOut: string
  /** Stack to run. @default the only one */
  stack?: string
  /** Decides everything that is left to chance. @default '1' */
  seed?: string
  /** Virtual instant of the beginning, epoch milliseconds. */
  start: number
  /** Given to every function on top of its own environment. */
  environment?: Record<string, string>
  /** Values for the template's parameters. */
  parameters?: Record<string, unknown>
  faults?: Partial<FaultRates>
  /** How strict the local SES is. */
  ses?: SesSettings
  /** Services and types besides those the runner has. */
  parts?: Part[]
  /** TCP port for callers from outside, 0 for a free one. @default none is opened */
  port?: number
  region?: string
  accountId?: string
  /** File that gets every line of the event log. */
  logFile?: string
  /** Lines of the event log kept in memory. @default 20000 */
  keepLines?: number
  workers?: { perFunction?: number; total?: number }
}

/** A deployed stack on one machine, with its clock in the caller's hands. */
export interface Runner extends Drive {
  world: LocalWorld
  created: Created
  lambda: Lambda
  dynamoDb: DynamoDb
  states: States
  /** The other services, and the mailbox. */
  services: PlainServices
  faults: SeededFaults
  log: EventLog
  counts: Map<string, number>
  /** Newest log lines of each function. */
  functionLogs: RecentLogs
  origin: string
  close(): Promise<void>
}

/** What `world.origin()` says while no port is open. */
const NO_PORT = 'http://127.0.0.1:4510'

/** Creates what the template declares and stops the clock at `start`. Throws on anything in the template it does not know. */
export async function startRunner(options: RunnerOptions): Promise<Runner> {
  const assembly = readAssembly(options.cdkOut, options.stack)
  const log = new EventLog(options.keepLines, options.logFile)
  const port: { open?: HttpPort } = {}
  const world = makeWorld(options, assembly, log, port)
  const functionLogs = new RecentLogs()
  const dynamoDb = new DynamoDb(await startEngine(), world)
  const lambda = makeLambda(options, world, functionLogs)
  const states = new States()
  const services = plainServices({ ses: options.ses })
  const fronts: HttpFront[] = []
  const drive = new Drive(world, fronts)
  const close = async () => {
    // A simulation that broke has been reported to whoever drove it; what is open is closed all the same.
    await drive.pause().catch(() => {})
    await port.open?.close()
    await lambda.functions.close()
    await dynamoDb.close()
    log.close()
  }
  try {
    if (options.port !== undefined)
      port.open = await openPort(options.port, { aws: (one) => drive.aws(one), page: (one) => drive.page(one) })
    const own = [dynamoDbPart(dynamoDb), lambdaPart(lambda), statesPart(states), services.part]
    const created = await assemble([...own, ...(options.parts ?? [])], assembly, fronts, options, world)
    services.cloudFormation.declare({ ...created.stack, createdAt: world.now() })
    produceLambdaMetrics(lambda, services.cloudWatch, world)
    produceStatesMetrics(states, services.cloudWatch, world)
    const { faults, counts } = world
    const known = { world, created, lambda, dynamoDb, states, services, faults, log, counts, functionLogs }
    return Object.assign(drive, known, { origin: world.origin(), close })
  } catch (error) {
    await close()
    throw error
  }
}

function makeWorld(options: RunnerOptions, assembly: Assembly, log: EventLog, port: { open?: HttpPort }): LocalWorld {
  return new LocalWorld({
    seed: options.seed ?? '1',
    start: options.start,
    region: options.region ?? 'eu-west-2',
    accountId: options.accountId ?? '000000000000',
    faults: options.faults ?? {},
    log,
    origin: () => port.open?.origin ?? NO_PORT,
    asset: assembly.asset,
  })
}

function makeLambda(options: RunnerOptions, world: LocalWorld, functionLogs: RecentLogs): Lambda {
  const compileCache = join(tmpdir(), 'throughline-compile-cache')
  mkdirSync(compileCache, { recursive: true })
  const { kernel, gateway, seed } = world
  const onLog = (spec: { logicalId: string }, line: { level: string; text: string }) =>
    functionLogs.add(spec.logicalId, world.now(), line)
  const host = { kernel, gateway, seed, compileCache, environment: options.environment ?? {}, onLog }
  return new Lambda(world, host, {
    perFunction: options.workers?.perFunction ?? 3,
    total: options.workers?.total ?? 16,
  })
}

async function assemble(
  parts: Part[],
  assembly: Assembly,
  fronts: HttpFront[],
  options: RunnerOptions,
  world: LocalWorld,
): Promise<Created> {
  for (const part of parts) {
    for (const service of part.services ?? []) world.gateway.register(service)
    fronts.push(...(part.fronts ?? []))
  }
  const types = parts.flatMap((part) => part.types ?? [])
  const inert = parts.flatMap((part) => part.inert ?? [])
  const created = await createResources(assembly, { types, inert, parameters: options.parameters ?? {}, world })
  for (const part of parts) await part.ready?.(world, created.stack)
  return created
}
