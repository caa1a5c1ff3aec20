import { isObject, type Json, type JsonObject } from '../asl/json.ts'
import { callService, capital } from './states-calls.ts'
import { IntegrationError } from './states-integration-error.ts'
import type { Surroundings } from './states-integrations.ts'
import { describe } from './states-machines.ts'

/**
 * `states:startExecution.sync`: starts an execution and waits for its end. `.sync:2` gives its output as JSON, `.sync` as text.
 * Stopping the parent leaves the child running.
 * @throws IntegrationError States.TaskFailed with the child's description when it does not succeed
 */
export async function runChild(
  pattern: 'sync' | 'sync:2',
  given: Json,
  around: Surroundings,
  submitted: (answer: Json) => void,
): Promise<Json> {
  const resource = {
    kind: 'service',
    resourceType: 'states',
    resource: `startExecution.${pattern}`,
    action: 'startExecution',
    pattern,
  } as const
  const answer = await callService(resource, given, around)
  submitted(answer)
  const arn = String(isObject(answer) ? answer.ExecutionArn : '')
  const record = around.states.execution(arn, around.world)
  if (record.execution.status === 'RUNNING') await new Promise<void>((resolve) => record.ended.push(resolve))
  const described = capitalised(describe(record) as JsonObject, pattern)
  if (record.execution.status === 'SUCCEEDED') return described
  throw new IntegrationError('States.TaskFailed', JSON.stringify(described))
}

function capitalised(described: JsonObject, pattern: 'sync' | 'sync:2'): JsonObject {
  const fields = Object.entries(described).map(([name, value]): [string, Json] => {
    if (pattern === 'sync:2' && (name === 'output' || name === 'input') && typeof value === 'string')
      return [capital(name), JSON.parse(value)]
    if (name.endsWith('Date')) return [capital(name), Number(value) * 1000]
    return [capital(name), isObject(value) ? capitalised(value, pattern) : value]
  })
  return Object.fromEntries(fields)
}
