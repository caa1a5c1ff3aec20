/** How changes of priorities, initiatives, phases and milestones are told. */
import { milestonesOf } from '../items.ts'
import type { ResolvedPlan, ResolvedPriority } from '../resolved.ts'
import { nameRule, type Rules, type Sides, setRule } from './rules.ts'
import { listed, movedDay, quoted } from './words.ts'

type Initiative = ResolvedPlan['initiatives'][number]
type Phase = NonNullable<Initiative['phases']>[number]

/** A phase and a milestone with where they stand. */
export type PlacedPhase = Phase & { initiative: string }
export type PlacedMilestone = ReturnType<typeof milestonesOf>[number] & { initiative: string; phase?: string }

/** Phases of all initiatives; their ids are unique within one. */
export const phasesIn = ({ initiatives }: ResolvedPlan): PlacedPhase[] =>
  initiatives.flatMap((one) => (one.phases ?? []).map((phase) => ({ ...phase, initiative: one.id })))

/** Milestones of all initiatives and phases. */
export const milestonesIn = ({ initiatives }: ResolvedPlan): PlacedMilestone[] =>
  initiatives.flatMap((one) => [
    ...(one.milestones ?? []).map((milestone) => ({ ...milestone, initiative: one.id })),
    ...(one.phases ?? []).flatMap((phase) =>
      (phase.milestones ?? []).map((milestone) => ({ ...milestone, initiative: one.id, phase: phase.id })),
    ),
  ])

const person = (id: string, names: Sides['after']) => names.of('person', id)

type Commitments = ResolvedPriority['functions']

const commitments = (before: Commitments = [], after: Commitments = [], sides: Sides): string[] => {
  const [had, has] = [before, after].map((list) => new Map(list.map((one) => [one.function, one.commitment])))
  const told = [...new Set([...had!.keys(), ...has!.keys()])].flatMap((id) => {
    const [from, to] = [had!.get(id), has!.get(id)]
    const name = (to === undefined ? sides.before : sides.after).of('function', id)
    if (from === to) return []
    if (to === undefined) return [`${name} no longer commits ${quoted(from!)}`]
    return [from === undefined ? `${name} commits ${quoted(to)}` : `${name} commits: ${quoted(from)} → ${quoted(to)}`]
  })
  return told
}

export const priorityRules: Rules<ResolvedPriority> = {
  id: { label: 'id' },
  name: { label: 'name' },
  outcome: {
    label: 'outcome',
    first: true,
    say: ({ kpi, target, by }, names) => `${names.of('kpi', kpi)} at ${target} by ${by}`,
  },
  accountable: nameRule('accountable', 'person', true),
  functions: { label: 'commitments', tell: commitments },
  initiatives: setRule('initiatives', (id, names) => names.of('initiative', id)),
}

export const initiativeRules: Rules<Initiative> = {
  id: { label: 'id' },
  name: { label: 'name' },
  accountable: nameRule('accountable', 'person', true),
  responsible: setRule('responsible', person),
  consulted: setRule('consulted', person),
  informed: setRule('informed', person),
  phases: { label: 'phases', nested: true },
  milestones: { label: 'milestones', nested: true },
}

export const phaseRules: Rules<PlacedPhase> = {
  id: { label: 'id' },
  name: { label: 'name' },
  from: { label: 'begins' },
  to: { label: 'ends', first: true },
  milestones: { label: 'milestones', nested: true },
  initiative: nameRule('initiative', 'initiative'),
}

export const milestoneRules: Rules<PlacedMilestone> = {
  id: { label: 'id' },
  name: { label: 'name' },
  due: { label: 'due', first: true, tell: (before, after) => [movedDay(before ?? 'none', after ?? 'none')] },
  owner: nameRule('owner', 'person', true),
  deliverable: { label: 'deliverable', say: quoted },
  dependsOn: setRule('depends on', (id, names) => names.of('milestone', id)),
  initiative: nameRule('initiative', 'initiative'),
  phase: { label: 'phase' },
}

/** `Pilot live (2026-05-05)` of an initiative that comes or goes. */
export const milestoneWords = (initiative: Initiative): string =>
  listed(milestonesOf(initiative).map(({ name, due }) => `${name} (${due})`))
