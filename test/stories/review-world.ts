import { parsePlan } from '../../domain/plan/parse.ts'
import { resolvePlan } from '../../domain/plan/resolve.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'

/** A company of five with a weekly and a monthly review; `changes` replaces parts of the plan. */
export function reviewPlan(
  changes: {
    reviews?: string
    people?: string
    functions?: string
    kpis?: string
    sources?: string
    milestones?: string
  } = {},
): ResolvedPlan {
  const text = `
organisation: { name: Harbour Works, timezone: Europe/London, desk: office }
calendars: [{ id: uk, holidays: [2026-04-03, 2026-04-06, 2026-05-04] }]
functions: ${changes.functions ?? '[]'}
people:${changes.people ?? PEOPLE}
sources: ${changes.sources ?? '[]'}
priorities:
  - id: delivery
    name: Deliver on time
    accountable: lena
    outcome: { kpi: on-time, target: 95, by: 2026-12-31 }
    initiatives: [line-two]
initiatives:
  - id: line-two
    name: Second line
    accountable: omar
    milestones: [{ id: line-two-live, name: Second line live, due: 2026-03-27, owner: sita }${changes.milestones ?? ''}]
kpis:${changes.kpis ?? KPIS}
reviews:${changes.reviews ?? REVIEWS}
`
  const parsed = parsePlan(text, 'reviews.yaml')
  if (!parsed.ok) throw new Error(parsed.findings.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  return resolvePlan(parsed.plan)
}

const PEOPLE = `
  - { id: office, name: The Office, email: office@example.org }
  - { id: lena, name: Lena Lead, email: lena@example.org }
  - { id: omar, name: Omar Owner, email: omar@example.org, manager: lena, deputy: dina }
  - { id: dina, name: Dina Deputy, email: dina@example.org, manager: lena }
  - { id: sita, name: Sita Silent, email: sita@example.org, manager: lena }`

const REVIEWS = `
  - { id: weekly, name: Weekly check-in, schedule: '0 7 * * mon', chair: lena, scope: { priorities: [delivery] }, participants: [omar, sita], closesAfter: 2 wd }
  - { id: monthly, name: Monthly review, schedule: '0 7 1 * *', holidays: after, chair: office, closesAfter: 3 wd }`

const KPIS = `
  - { id: on-time, name: On-time delivery, unit: '%', direction: up, cadence: weekly, aggregation: ratio, owner: omar, priority: delivery, target: 95, bands: { amber: 2, red: 5 } }
  - { id: scrap, name: Scrap, unit: '%', direction: down, cadence: weekly, aggregation: ratio, owner: sita, priority: delivery, target: 3, bands: { amber: 1, red: 2 } }`
