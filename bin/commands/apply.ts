import { gzipSync } from 'node:zlib'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import * as z from 'zod'
import { formatFinding } from '../../domain/plan/finding.ts'
import { resolvePlan } from '../../domain/plan/resolve.ts'
import { deployment, output, type Reach } from '../deployment.ts'
import { readPlan, tally } from '../plan-file.ts'
import { Refusal } from '../refusal.ts'

/** What apply-plan answers. */
const Answer = z.union([
  z.object({ ok: z.literal(true), version: z.number(), applied: z.boolean() }),
  z.object({ ok: z.literal(false), code: z.string(), sentences: z.array(z.string()) }),
])

/**
 * `throughline apply PLAN`: checks the plan, then invokes apply-plan with the operator's own credentials. The plan travels
 * gzipped: an invocation takes 6 MB.
 */
export async function apply(path: string, options: Reach & { message: string }): Promise<void> {
  const { plan, findings } = readPlan(path)
  for (const finding of findings) console.log(formatFinding(finding))
  if (!plan) {
    console.log(`${path}: ${tally(findings)}. Nothing was applied.`)
    process.exitCode = 1
    return
  }
  const found = await deployment(options)
  const { Arn: appliedBy = 'unknown' } = await new STSClient({}).send(new GetCallerIdentityCommand({}))
  const planGzip = gzipSync(JSON.stringify(resolvePlan(plan))).toString('base64')
  const answer = await invoke(output(found, 'ApplyPlanFunction'), { planGzip, appliedBy, message: options.message })
  if (!answer.ok) throw new Refusal(`Not applied (${answer.code}).\n${answer.sentences.join('\n')}`)
  console.log(
    answer.applied
      ? `Version ${answer.version} is in force: ${plan.people.length} people, ${plan.kpis.length} KPIs.`
      : `Version ${answer.version} already says the same; nothing changed.`,
  )
}

async function invoke(functionName: string, payload: unknown): Promise<z.infer<typeof Answer>> {
  const result = await new LambdaClient({}).send(
    new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify(payload)) }),
  )
  const text = Buffer.from(result.Payload ?? []).toString('utf8')
  if (result.FunctionError) {
    throw new Refusal(
      `apply-plan failed: ${text}\nThe old plan is still in force; look at the function's log and apply again.`,
    )
  }
  return Answer.parse(JSON.parse(text))
}
