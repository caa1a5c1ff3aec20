/** The smallest plan there is. Its lines are replaced by tests. */
export const SMALL = `organisation: { name: Trust, timezone: Europe/London, desk: dora }
calendars: [{ id: uk }]
people:
  - id: dora
    name: Dora
    email: dora@example.org
kpis:
  - id: flow
    name: Flow
    unit: pts
    direction: up
    cadence: monthly
    aggregation: last
    owner: dora
    target: 90
    bands: { amber: 2, red: 5 }
`
