/** What the API answers to whoever reads KPIs. The served document is made from these. */
import * as z from 'zod'
import { DecisionState, Instant } from '../decision.ts'
import { MachineState } from '../machine.ts'
import { ObservationStatus } from '../observation.ts'
import { Cadence, Direction } from '../plan/measure.ts'
import { ResolvedBands, ResolvedTarget } from '../plan/resolved.ts'
import { Level, Severity, TriggerKind } from '../plan/trigger.ts'
import { UnaskedReason } from '../unasked.ts'
import { SHOWN_STATUSES } from './shown-status.ts'

export const ShownStatus = z.enum(SHOWN_STATUSES).meta({
  description:
    'How the newest due period stands; of a KPI, the worst of its series. Stale: due, missing, past its grace.',
})
export type ShownStatus = z.infer<typeof ShownStatus>

const next = z.string().optional().meta({ description: 'Send it as `cursor` for the next page; absent on the last.' })

/** Without who made a silence: whose account that is belongs to no system that reads. */
export const ReasonAnswer = UnaskedReason.omit({ madeBy: true })
export type ReasonAnswer = z.infer<typeof ReasonAnswer>

/** A KPI in the list. */
export const KpiLine = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    unit: z.string(),
    direction: Direction,
    cadence: Cadence,
    owner: z.string().optional(),
    priority: z.string().optional(),
    status: ShownStatus.optional().meta({
      description:
        'Of the worst series. Absent with as_of where there are more than 60 series: read the KPI by itself.',
    }),
    series: z.int().meta({ description: 'Series the plan names; 0 where any value of a dimension makes one.' }),
    counts: z
      .partialRecord(z.enum(SHOWN_STATUSES), z.int())
      .optional()
      .meta({ description: 'Series by status; absent where the status is.' }),
    href: z.string().meta({ description: 'Where it is read, after the address of the API.' }),
  })
  .meta({ id: 'KpiLine' })
export type KpiLine = z.infer<typeof KpiLine>

export const KpiPage = z.strictObject({ kpis: z.array(KpiLine), next }).meta({ id: 'KpiPage' })
export type KpiPage = z.infer<typeof KpiPage>

/** The newest due slot with data. */
export const LatestValue = z
  .strictObject({
    period: z.string(),
    value: z.number(),
    low: z.number().optional().meta({ description: 'Target of the period; low and high differ for a range only.' }),
    high: z.number().optional(),
    distance: z.number().optional().meta({ description: 'From target in the unit; 0 or more is good.' }),
    final: z.boolean(),
  })
  .meta({ id: 'LatestValue' })
export type LatestValue = z.infer<typeof LatestValue>

export const SeriesLine = z
  .strictObject({
    series: z.string(),
    name: z.string(),
    dimensions: z.record(z.string(), z.string()),
    owner: z.string(),
    status: ShownStatus,
    period: z.string().optional().meta({ description: 'The newest due period.' }),
    latest: LatestValue.optional(),
    unasked: ReasonAnswer.optional().meta({
      description: 'Not on track or stale, and nobody is asked: why. Now; absent with as_of.',
    }),
    href: z.string(),
  })
  .meta({ id: 'SeriesLine' })
export type SeriesLine = z.infer<typeof SeriesLine>

const known = {
  asOf: Instant.meta({ description: 'When this was known.' }),
  planVersion: z.int().meta({ description: 'Version of the plan in force then.' }),
}

export const KpiAnswer = z
  .strictObject({
    ...known,
    id: z.string(),
    name: z.string(),
    description: z.string().optional(),
    unit: z.string(),
    decimals: z.int(),
    direction: Direction,
    cadence: Cadence,
    kind: z.enum(['leading', 'lagging']),
    aggregation: z.string(),
    reporting: z.enum(['period', 'cumulative']),
    timezone: z.string(),
    owner: z.string().optional(),
    steward: z.string().optional(),
    priority: z.string().optional(),
    dimensions: z.array(z.string()),
    targets: z.array(ResolvedTarget),
    bands: ResolvedBands.optional(),
    triggers: z.array(z.strictObject({ id: z.string(), kind: TriggerKind, question: z.string() })),
    series: z.array(SeriesLine),
    next,
  })
  .meta({ id: 'Kpi' })
export type KpiAnswer = z.infer<typeof KpiAnswer>

export const TriggerAnswer = z
  .strictObject({
    id: z.string(),
    kind: TriggerKind,
    question: z.string(),
    state: MachineState,
    level: Level.optional(),
    severity: Severity.optional(),
    episode: z.string().optional(),
    inhibited: ReasonAnswer.optional().meta({ description: 'It fires, and this is why nobody is asked.' }),
  })
  .meta({ id: 'Trigger' })
export type TriggerAnswer = z.infer<typeof TriggerAnswer>

/** Natural limits of a series, from a control-chart or capability trigger. */
export const LimitsAnswer = z
  .strictObject({
    trigger: z.string(),
    state: z.enum(['trial', 'locked']),
    centre: z.number(),
    lower: z.number(),
    upper: z.number(),
    from: z.string().meta({ description: 'First period of the baseline.' }),
    to: z.string(),
  })
  .meta({ id: 'Limits' })
export type LimitsAnswer = z.infer<typeof LimitsAnswer>

export const ForecastAnswer = z
  .strictObject({
    trigger: z.string(),
    first: z.string().meta({ description: 'First period of the target window.' }),
    last: z.string(),
    of: z.enum(['sum', 'mean', 'last']),
    target: z.number(),
    expected: z.number().meta({ description: 'What the window will probably come to.' }),
    miss: z.number().meta({ description: 'Probability that the target is missed, in steps of 0.05.' }),
  })
  .meta({ id: 'Forecast' })
export type ForecastAnswer = z.infer<typeof ForecastAnswer>

export const OpenDecision = z
  .strictObject({
    id: z.string(),
    trigger: z.string(),
    question: z.string(),
    decider: z.string(),
    state: DecisionState,
    severity: Severity,
    openedAt: Instant,
    respondBy: Instant,
    decideBy: Instant,
    overdue: z.boolean(),
  })
  .meta({ id: 'OpenDecision' })
export type OpenDecision = z.infer<typeof OpenDecision>

export const SeriesAnswer = z
  .strictObject({
    ...known,
    series: z.string(),
    kpi: z.string(),
    name: z.string(),
    dimensions: z.record(z.string(), z.string()),
    unit: z.string(),
    decimals: z.int(),
    direction: Direction,
    cadence: Cadence,
    owner: z.string(),
    steward: z.string(),
    decider: z.string(),
    status: ShownStatus,
    period: z.string().optional(),
    latest: LatestValue.optional(),
    targets: z.array(ResolvedTarget),
    bands: ResolvedBands.optional(),
    triggers: z.array(TriggerAnswer),
    limits: z.array(LimitsAnswer),
    forecasts: z.array(ForecastAnswer),
    openDecisions: z
      .array(OpenDecision)
      .optional()
      .meta({ description: 'Now; absent with as_of: the history of a decision says what was open when.' }),
    observations: z.string().meta({ description: 'Where its observations are read.' }),
  })
  .meta({ id: 'Series' })
export type SeriesAnswer = z.infer<typeof SeriesAnswer>

export const ObservationAnswer = z
  .strictObject({
    period: z.string(),
    value: z.number().optional().meta({ description: 'Rounded to the decimals of the KPI; absent when retracted.' }),
    numerator: z.number().optional(),
    denominator: z.number().optional(),
    status: ObservationStatus,
    asOf: Instant,
    recordedAt: Instant,
    source: z.string(),
    reason: z.string().optional(),
    revisions: z.int().meta({ description: 'Revisions recorded by then.' }),
  })
  .meta({ id: 'Observation' })
export type ObservationAnswer = z.infer<typeof ObservationAnswer>

export const ObservationPage = z
  .strictObject({ series: z.string(), observations: z.array(ObservationAnswer), next })
  .meta({ id: 'ObservationPage' })
export type ObservationPage = z.infer<typeof ObservationPage>
