import { checkPayload, effectiveInput, leaveWithResult, rootsOf, siteOf } from './data-flow.ts'
import type { StateOf } from './definition-schema.ts'
import { evaluateAs, evaluateTemplate, evaluationFailure } from './expression.ts'
import { ExecutionFailure } from './failure.ts'
import type { Json } from './json.ts'
import { readPath } from './json-path.ts'
import { SECONDS_LIMIT, type Step } from './plain-states.ts'
import { parseResource, type Resource } from './resource.ts'
import { type Run, record, type Strand, type Visit } from './run.ts'
import { type Attempt, awaitTask, type TaskEvents } from './task-wait.ts'

type TaskVisit = Visit<StateOf<'Task'>>

/** Task: one attempt, from the evaluation of its fields to its result. Retries come back here with a new token. */
export async function runTask(run: Run, strand: Strand, visit: TaskVisit): Promise<Step> {
  const resource = parseResource(visit.state.Resource)
  if (!resource)
    throw new ExecutionFailure('States.Runtime', `The resource '${visit.state.Resource}' is not one this runner knows.`)
  visit.token = resource.pattern === 'waitForTaskToken' ? run.host.newToken() : undefined
  const attempt = await prepare(run, strand, visit, resource)
  strand.scope.check()
  const events = eventsOf(resource)
  record(run, strand, events.scheduled, scheduledDetails(run, attempt))
  record(run, strand, events.started, events.named)
  const result = await awaitTask(run, strand, visit, attempt, events)
  return { output: await leaveWithResult(run, strand, visit, checkPayload(visit, result)), next: visit.state.Next }
}

async function prepare(run: Run, strand: Strand, visit: TaskVisit, resource: Resource): Promise<Attempt> {
  const { state } = visit
  const site = siteOf(run, strand, visit)
  const seconds = async (
    field: 'TimeoutSeconds' | 'HeartbeatSeconds',
    path: string | undefined,
  ): Promise<number | undefined> => {
    const given = state[field]
    if (given === undefined && path === undefined) return undefined
    const value =
      path !== undefined
        ? Number(readPath(path, rootsOf(run, strand, visit, visit.input)))
        : await evaluateAs<number>(given ?? 0, 'number', field, site)
    if (Number.isInteger(value) && value >= 1 && value <= SECONDS_LIMIT) return value
    throw evaluationFailure(
      site,
      `The ${field} field must be an integer between 1 and ${SECONDS_LIMIT} but was: ${value}`,
      field,
    )
  }
  const timeout = await seconds('TimeoutSeconds', state.TimeoutSecondsPath)
  const heartbeat = await seconds('HeartbeatSeconds', state.HeartbeatSecondsPath)
  if (visit.language === 'JSONPath')
    return { resource, timeout, heartbeat, arguments: effectiveInput(run, strand, visit) }
  if (state.Credentials !== undefined) await evaluateTemplate(state.Credentials, 'Credentials', site)
  const given = state.Arguments === undefined ? visit.input : await evaluateTemplate(state.Arguments, 'Arguments', site)
  return { resource, timeout, heartbeat, arguments: checkPayload(visit, given) }
}

function eventsOf(resource: Resource): TaskEvents {
  const prefix = resource.kind === 'function' ? 'LambdaFunction' : 'Task'
  return {
    scheduled: `${prefix}Scheduled`,
    started: `${prefix}Started`,
    succeeded: `${prefix}Succeeded`,
    failed: `${prefix}Failed`,
    timedOut: `${prefix}TimedOut`,
    named:
      resource.kind === 'function' ? undefined : { resourceType: resource.resourceType, resource: resource.resource },
  }
}

function scheduledDetails(run: Run, attempt: Attempt): Record<string, unknown> {
  const { resource, timeout } = attempt
  const limits = { ...(timeout === undefined ? {} : { timeoutInSeconds: timeout }) }
  const text: string = JSON.stringify(attempt.arguments satisfies Json)
  if (resource.kind === 'function')
    return { resource: resource.arn, input: text, inputDetails: { truncated: false }, ...limits }
  const heartbeat = attempt.heartbeat === undefined ? {} : { heartbeatInSeconds: attempt.heartbeat }
  return {
    resourceType: resource.resourceType,
    resource: resource.resource,
    region: run.region,
    parameters: text,
    ...limits,
    ...heartbeat,
  }
}
