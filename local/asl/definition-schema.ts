import * as z from 'zod'
import type { Json } from './json.ts'

const json: z.ZodType<Json> = z.json()
const language = z.enum(['JSONata', 'JSONPath'])
const assign = z.record(z.string(), json)
/** A number, or an expression that gives one. */
const amount = z.union([z.number(), z.string()])

const common = { Comment: z.string().optional(), QueryLanguage: language.optional() }
const moves = { Next: z.string().optional(), End: z.boolean().optional() }
const paths = { InputPath: z.string().nullable().optional(), OutputPath: z.string().nullable().optional() }
const result = { ResultSelector: json.optional(), ResultPath: z.string().nullable().optional() }

const Retrier = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: z.array(z.string()).min(1),
  IntervalSeconds: z.int().min(1).max(99_999_999).optional(),
  MaxAttempts: z.int().min(0).max(99_999_999).optional(),
  BackoffRate: z.number().min(1).optional(),
  MaxDelaySeconds: z.int().min(1).max(31_622_399).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).optional(),
})

const Catcher = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: z.array(z.string()).min(1),
  Next: z.string(),
  Assign: assign.optional(),
  Output: json.optional(),
  ResultPath: z.string().nullable().optional(),
})

const handling = { Retry: z.array(Retrier).optional(), Catch: z.array(Catcher).optional() }

const Pass = z.strictObject({
  Type: z.literal('Pass'),
  ...common,
  ...moves,
  ...paths,
  Assign: assign.optional(),
  Output: json.optional(),
  Result: json.optional(),
  ResultPath: z.string().nullable().optional(),
  Parameters: json.optional(),
})

const Task = z.strictObject({
  Type: z.literal('Task'),
  ...common,
  ...moves,
  ...paths,
  ...result,
  ...handling,
  Resource: z.string(),
  Arguments: json.optional(),
  Parameters: json.optional(),
  Credentials: json.optional(),
  Assign: assign.optional(),
  Output: json.optional(),
  TimeoutSeconds: amount.optional(),
  TimeoutSecondsPath: z.string().optional(),
  HeartbeatSeconds: amount.optional(),
  HeartbeatSecondsPath: z.string().optional(),
})

const Choice = z.strictObject({
  Type: z.literal('Choice'),
  ...common,
  ...paths,
  Choices: z
    .array(
      z.looseObject({
        Next: z.string(),
        Condition: z.union([z.boolean(), z.string()]).optional(),
        Assign: assign.optional(),
        Output: json.optional(),
      }),
    )
    .min(1),
  Default: z.string().optional(),
  Assign: assign.optional(),
  Output: json.optional(),
})

const Wait = z.strictObject({
  Type: z.literal('Wait'),
  ...common,
  ...moves,
  ...paths,
  Seconds: amount.optional(),
  SecondsPath: z.string().optional(),
  Timestamp: z.string().optional(),
  TimestampPath: z.string().optional(),
  Assign: assign.optional(),
  Output: json.optional(),
})

const Succeed = z.strictObject({ Type: z.literal('Succeed'), ...common, ...paths, Output: json.optional() })

const Fail = z.strictObject({
  Type: z.literal('Fail'),
  ...common,
  Error: z.string().optional(),
  Cause: z.string().optional(),
  ErrorPath: z.string().optional(),
  CausePath: z.string().optional(),
})

/** States with their start: a machine, a branch or an item processor. */
export interface Flow {
  Comment?: string
  StartAt: string
  States: Record<string, State>
}

// Typed by hand: flows hold states that hold flows, which inference cannot follow.
const InnerFlow: z.ZodType<Flow> = z.lazy(() => z.strictObject(flow))
const InnerProcessor: z.ZodType<Flow> = z.lazy(() =>
  z.strictObject({ ...flow, ProcessorConfig: z.strictObject({ Mode: z.literal('INLINE').optional() }).optional() }),
)

const Parallel = z.strictObject({
  Type: z.literal('Parallel'),
  ...common,
  ...moves,
  ...paths,
  ...result,
  ...handling,
  Branches: z.array(InnerFlow).min(1),
  Arguments: json.optional(),
  Parameters: json.optional(),
  Assign: assign.optional(),
  Output: json.optional(),
})

const MapState = z.strictObject({
  Type: z.literal('Map'),
  ...common,
  ...moves,
  ...paths,
  ...result,
  ...handling,
  ItemProcessor: InnerProcessor.optional(),
  Iterator: InnerProcessor.optional(),
  Items: json.optional(),
  ItemsPath: z.string().optional(),
  ItemSelector: json.optional(),
  Parameters: json.optional(),
  MaxConcurrency: amount.optional(),
  ToleratedFailureCount: amount.optional(),
  ToleratedFailurePercentage: amount.optional(),
  Assign: assign.optional(),
  Output: json.optional(),
})

const StateSchema = z.discriminatedUnion('Type', [Pass, Task, Choice, Wait, Succeed, Fail, Parallel, MapState])

const flow = {
  Comment: z.string().optional(),
  StartAt: z.string(),
  States: z.record(z.string().min(1).max(80), StateSchema),
}

/** A whole definition, as a state machine's DefinitionString holds it. */
export const MachineSchema = z.strictObject({
  ...flow,
  QueryLanguage: language.optional(),
  Version: z.string().optional(),
  TimeoutSeconds: z.int().min(1).max(99_999_999).optional(),
})

export type Machine = z.infer<typeof MachineSchema>
export type State = z.infer<typeof StateSchema>
export type StateOf<T extends State['Type']> = Extract<State, { Type: T }>
export type Catcher = z.infer<typeof Catcher>
export type Language = z.infer<typeof language>

/** The query language of a state. States inherit the machine's; JSONPath is AWS's default. */
export function languageOfState(state: State, machine: Language | undefined): Language {
  return state.QueryLanguage ?? machine ?? 'JSONPath'
}
