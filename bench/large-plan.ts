/**
 * `node bench/large-plan.ts [people] > plan.yaml`: a large sound plan, the same every time. 5,000 people come with 2,000 KPIs of two
 * triggers each and 500 initiatives of four milestones each; other sizes in proportion.
 */
import type { Plan } from '../domain/plan/plan.ts'
import { printPlan } from '../domain/plan/print.ts'
import { largeKpis, largeReviews } from './large-plan-measures.ts'

/** Functions, and how many people have the same manager. */
export const FUNCTIONS = 20
const SPAN = 8
const PRIORITIES = 5
const MILESTONES = 4

const numbered = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))

/** The plan; lint finds no error in it. */
export function largePlan(people = 5000): Plan {
  const sizes = { people, kpis: Math.round(people * 0.4), initiatives: Math.round(people / 10) }
  return {
    organisation: { name: 'Large Organisation', timezone: 'Europe/London', desk: 'p0' },
    calendars: [{ id: 'uk', holidays: ['2026-12-25', '2026-12-28', '2027-01-01', '2027-03-26', '2027-03-29'] }],
    people: numbered(people, person),
    sources: numbered(10, (s) => ({
      id: `feed-${s}`,
      kpis: numbered(sizes.kpis, (k) => k)
        .filter((k) => k % 10 === s)
        .map((k) => `kpi-${k}`),
    })),
    functions: numbered(FUNCTIONS, (f) => ({ id: `function-${f}`, name: `Function ${f}` })),
    priorities: numbered(PRIORITIES, (p) => priority(p, sizes.initiatives)),
    initiatives: numbered(sizes.initiatives, (i) => initiative(i, people)),
    kpis: largeKpis(sizes.kpis, people, PRIORITIES),
    reviews: largeReviews(sizes.kpis),
    programmes: numbered(10, (n) => programme(n, sizes)),
    workflows: numbered(10, (n) => workflow(n, people)),
  }
}

/** Everybody but the first has a manager above and a deputy beside them. */
const person = (i: number): Plan['people'][number] => ({
  id: `p${i}`,
  name: `Person ${i}, ${['North', 'South', 'East', 'West'][i % 4]} Region`,
  email: `person.${i}@example.org`,
  function: `function-${i % FUNCTIONS}`,
  ...(i === 0 ? {} : { manager: `p${Math.floor((i - 1) / SPAN)}` }),
  deputy: `p${i % 2 === 0 ? i + 1 : i - 1}`,
  ...(i % 10 === 0 ? { absences: [{ from: '2026-08-03', to: '2026-08-14' }] } : {}),
})

const priority = (p: number, initiatives: number): NonNullable<Plan['priorities']>[number] => ({
  id: `priority-${p}`,
  name: `Priority ${p}`,
  outcome: { kpi: `kpi-${p}`, target: 95, by: '2027-12-31' },
  accountable: `p${p}`,
  functions: numbered(FUNCTIONS, (f) => ({
    function: `function-${f}`,
    commitment: `What function ${f} does for priority ${p} every week`,
  })),
  initiatives: numbered(initiatives, (i) => i)
    .filter((i) => i % PRIORITIES === p)
    .map((i) => `initiative-${i}`),
})

/** The nth Monday from 1 June 2026 on. */
const monday = (n: number) => new Date(Date.UTC(2026, 5, 1 + 7 * n)).toISOString().slice(0, 10)

const initiative = (i: number, people: number): NonNullable<Plan['initiatives']>[number] => ({
  id: `initiative-${i}`,
  name: `Initiative ${i}`,
  accountable: `p${(10 + i * 7) % people}`,
  responsible: [`p${(11 + i * 7) % people}`, `p${(12 + i * 7) % people}`],
  informed: [`p${(13 + i * 7) % people}`],
  milestones: numbered(MILESTONES, (m) => ({
    id: `milestone-${i}-${m}`,
    name: `Step ${m} of initiative ${i}`,
    due: monday(2 + (i % 8) + 10 * m),
    owner: `p${(20 + i * MILESTONES + m) % people}`,
    deliverable: `What can be seen when step ${m} is done`,
    ...(m === 0 ? {} : { dependsOn: [`milestone-${i}-${m - 1}`] }),
  })),
})

const programme = (
  n: number,
  sizes: { people: number; kpis: number; initiatives: number },
): NonNullable<Plan['programmes']>[number] => ({
  id: `programme-${n}`,
  name: `Programme ${n}`,
  initiative: `initiative-${n % sizes.initiatives}`,
  behaviours: [{ id: 'daily-look', description: 'Looks at the board every morning' }],
  audience: { functions: [`function-${n}`] },
  sponsor: `p${(30 + n) % sizes.people}`,
  goLive: monday(20 + n),
  measures: { adoption: `kpi-${(n + 10) % sizes.kpis}` },
  why: 'What is seen early costs little to mend.',
  howTo: 'Open the board, look at the red lines, say what you do about them.',
})

const workflow = (n: number, people: number): NonNullable<Plan['workflows']>[number] => ({
  id: `workflow-${n}`,
  name: `Workflow ${n}`,
  owner: `p${(50 + n) % people}`,
  priority: `priority-${n % PRIORITIES}`,
  activities: [{ id: 'asked' }, { id: 'agreed', owner: `p${(60 + n) % people}` }, { id: 'done' }],
  lateAfter: '10 wd',
})

if (import.meta.main) console.log(printPlan(largePlan(Number(process.argv[2] ?? 5000))))
