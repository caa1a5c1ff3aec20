import { formatPeriod, periodOfDay } from '../../domain/period.ts'
import { seriesOf } from '../../domain/plan/lookup.ts'
import type { ResolvedKpi, ResolvedPlan } from '../../domain/plan/resolved.ts'
import { wallOf } from '../../domain/zone.ts'
import type { Runner } from '../../local/runner.ts'

/** Answer pages shown by address. */
const PAGES = 3

/** What a source of a KPI would post now: the newest period that is over, on target. */
export function exampleFor(plan: ResolvedPlan, kpi: ResolvedKpi, now: number): Record<string, unknown> {
  const { day } = wallOf(now, kpi.timezone)
  const period = formatPeriod(kpi.cadence, periodOfDay(kpi.cadence, day) - 1)
  const first = seriesOf(plan).find((series) => series.kpi === kpi.id)?.dimensions
  const dimensions = first ?? Object.fromEntries(kpi.dimensions.map((name) => [name, '…']))
  const target = kpi.targets.findLast((one) => one.kind === 'constant')
  const value = target?.kind === 'constant' ? target.value : 1
  const figures = kpi.aggregation === 'ratio' ? { numerator: value, denominator: kpi.per } : { value }
  return { kpi: kpi.id, period, ...(kpi.dimensions.length > 0 && { dimensions }), ...figures }
}

/** Links for the newcomer: the mailbox, the newest open questions, the API, the command line. */
export async function whereToLook(runner: Runner, key: string, plan: ResolvedPlan): Promise<string> {
  const { origin, services } = runner
  const newest = await services.mailbox.messages({ limit: 40 })
  const pages = newest.flatMap((mail) => {
    const link = mail.links.find((url) => url.includes('/live/a/'))
    return link && mail.via === 'ses' ? [`  ${link.split('#')[0]}\n    ${mail.to.join(', ')}: ${mail.subject}`] : []
  })
  const kpi = plan.kpis.find((one) => one.dimensions.length === 0) ?? plan.kpis[0]!
  const body = JSON.stringify(exampleFor(plan, kpi, runner.world.now()))
  return `
The simulated time now goes on at the speed of real time. Everything below is served by this machine; Ctrl-C ends it.

Mailbox       ${origin}/mailbox
Answer pages
${pages.slice(0, PAGES).join('\n') || '  none is open'}
API           curl -X POST ${origin}/live/v1/observations -H 'x-api-key: ${key}' -H 'content-type: application/json' \\
                -d '${body}'
              curl ${origin}/live/v1/kpis -H 'x-api-key: ${key}'   (described at ${origin}/live/v1/openapi.json)
Command line  npm run throughline -- doctor --endpoint ${origin}
`
}
