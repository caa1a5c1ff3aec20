import type { State } from './definition-schema.ts'
import { type ExpressionSite, evaluateTemplate } from './expression.ts'
import { StateFailure } from './failure.ts'
import { type Json, type JsonObject, PAYLOAD_LIMIT, payloadBytes } from './json.ts'
import { fillTemplate, type PathRoots, readPath, writePath } from './json-path.ts'
import { type Run, record, type Strand, type Visit } from './run.ts'

/** The context object: `$states.context` in JSONata, `$$` in JSONPath. */
export function contextOf(run: Run, strand: Strand, visit: Visit): JsonObject {
  return {
    ...run.context,
    State: { EnteredTime: new Date(visit.enteredAt).toISOString(), Name: visit.name, RetryCount: visit.retryCount },
    ...(strand.mapItem ? { Map: { Item: strand.mapItem } } : {}),
    ...(visit.token === undefined ? {} : { Task: { Token: visit.token } }),
  }
}

/** Where an expression of this visit stands. `known` adds `result` or `errorOutput`, and a Map's item. */
export function siteOf(
  run: Run,
  strand: Strand,
  visit: Visit,
  known: Record<string, Json> = {},
  mapItem?: JsonObject,
): ExpressionSite {
  const context = contextOf(run, mapItem ? { ...strand, mapItem } : strand, visit)
  return {
    state: visit.name,
    enteredId: visit.enteredId,
    bindings: { ...strand.variables, states: { input: visit.input, context, ...known } },
    world: { now: run.host.now(), random: () => run.host.random(), uuid: () => run.host.uuid() },
  }
}

/** What JSONPath fields of this visit start from. */
export function rootsOf(run: Run, strand: Strand, visit: Visit, input: Json): PathRoots {
  return { input, context: contextOf(run, strand, visit), variables: strand.variables }
}

/** @throws StateFailure States.DataLimitExceeded when a payload is over 256 KiB */
export function checkPayload(visit: Visit, payload: Json): Json {
  if (payloadBytes(payload) <= PAYLOAD_LIMIT) return payload
  throw new StateFailure(
    'States.DataLimitExceeded',
    `The state/task '${visit.name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  )
}

/** Input of a state's work: JSONPath applies InputPath and Parameters; JSONata leaves the input alone (Arguments are the caller's). */
export function effectiveInput(run: Run, strand: Strand, visit: Visit): Json {
  if (visit.language === 'JSONata') return visit.input
  const state = visit.state as { InputPath?: string | null; Parameters?: Json }
  const input =
    state.InputPath === null
      ? {}
      : state.InputPath
        ? readPath(state.InputPath, rootsOf(run, strand, visit, visit.input))
        : visit.input
  if (state.Parameters === undefined || visit.state.Type === 'Map') return input
  return checkPayload(visit, fillTemplate(state.Parameters, rootsOf(run, strand, visit, input)))
}

/** Where a state's way out is written: the state itself, a choice rule or a catcher, and how errors name its fields. */
export interface Exit {
  Assign?: JsonObject
  Output?: Json
  /** Prefix of the field in errors: `Catch[0]/`; empty for the state itself. */
  prefix: string
}

/**
 * Leaves a state: variables and output are computed from the same values (variables are read before they are written),
 * then the exit event is written. `known` is `result` or `errorOutput`.
 */
export async function leave(
  run: Run,
  strand: Strand,
  visit: Visit,
  exit: Exit,
  known: Record<string, Json>,
  otherwise: Json,
): Promise<Json> {
  const jsonata = visit.language === 'JSONata'
  const site = siteOf(run, strand, visit, known)
  const assigned = jsonata
    ? ((await evaluateTemplate(exit.Assign ?? {}, `${exit.prefix}Assign`, site)) as JsonObject)
    : (fillTemplate(exit.Assign ?? {}, rootsOf(run, strand, visit, known.result ?? otherwise)) as JsonObject)
  const output =
    jsonata && exit.Output !== undefined ? await evaluateTemplate(exit.Output, `${exit.prefix}Output`, site) : otherwise
  strand.scope.check()
  checkPayload(visit, output)
  strand.variables = { ...strand.variables, ...assigned }
  record(run, strand, `${visit.state.Type}StateExited`, {
    name: visit.name,
    output: JSON.stringify(output),
    outputDetails: { truncated: false },
    ...(exit.Assign ? { assignedVariables: texts(assigned), assignedVariablesDetails: { truncated: false } } : {}),
  })
  return output
}

function texts(values: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]))
}

/** Leaves a state that did its work, in its own query language. */
export async function leaveWithResult(run: Run, strand: Strand, visit: Visit, result: Json): Promise<Json> {
  const state = visit.state as State & { Assign?: JsonObject; Output?: Json }
  const otherwise = visit.language === 'JSONata' ? result : jsonPathOutput(run, strand, visit, result)
  return leave(run, strand, visit, { Assign: state.Assign, Output: state.Output, prefix: '' }, { result }, otherwise)
}

/** Leaves a state that only passes its input on (Pass, Wait, Succeed): there is no `$states.result`. */
export async function leaveWithInput(run: Run, strand: Strand, visit: Visit): Promise<Json> {
  const state = visit.state as State & { Assign?: JsonObject; Output?: Json }
  const otherwise =
    visit.language === 'JSONata' ? visit.input : outputPath(run, strand, visit, effectiveInput(run, strand, visit))
  return leave(run, strand, visit, { Assign: state.Assign, Output: state.Output, prefix: '' }, {}, otherwise)
}

/** ResultSelector, ResultPath and OutputPath, in AWS's order. */
export function jsonPathOutput(run: Run, strand: Strand, visit: Visit, result: Json): Json {
  const state = visit.state as { ResultSelector?: Json; ResultPath?: string | null }
  const selected =
    state.ResultSelector === undefined
      ? result
      : fillTemplate(state.ResultSelector, rootsOf(run, strand, visit, result))
  const merged =
    state.ResultPath === null
      ? visit.input
      : state.ResultPath
        ? writePath(state.ResultPath, visit.input, selected)
        : selected
  return outputPath(run, strand, visit, merged)
}

function outputPath(run: Run, strand: Strand, visit: Visit, value: Json): Json {
  const path = (visit.state as { OutputPath?: string | null }).OutputPath
  if (path === null) return {}
  return path ? readPath(path, rootsOf(run, strand, visit, value)) : value
}
