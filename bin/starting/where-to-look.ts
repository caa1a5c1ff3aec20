import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { Runner } from '../../local/runner.ts'

/** Answer pages shown by address. */
const PAGES = 3

/** Links for the newcomer: the mailbox, the newest open questions, the API, the command line. */
export async function whereToLook(runner: Runner, key: string, plan: ResolvedPlan): Promise<string> {
  const { origin, services } = runner
  const newest = await services.mailbox.messages({ limit: 40 })
  const pages = newest.flatMap((mail) => {
    const link = mail.links.find((url) => url.includes('/live/a/'))
    return link && mail.via === 'ses' ? [`  ${link.split('#')[0]}\n    ${mail.to.join(', ')}: ${mail.subject}`] : []
  })
  const kpi = plan.kpis.find((one) => one.dimensions.length === 0) ?? plan.kpis[0]!
  const dimensions = Object.fromEntries(kpi.dimensions.map((name) => [name, '…']))
  const period = { daily: '2026-03-05', weekly: '2026-W10', monthly: '2019-04', quarterly: '2026-Q1' }[kpi.cadence]
  const body = JSON.stringify({ kpi: kpi.id, period, ...(kpi.dimensions.length > 0 && { dimensions }), value: 1 })
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
