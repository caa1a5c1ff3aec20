import * as z from 'zod'
import { UnderWay } from '../../domain/plan/diff/under-way.ts'
import { askApplyPlan, NotDone } from '../applying/invoke.ts'
import type { Deployment } from '../deployment.ts'

const Page = z.object({ ...UnderWay.shape, next: z.string().optional() })

/** Open decisions and asks of a deployment, read page by page; undefined when its functions are from before they could be asked. */
export async function readUnderWay(found: Deployment): Promise<UnderWay | undefined> {
  const all: UnderWay = { decisions: [], asks: [] }
  let after: string | undefined
  try {
    do {
      const request = { read: 'under-way', ...(after !== undefined && { after }) }
      const page: z.infer<typeof Page> = await askApplyPlan(found, request, Page, 'Not found')
      all.decisions.push(...page.decisions)
      all.asks.push(...page.asks)
      after = page.next
    } while (after !== undefined)
    return all
  } catch (error) {
    if (error instanceof NotDone && error.code === 'malformed-request') return undefined
    throw error
  }
}
