/** `node lib/bundling.ts FOLDER`: bundles every function into FOLDER. A process of its own, because esbuild takes plugins only where it need not answer at once. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'

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
 * Streams of events in answers, which no call of ours asks for (they are S3's queries and voices of other services). Most clients
 * import them only with an answer that has one, so leaving them out there takes 15 kB off their bundles; S3's needs them to begin.
 */
const NEVER_STREAMED = /^@smithy\/core\/event-streams$/

/**
 * What libraries carry and no function calls, by the file it stands in. It is imported with the rest, so the names must stay;
 * what is behind them throws instead of answering wrongly.
 *
 * - zod writes JSON schemas (18 kB): the documents are made when the stack is, never by a function.
 * - DynamoDB's client remembers endpoints it discovered (7 kB): off unless AWS_ENABLE_ENDPOINT_DISCOVERY turns it on.
 * - The SDK has a SHA-256 of its own for machines without node:crypto (3 kB), and slows down by itself where its retries are
 *   set to `adaptive` (4 kB): ours are `standard`. It asks an instance for its region (1 kB): Lambda names it. Its signer can
 *   write the headers of events (2 kB), which nothing sends.
 */
const NEVER_CALLED =
  /[\\/](zod[\\/]v4[\\/]core[\\/](to-json-schema|json-schema-processors)|endpoint-cache[\\/]dist-es[\\/]EndpointCache|sha256[\\/]Sha256Js|util-retry[\\/](DefaultRateLimiter|AdaptiveRetryStrategy)|regionConfig[\\/]getInstanceMetadataRegion|signature-v4[\\/]dist-es[\\/]HeaderFormatter)\.js$/
const LEFT_OUT = 8

/** Of its package file a client of the SDK reads the version alone, for the user agent (2 kB). */
const PACKAGE_OF_CLIENT = /[\\/]@aws-sdk[\\/]client-[\w-]+[\\/]package\.json$/

/** The exports of a file, each a function or class that throws; `create…` makes one of those. Constructing a cache or a formatter, as the SDK does in any case, does nothing. */
const emptied = (file: string): string => {
  const names = [...readFileSync(file, 'utf8').matchAll(/^export (?:const|function|class) (\w+)/gm)].map(
    ([, name]) => name!,
  )
  if (names.length === 0) throw new Error(`${file} exports nothing any more: look at NEVER_CALLED in lib/bundling.ts.`)
  const never = `const never = () => { throw new Error('Left out of the bundle: see NEVER_CALLED in lib/bundling.ts.') }\n`
  const one = (name: string) => {
    if (name.startsWith('create')) return '() => never'
    if (/Cache$|Formatter$/.test(name)) return 'class {}'
    return /^[A-Z]/.test(name) ? 'class { constructor() { never() } }' : 'never'
  }
  return never + names.map((name) => `export const ${name} = ${one(name)}\n`).join('')
}

const leftOut: Plugin = {
  name: 'left-out',
  setup: ({ onLoad, onEnd, onResolve }) => {
    onResolve({ filter: NEVER_STREAMED }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    )
    const found = new Set<string>()
    onLoad({ filter: NEVER_CALLED }, ({ path }) => {
      found.add(path)
      return { contents: emptied(path), loader: 'js' }
    })
    onLoad({ filter: PACKAGE_OF_CLIENT }, ({ path }) => {
      const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string }
      return { contents: JSON.stringify({ version }), loader: 'json' }
    })
    onEnd(() => {
      if (found.size !== LEFT_OUT)
        return {
          errors: [
            {
              text: `NEVER_CALLED in lib/bundling.ts found ${found.size} of ${LEFT_OUT} files: ${[...found].join(', ')}`,
            },
          ],
        }
      return undefined
    })
  },
}

const entries = (): string[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .filter((entry) => !NOT_A_FUNCTION.has(entry))

await build({
  entryPoints: Object.fromEntries(entries().map((entry) => [`${entry}/index`, join(FOLDER, `${entry}.ts`)])),
  outdir: process.argv[2]!,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node24',
  // Not ES modules: importing node:http would make Node load all of fetch with it (decision record 0013).
  format: 'cjs',
  // The SDK imports node:http with its first call: as `require`, that does not load fetch either.
  supported: { 'dynamic-import': false },
  mainFields: ['module', 'main'],
  external: NEVER_TRIED,
  plugins: [leftOut],
  minify: true,
  legalComments: 'none',
  // Maps cost 15 ms at each cold start and nobody reads a stack trace before the log line that has the ids.
  sourcemap: false,
  logLevel: 'warning',
})
