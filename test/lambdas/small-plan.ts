import { parsePlan } from '../../domain/plan/parse.ts'
import { resolvePlan } from '../../domain/plan/resolve.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'

/** The plan as it is written; its last section are the KPIs. */
export const SMALL_YAML = `
organisation: { name: Example Hospital, timezone: Europe/London, desk: office, mail: { slot: '08:00', budget: 1 } }
calendars:
  - { id: england, workingDays: [mon, tue, wed, thu, fri], holidays: [2016-05-30] }
people:
  - { id: office, name: The Office, email: office@example.org }
  - { id: maria, name: Maria Manager, email: maria@example.org, manager: office }
  - { id: owen, name: Owen Owner, email: owen@example.org, manager: maria, deputy: dora }
  - { id: dora, name: Dora Deputy, email: dora@example.org, manager: maria }
  - { id: sam, name: Sam Steward, email: sam@example.org, manager: maria }
sources: [{ id: warehouse, kpis: [four-hour, attendances] }]
priorities: [{ id: flow, name: Flow, accountable: maria }]
kpis:
  - id: four-hour
    name: Four-hour performance
    unit: '%'
    decimals: 1
    direction: up
    cadence: monthly
    kind: lagging
    aggregation: ratio
    per: 100
    owner: owen
    steward: sam
    priority: flow
    dimensions: [org]
    series:
      - { dimensions: { org: A1 }, name: Alpha }
      - { dimensions: { org: B2 }, name: Beta }
    target: 95
    bands: { amber: 2, red: 5 }
    triggers:
      - id: four-hour-red
        kind: threshold
        level: red
        severity: S2
        question: What do we do about waiting times?
        options: [{ id: staff, label: Add staff at the front door }, { id: wait, label: Wait a month }]
        fallback: { option: wait, note: The director carries it out. }
      - id: four-hour-silent
        kind: freshness
        severity: S3
        question: Where are the figures?
        options: [{ id: send, label: Send them today }, { id: explain, label: Explain the gap }]
        fallback: { option: send, note: The steward sends them. }
  - id: attendances
    name: Attendances
    unit: people
    decimals: 0
    direction: down
    cadence: weekly
    kind: leading
    aggregation: sum
    owner: owen
    steward: sam
    priority: flow
    target: 1000
    bands: { amber: 100, red: 300 }
`

/** A plan with two KPIs, five people and two triggers. */
export function smallPlan(): ResolvedPlan {
  const parsed = parsePlan(SMALL_YAML, 'small.yaml')
  if (!parsed.ok) throw new Error(parsed.findings.map((finding) => `${finding.line} ${finding.message}`).join('\n'))
  return resolvePlan(parsed.plan)
}
