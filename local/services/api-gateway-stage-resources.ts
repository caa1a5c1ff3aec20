import * as z from 'zod'
import type { ResourceType } from '../world.ts'
import type { ApiGateway } from './api-gateway.ts'
import { apiOf, shortId } from './api-gateway-resources.ts'
import { arn, boolean, generatedName, ignored, number, resourceType } from './resource.ts'

const throttle = z.strictObject({ BurstLimit: number, RateLimit: number })

/** Stages with their throttles and logs, API keys, usage plans; deployments and domains are taken without effect. */
export function stageTypes(gateway: ApiGateway): ResourceType[] {
  return [
    stage(gateway),
    apiKey(gateway),
    usagePlan(gateway),
    usagePlanKey(gateway),
    deployment(),
    domainName(),
    ...withoutEffect(),
  ]
}

const MethodSetting = z.strictObject({
  HttpMethod: z.string().default('*'),
  ResourcePath: z.string().default('/*'),
  ThrottlingBurstLimit: number.optional(),
  ThrottlingRateLimit: number.optional(),
  CachingEnabled: z.literal(false).optional(),
  CacheDataEncrypted: ignored,
  CacheTtlInSeconds: ignored,
  DataTraceEnabled: ignored,
  LoggingLevel: ignored,
  MetricsEnabled: ignored,
})

const StageProperties = z.strictObject({
  RestApiId: z.string(),
  StageName: z.string(),
  DeploymentId: ignored,
  Description: ignored,
  AccessLogSetting: z.strictObject({ DestinationArn: ignored, Format: z.string().optional() }).optional(),
  MethodSettings: z.array(MethodSetting).default([]),
  TracingEnabled: ignored,
  Variables: z.record(z.string(), z.string()).default({}),
  CacheClusterEnabled: z.literal(false).optional(),
  Tags: ignored,
})

function stage(gateway: ApiGateway): ResourceType {
  return resourceType('AWS::ApiGateway::Stage', StageProperties, (properties, { logicalId }) => {
    apiOf(gateway, properties.RestApiId, logicalId).stages.set(properties.StageName, {
      name: properties.StageName,
      variables: properties.Variables,
      accessLogFormat: properties.AccessLogSetting?.Format,
      limits: properties.MethodSettings.flatMap((setting) => {
        const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = setting
        if (rate === undefined && burst === undefined) return []
        const path = setting.ResourcePath === '/*' ? '*' : setting.ResourcePath.slice(1).replaceAll('~1', '/')
        return [
          { path: path === '' ? '/' : path, verb: setting.HttpMethod, rate: rate ?? 10_000, burst: burst ?? 5_000 },
        ]
      }),
      buckets: new Map(),
    })
    return { ref: properties.StageName }
  })
}

const ApiKeyProperties = z.strictObject({
  Name: z.string().optional(),
  Value: z.string().min(20).optional(),
  Enabled: boolean.default(true),
  Description: z.string().optional(),
  CustomerId: ignored,
  GenerateDistinctId: ignored,
  StageKeys: ignored,
  Tags: ignored,
})

function apiKey(gateway: ApiGateway): ResourceType {
  return resourceType('AWS::ApiGateway::ApiKey', ApiKeyProperties, (properties, resource, world) => {
    const id = shortId(resource.logicalId)
    gateway.keys.set(id, {
      id,
      name: properties.Name ?? generatedName(resource),
      value: properties.Value ?? `${world.uuid('api-key')}${world.uuid('api-key')}`.replaceAll('-', '').slice(0, 40),
      enabled: properties.Enabled,
      description: properties.Description,
      createdAt: world.now(),
    })
    return { ref: id, attributes: { APIKeyId: id } }
  })
}

const UsagePlanProperties = z.strictObject({
  UsagePlanName: z.string().optional(),
  Description: ignored,
  ApiStages: z
    .array(
      z.strictObject({ ApiId: z.string(), Stage: z.string(), Throttle: z.record(z.string(), throttle).default({}) }),
    )
    .default([]),
  Quota: z
    .strictObject({ Limit: number, Offset: number.default(0), Period: z.enum(['DAY', 'WEEK', 'MONTH']) })
    .optional(),
  Throttle: throttle.optional(),
  Tags: ignored,
})

function usagePlan(gateway: ApiGateway): ResourceType {
  const limit = ({ RateLimit, BurstLimit }: z.infer<typeof throttle>) => ({ rate: RateLimit, burst: BurstLimit })
  return resourceType('AWS::ApiGateway::UsagePlan', UsagePlanProperties, (properties, resource) => {
    const id = shortId(resource.logicalId)
    const { Quota: quota, Throttle: all } = properties
    gateway.plans.set(id, {
      id,
      name: properties.UsagePlanName ?? generatedName(resource),
      stages: properties.ApiStages.map(({ ApiId, Stage, Throttle }) => ({
        apiId: ApiId,
        stage: Stage,
        methods: Object.fromEntries(Object.entries(Throttle).map(([place, one]) => [place, limit(one)])),
      })),
      throttle: all && limit(all),
      quota: quota && { limit: quota.Limit, offset: quota.Offset, period: quota.Period },
      keyIds: new Set(),
      buckets: new Map(),
      quotas: new Map(),
    })
    return { ref: id, attributes: { Id: id } }
  })
}

function usagePlanKey(gateway: ApiGateway): ResourceType {
  const properties = z.strictObject({ KeyId: z.string(), KeyType: z.literal('API_KEY'), UsagePlanId: z.string() })
  return resourceType('AWS::ApiGateway::UsagePlanKey', properties, ({ KeyId, UsagePlanId }, { logicalId }) => {
    const plan = gateway.plans.get(UsagePlanId)
    if (!plan) throw new Error(`${logicalId}: UsagePlanId ${UsagePlanId} is no usage plan of this template`)
    plan.keyIds.add(KeyId)
    return { ref: `${KeyId}:${UsagePlanId}`, attributes: { Id: `${KeyId}:${UsagePlanId}` } }
  })
}

function deployment(): ResourceType {
  const properties = z.strictObject({ RestApiId: z.string(), Description: ignored })
  return resourceType('AWS::ApiGateway::Deployment', properties, (_, { logicalId }) => {
    return { ref: shortId(logicalId), attributes: { DeploymentId: shortId(logicalId) } }
  })
}

function domainName(): ResourceType {
  return resourceType(
    'AWS::ApiGateway::DomainName',
    z.looseObject({ DomainName: z.string() }),
    ({ DomainName }, _, world) => {
      const regional = {
        RegionalDomainName: `local.execute-api.${world.region}.amazonaws.com`,
        RegionalHostedZoneId: 'Z0LOCAL',
      }
      return {
        ref: DomainName,
        attributes: { ...regional, DomainNameArn: arn(world, 'apigateway', `/domainnames/${DomainName}`) },
      }
    },
  )
}

function withoutEffect(): ResourceType[] {
  return ['AWS::ApiGateway::Account', 'AWS::ApiGateway::BasePathMapping'].map((type) =>
    resourceType(type, z.looseObject({}), (_, { logicalId }) => ({
      ref: shortId(logicalId),
      attributes: { Id: shortId(logicalId) },
    })),
  )
}
