/** What a silence made by command may be, and the sentence with which another is refused. */
import { tryDay } from './civil.ts'
import { hash64 } from './hash.ts'
import { formatInstant } from './instant.ts'
import type { MadeSilence } from './made-silence.ts'
import { kpiOf } from './plan/lookup.ts'
import { nearest } from './plan/reference.ts'
import type { ResolvedKpi, ResolvedPlan } from './plan/resolved.ts'
import { instantOf } from './zone.ts'

/** Longer ones are no exception any more: they belong in the plan, where everybody sees them. */
export const LONGEST_DAYS = 90

/** What somebody asks for; `until` is the last day, as the KPI's time zone counts it. */
export interface SilenceWanted {
  kpi: string
  trigger?: string | undefined
  dimensions?: Readonly<Record<string, string>> | undefined
  until: string
  because: string
  madeBy: string
}

/** The silence, or in a sentence why there can be none. The same wish gives the same id, so that a repeat makes no second one. */
export const silenceWanted = (plan: ResolvedPlan, wanted: SilenceWanted, now: number): MadeSilence | string => {
  const kpi = kpiOf(plan, wanted.kpi)
  if (!kpi) return `There is no KPI "${wanted.kpi}" in the plan; ${hint(wanted.kpi, plan.kpis)}`
  return strangeIn(kpi, wanted) ?? within(kpi, wanted, now)
}

const strangeIn = (kpi: ResolvedKpi, { trigger, dimensions = {} }: SilenceWanted): string | undefined => {
  if (trigger !== undefined && !kpi.triggers.some(({ id }) => id === trigger))
    return `KPI "${kpi.id}" has no trigger "${trigger}"; ${hint(trigger, kpi.triggers)}`
  const strange = Object.keys(dimensions).find((name) => !kpi.dimensions.includes(name))
  if (strange === undefined) return undefined
  return `KPI "${kpi.id}" has no dimension "${strange}"; it has ${kpi.dimensions.join(', ') || 'none'}.`
}

const within = (kpi: ResolvedKpi, wanted: SilenceWanted, now: number): MadeSilence | string => {
  const day = tryDay(wanted.until)
  if (day === undefined) return `"${wanted.until}" is no day; write one that exists, like 2026-03-05.`
  const until = instantOf(day + 1, 0, kpi.timezone)
  if (until <= now) return `${wanted.until} is over; name the last day of the silence.`
  if (until - now > (LONGEST_DAYS + 1) * 86_400_000)
    return `A silence by command ends within ${LONGEST_DAYS} days; write a longer one into the plan ("silences:" of the KPI).`
  const { kpi: id, trigger, dimensions, because, madeBy } = wanted
  const what = {
    kpi: id,
    ...(trigger && { trigger }),
    ...(dimensions && { dimensions: { ...dimensions } }),
    because,
    madeBy,
  }
  const named = hash64(
    JSON.stringify([id, trigger, Object.entries(dimensions ?? {}).sort(), wanted.until, because, madeBy]),
  )
  return { id: `S-${named}`, ...what, from: formatInstant(now), until: formatInstant(until) }
}

const hint = (id: string, known: readonly { id: string }[]): string => {
  const near = nearest(
    id,
    known.map((one) => one.id),
  )
  return near === undefined
    ? `it has ${
        known
          .map((one) => one.id)
          .slice(0, 10)
          .join(', ') || 'none'
      }.`
    : `did you mean "${near}"?`
}
