import { tryDay } from '../../domain/civil.ts'
import { formatInstant, tryInstant } from '../../domain/instant.ts'
import { everPersonOf, kpiOf } from '../../domain/plan/lookup.ts'
import { nearest } from '../../domain/plan/reference.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { instantOf } from '../../domain/zone.ts'
import { readResolved } from '../applying/versions.ts'
import { askCommanding } from '../deciding/ask.ts'
import { deployment, type Reach } from '../deployment.ts'
import { explainPerson } from '../explaining/explanation.ts'
import { readPersonRecords } from '../explaining/person-records.ts'
import { explanationLines } from '../explaining/print.ts'
import { Standing, standingLines } from '../explaining/standing.ts'
import { Refusal } from '../refusal.ts'

/** Mails that are printed without --since. */
const MAILS = 20

/** All the Ledger still has. */
const EVER = '1970-01-01T00:00:00Z'

/**
 * `throughline why`: each mail of a person with why it was or was not sent, what waits, and what comes next; or of a KPI where
 * its triggers stand, and why they ask nobody.
 */
export async function why(person: string, options: Reach & { since?: string; json?: boolean }): Promise<void> {
  const found = await deployment(options)
  const { plan } = await readResolved(found, {})
  if (!everPersonOf(plan, person) && kpiOf(plan, person)) return whyKpi(person, options)
  if (!everPersonOf(plan, person)) throw new Refusal(stranger(plan, person))
  const since = options.since === undefined ? EVER : sinceOf(options.since, plan)
  const explained = explainPerson({ plan, person, since }, await readPersonRecords(found, person, since))
  if (options.json) console.log(JSON.stringify(explained, null, 2))
  else {
    const most = options.since === undefined ? MAILS : Number.POSITIVE_INFINITY
    for (const line of explanationLines(explained, most)) console.log(line)
  }
}

async function whyKpi(kpi: string, options: Reach & { json?: boolean }): Promise<void> {
  const standing = await askCommanding(options, { act: 'standing', kpi }, Standing, 'Nothing was read')
  if (options.json) console.log(JSON.stringify(standing, null, 2))
  else for (const line of standingLines(standing)) console.log(line)
}

/** A day begins in the organisation's zone. */
function sinceOf(text: string, plan: ResolvedPlan): string {
  const day = tryDay(text)
  const instant = day === undefined ? tryInstant(text) : instantOf(day, 0, plan.organisation.timezone)
  if (instant === undefined)
    throw new Refusal(`--since takes a day such as 2026-03-05, or 2026-03-05T09:00:00Z, not "${text}".`)
  return formatInstant(instant)
}

/** Somebody may be looked for by name or address too. */
function stranger({ people, kpis, former = [] }: ResolvedPlan, given: string): string {
  const wanted = given.toLowerCase()
  const same = people.find(({ name, email }) => name.toLowerCase() === wanted || email.toLowerCase() === wanted)?.id
  const near =
    same ??
    nearest(
      wanted,
      [...people, ...former, ...kpis].map(({ id }) => id),
    )
  const hint = near === undefined ? '"throughline show" prints the plan with their ids' : `did you mean "${near}"?`
  return `There is no person "${given}" in the plan; ${hint}`
}
