import { StateFailure } from './failure.ts'
import { isObject, type Json, type JsonObject } from './json.ts'

/** What a path can start from. */
export interface PathRoots {
  /** `$` */
  input: Json
  /** `$$` */
  context: JsonObject
  /** `$name` */
  variables: Record<string, Json>
}

const HEAD = /^(\$\$|\$[A-Za-z_]\w*|\$)/
const STEP = /\.([\w-]+)|\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]/y

/**
 * The steps of a reference path (dots, indexes, quoted names). The richer JSONPath (`..`, `*`, filters) is not supported.
 * @throws StateFailure States.Runtime
 */
function parsePath(path: string): { head: string; steps: string[] } {
  const head = HEAD.exec(path)?.[0]
  const steps: string[] = []
  if (head !== undefined) {
    STEP.lastIndex = head.length
    while (STEP.lastIndex < path.length) {
      const step = STEP.exec(path)
      if (!step) break
      steps.push(step[1] ?? step[2] ?? (step[3] as string).replace(/\\(.)/g, '$1'))
      if (STEP.lastIndex === path.length) return { head, steps }
    }
    if (path.length === head.length) return { head, steps }
  }
  throw new StateFailure(
    'States.Runtime',
    `The path '${path}' is not a reference path this runner reads (dots, [0], ['name']).`,
  )
}

/** Value at a path. @throws StateFailure States.Runtime when there is none. */
export function readPath(path: string, roots: PathRoots): Json {
  const { head, steps } = parsePath(path)
  let value: Json | undefined =
    head === '$' ? roots.input : head === '$$' ? roots.context : roots.variables[head.slice(1)]
  for (const step of steps) {
    if (Array.isArray(value)) value = value[Number(step)]
    else value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined
  }
  if (value === undefined)
    throw new StateFailure(
      'States.Runtime',
      `The path '${path}' could not be found in the input: ${JSON.stringify(roots.input)}.`,
    )
  return value
}

/**
 * A copy of `input` with `value` at a reference path, making objects on the way (ResultPath).
 * @throws StateFailure States.ResultPathMatchFailure when the input has no place for it
 */
export function writePath(path: string, input: Json, value: Json): Json {
  const { steps } = parsePath(path)
  const put = (target: Json | undefined, at: number): Json => {
    const step = steps[at]
    if (step === undefined) return value
    if (target === undefined) return { [step]: put(undefined, at + 1) }
    if (isObject(target)) return { ...target, [step]: put(target[step], at + 1) }
    if (Array.isArray(target) && /^\d+$/.test(step) && Number(step) < target.length)
      return target.with(Number(step), put(target[Number(step)], at + 1))
    throw new StateFailure(
      'States.ResultPathMatchFailure',
      `The ResultPath '${path}' cannot be applied to the input ${JSON.stringify(input)}.`,
    )
  }
  return put(input, 0)
}

/** Fills a payload template: fields whose name ends in `.$` take the value at their path, the rest is literal. */
export function fillTemplate(template: Json, roots: PathRoots): Json {
  if (Array.isArray(template)) return template.map((item) => fillTemplate(item, roots))
  if (!isObject(template)) return template
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) => {
      if (!key.endsWith('.$')) return [key, fillTemplate(value, roots)]
      if (typeof value !== 'string' || !value.startsWith('$')) {
        throw new StateFailure(
          'States.Runtime',
          `The field '${key}' must hold a path; intrinsic functions are not run here: write the state in JSONata. Got ${JSON.stringify(value)}.`,
        )
      }
      return [key.slice(0, -2), readPath(value, roots)]
    }),
  )
}
