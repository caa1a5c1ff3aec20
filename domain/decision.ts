import * as z from 'zod'
import { TriggerKind } from './plan/trigger.ts'
import { Seen } from './seen.ts'

/** ISO 8601 instant in UTC, e.g. `2016-05-03T07:00:00Z`. */
export const Instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/, 'an instant in UTC such as 2016-05-03T07:00:00Z')
/** Calendar date, e.g. `2016-05-03`. */
export const LocalDate = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'a date such as 2016-05-03')

export const Severity = z.enum(['S1', 'S2', 'S3', 'S4'])
export type Severity = z.infer<typeof Severity>

export const DecisionState = z.enum([
  'open',
  'acknowledged',
  'decided',
  'in-effect',
  'closed',
  'dismissed',
  'withdrawn',
  'merged',
])
export type DecisionState = z.infer<typeof DecisionState>

/** One point of the evidence: what the KPI said in one period, as it was known when the decision was opened. */
export const EvidencePoint = z.strictObject({
  period: z.string(),
  value: z.number().nullable(),
  target: z.number().nullable(),
  /** The target where it is a range; then `target` is its nearer end. Absent otherwise. */
  range: z.strictObject({ low: z.number(), high: z.number() }).optional(),
  status: z.enum(['on-track', 'at-risk', 'off-track', 'stale', 'no-target', 'missing']),
})

/** What was known when the decision was opened. Frozen: later corrections annotate, they never rewrite it. */
export const Evidence = z.strictObject({
  kpi: z.string(),
  kpiName: z.string(),
  seriesLabel: z
    .string()
    .describe('The series in words, e.g. `Leeds Teaching Hospitals`; empty for a KPI without dimensions.'),
  unit: z.string(),
  decimals: z.number().int(),
  direction: z.enum(['up', 'down', 'range']),
  knownAt: Instant,
  /** Oldest first, at most 13, the newest is the slot that opened the episode or a later one. */
  points: z.array(EvidencePoint).max(13),
  /** How far from the target amber and red begin. This and `episode` are absent in decisions opened before charts showed them. */
  bands: z.strictObject({ amber: z.number(), red: z.number(), as: z.enum(['absolute', 'percent']) }).optional(),
  /** First breaching period of the episode, and the period on which it fired. */
  episode: z.strictObject({ first: z.string(), fired: z.string() }).optional(),
  /** Period in which the first decision about this episode took effect; of second ones only. */
  actedIn: z.string().optional(),
  /** What the trigger saw besides; absent for thresholds and freshness. */
  seen: Seen.optional(),
  /** Lines drawn for orientation only, e.g. the national standard. */
  references: z.array(z.strictObject({ label: z.string(), value: z.number() })),
})
export type Evidence = z.infer<typeof Evidence>

export const Option = z.strictObject({ id: z.string(), label: z.string(), expectedEffect: z.string().optional() })
export type Option = z.infer<typeof Option>

/** A decision taken, by a person or by the fallback. */
export const Choice = z.strictObject({
  option: z.string(),
  rationale: z.string(),
  /** Person id, or `fallback`: a fallback is never shown as somebody's choice. */
  by: z.string(),
  /** How it came in: by the link in a mail, by the command line, or because time ran out. */
  via: z.enum(['link', 'command', 'fallback']),
  at: Instant,
  /** The day from which it holds; today or later. */
  effectFrom: LocalDate,
})
export type Choice = z.infer<typeof Choice>

/** Result of the effect check. `unknown`: the slots needed were missing. */
export const EffectCheck = z.strictObject({
  at: Instant,
  result: z.enum(['effective', 'not-effective', 'unknown']),
  period: z.string().nullable(),
  /** What was looked at, to compare before and after the period `since` in which it took effect; absent in older checks. */
  course: z.strictObject({ since: z.string(), points: z.array(EvidencePoint).max(24) }).optional(),
})
export type EffectCheck = z.infer<typeof EffectCheck>

/** Why a question was taken back: better figures, missing ones that came, corrected ones, or a plan without its ground. */
export const WithdrawalReason = z.enum([
  'recovered',
  'data-arrived',
  'restated',
  'trigger-removed',
  'series-removed',
  'kpi-removed',
])
export type WithdrawalReason = z.infer<typeof WithdrawalReason>

/** In place of a trigger's id where a person opened the decision; no trigger of a plan is called so. */
export const BY_PERSON = '-person'

/** What a decision stands for besides its own episode since others were merged into it; the first entry is its own. */
export const Covered = z.strictObject({
  /** Whose question it was. */
  decision: z.string(),
  trigger: z.string(),
  series: z.string(),
  kpi: z.string(),
  episode: z.string(),
  /** About the trigger itself, which came and went too often. */
  flap: z.boolean().default(false),
  /** When its episode ended; until all have ended, the end of one withdraws nothing. */
  over: Instant.optional(),
})
export type Covered = z.infer<typeof Covered>

/** A decision: opened by a trigger, owned by one person, with deadlines and a fallback. Lives at `DECISION#id / META`. */
export const Decision = z.strictObject({
  /** `D-` and 16 hex digits derived from episode and attempt: re-running opens nothing twice. */
  id: z.string(),
  trigger: z.string(),
  /** Series key such as `four-hour-performance#org=RJ1`. */
  series: z.string(),
  kpi: z.string(),
  episode: z.string(),
  /** 1 for the first decision of an episode, 2 for the one that follows a failed effect check. */
  attempt: z.number().int().min(1).max(2),
  /** Counts how often the episode was asked about again, because corrected figures took the question back and brought it back. */
  again: z.number().int().min(1).optional(),
  previous: z.string().optional(),
  next: z.string().optional(),
  /** Version of the plan whose words and deadlines are frozen here. */
  planVersion: z.number().int(),
  /** `flap`: about the trigger itself. `person`: somebody opened it, no trigger did. */
  kind: z.enum([...TriggerKind.options, 'flap', 'person']),
  severity: Severity,
  level: z.enum(['amber', 'red', 'stale', 'flap', 'asked']),
  question: z.string(),
  options: z.array(Option).min(1).max(6),
  fallback: z.strictObject({ option: z.string(), note: z.string().optional() }),
  decider: z.string(),
  /** Accountable person of the priority (or the desk): carries out a fallback, gets "change the process or the target". */
  accountable: z.string(),
  /** Escalation roles copied from the plan when opened; people behind them are read at each slot. */
  chain: z.array(z.enum(['deputy', 'manager', 'accountable', 'desk'])),
  evidence: Evidence,
  /** End of the period whose figure made the trigger fire, or when a missing one was stale; absent where nobody measured. */
  signalAt: Instant.optional(),
  openedAt: Instant,
  respondBy: Instant,
  decideBy: Instant,
  /** When the fallback takes effect: decide-by plus two working days for each step of the chain. */
  fallbackAt: Instant,
  /** How many slots after it took effect the KPI must have recovered. */
  effectSlots: z.number().int().min(1),
  state: DecisionState,
  /** Opened by a person: when its effect is looked at, whatever the slots of a KPI. */
  effectBy: Instant.optional(),
  overdue: z.boolean().default(false),
  acknowledgedAt: Instant.optional(),
  choice: Choice.optional(),
  dismissal: z
    .strictObject({
      reason: z.enum(['false-alarm', 'known', 'data-error']),
      note: z.string(),
      by: z.string(),
      at: Instant,
    })
    .optional(),
  /** `by` is absent where the figures, the plan or time took it back. */
  withdrawal: z.strictObject({ reason: WithdrawalReason, at: Instant, by: z.string().optional() }).optional(),
  /** The figures were corrected after it was asked. `gone`: by those of now it would not have been; `corrected`: points of the evidence as they are now. */
  restated: z
    .strictObject({
      at: Instant,
      gone: z.boolean(),
      corrected: z.array(z.strictObject({ period: z.string(), value: z.number().nullable() })).max(13),
      /** Gone under somebody who had taken it up: who is to confirm or withdraw it, asked when, and until when. */
      confirm: z.strictObject({ person: z.string(), asked: Instant, by: Instant }).optional(),
      /** It stays all the same: by whose word, or `trigger` where it fired again. */
      confirmed: z.strictObject({ by: z.string(), at: Instant }).optional(),
    })
    .optional(),
  /** Points of the evidence that were corrected after their lock date: what they are now, why, and when that was recorded. No trigger saw it. */
  late: z
    .array(z.strictObject({ period: z.string(), value: z.number().nullable(), reason: z.string(), at: Instant }))
    .max(13)
    .optional(),
  /** Its question is asked by another decision: which, whose word that was, and why. */
  merger: z
    .strictObject({ into: z.string(), question: z.string(), by: z.string(), why: z.string(), at: Instant })
    .optional(),
  /** Absent until another decision is merged into this one. */
  covers: z.array(Covered).optional(),
  /** Taken by a person: the first moment of `effectFrom` in the decider's zone, or the decision itself when that is today. */
  effectAt: Instant.optional(),
  /** Taken by the fallback: until when somebody may say that it was carried out; then the effect is checked anyway. */
  carryOutBy: Instant.optional(),
  inEffectAt: Instant.optional(),
  checkAt: Instant.optional(),
  checks: z.array(EffectCheck).default([]),
  /** After a second failed check: what the accountable person changes instead of deciding a third time. */
  rethink: z
    .strictObject({ choice: z.enum(['process', 'target']), note: z.string(), by: z.string(), at: Instant })
    .optional(),
  /** Open and past asks, so that a decision taken by one person settles the rest. */
  asks: z.array(z.strictObject({ person: z.string(), ask: z.string() })).default([]),
  /** Grows by one with every change of the decision: the optimistic lock. */
  revision: z.number().int().min(1),
  /** Execution that serves this decision (the claim). */
  claimedBy: z.string().optional(),
  /** Task token of the stage that waits, if one does. */
  taskToken: z.string().optional(),
})
export type Decision = z.infer<typeof Decision>
