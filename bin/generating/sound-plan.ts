/** The plan that the examples of docs/lint.md change: small, and without a single finding. */

/** The day its findings are looked at. */
export const SOUND_TODAY = '2026-01-05'

/** A trigger that asks for a decision, as the last key of a KPI. */
export const decision = (id: string, question: string): string => `
    triggers:
      - id: ${id}
        kind: threshold
        question: ${question}
        options: [{ id: act, label: Act on it }, { id: wait, label: Wait a month }]
        fallback: { option: wait, note: Nobody decided }
`

export const SOUND_PLAN = `organisation:
  name: Harbour Foods
  timezone: Europe/London
  desk: desk
  mail: { slot: '08:00', budget: 1 }
calendars:
  - id: uk
    hours: { from: '09:00', to: '17:00' }
    holidays: [2026-04-03, 2026-04-06]
functions:
  - { id: sales, name: Sales }
  - { id: operations, name: Operations }
people:
  - { id: desk, name: Desk, email: desk@example.org, function: operations }
  - { id: mia, name: Mia, email: mia@example.org, function: operations }
  - { id: sam, name: Sam, email: sam@example.org, function: sales, manager: mia, deputy: sue, absences: [{ from: 2026-08-03, to: 2026-08-14 }] }
  - { id: sue, name: Sue, email: sue@example.org, function: sales, manager: sam, absences: [{ from: 2026-07-06, to: 2026-07-10 }] }
  - { id: ben, name: Ben, email: ben@example.org, function: sales, manager: mia }
  - { id: oli, name: Oli, email: oli@example.org, function: operations, manager: mia, calendar: uk }
  - { id: ada, name: Ada, email: ada@example.org, function: operations, manager: oli }
sources:
  - { id: ledger, kpis: [revenue, offers, discount, waste, checks, portal-use] }
priorities:
  - id: growth
    name: Grow with the customers we have
    outcome: { kpi: revenue, target: 120, by: 2026-12-31 }
    accountable: mia
    functions:
      - { function: sales, commitment: Every customer is called once a month }
    initiatives: [portal]
  - id: margin
    name: Waste less
    outcome: { kpi: waste, target: 4, by: 2026-12-31 }
    accountable: oli
    functions:
      - { function: operations, commitment: Checks at every change of shift }
    initiatives: [kitchen]
initiatives:
  - id: portal
    name: Customer portal
    accountable: sam
    responsible: [sue]
    phases:
      - id: build
        name: Build it
        from: 2026-02-02
        to: 2026-06-30
        milestones:
          - { id: design, name: Design agreed, due: 2026-03-02, owner: sam }
          - { id: opened, name: Portal open, due: 2026-06-01, owner: sam, dependsOn: [design] }
  - id: kitchen
    name: Kitchen of the day
    accountable: oli
    milestones:
      - { id: menu, name: Menu agreed, due: 2026-05-11, owner: ada }
kpis:
  - id: revenue
    name: Revenue a month
    unit: thousand pounds
    direction: up
    cadence: monthly
    kind: lagging
    aggregation: sum
    owner: sam
    priority: growth
    target: [{ constant: 100 }, { points: [{ at: 2026-06, value: 110 }, { at: 2026-12, value: 120 }], effectiveFrom: 2026-06-01 }]
    bands: { amber: 5, red: 10 }${decision('revenue-low', 'Revenue is below plan. What changes?')}
  - id: offers
    name: Offers a week
    unit: offers
    direction: up
    cadence: weekly
    kind: leading
    leads: [revenue]
    aggregation: sum
    owner: sue
    steward: ben
    priority: growth
    dimensions: [region]
    target: 40
    bands: { amber: 5, red: 10 }
    series:
      - { dimensions: { region: north } }
      - { dimensions: { region: south } }${decision('few-offers', 'There are few offers. Who calls whom?')}
  - id: discount
    name: Discount given
    unit: '%'
    decimals: 1
    direction: range
    cadence: weekly
    kind: leading
    leads: [revenue]
    tradesOff: [offers]
    aggregation: ratio
    owner: ben
    priority: growth
    target: { range: { low: 2, high: 6 } }
    bands: { amber: 1, red: 2 }${decision('discount-off', 'Discounts leave the range. What is the rule?')}
  - id: waste
    name: Food thrown away
    unit: '%'
    decimals: 1
    direction: down
    cadence: monthly
    kind: lagging
    tradesOff: [revenue]
    aggregation: ratio
    owner: oli
    priority: margin
    target: 4
    bands: { amber: 1, red: 2 }${decision('waste-high', 'More is thrown away than agreed. What changes?')}
  - id: checks
    name: Checks made
    unit: '%'
    direction: up
    cadence: weekly
    kind: leading
    leads: [waste]
    aggregation: ratio
    owner: ada
    priority: margin
    target: 95
    bands: { amber: 5, red: 10, as: percent }
    triggers:
      - id: few-checks
        kind: threshold
        level: amber
        m: 2
        n: 3
        red: { severity: S1 }
        question: Checks are left out. Why?
        decider: accountable
        options: [{ id: act, label: Act on it }, { id: wait, label: Wait a month }]
        fallback: { option: wait, note: Nobody decided }
      - id: checks-missing
        kind: freshness
        question: The count is missing. What happens?
        options: [{ id: soon, label: It comes today }, { id: fault, label: The feed has a fault }]
        fallback: { option: fault, note: The desk calls the supplier }
  - id: portal-use
    name: Customers who use the portal
    unit: '%'
    direction: up
    cadence: monthly
    kind: leading
    leads: [revenue]
    aggregation: ratio
    owner: sam
    priority: growth
    target: 60
    bands: { amber: 10, red: 20 }${decision('portal-idle', 'Few use the portal. What is in their way?')}
reviews:
  - id: weekly
    name: Weekly check-in
    schedule: '0 9 * * mon'
    chair: mia
    participants: [mia, sam, oli]
    scope: { priorities: [growth, margin] }
    closesAfter: 2 wd
programmes:
  - id: use-portal
    name: Orders through the portal
    initiative: portal
    behaviours: [{ id: order, description: Takes the order in the portal with the customer }]
    audience: { functions: [sales], people: [oli, ada] }
    sponsor: mia
    champions: [sue]
    goLive: 2026-06-02
    horizon: 90
    gates: [30, 60, 90]
    measures: { adoption: portal-use }
    why: Orders arrive complete.
    howTo: Open the portal with the customer and enter the order together.
workflows:
  - id: orders
    name: Orders
    owner: oli
    activities: [{ id: take, owner: sam }, { id: pack }]
    lateAfter: 3 d
escalation:
  chain: [owner, manager, deputy, accountable, desk]
limits: { itemsPerPerson: 8, asksPerWeek: 8 }
`
