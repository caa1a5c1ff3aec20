import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import * as z from 'zod'
import { type Deployment, output } from '../deployment.ts'
import { Refusal } from '../refusal.ts'

/** What an invocation takes and gives: 6 MB (docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). */
export const INVOCATION_BYTES = 6_291_456

/** What the function answers when it did not do what was asked. */
const Refused = z.object({ ok: z.literal(false), code: z.string(), sentences: z.array(z.string()) })

/** The function refused: nothing was changed, the sentences say why. */
export class NotDone extends Refusal {
  readonly code: string

  constructor({ code, sentences }: z.infer<typeof Refused>, what: string) {
    super(`${what} (${code}).\n${sentences.join('\n')}`)
    this.code = code
  }
}

/** Asks apply-plan with the operator's own credentials. `what` begins the refusal, e.g. `Not applied`. */
export const askApplyPlan = <T>(found: Deployment, request: object, schema: z.ZodType<T>, what: string): Promise<T> =>
  askFunction(output(found, 'ApplyPlanFunction'), { request, schema, what, broken })

/** Invokes a function of the deployment with the operator's own credentials. `broken` explains its failure. */
export async function askFunction<T>(
  FunctionName: string,
  asking: { request: object; schema: z.ZodType<T>; what: string; broken: (text: string) => string },
): Promise<T> {
  const { request, schema, what } = asking
  const Payload = Buffer.from(JSON.stringify(request))
  if (Payload.length > INVOCATION_BYTES) throw new Refusal(tooLarge(Payload.length))
  const result = await new LambdaClient({}).send(new InvokeCommand({ FunctionName, Payload }))
  const text = Buffer.from(result.Payload ?? []).toString('utf8')
  if (result.FunctionError) throw new Refusal(asking.broken(text))
  const answer = JSON.parse(text) as unknown
  const refused = Refused.safeParse(answer)
  if (refused.success) throw new NotDone(refused.data, what)
  return schema.parse(answer)
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`

const tooLarge = (bytes: number) =>
  `The plan and its files take ${megabytes(bytes)} packed; an invocation takes ${megabytes(INVOCATION_BYTES)}. Shorten long texts and comments, or give the organisation two deployments.`

const broken = (text: string) =>
  `apply-plan failed: ${text}\n"throughline history" says which version holds: the old one, or all of the new one. Applying the same plan again is safe and finishes what is left.`
