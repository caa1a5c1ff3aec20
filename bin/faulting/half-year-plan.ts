import { parsePlan } from '../../domain/plan/parse.ts'
import { resolvePlan } from '../../domain/plan/resolve.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { Temperament } from '../../local/owners/temperament.ts'

/** How everybody of the company answers. Abby is away at Christmas and at Easter; Leo says nothing, leaves, and Nina follows him. */
export const CHARACTERS: Record<string, Temperament> = {
  office: 'silent',
  lena: 'silent',
  omar: 'prompt',
  sita: 'silent',
  lars: 'late',
  abby: 'prompt',
  dina: 'prompt',
  leo: 'silent',
  nina: 'prompt',
}

/** Christmas with the days the company is closed besides, and Easter. */
const HOLIDAYS = [
  '2026-12-25',
  '2026-12-28',
  '2026-12-29',
  '2026-12-30',
  '2026-12-31',
  '2027-01-01',
  '2027-03-26',
  '2027-03-29',
]

const AWAY = '[{ from: 2026-12-21, to: 2027-01-08 }, { from: 2027-03-15, to: 2027-04-02 }]'

/**
 * A company with a weekly review that is left out on holidays, a monthly one of New York that is held after them, and a
 * quarterly one that is held before. `after`: the plan that holds once Leo has left and Nina owns what he had.
 */
export function halfYearPlan(after = false): ResolvedPlan {
  const last = after ? 'nina' : 'leo'
  const kpi = (id: string, name: string, owner: string) =>
    `  - { id: ${id}, name: ${name}, unit: '%', direction: up, cadence: weekly, aggregation: ratio, owner: ${owner}, priority: delivery, target: 95, bands: { amber: 2, red: 5 } }`
  const text = `
organisation: { name: Harbour Works, timezone: Europe/London, desk: office }
calendars: [{ id: uk, holidays: [${HOLIDAYS.join(', ')}] }]
people:
  - { id: office, name: The Office, email: office@example.org }
  - { id: lena, name: Lena Lead, email: lena@example.org }
  - { id: omar, name: Omar Owner, email: omar@example.org, manager: lena }
  - { id: sita, name: Sita Silent, email: sita@example.org, manager: lena }
  - { id: lars, name: Lars Late, email: lars@example.org, manager: lena, timezone: America/New_York }
  - { id: abby, name: Abby Absent, email: abby@example.org, manager: lena, deputy: dina, absences: ${AWAY} }
  - { id: dina, name: Dina Deputy, email: dina@example.org, manager: lena }
  - { id: ${last}, name: ${last}, email: ${last}@example.org, manager: lena }
priorities:
  - { id: delivery, name: Deliver on time, accountable: lena, outcome: { kpi: on-time, target: 95, by: 2027-12-31 } }
kpis:
${kpi('on-time', 'On-time delivery', 'omar')}
${kpi('scrap', 'First pass yield', 'sita')}
${kpi('quotes', 'Quotes in a day', 'lars')}
${kpi('calls', 'Calls taken', 'abby')}
${kpi('stock', 'Stock that turns', last)}
reviews:
  - { id: weekly, name: Weekly check-in, schedule: '0 7 * * mon', chair: lena, holidays: skip, participants: [omar, sita, lars, abby, ${last}], closesAfter: 2 wd }
  - { id: monthly, name: Monthly review, schedule: '0 7 1 * *', timezone: America/New_York, chair: lena, holidays: after, participants: [omar, sita, lars, abby, ${last}], closesAfter: 3 wd }
  - { id: quarterly, name: Quarterly review, schedule: '0 7 28 3,6,9,12 *', chair: lena, holidays: before, participants: [omar, sita, lars, abby, ${last}], closesAfter: 5 wd }
`
  const parsed = parsePlan(text, 'half-year.yaml')
  if (!parsed.ok) throw new Error(parsed.findings.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  return resolvePlan(parsed.plan)
}
