import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import * as z from 'zod'
import { Ask } from '../../domain/ask.ts'
import { Decision } from '../../domain/decision.ts'
import { HistoryEntry } from '../../domain/history.ts'
import { askFunction } from '../applying/invoke.ts'
import { type Deployment, deployment, output, type Reach } from '../deployment.ts'

/** A decision under way, with who has an open ask about it. */
const Listed = z.object({ decision: Decision.strip(), asked: z.array(z.string()) })
export type Listed = z.infer<typeof Listed>

const Page = z.object({ decisions: z.array(Listed), next: z.string().optional() })

/** One decision with everything that is known of it. */
export const Shown = z.object({
  decision: Decision.strip(),
  asks: z.array(Ask),
  history: z.array(HistoryEntry.strip()),
  names: z.record(z.string(), z.string()),
})
export type Shown = z.infer<typeof Shown>

const Done = z.object({ decision: Decision.strip() })

const broken = (text: string) =>
  `command-decision failed: ${text}\nNothing is half-done: "throughline decision show" says what holds. The same command again is safe.`

/** Asks command-decision for something. */
export const askCommanding = async <T>(reach: Reach, request: object, schema: z.ZodType<T>, what: string): Promise<T> =>
  ask(await deployment(reach), request, schema, what)

/** Has something recorded, said by whoever's AWS credentials these are. */
export async function commandStated<T>(reach: Reach, request: object, schema: z.ZodType<T>): Promise<T> {
  const found = await deployment(reach)
  const { Arn: stated = 'unknown' } = await new STSClient({}).send(new GetCallerIdentityCommand({}))
  return ask(found, { ...request, stated }, schema, 'Nothing was recorded')
}

const ask = <T>(found: Deployment, request: object, schema: z.ZodType<T>, what: string): Promise<T> =>
  askFunction(output(found, 'CommandDecisionFunction'), { request, schema, what, broken })

/** Every decision under way by its next deadline, or every one that ended since an instant. */
export async function readDecisions(reach: Reach, endedSince?: string): Promise<Listed[]> {
  const found = await deployment(reach)
  const all: Listed[] = []
  let after: string | undefined
  do {
    const page: z.infer<typeof Page> = await ask(
      found,
      { act: 'list', ...(endedSince !== undefined && { endedSince }), ...(after !== undefined && { after }) },
      Page,
      'Nothing was read',
    )
    all.push(...page.decisions)
    after = page.next
  } while (after !== undefined)
  return all
}

/** One decision, its open asks and its history. */
export const readDecision = async (reach: Reach, decision: string): Promise<Shown> =>
  ask(await deployment(reach), { act: 'show', decision }, Shown, 'Nothing was read')

/** Has something done with a decision, in the name of `as`, said by whoever's AWS credentials these are. */
export async function commandDecision(reach: Reach, request: object): Promise<Decision> {
  return (await commandStated(reach, request, Done)).decision
}
