import type { ValidateFunction } from 'ajv'
import type { Quota, TokenBucket } from './token-bucket.ts'

/** One REST API as its resources describe it. Deployments are no snapshots here: a stage serves what the template has. */
export interface RestApi {
  id: string
  name: string
  rootId: string
  binaryMediaTypes: string[]
  resources: Map<string, ApiResource>
  methods: ApiMethod[]
  /** By name; compiled from the model's JSON schema. */
  models: Map<string, ValidateFunction>
  validators: Map<string, { body: boolean; parameters: boolean }>
  /** By response type, such as `THROTTLED` or `DEFAULT_4XX`. */
  responses: Map<string, GatewayResponse>
  stages: Map<string, Stage>
}

export interface ApiResource {
  id: string
  parentId?: string
  /** `observations`, `{token}`, `{proxy+}`; empty for the root. */
  part: string
}

export interface ApiMethod {
  resourceId: string
  /** `ANY` takes every verb that has no method of its own. */
  verb: string
  apiKeyRequired: boolean
  integration: Integration
  /** Content type → model name. */
  models: Record<string, string>
  validatorId?: string
  /** `method.request.header.X` → required. */
  parameters: Record<string, boolean>
}

export type Integration =
  | { kind: 'lambda'; functionArn: string; timeoutMs: number }
  | { kind: 'mock'; status: number; headers: Record<string, string>; body: string }

export interface GatewayResponse {
  status?: number
  /** `Retry-After` → `'1'` (in quotes) or an expression such as `context.requestId`. */
  headers: Record<string, string>
  /** The body, with `$context.…`. @default the gateway's own */
  template: string | undefined
}

export interface Stage {
  name: string
  variables: Record<string, string>
  accessLogFormat?: string
  /** Limits by `path/VERB`; the defaults under `*`; one bucket per method. */
  limits: { path: string; verb: string; rate: number; burst: number }[]
  buckets: Map<string, TokenBucket>
}

export interface ApiKey {
  id: string
  name: string
  value: string
  enabled: boolean
  description?: string
  createdAt: number
}

export interface UsagePlan {
  id: string
  name: string
  stages: { apiId: string; stage: string; methods: Record<string, { rate: number; burst: number }> }[]
  throttle?: { rate: number; burst: number }
  quota?: { limit: number; offset: number; period: 'DAY' | 'WEEK' | 'MONTH' }
  keyIds: Set<string>
  /** One bucket per key, and per key and method where a method has a limit of its own. */
  buckets: Map<string, TokenBucket>
  quotas: Map<string, Quota>
}

/** Path of a resource with its parameters, such as `/a/{token}`. */
export function pathOf(api: RestApi, resourceId: string): string {
  const parts: string[] = []
  for (let at = api.resources.get(resourceId); at?.parentId; at = api.resources.get(at.parentId)) parts.unshift(at.part)
  return `/${parts.join('/')}`
}
