/** What the fields of priorities, initiatives, phases and milestones mean. */
import { block, exampleOf } from './block.ts'
import { InitiativeSpec, MilestoneSpec, PhaseSpec, PrioritySpec } from './strategy.ts'

export const OUTCOME = block({
  title: 'Outcome',
  about: 'The number by which one sees, on a day, that a priority is reached.',
  schema: PrioritySpec.shape.outcome.unwrap(),
  fields: {
    kpi: { means: 'Id of the KPI that shows it.', example: 'on-time-in-full' },
    target: { means: "Value to reach, in the KPI's unit.", example: 95 },
    by: { means: 'Day by which it is to be reached.', example: '2027-09-30' },
  },
})

export const COMMITMENT = block({
  title: 'Commitments',
  about: 'What one function does for a priority.',
  schema: PrioritySpec.shape.functions.unwrap().element,
  fields: {
    function: { means: 'Id of the function that commits to it.', example: 'operations' },
    commitment: {
      means: 'What the function will do, so that anybody can tell whether it did.',
      example: 'Capacity for the next eight weeks published every Friday',
    },
  },
})

export const PRIORITY = block({
  title: 'Priorities',
  about: 'What matters most: an outcome that one person answers for, and what each function commits to it.',
  schema: PrioritySpec,
  fields: {
    id: { means: 'Id by which KPIs, reviews and workflows name the priority.', example: 'reliable-delivery' },
    name: { means: 'What is wanted, in one line.', example: 'Deliver on the day we promised' },
    outcome: { means: 'How one sees that it is reached.', example: exampleOf(OUTCOME) },
    accountable: {
      means: 'Id of the one person who answers for it.',
      example: 'operations-director',
      needed: true,
    },
    functions: { means: 'What each function commits to it.', otherwise: 'none', example: [exampleOf(COMMITMENT)] },
    initiatives: { means: 'Ids of the initiatives that move it.', otherwise: 'none', example: ['joint-planning'] },
  },
})

export const MILESTONE = block({
  title: 'Milestones',
  about:
    'Something that is due on a day, from one person. Milestones stand in an initiative or in one of its phases. Reviews ask how one stands when it is overdue, due within 30 days or the next of its initiative, and take the answer that it is done. On the due day itself nobody is asked so far.',
  schema: MilestoneSpec,
  fields: {
    id: { means: 'Id, unique among all milestones of the plan.', example: 'capacity-visible' },
    name: { means: 'What is reached, in one line.', example: 'Capacity visible to sales' },
    due: { means: 'Day on which it is due; a working day.', example: '2026-12-04' },
    owner: { means: 'Id of the person who delivers it.', example: 'planning-manager', needed: true },
    deliverable: {
      means: 'What is there when it is done.',
      example: 'Load by week and work centre, eight weeks ahead',
    },
    dependsOn: { means: 'Ids of the milestones that come first.', otherwise: 'none', example: ['forecast-agreed'] },
  },
})

export const PHASE = block({
  title: 'Phases',
  about: 'A stretch of an initiative.',
  schema: PhaseSpec,
  fields: {
    id: { means: 'Id of the phase.', example: 'design' },
    name: { means: 'What it is for, in one line.', example: 'Design with two product families' },
    from: { means: 'First day.', example: '2026-10-05' },
    to: { means: 'Last day.', example: '2026-12-18' },
    milestones: { means: 'What is due within it.', otherwise: 'none', example: [exampleOf(MILESTONE)] },
  },
})

export const INITIATIVE = block({
  title: 'Initiatives',
  about:
    'Work that moves a priority. One person is accountable and is asked in reviews. Who does the work, is to be asked before or told after, is kept for readers of the plan; it brings nobody a mail.',
  schema: InitiativeSpec,
  fields: {
    id: { means: 'Id by which priorities, reviews and programmes name the initiative.', example: 'joint-planning' },
    name: { means: 'What is done, in one line.', example: 'Sales and operations plan together' },
    accountable: { means: 'Id of the one person who answers for it.', example: 'operations-director', needed: true },
    responsible: { means: 'Ids of the people who do the work.', otherwise: 'none', example: ['planning-manager'] },
    consulted: { means: 'Ids of the people to be asked before.', otherwise: 'none', example: ['finance-director'] },
    informed: { means: 'Ids of the people to be told after.', otherwise: 'none', example: ['customer-director'] },
    phases: {
      means: 'Its stretches, each with milestones of its own.',
      otherwise: 'none',
      example: [exampleOf(PHASE)],
    },
    milestones: {
      means: 'What is due outside of any phase.',
      otherwise: 'none',
      example: [{ id: 'handed-over', name: 'Handed over to planning', due: '2027-04-30', owner: 'planning-manager' }],
    },
  },
})
