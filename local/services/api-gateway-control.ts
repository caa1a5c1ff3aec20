import { AwsError, type AwsRequest, type AwsResponse, type World } from '../world.ts'
import type { ApiGateway } from './api-gateway.ts'
import type { ApiKey } from './api-gateway-model.ts'

/** The part of API Gateway's own API that a command line needs: keys with their values, the APIs and their stages. */
export async function controlPlane(gateway: ApiGateway, request: AwsRequest, world: World): Promise<AwsResponse> {
  const parts = request.path
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent)
  const answer = request.method === 'GET' ? read(gateway, parts, request.query) : undefined
  if (answer === undefined) {
    throw new AwsError(
      'NotFoundException',
      `The local runner's API Gateway does not know ${request.method} ${request.path}; it knows GET apikeys, restapis and usageplans.`,
      404,
    )
  }
  world.count('apigateway:control')
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) }
}

function read(gateway: ApiGateway, [kind, id, part]: string[], query: URLSearchParams): object | undefined {
  if (kind === 'apikeys')
    return id === undefined ? keys(gateway, query) : oneKey(gateway, id, query.get('includeValue') === 'true')
  if (kind === 'usageplans' && id === undefined) {
    return { item: [...gateway.plans.values()].map((plan) => ({ id: plan.id, name: plan.name })) }
  }
  if (kind !== 'restapis') return undefined
  if (id === undefined) return { item: [...gateway.apis.values()].map(({ id, name }) => ({ id, name })) }
  const api = gateway.apis.get(id)
  if (!api) throw new AwsError('NotFoundException', `Invalid API identifier specified: ${id}`, 404)
  if (part === 'stages') return { item: [...api.stages.values()].map(({ name }) => ({ stageName: name })) }
  return part === undefined ? { id, name: api.name } : undefined
}

function keys(gateway: ApiGateway, query: URLSearchParams): object {
  const name = query.get('name') ?? ''
  const found = [...gateway.keys.values()].filter((key) => key.name.startsWith(name))
  return { item: found.map((key) => described(key, query.get('includeValues') === 'true')) }
}

function oneKey(gateway: ApiGateway, id: string, includeValue: boolean): object {
  const key = gateway.keys.get(id)
  if (key) return described(key, includeValue)
  throw new AwsError('NotFoundException', `Invalid API Key identifier specified: ${id}`, 404)
}

function described({ id, name, value, enabled, description, createdAt }: ApiKey, withValue: boolean): object {
  const seconds = createdAt / 1000
  return {
    id,
    name,
    enabled,
    description,
    createdDate: seconds,
    lastUpdatedDate: seconds,
    stageKeys: [],
    ...(withValue ? { value } : {}),
  }
}
