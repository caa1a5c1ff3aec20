import type { ResolvedPlan } from '../../domain/plan/resolved.ts'

/** Ids of the plan's people by name and by id, both in lower case: people type either. */
export const peopleByName = (plan: ResolvedPlan): ReadonlyMap<string, string> =>
  new Map(
    plan.people.flatMap(
      ({ id, name }) =>
        [
          [id.toLowerCase(), id],
          [name.toLowerCase(), id],
        ] as const,
    ),
  )
