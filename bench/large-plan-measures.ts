/** The KPIs and reviews of the large plan. */
import type { Plan } from '../domain/plan/plan.ts'

const CADENCES = ['weekly', 'monthly', 'monthly', 'quarterly'] as const

/** KPIs of every cadence, each with an owner, a priority, a target, a threshold and a freshness trigger. */
export const largeKpis = (count: number, people: number, priorities: number): Plan['kpis'] =>
  Array.from({ length: count }, (_, i) => ({
    id: `kpi-${i}`,
    name: `Share of cases ${i} done in time`,
    description: `How many of all cases of kind ${i} were done by the day they were promised for.`,
    unit: '%',
    decimals: 1,
    direction: 'up',
    cadence: CADENCES[i % CADENCES.length]!,
    // The first KPI of a priority is its outcome; the ones after it move ahead of it.
    ...(i < priorities ? { kind: 'lagging' } : { kind: 'leading', leads: [`kpi-${i % priorities}`] }),
    aggregation: 'mean',
    owner: `p${(i * 2) % people}`,
    steward: `p${(i * 2 + 1) % people}`,
    priority: `priority-${i % priorities}`,
    target: i % 2 === 0 ? [{ constant: 95 }] : [{ lastYear: { plus: 1, cap: 99 } }],
    bands: { amber: 2, red: 5 },
    triggers: [threshold(i), freshness(i)],
  }))

type Trigger = NonNullable<Plan['kpis'][number]['triggers']>[number]

const threshold = (i: number): Trigger => ({
  id: `kpi-${i}-falls`,
  kind: 'threshold',
  level: i % 3 === 0 ? 'amber' : 'red',
  severity: 'S3',
  question: `Cases of kind ${i} are done late. What changes, from when?`,
  options: [
    { id: 'people', label: 'Move people to it for a month', expectedEffect: 'Two to three points within six weeks' },
    { id: 'intake', label: 'Take in less until it is done' },
    { id: 'keep-course', label: 'Keep the course and say what makes you confident' },
  ],
  fallback: { option: 'people', note: 'It can be undone at any time.' },
})

const freshness = (i: number): Trigger => ({
  id: `kpi-${i}-missing`,
  kind: 'freshness',
  question: `The figure of cases ${i} is missing. What happens?`,
  options: [
    { id: 'posted-soon', label: 'It will be posted within three working days' },
    { id: 'supplier', label: 'The system has a fault; it is reported' },
  ],
  fallback: { option: 'supplier', note: 'The owner calls the supplier.' },
})

/** A monthly review of ten KPIs each, for the first 200 KPIs; everybody who owns one of them checks in. */
export const largeReviews = (kpis: number): NonNullable<Plan['reviews']> =>
  Array.from({ length: Math.min(20, Math.ceil(kpis / 10)) }, (_, r) => ({
    id: `review-${r}`,
    name: `Review ${r}`,
    schedule: `0 ${9 + (r % 8)} * * mon#1`,
    chair: `p${r}`,
    scope: { kpis: Array.from({ length: 10 }, (_, k) => `kpi-${r * 10 + k}`).filter((_, k) => r * 10 + k < kpis) },
  }))
