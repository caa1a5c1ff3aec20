import { formatInstant } from '../../domain/instant.ts'
import { personOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { notice } from '../env.ts'
import type { Surroundings } from '../texts/reader.ts'

const namesOf = new WeakMap<ResolvedPlan, Record<string, string>>()

/** What every mail and page for a person needs; somebody no longer in the plan reads in the organisation's language. */
export function surroundings(plan: ResolvedPlan, person: string, now: number): Surroundings {
  const known = personOf(plan, person)
  let names = namesOf.get(plan)
  if (!names) {
    names = Object.fromEntries([...(plan.former ?? []), ...plan.people].map((one) => [one.id, one.name]))
    namesOf.set(plan, names)
  }
  const { name, locale, timezone } = plan.organisation
  return {
    reader: {
      id: person,
      name: names[person] ?? person,
      locale: known?.locale ?? locale,
      timezone: known?.timezone ?? timezone,
    },
    now: formatInstant(now),
    organisation: name,
    names,
    notice: notice(),
  }
}
