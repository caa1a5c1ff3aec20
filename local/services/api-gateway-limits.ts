import type { ApiGateway } from './api-gateway.ts'
import type { RequestContext } from './api-gateway-context.ts'
import type { ApiKey, RestApi, Stage, UsagePlan } from './api-gateway-model.ts'
import { Refusal } from './api-gateway-refusal.ts'
import type { Route } from './api-gateway-route.ts'
import { Quota, TokenBucket } from './token-bucket.ts'

interface Asked {
  api: RestApi
  stage: Stage
  found: Route
  context: RequestContext
  apiKey: string | undefined
}

/**
 * Lets a request in or refuses it: the key where one is required (403), then the key's throttles and quota, then the
 * stage's throttle for the method (429).
 */
export function admit(gateway: ApiGateway, asked: Asked, now: number): void {
  const { found, context, apiKey } = asked
  if (found.method.apiKeyRequired) {
    const key = [...gateway.keys.values()].find((one) => one.enabled && one.value === apiKey)
    const plan = key && planOf(gateway, key, asked.api.id, asked.stage.name)
    if (!key || !plan) throw new Refusal('INVALID_API_KEY')
    context.identity.apiKey = key.value
    context.identity.apiKeyId = key.id
    throttleKey(plan, key, asked, now)
  }
  throttleStage(asked.stage, found, now)
}

function planOf(gateway: ApiGateway, key: ApiKey, apiId: string, stage: string): UsagePlan | undefined {
  return [...gateway.plans.values()].find(
    (plan) => plan.keyIds.has(key.id) && plan.stages.some((one) => one.apiId === apiId && one.stage === stage),
  )
}

function throttleKey(plan: UsagePlan, key: ApiKey, { api, stage, found }: Asked, now: number): void {
  const methods = plan.stages.find((one) => one.apiId === api.id && one.stage === stage.name)?.methods ?? {}
  const place = `${found.resourcePath}/${found.method.verb}`
  const own = methods[place]
  const passes =
    (!own || bucket(plan.buckets, `${key.id} ${place}`, own, now).take(now)) &&
    (!plan.throttle || bucket(plan.buckets, key.id, plan.throttle, now).take(now))
  if (!passes) throw new Refusal('THROTTLED')
  if (!plan.quota) return
  const { limit, period, offset } = plan.quota
  const quota = plan.quotas.get(key.id) ?? new Quota(limit, period, offset)
  plan.quotas.set(key.id, quota)
  if (!quota.take(now)) throw new Refusal('QUOTA_EXCEEDED')
}

function throttleStage(stage: Stage, { resourcePath, method }: Route, now: number): void {
  const own = stage.limits.find((limit) => limit.path === resourcePath && limit.verb === method.verb)
  const limit = own ?? stage.limits.find(({ path, verb }) => path === '*' && verb === '*')
  // The defaults of a stage apply to each of its methods for itself, not to all of them together.
  if (limit && !bucket(stage.buckets, `${resourcePath}/${method.verb}`, limit, now).take(now))
    throw new Refusal('THROTTLED')
}

function bucket(
  buckets: Map<string, TokenBucket>,
  name: string,
  limit: { rate: number; burst: number },
  now: number,
): TokenBucket {
  const found = buckets.get(name) ?? new TokenBucket(limit.rate, limit.burst, now)
  buckets.set(name, found)
  return found
}
