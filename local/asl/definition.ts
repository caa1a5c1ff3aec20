import type * as z from 'zod'
import {
  type Flow,
  type Language,
  languageOfState,
  type Machine,
  MachineSchema,
  type State,
  type StateOf,
} from './definition-schema.ts'
import { compile, expressionText, isExpression } from './expression.ts'
import { checkNames, type Node } from './expression-names.ts'
import type { Json } from './json.ts'
import { parseResource, type Resource } from './resource.ts'

/** A definition AWS, or this interpreter, would refuse. Every problem in one message, each with its place. */
export class InvalidDefinition extends Error {
  constructor(problems: readonly string[]) {
    super(`The state machine definition is refused:\n${problems.map((problem) => `- ${problem}`).join('\n')}`)
    this.name = 'InvalidDefinition'
  }
}

/** Fields that belong to one query language only. */
const JSONPATH_ONLY = [
  'InputPath',
  'OutputPath',
  'Parameters',
  'ResultSelector',
  'ResultPath',
  'ItemsPath',
  'SecondsPath',
  'TimestampPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'ErrorPath',
  'CausePath',
  'Result',
]
const JSONATA_ONLY = ['Output', 'Arguments', 'Items']

/**
 * Reads and checks a definition.
 * @throws InvalidDefinition with every problem found
 */
export function parseDefinition(text: string): Machine {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new InvalidDefinition([`It is not JSON: ${(error as Error).message}.`])
  }
  const parsed = MachineSchema.safeParse(value)
  if (!parsed.success) throw new InvalidDefinition(parsed.error.issues.map(describeIssue))
  const problems = checkFlow(parsed.data, parsed.data.QueryLanguage, '')
  if (problems.length > 0) throw new InvalidDefinition(problems)
  return parsed.data
}

function describeIssue(issue: z.core.$ZodIssue): string {
  return `/${issue.path.join('/')}: ${issue.message}.`
}

function checkFlow(flow: Flow, machine: Language | undefined, at: string): string[] {
  const problems = flow.StartAt in flow.States ? [] : [`${at}/StartAt: there is no state '${flow.StartAt}'.`]
  for (const [name, state] of Object.entries(flow.States)) {
    const place = `${at}/States/${name}`
    const language = languageOfState(state, machine)
    if (machine === 'JSONata' && language === 'JSONPath')
      problems.push(`${place}: a JSONPath state cannot stand in a JSONata machine.`)
    problems.push(
      ...checkMoves(flow, state, place),
      ...checkLanguage(state, language, place),
      ...checkType(state, language, place),
    )
    if (language === 'JSONata') problems.push(...checkExpressions(state as unknown as Json, place))
    for (const [where, inner] of innerFlows(state)) problems.push(...checkFlow(inner, machine, `${place}/${where}`))
  }
  return problems
}

function innerFlows(state: State): [string, Flow][] {
  if (state.Type === 'Parallel') return state.Branches.map((branch, index) => [`Branches/${index}`, branch])
  if (state.Type !== 'Map') return []
  const flow = state.ItemProcessor ?? state.Iterator
  return flow ? [['ItemProcessor', flow]] : []
}

function checkMoves(flow: Flow, state: State, place: string): string[] {
  const targets: string[] = []
  if ('Next' in state && state.Next) targets.push(state.Next)
  if ('Catch' in state) targets.push(...(state.Catch ?? []).map((catcher) => catcher.Next))
  if (state.Type === 'Choice')
    targets.push(...state.Choices.map((rule) => rule.Next), ...(state.Default ? [state.Default] : []))
  const problems = targets
    .filter((target) => !(target in flow.States))
    .map((target) => `${place}: there is no state '${target}' to go to.`)
  if ('Next' in state || 'End' in state || !['Choice', 'Succeed', 'Fail'].includes(state.Type)) {
    const moves = state as { Next?: string; End?: boolean }
    if ((moves.Next === undefined) !== (moves.End === true)) problems.push(`${place}: give either Next or "End": true.`)
  }
  return problems
}

function checkLanguage(state: State, language: Language, place: string): string[] {
  const foreign = language === 'JSONata' ? JSONPATH_ONLY : JSONATA_ONLY
  return Object.keys(state)
    .filter((field) => foreign.includes(field))
    .map((field) => `${place}/${field}: this field does not exist in a ${language} state.`)
}

function checkType(state: State, language: Language, place: string): string[] {
  const problems: string[] = []
  if (state.Type === 'Task') problems.push(...checkTask(state, place))
  if (state.Type === 'Wait') problems.push(...checkWait(state, place))
  if (state.Type === 'Choice') problems.push(...checkChoice(state, language, place))
  if (state.Type === 'Map' && !state.ItemProcessor && !state.Iterator)
    problems.push(`${place}: a Map needs an ItemProcessor.`)
  for (const { ErrorEquals } of 'Catch' in state ? (state.Catch ?? []) : [])
    problems.push(...checkWildcard(ErrorEquals, `${place}/Catch`))
  for (const { ErrorEquals } of 'Retry' in state ? (state.Retry ?? []) : [])
    problems.push(...checkWildcard(ErrorEquals, `${place}/Retry`))
  return problems
}

function checkTask(state: StateOf<'Task'>, place: string): string[] {
  const problems: string[] = []
  const { Resource: arn, TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = state
  if (!parseResource(arn))
    problems.push(`${place}/Resource: '${arn}' is neither a function nor a service integration this runner knows.`)
  if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout) {
    problems.push(`${place}/HeartbeatSeconds: must be less than TimeoutSeconds (${timeout}), got ${heartbeat}.`)
  }
  return problems
}

function checkWait(state: StateOf<'Wait'>, place: string): string[] {
  const given = [state.Seconds, state.SecondsPath, state.Timestamp, state.TimestampPath].filter(
    (field) => field !== undefined,
  )
  return given.length === 1
    ? []
    : [`${place}: a Wait needs exactly one of Seconds, SecondsPath, Timestamp, TimestampPath, got ${given.length}.`]
}

function checkChoice(state: StateOf<'Choice'>, language: Language, place: string): string[] {
  if (language === 'JSONPath')
    return [
      `${place}: this runner has no JSONPath choice rules; give the state "QueryLanguage": "JSONata" and a Condition.`,
    ]
  return state.Choices.some((rule) => rule.Condition === undefined) ? [`${place}: every choice needs a Condition.`] : []
}

function checkWildcard(names: readonly string[], place: string): string[] {
  return names.includes('States.ALL') && names.length > 1
    ? [`${place}: States.ALL must stand alone in ErrorEquals.`]
    : []
}

/** Every expression must compile, and variables may not be called `states`. Inner flows are checked with their own states. */
function checkExpressions(value: Json, place: string): string[] {
  if (typeof value === 'string') return isExpression(value) ? checkExpression(expressionText(value), place) : []
  if (Array.isArray(value)) return value.flatMap((item, index) => checkExpressions(item, `${place}/${index}`))
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, item]) => {
    if (key === 'States' && item !== null && typeof item === 'object') return []
    const taken = key === 'Assign' && typeof item === 'object' && item !== null && 'states' in item
    return [
      ...(taken ? [`${place}/Assign: the name 'states' is taken.`] : []),
      ...checkExpressions(item, `${place}/${key}`),
    ]
  })
}

function checkExpression(text: string, place: string): string[] {
  try {
    return checkNames(compile(text).ast() as Node, place)
  } catch (error) {
    return [`${place}: the JSONata expression '${text}' does not parse: ${(error as Error).message}.`]
  }
}

/** Every Task's resource with its place, inner flows included. */
export function resourcesOf(flow: Flow, at = ''): { place: string; resource: Resource }[] {
  return Object.entries(flow.States).flatMap(([name, state]) => {
    const place = `${at}/States/${name}`
    const resource = state.Type === 'Task' ? parseResource(state.Resource) : undefined
    const inner = innerFlows(state).flatMap(([where, each]) => resourcesOf(each, `${place}/${where}`))
    return resource ? [{ place, resource }, ...inner] : inner
  })
}
