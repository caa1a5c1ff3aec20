/** A small organisation for the tests of decisions, asks and mails: a hospital in London, its region in New York. */
import type { Decision } from '../../domain/decision.ts'
import { openDecision } from '../../domain/decision-opening.ts'
import { parseInstant } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { resolvePlan } from '../../domain/plan/resolve.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'

/** Monday, 2 May 2016 is a bank holiday in England; the tests begin on the Tuesday after it, at ten. */
export const START = parseInstant('2016-05-03T10:00:00Z')
export const DAY = 86_400_000

type Person = Plan['people'][number]

const person = (id: string, more: Partial<Person> = {}): Person => ({
  id,
  name: `Name of ${id}`,
  email: `${id}@example.org`,
  ...more,
})

const written: Plan = {
  organisation: { name: 'Test Trust', timezone: 'Europe/London', desk: 'desk' },
  calendars: [
    { id: 'england', holidays: ['2016-05-02', '2016-05-30'] },
    { id: 'usa', holidays: ['2016-05-30', '2016-07-04'] },
  ],
  people: [
    person('desk'),
    person('director', { timezone: 'America/New_York', calendar: 'usa' }),
    person('chief', { manager: 'director' }),
    person('owner', { manager: 'chief', deputy: 'deputy' }),
    person('deputy', { manager: 'chief' }),
    person('loner'),
  ],
  priorities: [{ id: 'flow', name: 'Flow', accountable: 'director' }],
  kpis: [
    {
      id: 'four-hour',
      name: 'Four-hour performance',
      unit: '%',
      direction: 'up',
      cadence: 'monthly',
      aggregation: 'ratio',
      owner: 'owner',
      priority: 'flow',
      target: [{ constant: 95 }],
      bands: { amber: 1, red: 3 },
      triggers: [
        {
          id: 'below',
          kind: 'threshold',
          question: 'What do we change to bring it back?',
          options: [
            { id: 'beds', label: 'Open beds' },
            { id: 'staff', label: 'Move staff' },
          ],
          fallback: { option: 'beds', note: 'Open the escalation ward.' },
        },
      ],
    },
  ],
}

/** The organisation with some people changed, e.g. absent. */
export const organisation = (changes: Record<string, Partial<Person>> = {}): ResolvedPlan =>
  resolvePlan({ ...written, people: written.people.map((p) => ({ ...p, ...changes[p.id] })) })

const EVIDENCE: Decision['evidence'] = {
  kpi: 'four-hour',
  kpiName: 'Four-hour performance',
  seriesLabel: '',
  unit: '%',
  decimals: 1,
  direction: 'up',
  knownAt: '2016-05-03T10:00:00Z',
  points: [{ period: '2016-04', value: 88.1, target: 95, status: 'off-track' }],
  references: [],
}

/** A decision of that organisation, opened at `now`. */
export const openedDecision = (
  plan: ResolvedPlan,
  now = START,
  more: Partial<{ severity: Decision['severity']; episode: string; decider: string; attempt: 1 | 2 }> = {},
): Decision => {
  const kpi = plan.kpis[0]!
  const trigger = { ...kpi.triggers[0]!, ...(more.decider ? { decider: more.decider } : {}) }
  const { severity = 'S2', episode = 'e1', attempt = 1 } = more
  const opening = {
    plan,
    planVersion: 1,
    kpi,
    trigger,
    series: plan.series[0]!,
    episode,
    level: 'red' as const,
    severity,
    attempt,
  }
  return openDecision({ ...opening, evidence: EVIDENCE }, now).decision
}
