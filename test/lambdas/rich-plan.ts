import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { smallPlan } from './small-plan.ts'

/** The small plan with one of everything a plan can have, and every reference that can be given. */
export function richPlan(): ResolvedPlan {
  const plan = structuredClone(smallPlan())
  const milestones = [{ id: 'signed', name: 'Contract signed', due: '2016-09-01', owner: 'sam' }]
  const [kpi, other] = [plan.kpis[0]!, plan.kpis[1]!]
  kpi.triggers[0]!.decider = 'dora'
  Object.assign(other, { leads: ['four-hour'], tradesOff: ['four-hour'] })
  Object.assign(plan.people[2]!, { function: 'wards' })
  plan.functions = [{ id: 'wards', name: 'Wards' }]
  plan.priorities = [
    {
      id: 'flow',
      name: 'Flow',
      accountable: 'maria',
      outcome: { kpi: 'four-hour', target: 95, by: '2016-12-31' },
      functions: [{ function: 'wards', commitment: 'Beds free by noon' }],
      initiatives: ['front-door'],
    },
  ]
  plan.initiatives = [
    {
      id: 'front-door',
      name: 'Front door',
      accountable: 'maria',
      responsible: ['owen'],
      consulted: ['dora'],
      informed: ['sam'],
      milestones,
      phases: [
        {
          id: 'build',
          name: 'Build',
          milestones: [{ id: 'open', name: 'Open', due: '2016-10-01', owner: 'owen', dependsOn: ['signed'] }],
        },
      ],
    },
  ]
  plan.reviews = [
    {
      id: 'weekly',
      name: 'Weekly',
      schedule: '0 9 * * mon',
      timezone: 'Europe/London',
      calendar: 'england',
      holidays: 'after',
      chair: 'maria',
      participants: ['owen', 'sam'],
      scope: { priorities: ['flow'], functions: ['wards'], initiatives: ['front-door'], kpis: ['four-hour'] },
      closesAfter: { count: 2, unit: 'wd' },
    },
  ]
  plan.programmes = [
    {
      id: 'huddle',
      name: 'Huddle',
      initiative: 'front-door',
      behaviours: [{ id: 'meet', description: 'Meet at eight' }],
      audience: { functions: ['wards'], people: ['owen'] },
      sponsor: 'maria',
      champions: ['dora'],
      goLive: '2016-07-01',
      horizon: 90,
      gates: [30, 60, 90],
      mailBudget: 2,
      measures: { adoption: 'four-hour', utilisation: 'attendances', proficiency: 'attendances' },
      why: 'Because it helps.',
      howTo: 'Stand up.',
    },
  ]
  plan.workflows = [
    {
      id: 'discharge',
      name: 'Discharge',
      owner: 'owen',
      priority: 'flow',
      activities: [
        { id: 'plan', name: 'Plan', owner: 'sam', function: 'wards' },
        { id: 'leave', name: 'Leave', owner: 'owen' },
      ],
    },
  ]
  return plan
}
