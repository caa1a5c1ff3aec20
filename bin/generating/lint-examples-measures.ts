/** Examples of findings about KPIs, targets, bands, series, sources and triggers. */
import type { LintExample } from './lint-example.ts'
import { decision } from './sound-plan.ts'

const asked = decision('portal-idle', 'Few use the portal. What is in their way?')

const silence = `
    triggers:
      - id: discount-missing
        kind: freshness
        question: The figure is missing. What happens?
        options: [{ id: soon, label: It comes today }, { id: fault, label: The feed has a fault }]
        fallback: { option: fault, note: The desk calls the supplier }
`

/** The rest of a composite, and a trigger for it to name whose own last keys follow in the sound plan. */
const DISCOUNT_HIGH = `
        question: What is the rule?
        options: [{ id: act, label: Act }, { id: wait, label: Wait }]
        fallback: { option: wait, note: Nobody decided }
      - id: discount-high
        kind: threshold`

const inRange = 'target: { range: { low: 2, high: 6 } }\n    bands: { amber: 1, red: 2 }'

/** The KPI of the portal, counted by the quarter; `kind` is its trigger's. */
const portal = (cadence: string, aggregation: string, kind: string) => `cadence: ${cadence}
    kind: leading
    leads: [revenue]
    aggregation: ${aggregation}
    owner: sam
    priority: growth
    target: 60
    bands: { amber: 10, red: 20 }
    triggers:
      - id: portal-idle
        kind: ${kind}`

export const MEASURE_EXAMPLES: LintExample[] = [
  {
    code: 'own-measure',
    bad: '- { id: throughline, kpis: [revenue',
    good: '- { id: ledger, kpis: [revenue',
    at: 'throughline',
    message: '"throughline" is what Throughline itself writes under; call this source otherwise',
  },
  {
    code: 'wrong-dimensions',
    bad: '- { dimensions: { site: south } }',
    good: '- { dimensions: { region: south } }',
    at: '{ dimensions: { site: south } }',
    message: "this series names site, but the KPI has region; give each of the KPI's once",
  },
  {
    code: 'duplicate-series',
    bad: '- { dimensions: { region: north } }\n      - { dimensions: { region: north } }',
    good: '- { dimensions: { region: north } }\n      - { dimensions: { region: south } }',
    at: '{ dimensions: { region: north } }',
    message: 'the series region=north is already given above; remove one',
  },
  {
    code: 'no-bands',
    bad: 'target: 60\n',
    good: 'target: 60\n    bands: { amber: 10, red: 20 }\n',
    at: 'id: portal-use',
    message: 'there is a target but no bands; add "bands:" with amber and red distances',
  },
  {
    code: 'bands-crossed',
    bad: 'bands: { amber: 20, red: 10 }',
    good: 'bands: { amber: 10, red: 20 }',
    at: 'bands',
    message: 'red (10) lies nearer the target than amber (20); swap them',
  },
  {
    code: 'percent-of-zero',
    bad: 'target: 0\n    bands: { amber: 5, red: 10, as: percent }',
    good: 'target: 95\n    bands: { amber: 5, red: 10, as: percent }',
    at: 'bands',
    message: 'percent bands need a target that is never 0; give the bands as absolute distances',
  },
  {
    code: 'target-direction',
    bad: 'target: 4\n',
    good: 'target: { range: { low: 2, high: 6 } }\n',
    where: 'target: { range: { low: 2, high: 6 } }\n',
    at: '4',
    message: 'KPI "discount" has direction range; give its target as a "range" with low and high',
  },
  {
    code: 'targets-unordered',
    bad: '{ at: 2026-12, value: 120 }] }]',
    good: '{ at: 2026-12, value: 120 }], effectiveFrom: 2026-06-01 }]',
    at: '{ points: [{ at: 2026-06, value: 110 }, { at: 2026-12, value: 120 }] }',
    message: 'this target begins no later than the one above; list targets by effectiveFrom, earliest first',
  },
  {
    code: 'wrong-period',
    bad: 'at: 2026-W23, value: 110',
    good: 'at: 2026-06, value: 110',
    at: '2026-W23',
    message: '"2026-W23" is no monthly period; write it like 2026-03',
  },
  {
    code: 'points-unordered',
    bad: 'at: 2027-01, value: 110',
    good: 'at: 2026-06, value: 110',
    at: '2026-12',
    message: '2026-12 is not after the point above; list points by period, earliest first',
  },
  {
    code: 'no-target',
    bad: 'priority: margin\n    triggers:',
    good: 'priority: margin\n    target: 95\n    bands: { amber: 5, red: 10, as: percent }\n    triggers:',
    at: 'id: few-checks',
    message:
      'trigger "few-checks" compares with a target, but KPI "checks" has none; add "target:" here or on every series',
  },
  {
    code: 'no-decider',
    bad: 'owner: ada\n    target: 95',
    good: 'owner: ada\n    priority: margin\n    target: 95',
    at: 'accountable',
    message:
      'trigger "few-checks" asks the accountable person and KPI "checks" has none; add "priority:" or name a person',
  },
  {
    code: 'other-kind',
    bad: 'id: revenue-low\n        kind: threshold\n        window: year',
    good: 'id: revenue-low\n        kind: pace\n        window: year',
    where: 'id: revenue-low\n        kind: threshold',
    at: 'year',
    message: '"window:" belongs to kind pace or forecast, and this trigger is a threshold; remove one',
  },
  {
    code: 'no-sum',
    bad: 'id: waste-high\n        kind: pace',
    good: 'id: waste-high\n        kind: threshold',
    at: 'pace',
    message:
      'pace adds up periods, so KPI "waste" needs aggregation sum and direction up or down; else use a threshold',
  },
  {
    code: 'no-total',
    bad: portal('monthly\n    reporting: cumulative', 'last', 'threshold'),
    good: portal('monthly\n    reporting: cumulative', 'sum', 'threshold'),
    where: portal('monthly', 'ratio', 'threshold'),
    at: 'cumulative',
    message:
      'a total is posted only of what adds up, and KPI "portal-use" has aggregation last; make it sum or ratio, or reporting period',
  },
  {
    code: 'no-forecast',
    bad: 'id: waste-high\n        kind: forecast',
    good: 'id: waste-high\n        kind: control-chart',
    where: 'id: waste-high\n        kind: threshold',
    at: 'forecast',
    message:
      'KPI "waste" has no sum, mean or last value that should rise or fall; change aggregation or direction, or use a control-chart',
  },
  {
    code: 'too-many-leaves',
    bad: `id: discount-off\n        kind: composite\n        any: [${Array.from({ length: 11 }, () => 'discount-high').join(', ')}]\n        none: [${Array.from({ length: 10 }, () => 'discount-high').join(', ')}]${DISCOUNT_HIGH}`,
    good: `id: discount-off\n        kind: composite\n        any: [discount-high]${DISCOUNT_HIGH}`,
    where: 'id: discount-off\n        kind: threshold',
    at: 'id: discount-off',
    message:
      'a composite of 21 triggers is more than anybody can follow; name at most 20, or make composites of composites',
  },
  {
    code: 'circular-composite',
    bad: 'id: discount-off\n        kind: composite\n        all: [discount-off]',
    good: 'id: discount-off\n        kind: threshold',
    at: 'id: discount-off',
    message: 'composite "discount-off" depends on itself: discount-off → discount-off; leave one of them out',
  },
  {
    code: 'short-window',
    bad: portal('quarterly', 'sum', 'pace\n        window: quarter'),
    good: portal('quarterly', 'sum', 'pace\n        window: year'),
    where: portal('monthly', 'ratio', 'threshold'),
    at: 'quarter',
    message: 'a quarter is a single period of a quarterly KPI; make the window a year',
  },
  {
    code: 'no-whole',
    bad: 'priority: growth\n    dimensions: [region]\n    partOf: offers',
    good: 'priority: growth\n    dimensions: [region]\n    partOf: revenue',
    where: 'priority: growth\n    dimensions: [region]',
    at: 'offers',
    message: '"offers" is no coarser than "offers"; name a KPI with fewer dimensions',
  },
  {
    code: 'no-week',
    bad: 'id: few-offers\n        kind: change\n        by: 20\n        floor: 5\n        against: last-week',
    good: 'id: few-offers\n        kind: change\n        by: 20\n        floor: 5\n        against: last-year',
    where: 'id: few-offers\n        kind: threshold',
    at: 'last-week',
    message: 'KPI "offers" is weekly and has no same day a week before; compare with previous or last-year',
  },
  {
    code: 'no-level',
    bad: 'kind: freshness\n        level: red',
    good: 'kind: freshness',
    at: 'id: checks-missing',
    message: 'a freshness trigger has no level, for data is there or it is not; remove "level" and "red"',
  },
  {
    code: 'half-condition',
    bad: 'm: 2\n',
    good: 'm: 2\n        n: 3\n',
    at: 'id: few-checks',
    message: 'm and n belong together; give both (m breaches of the newest n slots) or neither',
  },
  {
    code: 'impossible-condition',
    bad: 'm: 4\n        n: 3\n',
    good: 'm: 2\n        n: 3\n',
    at: 'id: few-checks',
    message: 'm (4) of n (3) can never be met; make m at most n',
  },
  {
    code: 'kpi-without-trigger',
    bad: 'bands: { amber: 10, red: 20 }\n',
    good: `bands: { amber: 10, red: 20 }${asked}`,
    at: 'id: portal-use',
    message: 'KPI "portal-use" has no trigger; add one that says who decides what, or drop the KPI',
  },
  {
    code: 'kpi-without-priority',
    bad: 'owner: ben\n    target',
    good: 'owner: ben\n    priority: growth\n    target',
    at: 'id: discount',
    message: 'KPI "discount" belongs to no priority; add "priority:" or drop the KPI',
  },
  {
    code: 'kpi-without-target',
    bad: `priority: growth${silence}`,
    good: `priority: growth\n    ${inRange}${silence}`,
    where: `priority: growth\n    ${inRange}${decision('discount-off', 'Discounts leave the range. What is the rule?')}`,
    at: 'id: discount',
    message: 'KPI "discount" has no target; add "target:" and "bands:" here or on every series',
  },
  {
    code: 'kpi-without-source',
    bad: 'kpis: [revenue, offers, discount, waste, checks]',
    good: 'kpis: [revenue, offers, discount, waste, checks, portal-use]',
    at: 'id: portal-use',
    message: 'no source may post KPI "portal-use"; name it under one of the sources',
  },
  {
    code: 'leads-nothing',
    bad: 'kind: leading\n    aggregation: ratio\n    owner: ada',
    good: 'kind: leading\n    leads: [waste]\n    aggregation: ratio\n    owner: ada',
    at: 'leading',
    message: 'KPI "checks" is leading but leads nothing; add "leads:" or make it lagging',
  },
]
