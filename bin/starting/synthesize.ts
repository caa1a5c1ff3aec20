import { spawnSync } from 'node:child_process'
import { Refusal } from '../refusal.ts'

/** Where `npm start` keeps what it makes. */
export const ASSEMBLY = '.throughline/cdk.out'

/**
 * Synthesizes the app as `cdk deploy` would, with an API key for each source of the plan. Runs the CDK command line of
 * this checkout in a process of its own: the local runner reads only what it wrote.
 */
export function synthesize(sources: readonly string[]): void {
  const args = ['synth', '--quiet', '--output', ASSEMBLY]
  if (sources.length > 0) args.push('-c', `throughline:sources=${sources.join(',')}`)
  const result = spawnSync('cdk', args, { encoding: 'utf8', env: { ...process.env, CDK_DISABLE_VERSION_CHECK: '1' } })
  if (result.error)
    throw new Refusal(`cdk could not be started (${result.error.message}): run this through npm, after npm ci.`)
  if (result.status !== 0) throw new Refusal(`The app could not be synthesized:\n${result.stdout}${result.stderr}`)
}
