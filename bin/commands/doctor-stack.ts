import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import * as z from 'zod'
import { type Deployment, keyIds, output } from '../deployment.ts'
import type { Check } from './doctor.ts'

/** Who asks: everything else is seen with this identity's permissions. */
export async function checkIdentity(): Promise<Check[]> {
  const { Arn, Account } = await new STSClient({}).send(new GetCallerIdentityCommand({}))
  return [{ name: 'Identity', state: 'ok', found: `${Arn} in account ${Account}` }]
}

/** A stack in the middle of a change or rolled back does not do its work. */
export function checkStack({ stackName, status }: Deployment): Check {
  const ready = /^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status)
  return ready
    ? { name: 'Stack', state: 'ok', found: `${stackName} ${status}` }
    : {
        name: 'Stack',
        state: 'failed',
        found: `${stackName} ${status}`,
        todo: 'Look at the stack’s events in CloudFormation, mend what they say and run "npx cdk deploy" again.',
      }
}

const Holding = z.object({
  ok: z.boolean(),
  version: z.number(),
  appliedAt: z.string().optional(),
  appliedBy: z.string().optional(),
  plan: z.object({ sources: z.array(z.object({ id: z.string() })) }).optional(),
})

async function holding(found: Deployment, plan: boolean) {
  const answer = await new LambdaClient({}).send(
    new InvokeCommand({
      FunctionName: output(found, 'ApplyPlanFunction'),
      Payload: Buffer.from(JSON.stringify({ probe: true, plan })),
    }),
  )
  return Holding.parse(JSON.parse(Buffer.from(answer.Payload ?? []).toString('utf8')))
}

/** Without a plan nothing happens at all. */
export async function checkPlan(found: Deployment): Promise<Check[]> {
  const held = await holding(found, false)
  return held.version > 0
    ? [
        {
          name: 'Plan',
          state: 'ok',
          found: `version ${held.version}, applied ${held.appliedAt} by ${held.appliedBy} (as stated)`,
        },
      ]
    : [{ name: 'Plan', state: 'failed', found: 'none applied yet', todo: 'throughline apply PLAN' }]
}

/** Every source of the plan needs a key to post with; a key whose source the plan does not know can post nothing. */
export async function checkKeys(found: Deployment): Promise<Check[]> {
  const keyed = Object.keys(keyIds(found))
  const named = ((await holding(found, true)).plan?.sources ?? []).map((source) => source.id)
  const keyless = named.filter((source) => !keyed.includes(source))
  const unknown = keyed.filter((source) => !named.includes(source))
  if (keyless.length === 0 && unknown.length === 0) return [{ name: 'API keys', state: 'ok', found: keyed.join(', ') }]
  return [
    ...keyless.map(
      (source): Check => ({
        name: 'API keys',
        state: 'failed',
        found: `the plan's source "${source}" has no key`,
        todo: `Add "${source}" to the sources in cdk.json and run "npx cdk deploy".`,
      }),
    ),
    ...unknown.map(
      (source): Check => ({
        name: 'API keys',
        state: 'warning',
        found: `the key "${source}" belongs to no source of the plan`,
        todo: `Name the source "${source}" and its KPIs in the plan, or remove the key.`,
      }),
    ),
  ]
}
