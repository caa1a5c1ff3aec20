/** KPIs that Throughline measures itself. */
import * as z from 'zod'

/** Moments of a decision, in their order. */
export const LATENCY_MOMENTS = ['signal', 'opened', 'acknowledged', 'decided', 'in-effect', 'effect-seen'] as const
export const LatencyMoment = z.enum(LATENCY_MOMENTS)
export type LatencyMoment = z.infer<typeof LatencyMoment>

/** Source under whose name Throughline writes what it measures; no source of a plan may have it. */
export const OWN_SOURCE = 'throughline'

/** What such a KPI may differ by. */
export const OWN_DIMENSIONS: readonly string[] = ['decider', 'level', 'priority', 'severity']

/** What is measured: days from one moment of each decision to another. */
export const OwnMeasureSpec = z.strictObject({
  what: z.literal('decision-latency'),
  from: LatencyMoment.optional(),
  to: LatencyMoment.optional(),
})
export type OwnMeasureSpec = z.infer<typeof OwnMeasureSpec>

/** The same with both ends said. */
export const ResolvedOwnMeasure = OwnMeasureSpec.required({ from: true, to: true })
export type ResolvedOwnMeasure = z.infer<typeof ResolvedOwnMeasure>

/** From opened to decided unless it says otherwise. */
export const resolveOwnMeasure = ({ what, from = 'opened', to = 'decided' }: OwnMeasureSpec): ResolvedOwnMeasure => ({
  what,
  from,
  to,
})
