/** Makes `plan.yaml`: `node examples/england/make-plan.ts > examples/england/plan.yaml`. */
import { england, REGIONS, type Region } from './organisations.ts'

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
const regions = Object.entries(REGIONS) as [Region, string][]

const people = regions.map(
  ([
    id,
    name,
  ]) => `  - { id: ${id}-director, name: ${quoted(`Regional Director, ${name}`)}, email: ${id}.director@example.org, function: regions, manager: programme-director, deputy: ${id}-information }
  - { id: ${id}-information, name: ${quoted(`Regional Information Lead, ${name}`)}, email: ${id}.information@example.org, function: information, manager: ${id}-director }`,
)

const series = regions.flatMap(([id, name]) => [
  `      # ${name}`,
  ...england[id].map(
    ([code, short]) =>
      `      - { dimensions: { org: ${code} }, name: ${quoted(short)}, owner: ${id}-director, steward: ${id}-information }`,
  ),
])

process.stdout.write(`# yaml-language-server: $schema=../../plan.schema.json
# All 140 organisations with a major emergency department, decided by four regional directors. Made by make-plan.ts
# beside this file, for the back-test: npm run throughline -- backtest examples/england/plan.yaml --data examples/england/data.csv

organisation:
  name: Emergency care in England
  timezone: Europe/London
  locale: en-GB
  desk: programme-office
  mail: { slot: '08:00', budget: 1 }

calendars:
  - id: england
    name: England, Monday to Friday
    holidays: # bank holidays in England and Wales (gov.uk/bank-holidays)
      [2016-05-02, 2016-05-30, 2016-08-29, 2016-12-26, 2016-12-27,
       2017-01-02, 2017-04-14, 2017-04-17, 2017-05-01, 2017-05-29, 2017-08-28, 2017-12-25, 2017-12-26,
       2018-01-01, 2018-03-30, 2018-04-02, 2018-05-07, 2018-05-28, 2018-08-27, 2018-12-25, 2018-12-26,
       2019-01-01, 2019-04-19, 2019-04-22]

functions:
  - { id: information, name: Information }
  - { id: regions, name: Regional teams }

people:
  - { id: programme-office, name: Programme Office, email: programme.office@example.org, function: regions }
  - { id: programme-director, name: Programme Director, email: programme.director@example.org, function: regions, deputy: programme-office }
${people.join('\n')}

sources:
  - { id: emergency-feed, name: Monthly emergency care return, kpis: [four-hour-performance] }

priorities:
  - id: four-hour-standard
    name: People are seen, treated and admitted or sent home within four hours
    outcome: { kpi: four-hour-performance, target: 95, by: 2019-03-31 }
    accountable: programme-director
    functions:
      - { function: information, commitment: 'The monthly return posted by the sixth working day' }
      - { function: regions, commitment: 'A trust that asks for help has an answer within five working days' }
    initiatives: [help]

initiatives:
  - id: help
    name: Regional help for trusts in trouble
    accountable: programme-director
    milestones:
      - { id: teams-ready, name: A team of four in every region, due: 2017-03-31, owner: programme-director, deliverable: 'Names, rota and a phone number' }

limits: { itemsPerPerson: 50 } # a region has up to 46 organisations

acknowledged:
  - { finding: only-lagging, of: four-hour-standard, because: This plan is for the back-test of one figure }

kpis:
  - id: four-hour-performance
    name: Four-hour performance
    description: Share of attendances at the major (type 1) department admitted, transferred or discharged within four hours.
    unit: '%'
    decimals: 1
    direction: up
    cadence: monthly
    kind: lagging
    aggregation: ratio
    lag: 6 wd
    grace: 4 wd
    owner: programme-director
    priority: four-hour-standard
    # As in the example of 32 trusts: each organisation against its own last year plus one point, at most the standard; the first year only informs.
    target: { lastYear: { plus: 1, cap: 95 } }
    bands: { amber: 2, red: 4 }
    references: [{ label: National standard, value: 95 }]
    dimensions: [org]
    triggers:
      - id: sustained-fall
        kind: threshold
        level: red
        severity: S3
        m: 2
        n: 3
        k: 1
        question: Performance has fallen well below last year. What help does the region give, from when?
        options:
          - { id: send-team, label: Send the improvement team for eight weeks }
          - { id: divert, label: Agree with the neighbours to take ambulances for a while }
          - { id: trust-plan, label: Ask the trust for its own plan within two weeks }
          - { id: watch, label: Give no help now and say why it will come back by itself }
        fallback: { option: trust-plan, note: 'It costs nothing and is due anyway.' }
        effectCheck: 2
      - id: return-missing
        kind: freshness
        severity: S3
        question: The monthly return is missing. What happens?
        options:
          - { id: posted-soon, label: It is on its way and will be posted within three working days }
          - { id: merged, label: The organisation has merged or closed; the plan is changed }
        fallback: { option: merged, note: The information lead looks it up and changes the plan. }
        effectCheck: 1
    series:
${series.join('\n')}

escalation:
  chain: [owner, manager, deputy, accountable, desk]
`)
