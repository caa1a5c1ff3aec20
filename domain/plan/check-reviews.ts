/** Rules about reviews: everybody and everything they name exists. */
import type { PlanProblem } from './finding.ts'
import type { Plan } from './plan.ts'
import { referenceTo } from './reference.ts'

/** References of every review. */
export const checkReviews = (plan: Plan): PlanProblem[] => {
  const person = referenceTo('person', plan.people)
  const calendar = referenceTo('calendar', plan.calendars)
  const inScope = {
    priorities: referenceTo('priority', plan.priorities ?? []),
    functions: referenceTo('function', plan.functions ?? []),
    initiatives: referenceTo('initiative', plan.initiatives ?? []),
    kpis: referenceTo('KPI', plan.kpis),
  }
  return (plan.reviews ?? []).flatMap((review, i) => {
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
}
