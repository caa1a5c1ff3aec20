import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { TriggerKind } from '../../domain/plan/trigger.ts'
import type { Drawing } from './drawing.ts'
import { climb } from './ladder.ts'
import { flapOf, questionOf } from './situation.ts'
import { at, HOUR } from './story.ts'
import type { View } from './view.ts'

/** What a kind of trigger asks about, as the heading of its view. */
const KINDS: Record<TriggerKind, string> = {
  threshold: 'a status that lasts',
  pace: 'the pace of a year or quarter',
  forecast: 'where the window is expected to end, as a fan',
  change: 'a sudden change',
  'control-chart': 'points that are not usual, marked on the chart',
  capability: 'a target that is out of reach of the process',
  composite: 'several things at once',
  freshness: 'figures that have not come',
}

/** The page of a question of each kind of trigger that the plan has, and of one that comes and goes. */
export function kindViews(plan: ResolvedPlan, { mail, page }: Drawing): View[] {
  const asked = TriggerKind.options.flatMap((kind) => {
    const question = questionOf(plan, kind)
    return question ? [{ name: `kind-${kind}`, title: `Asked about ${KINDS[kind]}`, question }] : []
  })
  const flap = flapOf(plan)
  const all = [
    ...asked,
    ...(flap ? [{ name: 'kind-flap', title: 'Asked about a trigger that comes and goes', question: flap }] : []),
  ]
  return all.flatMap(({ name, title, question: { ask: opened, decision, history } }) => {
    const [{ ask, at: slot }] = climb(plan, opened)
    return [
      mail(name, title, ask.person, { ...at(slot), entries: [{ ask, decision, how: 'ask' }] }),
      page(name, title, ask.person, { ...at(slot + HOUR), asks: [{ ask, decision, history }] }),
    ]
  })
}
