import * as z from 'zod'
import { type OpenAsk, UnderWay } from '../../domain/plan/diff/under-way.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { askApplyPlan, NotDone } from '../applying/invoke.ts'
import type { Deployment } from '../deployment.ts'
import { asksOfLeavers } from './leavers-asks.ts'

const Page = z.object({
  ...UnderWay.shape,
  /** Absent in the answers of deployments from before check-ins were told. */
  checkIns: UnderWay.shape.asks.default([]),
  next: z.string().optional(),
})

/**
 * Open decisions and asks of a deployment, as far as another plan touches them: all about decisions that are open, all
 * check-ins with a mail ahead, and every ask of people whom the other plan has not. Undefined when the deployment's
 * functions are from before they could be asked.
 */
export async function readUnderWay(
  found: Deployment,
  before: ResolvedPlan,
  after: ResolvedPlan,
): Promise<UnderWay | undefined> {
  const pages = await readPages(found)
  if (!pages) return undefined
  const asks = [...pages.asks, ...((await asksOfLeavers(found, before, after)) ?? [])]
  return { decisions: pages.decisions, asks: onceEach(asks) }
}

/** A person with several mails ahead comes on several pages; someone who leaves is asked about by name too. */
const onceEach = (asks: readonly OpenAsk[]): OpenAsk[] => [
  ...new Map(asks.map((ask) => [`${ask.person} ${ask.id}`, ask])).values(),
]

async function readPages(found: Deployment): Promise<UnderWay | undefined> {
  const all: UnderWay = { decisions: [], asks: [] }
  let after: string | undefined
  try {
    do {
      const request = { read: 'under-way', ...(after !== undefined && { after }) }
      const page: z.infer<typeof Page> = await askApplyPlan(found, request, Page, 'Not found')
      all.decisions.push(...page.decisions)
      all.asks.push(...page.asks, ...page.checkIns)
      after = page.next
    } while (after !== undefined)
    return all
  } catch (error) {
    if (error instanceof NotDone && error.code === 'malformed-request') return undefined
    throw error
  }
}
