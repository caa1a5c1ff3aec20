/** What a fold remembers of a series: small, plain JSON, stored beside its observations. */
import * as z from 'zod'
import { isCumulative } from './cumulative.ts'
import { Inhibition } from './inhibition.ts'
import { Machine, MachineState } from './machine.ts'
import { Cadence } from './plan/measure.ts'
import type { ResolvedKpi } from './plan/resolved.ts'
import { Level, Severity } from './plan/trigger.ts'
import { Seen } from './seen.ts'
import { TriggerMemory } from './trigger-memory.ts'

/** A slot as evidence: `[index, value, target low, target high, distance, final]`; nulls where there is nothing. */
export const Point = z.tuple([
  z.int(),
  z.number().nullable(),
  z.number().nullable(),
  z.number().nullable(),
  z.number().nullable(),
  z.boolean(),
])
export type Point = z.infer<typeof Point>

/** An episode that goes on: first breaching slot, slot it fired on, worst level so far, the slots that made it fire. */
export const Episode = z.strictObject({
  first: z.int(),
  fired: z.int(),
  level: Level,
  /** One of too many in a short time: it is counted, not asked about. */
  flap: z.boolean(),
  points: z.array(Point),
  /** What its kind saw then; absent for thresholds and freshness. */
  seen: Seen.optional(),
})
export type Episode = z.infer<typeof Episode>

export const PastEpisode = z.strictObject({ first: z.int(), fired: z.int(), last: z.int() })
export type PastEpisode = z.infer<typeof PastEpisode>

/** A trigger on a series: a machine a level, the episode they share, the newest past ones, the first slot of a run of flaps. */
export const TriggerState = z.strictObject({
  machines: z.partialRecord(Level, Machine),
  episode: Episode.optional(),
  past: z.array(PastEpisode),
  flapSince: z.int().optional(),
  /** What its kind keeps of the past; absent for thresholds and freshness. */
  memory: TriggerMemory.optional(),
})
export type TriggerState = z.infer<typeof TriggerState>

/** The state after a slot. Depends on slots and definitions only, never on the way they arrived. */
export const FoldState = z.strictObject({
  cadence: Cadence,
  /** First slot of the series. */
  first: z.int(),
  /** Last slot folded; first − 1 when there is none. */
  through: z.int(),
  /** Version of the plan the last slot was judged by; 0 before the first. */
  version: z.int(),
  /** Slots with data so far. */
  seen: z.int(),
  /** Last judged status (for hysteresis) and status shown. */
  judged: z.enum(['on-track', 'at-risk', 'off-track']).optional(),
  status: z.enum(['on-track', 'at-risk', 'off-track', 'stale', 'no-target']),
  /** Values of the last year, newest last: what a lastYear target looks up. */
  year: z.array(z.number().nullable()),
  /** Of cumulative KPIs: values are those of each period, found from the totals posted. */
  cumulative: z.literal(true).optional(),
  /** What was posted for the newest slot; absent where nothing was, and of KPIs that are not cumulative. */
  total: z.strictObject({ figures: z.array(z.number()).readonly(), final: z.boolean() }).optional(),
  /** The newest slots as evidence. */
  recent: z.array(Point),
  triggers: z.record(z.string(), TriggerState),
})
export type FoldState = z.infer<typeof FoldState>

/** Whether a state can be gone on from: it counts in the KPI's periods, and by period or in totals as the KPI does. */
export const continues = (state: FoldState, kpi: Pick<ResolvedKpi, 'cadence' | 'reporting' | 'aggregation'>): boolean =>
  state.cadence === kpi.cadence && (state.cumulative ?? false) === isCumulative(kpi)

/** What has been said about a trigger's episode, so that nothing is said twice. */
export const Announced = z.strictObject({
  episode: z
    .strictObject({
      id: z.string(),
      first: z.int(),
      last: z.int(),
      level: Level,
      points: z.string(),
      /** Newest version of the plan when it was told; absent in what was told before this was kept. */
      version: z.int().optional(),
    })
    .optional(),
  /** The episode whose end was told last: corrected data may say that it goes on. */
  ended: z.strictObject({ id: z.string(), first: z.int(), last: z.int() }).optional(),
  /** Id of the flap last told. */
  flap: z.string().optional(),
  /** The episode that was held back last, from its first breaching slot to the newest on which it was, and why. */
  held: Inhibition.extend({ first: z.int(), last: z.int() }).optional(),
})
export type Announced = z.infer<typeof Announced>

/** Where a trigger stands on the newest due slot. */
export const TriggerStanding = z.strictObject({
  state: MachineState,
  level: Level.optional(),
  severity: Severity.optional(),
  episodeId: z.string().optional(),
  /** It fires, and this is why nobody is asked. */
  inhibited: Inhibition.optional(),
})
export type TriggerStanding = z.infer<typeof TriggerStanding>

/** The newest due slot, for whoever shows or checks the series. */
export const Head = z.strictObject({
  through: z.int(),
  /** Key of the newest due slot; absent before the first is due. */
  period: z.string().optional(),
  status: FoldState.shape.status,
  /** The newest slot that has data. */
  latest: Point.optional(),
  triggers: z.record(z.string(), TriggerStanding),
})
export type Head = z.infer<typeof Head>

/**
 * The newest checkpoint of a series. `base` covers the slots that time alone can no longer change; the few after it are
 * folded again each time. `wakeAt` (epoch ms) is when time alone will next change something: due, stale or settled.
 */
export const Checkpoint = z.strictObject({
  base: FoldState,
  head: Head,
  announced: z.record(z.string(), Announced),
  wakeAt: z.number(),
})
export type Checkpoint = z.infer<typeof Checkpoint>

/** Whether a trigger does not fire, recover or suspect anything on the newest due slot. A trigger that is gone watches nothing. */
export const isRecovered = (checkpoint: Checkpoint, triggerId: string): boolean =>
  (checkpoint.head.triggers[triggerId]?.state ?? 'ok') === 'ok'
