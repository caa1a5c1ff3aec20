/** The parts of a plan a diff goes through: where each is, how its items are called, and how their changes are told. */
import type { ResolvedPlan } from '../resolved.ts'
import * as arrivals from './arrivals.ts'
import type { ChangeKind } from './change.ts'
import { followsOrganisation, kpiFollows, type Pair, seriesFollows } from './inherited.ts'
import { acknowledgementRules, limitRules, limitsOf } from './limit-rules.ts'
import { kpiRules, seriesRules, triggerRules, triggersIn } from './measure-rules.ts'
import { programmeRules, reviewRules, workflowRules } from './motion-rules.ts'
import {
  calendarRules,
  escalationRules,
  functionRules,
  organisationRules,
  personRules,
  sourceRules,
} from './organisation-rules.ts'
import type { Rules, Sides } from './rules.ts'
import {
  initiativeRules,
  milestoneRules,
  milestonesIn,
  type PlacedMilestone,
  phaseRules,
  phasesIn,
  priorityRules,
} from './strategy-rules.ts'
import { listed, type Names, quoted } from './words.ts'

/** One part; `T` is its kind of item. */
export interface Section<T extends object> {
  kind: ChangeKind
  /** Name of the list, for its order. */
  plural: string
  items: (plan: ResolvedPlan) => readonly T[]
  idOf: (item: T) => string
  nameOf: (item: T, names: Names) => string
  rules: Rules<T>
  /** What is said of an item that is there in one version only, seen from that version. */
  whole?: (item: T, names: Names) => string[]
  /** Instead of `whole`, where more is to say of what went. */
  gone?: (item: T, sides: Sides) => string[]
  /** Fields told elsewhere. */
  follows?: (key: string, pair: Pair<T>, sides: Sides) => boolean
  /** The item it stands in: comes and goes with it, untold. */
  home?: { idOf: (item: T) => string; isIn: (plan: ResolvedPlan, item: T) => boolean }
}

const section = <T extends object>(given: Section<T>): Section<object> => given as unknown as Section<object>
const byId = { idOf: ({ id }: { id: string }) => id, nameOf: ({ name }: { name: string }) => name }

const inInitiative = <T extends { initiative: string }>(idOf: (item: T) => string) => ({
  idOf,
  isIn: ({ initiatives }: ResolvedPlan, item: T) => initiatives.some((one) => one.id === item.initiative),
})
const ofKpi = <T extends { kpi: string }>(idOf: (item: T) => string) => ({
  idOf,
  isIn: ({ kpis }: ResolvedPlan, item: T) => kpis.some((one) => one.id === item.kpi),
})

/** Every part of a plan but those who left, which applying keeps and no plan says. */
export const SECTIONS: readonly Section<object>[] = [
  section({
    kind: 'priority',
    plural: 'priorities',
    items: (plan) => plan.priorities,
    ...byId,
    rules: priorityRules,
    whole: arrivals.ofPriority,
  }),
  section({
    kind: 'initiative',
    plural: 'initiatives',
    items: (plan) => plan.initiatives,
    ...byId,
    rules: initiativeRules,
    whole: arrivals.ofInitiative,
  }),
  section({
    kind: 'phase',
    plural: 'phases',
    items: phasesIn,
    idOf: ({ initiative, id }) => `${initiative}/${id}`,
    nameOf: ({ name }) => name,
    rules: phaseRules,
    whole: arrivals.ofPhase,
    home: inInitiative(({ initiative }) => initiative),
  }),
  section({
    kind: 'milestone',
    plural: 'milestones',
    items: milestonesIn,
    ...byId,
    rules: milestoneRules,
    whole: arrivals.ofMilestone,
    home: inInitiative<PlacedMilestone>(({ initiative, phase }) => `${initiative}/${phase ?? ''}`),
  }),
  section({
    kind: 'kpi',
    plural: 'KPIs',
    items: (plan) => plan.kpis,
    ...byId,
    rules: kpiRules,
    whole: arrivals.ofKpi,
    follows: kpiFollows,
  }),
  section({
    kind: 'series',
    plural: 'series',
    items: (plan) => plan.series,
    idOf: ({ key }) => key,
    nameOf: ({ name }) => name,
    rules: seriesRules,
    whole: arrivals.ofSeries,
    follows: seriesFollows,
    home: ofKpi(() => ''),
  }),
  section({
    kind: 'trigger',
    plural: 'triggers',
    items: triggersIn,
    idOf: ({ id }) => id,
    nameOf: ({ id, kpi }, names) => `${id} of ${names.of('kpi', kpi)}`,
    rules: triggerRules,
    whole: arrivals.ofTrigger,
    home: ofKpi(({ kpi }) => kpi),
  }),
  section({
    kind: 'review',
    plural: 'reviews',
    items: (plan) => plan.reviews ?? [],
    ...byId,
    rules: reviewRules,
    whole: arrivals.ofReview,
    follows: followsOrganisation,
  }),
  section({
    kind: 'programme',
    plural: 'programmes',
    items: (plan) => plan.programmes ?? [],
    ...byId,
    rules: programmeRules,
    whole: arrivals.ofProgramme,
  }),
  section({
    kind: 'workflow',
    plural: 'workflows',
    items: (plan) => plan.workflows ?? [],
    ...byId,
    rules: workflowRules,
    whole: arrivals.ofWorkflow,
  }),
  section({
    kind: 'person',
    plural: 'people',
    items: (plan) => plan.people,
    ...byId,
    rules: personRules,
    whole: arrivals.ofPerson,
    gone: arrivals.ofLeaver,
    follows: followsOrganisation,
  }),
  section({ kind: 'function', plural: 'functions', items: (plan) => plan.functions, ...byId, rules: functionRules }),
  section({
    kind: 'escalation',
    plural: 'escalation',
    items: (plan) => [plan.escalation],
    idOf: () => 'escalation',
    nameOf: () => 'chain',
    rules: escalationRules,
  }),
  section({
    kind: 'organisation',
    plural: 'organisation',
    items: (plan) => [plan.organisation],
    idOf: () => 'organisation',
    nameOf: ({ name }) => name,
    rules: organisationRules,
  }),
  section({
    kind: 'source',
    plural: 'sources',
    items: (plan) => plan.sources,
    ...byId,
    rules: sourceRules,
    whole: ({ kpis }, names) => [`may post ${listed(kpis.map((id) => names.of('kpi', id)))}`],
  }),
  section({ kind: 'calendar', plural: 'calendars', items: (plan) => plan.calendars, ...byId, rules: calendarRules }),
  section({
    kind: 'limits',
    plural: 'limits',
    items: (plan) => [limitsOf(plan)],
    idOf: () => 'limits',
    nameOf: () => 'of the plan',
    rules: limitRules,
  }),
  section({
    kind: 'acknowledgement',
    plural: 'acknowledgements',
    items: (plan) => plan.acknowledged ?? [],
    idOf: ({ finding, of }) => `${finding} of ${of}`,
    nameOf: ({ finding, of }) => `${finding} of ${of}`,
    rules: acknowledgementRules,
    whole: ({ because }) => [`because ${quoted(because)}`],
  }),
]

/** Lists that may be absent, what has defaults where it is, and every other part: a new part of the schema must find its place here and above. */
export const PARTS: Record<Exclude<keyof ResolvedPlan, 'former'>, 'always' | 'optional' | 'defaulted'> = {
  organisation: 'always',
  calendars: 'always',
  people: 'always',
  sources: 'always',
  functions: 'always',
  priorities: 'always',
  initiatives: 'always',
  kpis: 'always',
  series: 'always',
  reviews: 'optional',
  programmes: 'optional',
  workflows: 'optional',
  escalation: 'always',
  limits: 'defaulted',
  acknowledged: 'optional',
}
