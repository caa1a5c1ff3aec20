import { parsePlan } from '../domain/plan/parse.ts'
import { resolvePlan } from '../domain/plan/resolve.ts'
import type { ResolvedPlan } from '../domain/plan/resolved.ts'

/** People with the same manager. */
const SPAN = 20

/** Of so many owners one answers for an initiative with two milestones besides their KPI: four items. */
const WITH_MORE = 5

const PRIORITIES = 5

const numbered = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))

/**
 * A company in which `owners` people each answer for a KPI, and one in five for three items more, all asked about in one
 * weekly review: Mondays at 7, closed after two working days. The same every time.
 */
export function reviewPlan(owners: number): ResolvedPlan {
  const managers = Math.ceil(owners / SPAN)
  const written = {
    organisation: { name: 'Large Organisation', timezone: 'Europe/London', desk: 'desk' },
    calendars: [{ id: 'uk', holidays: ['2026-12-25', '2026-12-28'] }],
    people: [
      { id: 'desk', name: 'The Desk', email: 'desk@example.org' },
      { id: 'chair', name: 'Carla Chair', email: 'chair@example.org' },
      ...numbered(managers, (m) => ({
        id: `m${m}`,
        name: `Manager ${m}`,
        email: `manager.${m}@example.org`,
        manager: 'chair',
      })),
      ...numbered(owners, (i) => ({
        id: `p${i}`,
        name: `Person ${i}`,
        email: `person.${i}@example.org`,
        manager: `m${Math.floor(i / SPAN)}`,
      })),
    ],
    priorities: numbered(PRIORITIES, (p) => ({
      id: `priority-${p}`,
      name: `Priority ${p}`,
      accountable: 'chair',
      outcome: { kpi: `kpi-${p}`, target: 95, by: '2027-12-31' },
      initiatives: numbered(Math.floor(owners / WITH_MORE), (i) => i)
        .filter((i) => i % PRIORITIES === p)
        .map((i) => `initiative-${i}`),
    })),
    initiatives: numbered(Math.floor(owners / WITH_MORE), (i) => ({
      id: `initiative-${i}`,
      name: `Initiative ${i}`,
      accountable: `p${i * WITH_MORE}`,
      milestones: numbered(2, (m) => ({
        id: `milestone-${i}-${m}`,
        name: `Step ${m} of initiative ${i}`,
        due: `2026-06-${15 + m}`,
        owner: `p${i * WITH_MORE}`,
      })),
    })),
    kpis: numbered(owners, (i) => ({
      id: `kpi-${i}`,
      name: `Figure ${i}`,
      unit: '%',
      direction: 'up',
      cadence: 'weekly',
      aggregation: 'last',
      owner: `p${i}`,
      priority: `priority-${i % PRIORITIES}`,
      target: 95,
      bands: { amber: 2, red: 5 },
    })),
    reviews: [
      {
        id: 'weekly',
        name: 'Weekly check-in',
        schedule: '0 7 * * mon',
        chair: 'chair',
        scope: { priorities: numbered(PRIORITIES, (p) => `priority-${p}`) },
        participants: numbered(owners, (i) => `p${i}`),
        closesAfter: '2 wd',
      },
    ],
  }
  const parsed = parsePlan(JSON.stringify(written), 'review-plan.json')
  if (!parsed.ok) throw new Error(parsed.findings.map(({ message }) => message).join('\n'))
  return resolvePlan(parsed.plan)
}
