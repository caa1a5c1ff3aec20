/** What the fields of KPIs, targets, bands and series mean. */
import { block, exampleOf } from './block.ts'
import { OWN_MEASURE } from './fields-own-measure.ts'
import { TRIGGER } from './fields-triggers.ts'
import { BandsSpec, KpiSpec, SeriesSpec, TargetSpec } from './measure.ts'
import { SilenceSpec } from './silence.ts'

export const RANGE = block({
  title: 'Range',
  about: 'A target with two ends, for a KPI whose direction is `range`.',
  schema: TargetSpec.shape.range.unwrap(),
  fields: {
    low: { means: 'Smallest value that is on target.', example: 78 },
    high: { means: 'Largest value that is on target.', example: 92 },
  },
})

export const POINT = block({
  title: 'Points',
  about: 'One value of a target that moves. The last one holds on.',
  schema: TargetSpec.shape.points.unwrap().element,
  fields: {
    at: {
      means: "Period of the KPI's cadence from which it holds.",
      example: '2026-10',
      form: '[period](#periods)',
    },
    value: { means: 'The target in that period.', example: 88 },
  },
})

export const LAST_YEAR = block({
  title: 'Last year',
  about: 'A target taken from the same period a year before. Without a value then, there is no target.',
  schema: TargetSpec.shape.lastYear.unwrap(),
  fields: {
    plus: { means: "What is added to last year's value, in the KPI's unit; may be negative.", example: 1 },
    cap: { means: 'Where the target stops climbing, or falling.', example: 96 },
  },
})

export const TARGET = block({
  title: 'Targets',
  about:
    'What a KPI should reach: exactly one of `constant`, `range`, `points` and `lastYear`. A number alone is a constant (`target: 95`). A list is a history, each entry but the first with the day it holds from.',
  schema: TargetSpec,
  fields: {
    effectiveFrom: {
      means: 'First day it holds; a period is judged by what holds on its first day.',
      otherwise: 'always',
      example: '2026-10-01',
    },
    constant: { means: "One value, in the KPI's unit.", example: 95 },
    range: { means: 'Values between two ends are on target.', example: exampleOf(RANGE) },
    points: {
      means: 'A target that moves from period to period.',
      example: [exampleOf(POINT), { at: '2027-09', value: 95 }],
    },
    between: {
      means: 'Between two points the target holds the earlier (`step`) or runs straight (`linear`).',
      otherwise: 'linear',
      example: 'step',
    },
    lastYear: { means: 'The same period a year before, and a difference.', example: exampleOf(LAST_YEAR) },
  },
  shows: ['effectiveFrom', 'points', 'between'],
})

export const BANDS = block({
  title: 'Bands',
  about:
    'How far from the target amber and red begin. Going back takes a little more, so that a status does not flicker.',
  schema: BandsSpec,
  fields: {
    amber: { means: 'Distance from the target at which amber begins; 0 or more.', example: 2 },
    red: { means: 'Distance from the target at which red begins; not less than amber.', example: 5 },
    as: {
      means: "Whether distances are in the KPI's unit (`absolute`) or in percent of the target.",
      otherwise: 'absolute',
      example: 'absolute',
    },
    hysteresis: {
      means: 'How far back over an edge a value must come to count as recovered, in the unit of the bands.',
      otherwise: 'a quarter of red − amber; 2 % of the target where they are equal',
      example: 0.5,
    },
  },
  shows: ['amber', 'red', 'as'],
})

export const SERIES = block({
  title: 'Series',
  about: 'One series of a KPI with dimensions, and what differs from the KPI.',
  schema: SeriesSpec,
  fields: {
    dimensions: {
      means: "One value for each of the KPI's dimensions: letters, digits, `.`, `_` and `-`, at most 64.",
      example: { site: 'north' },
      form: 'block of names and values',
    },
    name: {
      means: 'Name people read.',
      otherwise: "the KPI's name and the values",
      example: 'On time, northern plant',
    },
    owner: {
      means: 'Id of the person who answers for the series.',
      otherwise: "the KPI's owner",
      example: 'plant-manager',
    },
    steward: {
      means: 'Id of the person who sees to its data.',
      otherwise: "the KPI's steward, else the owner",
      example: 'planning-manager',
    },
    decider: { means: 'Id of the person who decides.', otherwise: 'the owner', example: 'operations-director' },
    target: {
      means: 'Its own target.',
      otherwise: "the KPI's",
      example: 93,
      form: 'number, [target](#targets), or list of targets',
    },
    bands: { means: 'Its own bands.', otherwise: "the KPI's", example: exampleOf(BANDS) },
  },
  shows: ['dimensions', 'owner', 'target'],
})

export const REFERENCE = block({
  title: 'Reference lines',
  about: 'A line shown beside the values that judges nothing.',
  schema: KpiSpec.shape.references.unwrap().element,
  fields: {
    label: { means: 'What the line is.', example: 'Industry average' },
    value: { means: "Where it lies, in the KPI's unit.", example: 91 },
  },
})

export const SILENCE = block({
  title: 'Silences',
  about:
    'A time in which triggers of the KPI ask nobody, because it is known why they fire. When it ends, what is true then is asked.',
  schema: SilenceSpec,
  fields: {
    trigger: {
      means: 'Id of the only trigger that is silent.',
      otherwise: 'all of the KPI',
      example: 'deliveries-slip',
    },
    dimensions: {
      means: 'The series that are silent: those with these values.',
      otherwise: 'all of the KPI',
      example: { site: 'north' },
      form: 'block of names and values',
    },
    from: { means: 'First day of silence.', otherwise: 'when the plan is applied', example: '2026-08-03' },
    until: { means: 'Last day of silence.', example: '2026-08-21' },
    reason: { means: 'What is known; shown wherever the silence is.', example: 'The plant is rebuilt' },
  },
  shows: ['until', 'reason'],
})

export const KPI = block({
  title: 'KPIs',
  about: 'What is measured, how it is judged, who answers for it, and what it triggers.',
  schema: KpiSpec,
  fields: {
    id: { means: 'Id under which values are posted.', example: 'on-time-in-full' },
    name: { means: 'Name people read.', example: 'On time in full' },
    description: {
      means: 'What exactly is measured.',
      example: 'Order lines delivered complete on the date first promised, of all lines due in the week.',
    },
    unit: { means: 'Unit of its values; `%` has to be in quotes.', example: '%' },
    decimals: { means: 'Decimal places that are kept and compared.', otherwise: '0', example: 1 },
    direction: { means: 'Whether more is better (`up`), less (`down`), or neither (`range`).', example: 'up' },
    cadence: {
      means:
        'How often there is a value: its periods are days (`daily`), the days from Monday to Friday (`weekdays`), ISO weeks, months or quarters. Of weekdays nothing is expected on a day off of the calendar that holds; after a Friday comes a Monday.',
      example: 'weekly',
    },
    kind: {
      means: 'Whether it moves before an outcome (`leading`) or tells how it ended.',
      otherwise: 'lagging',
      example: 'leading',
    },
    leads: { means: 'Ids of the KPIs it moves ahead of.', otherwise: 'none', example: ['contract-retention'] },
    tradesOff: {
      means: 'Ids of the KPIs that tend to get worse when this one gets better, as speed and accuracy do.',
      otherwise: 'none',
      example: ['unit-cost'],
    },
    aggregation: {
      means: 'How values of several periods belong together. A `ratio` is posted as numerator and denominator.',
      example: 'ratio',
    },
    per: {
      means: 'Factor of a ratio: numerator ÷ denominator × this; above 0.',
      otherwise: '100 where the unit is %, else 1',
      example: 100,
    },
    reporting: {
      means:
        'Whether a posted value is of its period alone, or the total since its window began (`cumulative`, of a sum or a ratio). A total is judged by what its own period added, against the target of a period.',
      otherwise: 'period',
      example: 'period',
    },
    window: {
      means: 'What its values belong together over: the year, or a quarter of it. Totals begin anew with it.',
      otherwise: 'year',
      example: 'quarter',
    },
    measures: {
      means: 'What Throughline itself measures and writes when a period ends; no source posts it.',
      otherwise: 'nothing: a source posts it',
      example: exampleOf(OWN_MEASURE),
    },
    lag: { means: 'From the end of a period until its value is due.', otherwise: 'by cadence', example: '2 d' },
    grace: { means: 'From due until a missing value counts as stale.', otherwise: 'by cadence', example: '2 wd' },
    settle: {
      means: 'From the end of a period until a provisional value may fire a trigger.',
      otherwise: 'by cadence',
      example: '10 d',
    },
    lock: {
      means: 'From the end of a period until a correction needs a reason and changes no trigger.',
      otherwise: 'by cadence',
      example: '60 d',
    },
    calendar: {
      means: 'Id of the calendar its spans are counted by.',
      otherwise: "the organisation's",
      example: 'england',
    },
    owner: {
      means: 'Id of the person who answers for it. Required unless every series has an owner.',
      example: 'operations-director',
    },
    steward: { means: 'Id of the person who sees to its data.', otherwise: 'the owner', example: 'planning-manager' },
    target: {
      means: 'What it should reach. A trigger of kind `threshold` needs one.',
      example: 95,
      form: 'number, [target](#targets), or list of targets',
    },
    bands: { means: 'How far from the target amber and red begin. A target needs them.', example: exampleOf(BANDS) },
    priority: { means: 'Id of the priority it serves.', example: 'reliable-delivery' },
    dimensions: {
      means: 'Names of what its series differ by.',
      otherwise: 'none: it is one series',
      example: ['site'],
    },
    series: {
      means: 'Its series. A KPI with dimensions and no list takes any value: series appear as data does.',
      example: [exampleOf(SERIES), { dimensions: { site: 'south' } }],
    },
    partOf: {
      means:
        'Id of a KPI with fewer dimensions that this one makes up. While most of its series fire and that one has an open decision, they ask nobody.',
      otherwise: 'none',
      example: 'orders-in-full',
    },
    references: { means: 'Lines shown beside the values.', otherwise: 'none', example: [exampleOf(REFERENCE)] },
    triggers: {
      means: 'What turns a value, or a missing one, into a decision.',
      otherwise: 'none',
      example: [exampleOf(TRIGGER)],
    },
    silences: {
      means: 'Times in which its triggers ask nobody.',
      otherwise: 'none',
      example: [exampleOf(SILENCE)],
    },
  },
  shows: [
    'id',
    'name',
    'description',
    'unit',
    'decimals',
    'direction',
    'cadence',
    'kind',
    'leads',
    'tradesOff',
    'aggregation',
    'owner',
    'steward',
    'priority',
    'target',
    'bands',
    'triggers',
  ],
})
