import { gzipSync } from 'node:zlib'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { Runner } from '../../local/runner.ts'
import { parseSchedule } from '../../local/services/schedule-expression.ts'
import type { Scheduler } from '../../local/services/scheduler.ts'
import { driven } from './operator.ts'

/** The audit is most of what a run computes; while faults fall it comes less often, which makes it harder for the rest. */
export function auditEvery({ world }: Runner, rate: string): void {
  const scheduler = world.service<Scheduler>('scheduler')
  const audit = scheduler.all().find(({ expressionText }) => expressionText.startsWith('rate('))!
  scheduler.put({ ...audit, expressionText: `rate(${rate})`, expression: parseSchedule(`rate(${rate})`) }, world)
}

/** Applies the plan as the command line does, again when the function died: an operator does not give up either. */
export async function apply(runner: Runner, plan: ResolvedPlan): Promise<void> {
  const event = {
    planGzip: gzipSync(JSON.stringify(plan)).toString('base64'),
    appliedBy: 'operator',
    message: 'faults',
  }
  for (let attempt = 1; attempt <= 20; attempt += 1) {
    const { payload, functionError } = await driven(
      runner,
      runner.world.invoke(runner.created.stack.outputs.ApplyPlanFunction!, event),
    )
    if (functionError) continue
    const answer = JSON.parse(payload) as { ok: boolean; sentences?: string[] }
    if (!answer.ok) throw new Error(`The cut of the example was refused: ${answer.sentences?.join(' ')}`)
    return
  }
  throw new Error('The plan could not be applied in twenty tries.')
}

/** The value of the source's API key; a throttled call is made again. */
export async function keyOf(runner: Runner): Promise<string> {
  const [id] = Object.values(JSON.parse(runner.created.stack.outputs.ApiKeys!) as Record<string, string>)
  const query = new URLSearchParams('includeValue=true')
  const asked = { service: 'apigateway', method: 'GET', path: `/apikeys/${id}`, query, body: Buffer.alloc(0) }
  for (let attempt = 1; ; attempt += 1) {
    const answer = await driven(runner, runner.world.call({ ...asked, caller: 'outside' }))
    if (answer.status === 200) return (JSON.parse(String(answer.body)) as { value: string }).value
    if (attempt >= 20) throw new Error(`The API key could not be read: ${String(answer.body)}`)
  }
}
