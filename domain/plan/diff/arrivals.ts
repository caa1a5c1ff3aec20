/** What is said of an item that comes or goes. */
import { everPersonOf, personOf } from '../lookup.ts'
import type {
  ResolvedKpi,
  ResolvedPerson,
  ResolvedPlan,
  ResolvedPriority,
  ResolvedProgramme,
  ResolvedReview,
  ResolvedSeries,
  ResolvedWorkflow,
} from '../resolved.ts'
import { deciderWords, type PlacedTrigger } from './measure-rules.ts'
import type { Sides } from './rules.ts'
import { scheduleWords } from './schedule-words.ts'
import { milestoneWords, type PlacedMilestone, type PlacedPhase } from './strategy-rules.ts'
import { targetWords } from './target-words.ts'
import { type Names, plural, quoted } from './words.ts'

const by = (label: string, id: string | undefined, names: Names) =>
  id === undefined ? [] : [`${label} ${names.of('person', id)}`]

export const ofPriority = ({ accountable, outcome }: ResolvedPriority, names: Names): string[] => [
  ...by('accountable', accountable, names),
  ...(outcome ? [`outcome ${names.of('kpi', outcome.kpi)} at ${outcome.target} by ${outcome.by}`] : []),
]

export const ofInitiative = (one: ResolvedPlan['initiatives'][number], names: Names): string[] => {
  const milestones = milestoneWords(one)
  return [...by('accountable', one.accountable, names), ...(milestones === 'none' ? [] : [`milestones ${milestones}`])]
}

export const ofPhase = ({ from, to, initiative }: PlacedPhase, names: Names): string[] => [
  `of ${names.of('initiative', initiative)}`,
  ...(from || to ? [`${from ?? 'open'} to ${to ?? 'open'}`] : []),
]

export const ofMilestone = ({ due, owner, initiative }: PlacedMilestone, names: Names): string[] => [
  `of ${names.of('initiative', initiative)}`,
  `due ${due}`,
  ...by('owner', owner, names),
]

export const ofKpi = (kpi: ResolvedKpi, names: Names): string[] => {
  const series = names.plan.series.filter((one) => one.kpi === kpi.id && one.key !== kpi.id).length
  const target = kpi.targets.at(-1)
  return [
    kpi.cadence,
    ...by('owner', kpi.owner, names),
    ...(target ? [`target ${targetWords(target)}`] : []),
    ...(series > 0 ? [`${series} series`] : []),
    plural(kpi.triggers.length, 'trigger'),
  ]
}

export const ofSeries = (series: ResolvedSeries, names: Names): string[] => [
  ...by('owner', series.owner, names),
  ...(series.decider === series.owner ? [] : by('decider', series.decider, names)),
]

export const ofTrigger = ({ decider, question }: PlacedTrigger, names: Names): string[] => [
  quoted(question),
  `decided by ${deciderWords(decider, names)}`,
]

export const ofReview = ({ schedule, chair }: ResolvedReview, names: Names): string[] => [
  scheduleWords(schedule),
  ...by('chair', chair, names),
]

export const ofProgramme = ({ goLive, sponsor }: ResolvedProgramme, names: Names): string[] => [
  `go-live ${goLive}`,
  ...by('sponsor', sponsor, names),
]

export const ofWorkflow = ({ owner, activities }: ResolvedWorkflow, names: Names): string[] => [
  ...by('owner', owner, names),
  `${activities.length} activities`,
]

export const ofPerson = (one: ResolvedPerson, names: Names): string[] => [
  ...(one.function === undefined ? [] : [names.of('function', one.function)]),
  ...by('manager', one.manager, names),
  ...by('deputy', one.deputy, names),
]

/** Who stands in for somebody who left: `left; the deputy Bo Chen stands in`. */
export const ofLeaver = (one: ResolvedPerson, { before, after }: Sides): string[] => {
  const { deputy, manager } = everPersonOf(before.plan, one.id) ?? one
  const stays = (id: string | undefined): id is string => id !== undefined && personOf(after.plan, id) !== undefined
  const [role, id] = stays(deputy)
    ? ['deputy', deputy]
    : stays(manager)
      ? ['manager', manager]
      : ['desk', after.plan.organisation.desk]
  return [`left; the ${role} ${after.of('person', id)} stands in`]
}
