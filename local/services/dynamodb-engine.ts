import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { EngineSocket } from './dynamodb-socket.ts'

/** A running DynamoDB engine. */
export interface Engine {
  /** One call; `body` is the JSON text of the request. */
  send(operation: string, body: string): Promise<{ status: number; body: string }>
  /** SQLite file of the engine; the stream's records are read and trimmed there. */
  database: string
  close(): Promise<void>
}

const MEMORY = '/dev/shm'

/** Starts dynoxide on a memory file system and a free port. Throws, with what to install, when its binary is not there. */
export async function startEngine(attempts = 3): Promise<Engine> {
  const binary = engineBinary()
  const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'throughline-'))
  const database = join(folder, 'tables.db')
  const port = await freePort()
  const child = spawn('/bin/sh', ['-c', GUARD, 'sh', binary, String(port), database, folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  child.unref()
  const ended = once(child, 'exit')
  const socket = await connected(port, binary)
  const close = async () => {
    socket.close()
    child.stdin!.end()
    child.ref()
    await ended
  }
  if (await isOwn(socket, database)) return { database, send: (operation, body) => socket.send(operation, body), close }
  await close()
  if (attempts > 1) return startEngine(attempts - 1)
  throw new Error('Each port found free for dynoxide was taken by another one a moment later: start the runner again.')
}

/**
 * Runs the engine for as long as the pipe from this process is open: however this process ends, also by SIGKILL or Ctrl-C,
 * the engine ends and its memory is given back.
 */
const GUARD =
  '"$1" serve --port "$2" --db-path "$3" & engine=$!; cat >/dev/null; kill -9 $engine; wait $engine 2>/dev/null; rm -rf "$4"'

function engineBinary(): string {
  const require = createRequire(import.meta.url)
  const name = `@dynoxide/${process.platform}-${process.arch}`
  try {
    return join(require.resolve(`${name}/package.json`), '..', 'dynoxide')
  } catch {
    throw new Error(
      `The local runner needs the DynamoDB engine dynoxide, and the package ${name} is not installed. ` +
        'On Linux x64 `npm ci` installs it; on other machines run the runner in a Linux x64 container.',
    )
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/**
 * A free port is free only until somebody else takes it. Whether who answers writes into our file: two runners started at the
 * same moment must never share tables unnoticed.
 */
async function isOwn(socket: EngineSocket, database: string): Promise<boolean> {
  const TableName = `proof-${process.pid}-${performance.now()}`
  const key = 'k'
  const shape = {
    KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
  }
  await socket.send('CreateTable', JSON.stringify({ TableName, BillingMode: 'PAY_PER_REQUEST', ...shape }))
  const db = new DatabaseSync(database)
  const found = db.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(TableName)
  db.close()
  await socket.send('DeleteTable', JSON.stringify({ TableName }))
  return found !== undefined
}

/** Waits until the engine listens; ten seconds are plenty, it starts in some 20 ms. */
async function connected(port: number, binary: string): Promise<EngineSocket> {
  const until = performance.now() + 10_000
  for (;;) {
    const socket = await EngineSocket.connect(port).catch(() => undefined)
    if (socket) return socket
    if (performance.now() > until)
      throw new Error(
        `${binary} does not listen on port ${port} after 10 seconds; run it by hand (serve --port ${port}) to see why.`,
      )
    await sleep(5)
  }
}
