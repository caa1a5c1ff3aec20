/** Rules about reviews: everybody and everything they name exists, and whoever takes part can change something. */
import { type PlanProblem, problem } from './finding.ts'
import { checkedIn, itemsOf } from './items.ts'
import type { Plan } from './plan.ts'
import { referenceTo } from './reference.ts'
import type { ResolvedPlan } from './resolved.ts'

/** References of every review, and priorities that none looks at. */
export const checkReviews = (plan: Plan): PlanProblem[] => {
  const person = referenceTo('person', plan.people)
  const calendar = referenceTo('calendar', plan.calendars)
  const inScope = {
    priorities: referenceTo('priority', plan.priorities ?? []),
    functions: referenceTo('function', plan.functions ?? []),
    initiatives: referenceTo('initiative', plan.initiatives ?? []),
    kpis: referenceTo('KPI', plan.kpis),
  }
  const references = (plan.reviews ?? []).flatMap((review, i) => {
    const at = ['reviews', i]
    return [
      ...person(review.chair, [...at, 'chair']),
      ...(review.participants ?? []).flatMap((id, j) => person(id, [...at, 'participants', j])),
      ...calendar(review.calendar, [...at, 'calendar']),
      ...(Object.keys(inScope) as (keyof typeof inScope)[]).flatMap((list) =>
        (review.scope?.[list] ?? []).flatMap((id, j) => inScope[list](id, [...at, 'scope', list, j])),
      ),
    ]
  })
  return [...references, ...unseen(plan)]
}

/** Only in a plan with reviews: one without has another way of looking at its priorities, or none yet. */
const unseen = (plan: Plan): PlanProblem[] => {
  const reviews = plan.reviews ?? []
  if (reviews.length === 0 || reviews.some((review) => review.scope === undefined)) return []
  const named = new Set(reviews.flatMap(({ scope }) => scope?.priorities ?? []))
  const outcomes = new Set(reviews.flatMap(({ scope }) => scope?.kpis ?? []))
  return (plan.priorities ?? []).flatMap(({ id, outcome }, i) => {
    if (named.has(id) || outcomes.has(outcome?.kpi ?? '')) return []
    return [
      problem(
        'priority-without-review',
        ['priorities', i],
        `no review looks at priority "${id}"; add it to the scope of one`,
      ),
    ]
  })
}

/** Who takes part in each review, from what is owned in its scope. Expects a plan whose references hold. */
export const checkParticipants = (plan: Plan, resolved: ResolvedPlan): PlanProblem[] => {
  const items = itemsOf(resolved)
  return (plan.reviews ?? []).flatMap(({ id, chair, participants }, i) => {
    const owners = new Set(checkedIn(resolved, resolved.reviews![i]!, items).map((item) => item.owner))
    const at = participants ? ['reviews', i, 'participants'] : ['reviews', i, 'scope']
    if (owners.size === 0) {
      const message = `nobody in review "${id}" owns anything it looks at; name owners as participants or widen the scope`
      return [problem('review-owns-nothing', at, message)]
    }
    const present = new Set([...(participants ?? owners)])
    if (present.size > 1 || !present.has(chair)) return []
    const message = `"${chair}" leads review "${id}" and is its only participant; let somebody else lead or take part`
    return [problem('chair-alone', ['reviews', i, 'chair'], message)]
  })
}
