import { log } from './aws/log.ts'
import { type CurrentPlan, currentPlan, NoPlanApplied } from './aws/plan.ts'
import { api, bodyText, header } from './http/api.ts'
import { Problem } from './http/problem.ts'
import { answerItems, tally } from './ingesting/answer-items.ts'
import { bindKey } from './ingesting/bind-key.ts'
import { readBody } from './ingesting/body.ts'
import { recordObservations } from './ingesting/record-observations.ts'
import { sourceOf } from './ingesting/source-of.ts'

/**
 * Stores posted observations, item by item, and says of each what became of it. What is wrong with the request as a
 * whole is a problem, and then nothing of it is stored.
 */
export const handler = api(async (event) => {
  const source = sourceOf(event)
  const now = Date.now()
  const { plan } = await planOrProblem()
  const text = bodyText(event)
  const dimensions = new Set(plan.kpis.flatMap((kpi) => kpi.dimensions))
  const { items, lines } = readBody(header(event, 'content-type'), text, dimensions)
  const key = await bindKey(event, source, text, now)
  const results = await recordObservations({ plan, source, key, now }, items)
  log('info', 'observations posted', { source, ...tally(results) })
  return answerItems(results, lines)
})

async function planOrProblem(): Promise<CurrentPlan> {
  try {
    return await currentPlan()
  } catch (error) {
    if (error instanceof NoPlanApplied) throw new Problem(409, 'no-plan', error.message)
    throw error
  }
}
