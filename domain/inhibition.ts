/** Why a trigger that fires asks nobody for now. When the reason ends, what is true then is asked; what recovered meanwhile never is. */
import * as z from 'zod'
import { tryDay } from './civil.ts'
import type { ResolvedKpi, ResolvedTrigger } from './plan/resolved.ts'
import type { SilenceSpec } from './plan/silence.ts'
import { instantOf } from './zone.ts'

/**
 * - `stale`: its series has no data, which its steward is asked about.
 * - `incapable`: its target is out of reach, which is asked about instead.
 * - `silenced`: by the plan, or by command of `madeBy` (as stated), `because`, until `until` (epoch ms).
 * - `driver`: a KPI that leads this one has an open decision (`by`: its id).
 * - `whole`: most parts of a whole fire, and the whole has an open decision (`by`: its id).
 */
export const Inhibition = z.strictObject({
  why: z.enum(['stale', 'incapable', 'silenced', 'driver', 'whole']),
  by: z.string().optional(),
  because: z.string().optional(),
  madeBy: z.string().optional(),
  until: z.number().optional(),
})
export type Inhibition = z.infer<typeof Inhibition>

/** By trigger; those that are not in it may ask. */
export type Inhibitions = Readonly<Record<string, Inhibition>>

/** Kinds that speak about how data are, not about values: no driver and no whole says what they would. */
const OF_THE_MEASURE: ReadonlySet<ResolvedTrigger['kind']> = new Set(['freshness', 'capability'])

/** Whether what happens elsewhere may answer for a trigger. */
export const speaksOfValues = ({ kind }: Pick<ResolvedTrigger, 'kind'>): boolean => !OF_THE_MEASURE.has(kind)

/** A silence, by plan or by command. */
export interface Silence {
  trigger?: string | undefined
  dimensions?: Readonly<Record<string, string>> | undefined
  /** Epoch ms; the first is included, the last is not. */
  from: number
  until: number
  because: string
  /** Who made it by command, as stated; absent for one of the plan. */
  madeBy?: string | undefined
}

/** A silence of the plan: whole days of the KPI's time zone. */
export const silenceOfPlan = ({ timezone }: Pick<ResolvedKpi, 'timezone'>, silence: SilenceSpec): Silence => {
  const { trigger, dimensions, from, until, reason } = silence
  return {
    trigger,
    dimensions,
    from: from === undefined ? Number.NEGATIVE_INFINITY : instantOf(tryDay(from)!, 0, timezone),
    until: instantOf(tryDay(until)! + 1, 0, timezone),
    because: reason,
  }
}

/** The silence that keeps a trigger on a series from asking, if any does: of several the one that ends last. */
export const silencing = (
  silences: readonly Silence[],
  { trigger, dimensions, now }: { trigger: string; dimensions: Readonly<Record<string, string>>; now: number },
): Inhibition | undefined => {
  const holding = silences.filter(
    (one) =>
      one.from <= now &&
      now < one.until &&
      (one.trigger ?? trigger) === trigger &&
      Object.entries(one.dimensions ?? {}).every(([name, value]) => dimensions[name] === value),
  )
  const last = holding.sort((a, b) => b.until - a.until)[0]
  if (!last) return undefined
  const { because, madeBy, until } = last
  return { why: 'silenced', because, ...(madeBy === undefined ? {} : { madeBy }), until }
}

/** Whether the series itself does not show it. */
export const isOutside = ({ why }: Inhibition): boolean => why !== 'stale' && why !== 'incapable'

const DAY = 86_400_000

/**
 * When to look again at what is inhibited from outside the series: a day later at most, sooner where a silence ends sooner. The
 * instant stays the same all day, so that looking more often changes nothing.
 */
export const lookAgain = (inhibited: readonly Inhibition[], now: number): number =>
  Math.min(
    Number.POSITIVE_INFINITY,
    ...inhibited
      .filter(isOutside)
      .map(({ until = Number.POSITIVE_INFINITY }) => Math.min(until, (Math.floor(now / DAY) + 1) * DAY)),
  )
