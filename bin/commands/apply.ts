import { gzipSync } from 'node:zlib'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import * as z from 'zod'
import { resolvePlan } from '../../domain/plan/resolve.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { confirm } from '../applying/confirm.ts'
import { difference } from '../applying/difference.ts'
import { askApplyPlan } from '../applying/invoke.ts'
import { heldVersion, readResolved } from '../applying/versions.ts'
import { type Deployment, deployment, type Reach } from '../deployment.ts'
import { paintFor } from '../diffing/paint.ts'
import { textLines } from '../linting/text.ts'
import { readPlan, tally } from '../plan-file.ts'
import { Refusal } from '../refusal.ts'
import { whichOf } from './show.ts'

export interface ApplyOptions extends Reach {
  message?: string
  version?: string
  yes?: boolean
  dryRun?: boolean
}

/** What is to be applied: the plan to compare with what holds, and the request that carries it. */
interface Wanted {
  plan: ResolvedPlan
  request: { planGzip: string; sourceGzip: string } | { backTo: number }
  message: string
}

const Answer = z.object({
  version: z.number(),
  applied: z.boolean(),
  followed: z.object({ handedOn: z.number(), withdrawn: z.number(), done: z.boolean() }).optional(),
})

/**
 * `throughline apply PLAN` or `apply --version N`: checks the plan, says what changes, asks, and invokes apply-plan with
 * the operator's own credentials. Plan and files travel gzipped: an invocation takes 6 MB.
 */
export async function apply(path: string | undefined, options: ApplyOptions): Promise<void> {
  if ((path === undefined) === (options.version === undefined))
    throw new Refusal('Name a plan file, or an earlier version with --version: one of the two.')
  const written = path === undefined ? undefined : fromFile(path, options)
  if (path !== undefined && !written) return
  const found = await deployment(options)
  const wanted = written ?? (await fromVersion(found, options))
  const expectedVersion = await heldVersion(found)
  const goesBack = 'backTo' in wanted.request
  for (const line of await difference(found, expectedVersion, wanted.plan, { goesBack })) console.log(line)
  if (options.dryRun) {
    console.log('Nothing was applied (--dry-run).')
    return
  }
  const against =
    expectedVersion === 0 ? 'Apply this first plan?' : `Apply this in place of version ${expectedVersion}?`
  if (!(await confirm(against, options.yes))) {
    console.log('Nothing was applied.')
    return
  }
  const { Arn: appliedBy = 'unknown' } = await new STSClient({}).send(new GetCallerIdentityCommand({}))
  const request = { ...wanted.request, appliedBy, message: wanted.message, expectedVersion }
  tell(await askApplyPlan(found, request, Answer, 'Not applied'), wanted.plan)
}

/** The plan of a file; undefined, with what is wrong printed, when it may not be applied. */
function fromFile(path: string, { message = '' }: ApplyOptions): Wanted | undefined {
  const { plan, findings, files } = readPlan(path)
  for (const line of textLines(findings, paintFor(process.stdout))) console.log(line)
  if (!plan) {
    console.log(`${path}: ${tally(findings)}. Nothing was applied.`)
    process.exitCode = 1
    return undefined
  }
  const resolved = resolvePlan(plan)
  return { plan: resolved, request: { planGzip: packed(resolved), sourceGzip: packed({ files }) }, message }
}

const packed = (value: unknown) => gzipSync(JSON.stringify(value)).toString('base64')

async function fromVersion(found: Deployment, options: ApplyOptions): Promise<Wanted> {
  const { version, plan } = await readResolved(found, whichOf(options))
  const { former: _left, ...given } = plan
  return {
    plan: given,
    request: { backTo: version.version },
    message: options.message || `back to version ${version.version}`,
  }
}

function tell({ version, applied, followed }: z.infer<typeof Answer>, plan: ResolvedPlan): void {
  console.log(
    applied
      ? `Version ${version} holds now: ${plan.people.length} people, ${plan.kpis.length} KPIs.`
      : `Version ${version} already says the same (comments and order aside); nothing changed.`,
  )
  if (!followed) return
  const { handedOn, withdrawn, done } = followed
  if (handedOn > 0) console.log(`${handedOn} open asks of people who left were handed on.`)
  if (withdrawn > 0)
    console.log(`${withdrawn} open decisions and check-ins about what the plan dropped were withdrawn.`)
  if (!done) console.log('Not all that is under way is in line yet; the hourly audit goes on with it.')
}
