/** A small company with a little of everything, for tests of what changes in a plan. */
import type { ResolvedPlan } from '../../../../domain/plan/resolved.ts'
import { soundPlan } from '../../a-series.ts'

const options = `options: [{ id: act, label: Act }, { id: wait, label: Wait }], fallback: { option: wait, note: Nobody decided }`

/** The plan as written; 2026-03-02 is a Monday. */
export const COMPANY = `
organisation: { name: Acme, timezone: Europe/London, desk: desk }
calendars: [{ id: uk, name: UK, holidays: [2026-04-03, 2026-04-06] }, { id: four, name: Four days, workingDays: [mon, tue, wed, thu] }]
people:
  - { id: desk, name: The Desk, email: desk@example.org }
  - { id: ann, name: Ann Lee, email: ann@example.org, function: sales, manager: desk, deputy: bo }
  - { id: bo, name: Bo Chen, email: bo@example.org, function: sales, manager: ann }
  - { id: cy, name: Cy Diaz, email: cy@example.org, function: service, manager: desk, calendar: four }
functions: [{ id: sales, name: Sales }, { id: service, name: Service }]
sources: [{ id: crm, name: CRM, kpis: [churn, nps] }]
priorities:
  - id: keep
    name: Keep customers
    accountable: desk
    outcome: { kpi: churn, target: 3, by: 2026-12-31 }
    functions: [{ function: sales, commitment: Calls every month }]
    initiatives: [onboarding]
initiatives:
  - id: onboarding
    name: Better onboarding
    accountable: cy
    milestones: [{ id: pilot, name: Pilot live, due: 2026-05-05, owner: bo }]
    phases: [{ id: build, name: Build, from: 2026-03-02, to: 2026-06-30, milestones: [{ id: rollout, name: Rolled out, due: 2026-06-30, owner: cy }] }]
kpis:
  - { id: churn, name: Churn, unit: '%', decimals: 1, direction: down, cadence: monthly, aggregation: last, owner: ann, priority: keep, target: 4, bands: { amber: 1, red: 2 },
      triggers: [{ id: churn-red, kind: threshold, question: 'Churn is high. What do we do?', ${options} }] }
  - { id: nps, name: NPS, unit: pts, direction: up, cadence: quarterly, aggregation: last, owner: cy, dimensions: [region],
      series: [{ dimensions: { region: north }, name: NPS North }, { dimensions: { region: south }, name: NPS South, owner: bo }],
      target: [{ constant: 40 }, { constant: 45, effectiveFrom: 2026-07-01 }], bands: { amber: 2, red: 5 } }
reviews:
  - { id: weekly, name: Weekly check-in, schedule: '0 9 * * mon', chair: desk, scope: { priorities: [keep] } }
  - { id: monthly, name: Monthly review, schedule: '0 9 1 * *', chair: ann, participants: [ann, cy] }
programmes:
  - { id: calls, name: Call first, behaviours: [{ id: call, description: Calls before writing }], audience: { functions: [sales] }, sponsor: cy,
      goLive: 2026-04-01, measures: { adoption: nps }, why: It keeps customers., howTo: Pick up the phone. }
workflows: [{ id: orders, name: Orders, owner: bo, activities: [{ id: take, name: Take }, { id: ship, name: Ship }], lateAfter: 5 wd }]
limits: { itemsPerPerson: 12 }
`

/** COMPANY with pieces of its text replaced, each of which must be there; resolved. */
export const company = (...edits: readonly (readonly [from: string, to: string])[]): ResolvedPlan => {
  const text = edits.reduce((all, [from, to]) => {
    if (!all.includes(from)) throw new Error(`the company's plan has no "${from}"`)
    return all.replaceAll(from, to)
  }, COMPANY)
  return soundPlan(text)
}
