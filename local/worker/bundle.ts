import { createHash } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { constants, Script } from 'node:vm'
import { threadId } from 'node:worker_threads'

const HEAD = '(function (exports, require, module, __filename, __dirname) {'

/** What a function's bundle exports, and a way to spare the next thread its compilation. */
export interface Bundle {
  exports: Record<string, unknown>
  /** Keeps what V8 has compiled so far. To be called once an invocation has run: by then the functions it needs are among it. */
  keep(): void
}

/**
 * Loads a bundle. CommonJS is compiled from V8's code cache, kept in `folder` under the hash of the bundle and the version of
 * Node, so that only the first thread compiles. Anything else goes through `require`, which takes ES modules too.
 */
export function loadBundle(entry: string, folder: string): Bundle {
  const file = fileURLToPath(entry)
  const require = createRequire(entry)
  if (!file.endsWith('.cjs')) return { exports: require(file), keep: () => {} }
  const source = readFileSync(file, 'utf8')
  const kept = join(folder, `${process.version}-${createHash('sha256').update(source).digest('hex')}`)
  const cachedData = readKept(kept)
  const script = new Script(`${HEAD}${source}\n})`, {
    filename: file,
    columnOffset: -HEAD.length,
    cachedData,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  })
  const module = { exports: {} as Record<string, unknown> }
  script.runInThisContext()(module.exports, require, module, file, join(file, '..'))
  let wanted = cachedData === undefined || script.cachedDataRejected === true
  const keep = () => {
    if (wanted) write(kept, script.createCachedData())
    wanted = false
  }
  return { exports: module.exports, keep }
}

function readKept(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}

/** Whole or not at all: other threads and other processes read it. A full disk costs time, never an invocation. */
function write(path: string, data: Buffer): void {
  const draft = `${path}.${process.pid}.${threadId}`
  try {
    writeFileSync(draft, data)
    renameSync(draft, path)
  } catch {}
}
