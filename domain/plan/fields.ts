/**
 * Every block of a plan and what its fields mean. Beside the schemas and not in them: the functions bundle the schemas, and
 * would carry up to 28 kB of sentences that only editors and docs/plan.md show.
 */
import { type Block, block, exampleOf } from './block.ts'
import * as measures from './fields-measures.ts'
import * as motion from './fields-motion.ts'
import { OWN_MEASURE } from './fields-own-measure.ts'
import * as people from './fields-people.ts'
import * as strategy from './fields-strategy.ts'
import * as triggers from './fields-triggers.ts'
import { Plan } from './plan.ts'

export const PLAN = block({
  title: 'The plan',
  about: 'The sections of a plan, in whatever order.',
  schema: Plan,
  fields: {
    organisation: { means: 'Whose plan this is.', example: exampleOf(people.ORGANISATION) },
    calendars: { means: 'Which days are working days; at least one.', example: [exampleOf(people.CALENDAR)] },
    people: { means: 'Everybody who is asked, decides or answers; at least one.', example: [exampleOf(people.PERSON)] },
    sources: { means: 'Systems that post numbers.', otherwise: 'none', example: [exampleOf(people.SOURCE)] },
    functions: { means: 'Parts of the organisation.', otherwise: 'none', example: [exampleOf(people.FUNCTION)] },
    priorities: { means: 'What matters most.', otherwise: 'none', example: [exampleOf(strategy.PRIORITY)] },
    initiatives: {
      means: 'Work that moves the priorities.',
      otherwise: 'none',
      example: [exampleOf(strategy.INITIATIVE)],
    },
    kpis: { means: 'What is measured; at least one.', example: [exampleOf(measures.KPI)] },
    reviews: { means: 'Where people look at it.', otherwise: 'none', example: [exampleOf(motion.REVIEW)] },
    programmes: {
      means: 'Changes that are to be reinforced.',
      otherwise: 'none',
      example: [exampleOf(motion.PROGRAMME)],
    },
    workflows: { means: 'Work that passes through hands.', otherwise: 'none', example: [exampleOf(motion.WORKFLOW)] },
    escalation: {
      means: 'Who is asked next when somebody stays silent.',
      otherwise: 'owner, manager, deputy, accountable, desk',
      example: exampleOf(people.ESCALATION),
    },
    limits: { means: 'How much is too much.', otherwise: 'see there', example: exampleOf(motion.LIMIT) },
    acknowledged: {
      means: 'Warnings somebody has considered.',
      otherwise: 'none',
      example: [exampleOf(motion.ACKNOWLEDGEMENT)],
    },
  },
})

/** In the order of a plan; a block within another comes after it. */
export const BLOCKS: readonly Block[] = [
  PLAN,
  people.ORGANISATION,
  people.MAIL,
  people.CALENDAR,
  people.HOURS,
  people.PERSON,
  people.ABSENCE,
  people.SOURCE,
  people.FUNCTION,
  strategy.PRIORITY,
  strategy.OUTCOME,
  strategy.COMMITMENT,
  strategy.INITIATIVE,
  strategy.PHASE,
  strategy.MILESTONE,
  measures.KPI,
  measures.TARGET,
  measures.RANGE,
  measures.POINT,
  measures.LAST_YEAR,
  measures.BANDS,
  OWN_MEASURE,
  measures.SERIES,
  measures.REFERENCE,
  triggers.TRIGGER,
  triggers.RED,
  triggers.OPTION,
  triggers.FALLBACK,
  measures.SILENCE,
  motion.REVIEW,
  motion.SCOPE,
  motion.PROGRAMME,
  motion.BEHAVIOUR,
  motion.AUDIENCE,
  motion.MEASURES,
  motion.WORKFLOW,
  motion.ACTIVITY,
  people.ESCALATION,
  motion.LIMIT,
  motion.ACKNOWLEDGEMENT,
] as unknown as readonly Block[]
