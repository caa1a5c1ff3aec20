import { type ApiMethod, type ApiResource, pathOf, type RestApi } from './api-gateway-model.ts'

export interface Route {
  method: ApiMethod
  /** Pattern of the path, such as `/a/{token}`. */
  resourcePath: string
  parameters: Record<string, string>
}

/**
 * The method that serves a path without its stage: fixed parts before `{parameter}` before `{proxy+}`, the verb itself
 * before ANY. Undefined when there is none, which API Gateway calls a missing authentication token.
 */
export function route(api: RestApi, verb: string, path: string): Route | undefined {
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(decoded)
  for (const { resource, parameters } of candidates(api, api.rootId, parts, {})) {
    const own = api.methods.filter((method) => method.resourceId === resource.id)
    const method = own.find((one) => one.verb === verb) ?? own.find((one) => one.verb === 'ANY')
    return method && { method, resourcePath: pathOf(api, resource.id), parameters }
  }
  return undefined
}

interface Candidate {
  resource: ApiResource
  parameters: Record<string, string>
}

function* candidates(
  api: RestApi,
  id: string,
  parts: string[],
  parameters: Record<string, string>,
): Generator<Candidate> {
  const [head, ...rest] = parts
  const resource = api.resources.get(id)
  if (head === undefined) {
    if (resource && api.methods.some((method) => method.resourceId === id)) yield { resource, parameters }
    return
  }
  const children = [...api.resources.values()].filter((child) => child.parentId === id)
  for (const child of children.filter((one) => one.part === head)) yield* candidates(api, child.id, rest, parameters)
  for (const child of children) {
    const [, name, greedy] = /^\{([^}+]+)(\+)?\}$/.exec(child.part) ?? []
    if (!name || greedy) continue
    yield* candidates(api, child.id, rest, { ...parameters, [name]: head })
  }
  for (const child of children) {
    const name = /^\{([^}+]+)\+\}$/.exec(child.part)?.[1]
    if (name) yield { resource: child, parameters: { ...parameters, [name]: parts.join('/') } }
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
