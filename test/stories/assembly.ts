import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const ROOT = resolve(import.meta.dirname, '../..')
/** What `npm run synth` writes. */
const SYNTHESIZED = join(ROOT, 'cdk.out')
/** What the stories synthesize themselves when that is older than the code. */
const OWN = join(ROOT, '.throughline/stories')
const LOCK = `${OWN}.lock`
/** Longer than any synthesis; a lock that is older was left behind. */
const LOCK_MS = 5 * 60_000

/**
 * The synthesized app that every story runs: `cdk.out` when it is newer than the code (`npm run check` has just written
 * it), else one synthesized here, once, whichever test file comes first. `STORIES_CDK_OUT` names another folder.
 */
export async function assembly(): Promise<string> {
  const given = process.env.STORIES_CDK_OUT
  if (given) return resolve(given)
  const code = newest(['bin', 'lib', 'lambdas', 'domain', 'cdk.json'].map((name) => join(ROOT, name)))
  for (;;) {
    const found = [SYNTHESIZED, OWN].find((folder) => writtenAt(folder) >= code)
    if (found && !existsSync(LOCK)) return found
    if (locked()) {
      try {
        if (!found) synthesize()
      } finally {
        rmSync(LOCK, { recursive: true, force: true })
      }
    } else await sleep(200)
  }
}

const writtenAt = (folder: string): number => {
  const manifest = join(folder, 'manifest.json')
  return existsSync(manifest) ? statSync(manifest).mtimeMs : 0
}

const newest = (places: string[]): number =>
  Math.max(
    0,
    ...places.map((place) => {
      const found = statSync(place)
      return found.isDirectory() ? newest(readdirSync(place).map((name) => join(place, name))) : found.mtimeMs
    }),
  )

/** Making a folder either works or finds it made: of two test files one synthesizes. */
function locked(): boolean {
  mkdirSync(join(ROOT, '.throughline'), { recursive: true })
  if (existsSync(LOCK) && statSync(LOCK).mtimeMs < Date.now() - LOCK_MS) rmSync(LOCK, { recursive: true, force: true })
  try {
    mkdirSync(LOCK)
    return true
  } catch {
    return false
  }
}

function synthesize(): void {
  const env = { ...process.env, CDK_DISABLE_VERSION_CHECK: '1' }
  const result = spawnSync('cdk', ['synth', '--quiet', '--output', OWN], { cwd: ROOT, encoding: 'utf8', env })
  if (result.error) throw new Error(`cdk could not be started (${result.error.message}): run the tests through npm.`)
  if (result.status !== 0) throw new Error(`The app could not be synthesized:\n${result.stdout}${result.stderr}`)
}
