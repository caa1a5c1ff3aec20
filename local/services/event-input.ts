/** How a rule's target shapes the event it gets; at most one of these is set, none passes the event on. */
export interface TargetInput {
  Input?: string
  InputPath?: string
  InputTransformer?: { InputPathsMap?: Record<string, string>; InputTemplate: string }
}

/** What the target receives: JSON text that stands in the rule, a part of the event, a filled template, or the event. */
export function shapeInput(target: TargetInput, event: Record<string, unknown>): unknown {
  if (target.Input !== undefined) return JSON.parse(target.Input)
  if (target.InputPath !== undefined) return at(event, target.InputPath)
  if (!target.InputTransformer) return event
  const { InputPathsMap = {}, InputTemplate } = target.InputTransformer
  const values = Object.fromEntries(Object.entries(InputPathsMap).map(([name, path]) => [name, at(event, path)]))
  const filled = fill(InputTemplate, {
    ...values,
    'aws.events.event': event,
    'aws.events.event.ingestion-time': event['time'],
  })
  try {
    return JSON.parse(filled)
  } catch {
    return filled
  }
}

/** Replaces `<name>`: inside a JSON string by bare text, elsewhere by JSON. An unknown or missing value becomes nothing. */
function fill(template: string, values: Record<string, unknown>): string {
  let quoted = false
  return template.replace(/\\.|"|<([\w.-]+)>/gs, (found, name?: string) => {
    if (found === '"') quoted = !quoted
    if (name === undefined) return found
    const value = values[name]
    if (!quoted) return value === undefined ? '""' : JSON.stringify(value)
    const bare = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)
    return JSON.stringify(bare).slice(1, -1)
  })
}

/** The value at a path such as `$.detail.items[0].name`; undefined when there is none. */
function at(event: unknown, path: string): unknown {
  const steps = path.match(/[^.[\]$"']+/g) ?? []
  return steps.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], event)
}
