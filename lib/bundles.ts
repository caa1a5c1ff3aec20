import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'

const FOLDER = join(import.meta.dirname, '..', 'lambdas')
/** Not a function: the only reader of the environment. */
const NOT_A_FUNCTION = new Set(['env'])

/**
 * Ways to credentials that a function never goes: Lambda gives them in the environment, which the SDK tries first. They
 * are imported only when tried, so leaving them out changes nothing and takes 130 kB off every bundle.
 */
const NEVER_TRIED = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
]

/**
 * Streams of events in answers, which no call of ours asks for (they are S3's queries and voices of other services): imported
 * only by an answer that has one, so leaving them out takes 15 kB off every bundle.
 */
const NEVER_STREAMED = ['@smithy/core/event-streams']

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
  buildSync({
    entryPoints: Object.fromEntries(entries().map((entry) => [`${entry}/index`, join(FOLDER, `${entry}.ts`)])),
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    // Not ES modules: importing node:http would make Node load all of fetch with it (decision record 0013).
    format: 'cjs',
    // The SDK imports node:http with its first call: as `require`, that does not load fetch either.
    supported: { 'dynamic-import': false },
    mainFields: ['module', 'main'],
    external: [...NEVER_TRIED, ...NEVER_STREAMED],
    minify: true,
    legalComments: 'none',
    // Maps cost 15 ms at each cold start and nobody reads a stack trace before the log line that has the ids.
    sourcemap: false,
    logLevel: 'warning',
  })
  return outdir
}

function entries(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .filter((entry) => !NOT_A_FUNCTION.has(entry))
}
