/** What the fields of triggers, their options and fallbacks mean. */
import { block, exampleOf } from './block.ts'
import { FallbackSpec, OptionSpec, TriggerSpec } from './trigger.ts'

/** Fields that a trigger and its red part share. */
const FIRING = {
  severity: {
    means:
      'How fast it goes: `S1` at once, by the wall clock; `S2` within a day; `S3` with the next mail; `S4` with the first mail of next week.',
    otherwise: 'S2 for red, S3 for amber and other kinds than threshold',
    example: 'S2' as const,
  },
  m: {
    means: 'How many of the newest `n` due periods must be off for it to fire.',
    otherwise: 'by cadence and kind',
    example: 2,
  },
  n: {
    means: 'How many due periods are looked at.',
    otherwise: 'by cadence and kind',
    example: 3,
  },
  k: {
    means: 'How many recovered periods in a row end the episode.',
    otherwise: 'by cadence and kind',
    example: 2,
  },
  respondBy: {
    means:
      'Time until somebody has responded. Of S1 the next in the chain is asked then, and again after each such time; reminders of others keep to working days.',
    otherwise: 'by severity and cadence',
    example: '1 wd',
  },
  decideBy: {
    means: 'Time until a decision is made. The chain starts then at the latest, and after it the fallback is recorded.',
    otherwise: 'by severity and cadence',
    example: '3 wd',
  },
}

export const RED = block({
  title: 'Red',
  about: 'What differs for red in a trigger whose level is `amber`.',
  schema: TriggerSpec.shape.red.unwrap(),
  fields: { ...FIRING, severity: { ...FIRING.severity, otherwise: 'S2' } },
  shows: ['severity', 'respondBy'],
})

export const OPTION = block({
  title: 'Options',
  about: 'One thing that can be decided.',
  schema: OptionSpec,
  fields: {
    id: { means: 'Id, unique within the trigger.', example: 'weekend-shift' },
    label: { means: 'What is done, as the button says it.', example: 'A Saturday shift for six weeks' },
    expectedEffect: { means: 'What is expected to come of it.', example: 'About 300 hours; unit cost up by a point' },
  },
})

export const FALLBACK = block({
  title: 'Fallback',
  about: 'What is recorded when time runs out; never as somebody’s choice.',
  schema: FallbackSpec,
  fields: {
    option: { means: 'Id of the option that then holds.', example: 'resequence' },
    note: { means: 'Why this one.', example: 'It costs nothing and protects the customers who stay.' },
  },
})

export const TRIGGER = block({
  title: 'Triggers',
  about:
    'What turns a measurement into a decision: a question, who decides it, what can be decided, and what holds if nobody does.',
  schema: TriggerSpec,
  fields: {
    id: { means: 'Id, unique among all triggers of the plan.', example: 'deliveries-slip' },
    kind: {
      means:
        '`threshold` fires when values are off target, `pace` when a sum falls behind the target of its year or quarter, `forecast` when that target will probably be missed, `change` when a value is too far from an earlier one, `control-chart` when the KPI moves as it usually does not, `capability` when its target lies beyond what it usually reaches, `composite` when several other triggers of the KPI hold together, `freshness` when a value is missing.',
      example: 'threshold',
    },
    level: {
      means: 'The mildest level that fires; `amber` watches amber and red, each on its own.',
      otherwise: 'red',
      example: 'red',
    },
    ...FIRING,
    red: { means: 'What differs for red where the level is amber.', example: exampleOf(RED) },
    window: {
      means: 'For pace and forecast: what is summed and has a target.',
      otherwise: "the KPI's",
      example: 'quarter',
    },
    yearBegins: {
      means: 'For pace and forecast: the month a year begins with, 1 to 12; quarters are counted from it.',
      otherwise: "the organisation's",
      example: 4,
    },
    against: {
      means: 'For change: the period before, the same day a week before, or the same period a year before.',
      otherwise: 'previous',
      example: 'last-year',
    },
    by: {
      means: 'For change, which needs it: how many percent of the earlier value are too much; above 0.',
      example: 20,
    },
    floor: {
      means: "For change, which needs it: earlier values nearer to 0 than this, in the KPI's unit, are not compared.",
      example: 50,
    },
    rules: {
      means:
        'For control-chart: what counts as special. `wheeler` has four rules fit for KPIs; `making-data-count` is that of the NHS, `western-electric` the one of 1956; both alarm more often.',
      otherwise: 'wheeler',
      example: 'making-data-count',
    },
    side: {
      means: 'For control-chart: whether only the side nobody wants counts, or both.',
      otherwise: 'adverse',
      example: 'both',
    },
    baselineFrom: {
      means:
        'For control-chart and capability: the period with which the 24 values begin that say how the KPI usually moves. Set it to begin anew after the process has changed.',
      otherwise: 'the first period there is',
      example: '2026-W10',
    },
    classic: {
      means:
        'For control-chart and capability: whether limits are those of published charts, not widened for KPIs that move slowly.',
      otherwise: 'false',
      example: true,
    },
    all: { means: 'For composite: triggers of the same KPI that must all hold.', example: ['deliveries-slip'] },
    any: { means: 'For composite: triggers of the same KPI of which one must hold.', example: ['deliveries-slip'] },
    none: { means: 'For composite: triggers of the same KPI that must not hold.', example: ['deliveries-missing'] },
    opensDecision: {
      means: 'Whether it asks anybody; one that does not is only a condition for composites.',
      otherwise: 'true',
      example: false,
    },
    minimumHistory: { means: 'Periods with data before anything may fire.', otherwise: '0', example: 6 },
    requireFinal: {
      means: 'Whether provisional values never fire; otherwise they do once they have settled.',
      otherwise: 'false; change: true',
      example: true,
    },
    question: { means: 'What is to be decided, as the mail asks it.', example: 'Deliveries slip. What gives way?' },
    decider: {
      means: '`owner`, `steward` or `decider` of the series, `accountable` for the priority, or the id of a person.',
      otherwise: 'decider of the series, else its owner; freshness: the steward',
      example: 'accountable',
    },
    options: {
      means: 'What can be decided: 2 to 6 options.',
      example: [
        exampleOf(OPTION),
        { id: 'resequence', label: 'Late orders of contract customers first', expectedEffect: 'Others wait longer' },
      ],
    },
    fallback: { means: 'What holds if nobody decides in time.', example: exampleOf(FALLBACK) },
    effectCheck: {
      means: 'Periods after a decision took effect until the KPI is looked at again.',
      otherwise: 'by cadence',
      example: 4,
    },
  },
  shows: ['id', 'kind', 'level', 'severity', 'm', 'n', 'question', 'decider', 'options', 'fallback', 'effectCheck'],
})
