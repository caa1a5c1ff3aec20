/** A small company for the tests of reviews: two priorities, three functions, milestones around 2 March 2026. */
import type { Plan } from '../../../domain/plan/plan.ts'
import { resolvePlan } from '../../../domain/plan/resolve.ts'
import type { ResolvedPlan } from '../../../domain/plan/resolved.ts'
import type { CheckIn } from '../../../domain/review/check-in.ts'

const person = (id: string, more: Partial<Plan['people'][number]> = {}) => ({
  id,
  name: `Name of ${id}`,
  email: `${id}@example.org`,
  ...more,
})
type Kpi = Plan['kpis'][number]
const kpi = (id: string, more: Partial<Kpi>): Kpi => ({
  id,
  name: `KPI ${id}`,
  unit: '%',
  direction: 'up',
  cadence: 'weekly',
  aggregation: 'last',
  target: [{ constant: 95 }],
  bands: { amber: 1, red: 3 },
  ...more,
})

const written: Plan = {
  organisation: { name: 'Company', timezone: 'Europe/London', desk: 'desk' },
  calendars: [{ id: 'england', holidays: ['2026-04-03', '2026-04-06'] }],
  functions: [{ id: 'sales' }, { id: 'operations' }],
  people: [
    person('desk'),
    person('boss'),
    person('anna', { function: 'sales', manager: 'boss' }),
    person('bert', { function: 'operations', manager: 'boss', deputy: 'anna' }),
    person('cora', { function: 'operations', manager: 'bert' }),
  ],
  priorities: [
    { id: 'growth', name: 'Growth', accountable: 'boss', initiatives: ['shop'] },
    { id: 'flow', name: 'Flow', accountable: 'bert', outcome: { kpi: 'wait', target: 95, by: '2026-12-31' } },
  ],
  initiatives: [
    {
      id: 'shop',
      name: 'Web shop',
      accountable: 'anna',
      milestones: [
        { id: 'pilot', name: 'Pilot', due: '2026-02-20', owner: 'cora' },
        { id: 'launch', name: 'Launch', due: '2026-03-20', dependsOn: ['pilot'] },
        { id: 'abroad', name: 'Abroad', due: '2026-09-01', dependsOn: ['launch', 'pilot'] },
      ],
    },
    {
      id: 'yard',
      name: 'New yard',
      phases: [{ id: 'p1', name: 'Build', milestones: [{ id: 'gates', name: 'Gates', due: '2026-08-01' }] }],
      milestones: [{ id: 'roof', name: 'Roof', due: '2026-10-01' }],
    },
  ],
  kpis: [
    kpi('leads', { owner: 'anna', priority: 'growth' }),
    kpi('wait', {
      owner: 'bert',
      dimensions: ['site'],
      series: [{ dimensions: { site: 'north' } }, { dimensions: { site: 'south' }, owner: 'cora' }],
    }),
    kpi('returns', { owner: 'cora', dimensions: ['shop'] }),
  ],
  workflows: [{ id: 'invoice', name: 'Invoice', priority: 'flow', activities: [{ id: 'write' }, { id: 'sign' }] }],
  reviews: [{ id: 'weekly', name: 'Weekly check-in', schedule: '0 9 * * mon', chair: 'boss' }],
}

/** The company, with whatever a test changes. */
export const company = (changes: Partial<Plan> = {}): ResolvedPlan => resolvePlan({ ...written, ...changes })

/** A check-in on an item, fine unless changed. */
export const checkIn = (item: string, at: string, more: Partial<CheckIn> = {}): CheckIn => ({
  item,
  at,
  by: 'anna',
  status: 'on-track',
  confidence: 7,
  changed: 'More calls.',
  blockers: [],
  how: 'page',
  unchanged: 0,
  cycles: [],
  lateFor: [],
  ...more,
})
