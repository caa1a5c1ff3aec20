/** What the fields of reviews, programmes, workflows and limits mean. */
import { block, exampleOf } from './block.ts'
import { AcknowledgementSpec, LIMITS, LimitsSpec } from './limits.ts'
import { AdoptionMeasures, Audience, BehaviourSpec, ProgrammeSpec } from './programme.ts'
import { ReviewSpec } from './review.ts'
import { ReviewScope } from './review-scope.ts'
import { ActivitySpec, WorkflowSpec } from './workflow.ts'

export const SCOPE = block({
  title: 'Scope',
  about: 'What a review looks at, added up. Name at least one thing, or leave the scope out for the whole plan.',
  schema: ReviewScope,
  fields: {
    priorities: { means: 'Ids of priorities, with their initiatives and KPIs.', example: ['reliable-delivery'] },
    functions: { means: 'Ids of functions, with what their people own.', example: ['operations'] },
    initiatives: { means: 'Ids of initiatives.', example: ['joint-planning'] },
    kpis: { means: 'Ids of KPIs.', example: ['unit-cost'] },
  },
  shows: ['priorities', 'kpis'],
})

export const REVIEW = block({
  title: 'Reviews',
  about: 'Where people look at what was agreed, and end with decisions.',
  schema: ReviewSpec,
  fields: {
    id: { means: 'Id of the review.', example: 'weekly-execution' },
    name: { means: 'Name people know it by.', example: 'Weekly execution' },
    purpose: { means: 'What it is for.', example: 'What is blocked, and who unblocks it.' },
    schedule: { means: 'When it opens, local time: five cron fields.', example: '0 10 * * mon', form: '[cron](#cron)' },
    timezone: { means: 'Time zone of the schedule.', otherwise: "the organisation's", example: 'Europe/London' },
    calendar: {
      means: 'Id of the calendar that knows its working days.',
      otherwise: "the organisation's",
      example: 'england',
    },
    holidays: {
      means: 'On a day off, leave it out (`skip`), or take the working day `before` or `after`.',
      otherwise: 'after',
      example: 'after',
    },
    chair: {
      means: 'Id of the person who gets the pack and ends it with decisions, or with "no action, because".',
      example: 'operations-director',
    },
    participants: {
      means: 'Ids of the people who check in.',
      otherwise: 'everybody who owns something in the scope',
      example: ['plant-manager', 'planning-manager'],
    },
    scope: { means: 'What it looks at.', otherwise: 'the whole plan', example: exampleOf(SCOPE) },
    closesAfter: {
      means: 'At the latest so long after the opening; sooner when everybody has answered.',
      otherwise: '2 wd',
      example: '1 wd',
    },
  },
  shows: ['id', 'name', 'purpose', 'schedule', 'holidays', 'chair', 'scope', 'closesAfter'],
})

export const BEHAVIOUR = block({
  title: 'Behaviours',
  about: 'Something one can see somebody do.',
  schema: BehaviourSpec,
  fields: {
    id: { means: 'Id, unique within the programme.', example: 'check-date' },
    description: { means: 'What they do, in one line.', example: 'Checks the date before confirming an order' },
  },
})

export const AUDIENCE = block({
  title: 'Audience',
  about: 'Who is to change: whole functions, single people, or both. Name at least one.',
  schema: Audience,
  fields: {
    functions: { means: 'Ids of functions, everybody in them.', example: ['sales'] },
    people: { means: 'Ids of people.', example: ['planning-manager'] },
  },
})

export const MEASURES = block({
  title: 'Measures',
  about: 'KPIs that show whether the new way is taken.',
  schema: AdoptionMeasures,
  fields: {
    adoption: { means: 'Id of the KPI: how many did it at least once.', example: 'sellers-checking' },
    utilisation: { means: 'Id of the KPI: how often of all chances.', example: 'promises-checked' },
    proficiency: { means: 'Id of the KPI: how well.', example: 'promises-kept' },
  },
  shows: ['adoption', 'utilisation'],
})

export const PROGRAMME = block({
  title: 'Programmes',
  about:
    'A change that is to be reinforced until it measurably sticks. A programme is checked by lint, kept with the plan, shown by diff, and counted where diff and lint say how much is asked of each person. That is all so far: nobody is mailed or asked anything for it, its gates included. Its KPIs and its initiative run like any others.',
  schema: ProgrammeSpec,
  fields: {
    id: { means: 'Id of the programme.', example: 'check-before-promise' },
    name: { means: 'Name people know it by.', example: 'Check before you promise' },
    initiative: { means: 'Id of the initiative whose change it reinforces.', example: 'joint-planning' },
    behaviours: { means: 'What people are to do: 1 to 3 behaviours.', example: [exampleOf(BEHAVIOUR)] },
    audience: { means: 'Who is to change.', example: exampleOf(AUDIENCE) },
    sponsor: { means: 'Id of the leader who asks for the change and visibly does it.', example: 'operations-director' },
    champions: { means: 'Ids of colleagues who help on the spot.', otherwise: 'none', example: ['key-accounts-lead'] },
    goLive: { means: 'Day from which the new way is the way.', example: '2027-03-01' },
    horizon: { means: 'Days from go-live until it is to have stuck; 30 to 365.', otherwise: '90', example: 90 },
    measures: { means: 'KPIs that show whether it is taken.', example: exampleOf(MEASURES) },
    gates: {
      means: 'Days from go-live at which the sponsor is to decide: continue, fix or extend; 1 to 6 of them.',
      otherwise: '30, 60 and the horizon',
      example: [30, 60, 90],
    },
    mailBudget: {
      means: 'Mails a week to one person that the programme may take; 1 to 5.',
      otherwise: '2',
      example: 2,
    },
    why: {
      means: 'Why the change is made, in words for those who are to change.',
      example: 'Every second late delivery was promised for a week that was already full.',
    },
    howTo: {
      means: 'How the new way is done, in words for those who are to do it.',
      example: 'Open the order, check the date, take one of the three dates offered.',
    },
  },
  shows: ['id', 'name', 'initiative', 'behaviours', 'audience', 'sponsor', 'goLive', 'measures', 'why', 'howTo'],
})

export const ACTIVITY = block({
  title: 'Activities',
  about: 'One step of a workflow.',
  schema: ActivitySpec,
  fields: {
    id: { means: 'Id, unique within the workflow.', example: 'build' },
    name: { means: 'Name people know it by.', otherwise: 'its id', example: 'Build and test' },
    owner: {
      means: 'Id of the person who answers for what waits here.',
      otherwise: "the workflow's owner",
      example: 'plant-manager',
    },
    function: { means: 'Id of the function that does it.', example: 'operations' },
  },
})

export const WORKFLOW = block({
  title: 'Workflows',
  about:
    'Work that passes through hands, and who answers for each step. Reviews ask its owner how it stands, as of any item. Steps and limits are checked and kept, and that is all so far: events of single cases are not taken in, so that nothing is known of waiting, rework or lateness.',
  schema: WorkflowSpec,
  fields: {
    id: { means: 'Id of the workflow.', example: 'order-to-delivery' },
    name: { means: 'Name people know it by.', example: 'From order to delivery' },
    owner: {
      means: 'Id of the person who answers for the whole.',
      example: 'operations-director',
      needed: true,
    },
    priority: { means: 'Id of the priority it serves.', example: 'reliable-delivery' },
    activities: {
      means: 'Its steps: at least 2.',
      example: [{ id: 'plan', name: 'Plan capacity', owner: 'planning-manager' }, exampleOf(ACTIVITY)],
    },
    lateAfter: {
      means: 'How long a case may take. Checked and kept; cases are not followed so far.',
      otherwise: 'no case is',
      example: '40 d',
    },
  },
})

export const LIMIT = block({
  title: 'Limits',
  about: 'How much is too much. Lint warns above them; more priorities than the limit are an error.',
  schema: LimitsSpec,
  fields: {
    priorities: { means: 'Priorities of the plan.', otherwise: `${LIMITS.priorities}`, example: 3 },
    itemsPerPerson: {
      means: 'Priorities, initiatives, milestones, series and workflows that one person owns.',
      otherwise: `${LIMITS.itemsPerPerson}`,
      example: 12,
    },
    asksPerWeek: {
      means: 'Asks of one person in a week, as lint and diff count them.',
      otherwise: `${LIMITS.asksPerWeek}`,
      example: 8,
    },
    firingsPerQuarter: {
      means: 'Times a trigger may have fired in a quarter on history (`lint --data`).',
      otherwise: `${LIMITS.firingsPerQuarter}`,
      example: 6,
    },
  },
})

export const ACKNOWLEDGEMENT = block({
  title: 'Acknowledged warnings',
  about: 'Warnings somebody has considered: lint shows them with the reason and does not count them.',
  schema: AcknowledgementSpec,
  fields: {
    finding: { means: 'Code of the warning.', example: 'kpi-without-trigger' },
    of: { means: 'Id of the innermost item it is about, or `organisation`.', example: 'headcount' },
    because: { means: 'Why it may stay.', example: 'Shown for context; nobody decides by it' },
  },
})
