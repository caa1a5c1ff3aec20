import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '..', 'lambdas')

let built: string | undefined

/**
 * Folder with the bundle (`index.cjs`) of one function. The first call bundles every file of lambdas/ in one run of
 * esbuild, which parses what they share once (decision record 0010); later calls only look it up.
 */
export function bundleOf(entry: string): string {
  const source = join(FOLDER, `${entry}.ts`)
  if (!existsSync(source))
    throw new Error(`The function ${entry} has no code: ${source} does not exist. Write it, or remove its Handler.`)
  built ??= bundleAll()
  return join(built, entry)
}

function bundleAll(): string {
  const outdir = mkdtempSync(join(tmpdir(), 'throughline-bundles-'))
  // CDK copies each folder into cdk.out when the function is declared, so nothing is needed after the process.
  process.once('exit', () => rmSync(outdir, { recursive: true, force: true }))
  execFileSync(process.execPath, [join(import.meta.dirname, 'bundling.ts'), outdir], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return outdir
}
