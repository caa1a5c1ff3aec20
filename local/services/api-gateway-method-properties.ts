import * as z from 'zod'
import type { Integration } from './api-gateway-model.ts'
import { boolean, ignored, number } from './resource.ts'

const texts = z.record(z.string(), z.string())

const IntegrationResponse = z.strictObject({
  StatusCode: z.coerce.string(),
  ResponseParameters: texts.default({}),
  ResponseTemplates: texts.default({}),
  SelectionPattern: ignored,
  ContentHandling: ignored,
})

const IntegrationProperties = z.strictObject({
  Type: z.enum(['AWS_PROXY', 'MOCK'], { error: 'the local runner integrates AWS_PROXY (Lambda) and MOCK only' }),
  IntegrationHttpMethod: ignored,
  Uri: z.string().optional(),
  Credentials: ignored,
  TimeoutInMillis: number.default(29_000),
  PassthroughBehavior: ignored,
  RequestTemplates: texts.default({}),
  IntegrationResponses: z.array(IntegrationResponse).default([]),
  ContentHandling: ignored,
})

/** `AWS::ApiGateway::Method`. Authorizers are refused: nobody would check the caller here. */
export const MethodProperties = z.strictObject({
  RestApiId: z.string(),
  ResourceId: z.string(),
  HttpMethod: z.string(),
  AuthorizationType: z
    .literal('NONE', { error: 'the local runner has no authorizers; use NONE or an API key' })
    .optional(),
  ApiKeyRequired: boolean.default(false),
  Integration: IntegrationProperties,
  OperationName: ignored,
  RequestModels: texts.default({}),
  RequestParameters: z.record(z.string(), boolean).default({}),
  RequestValidatorId: z.string().optional(),
  MethodResponses: ignored,
})

/** The integration a method declares. Throws an Error that names the method. */
export function integrationOf(given: z.infer<typeof IntegrationProperties>, logicalId: string): Integration {
  if (given.Type === 'AWS_PROXY') {
    const functionArn = /\/functions\/(.+)\/invocations$/.exec(given.Uri ?? '')?.[1]
    if (!functionArn)
      throw new Error(
        `${logicalId}: Integration.Uri has to name a function (…/functions/<arn>/invocations), got ${given.Uri}`,
      )
    return { kind: 'lambda', functionArn, timeoutMs: given.TimeoutInMillis }
  }
  const wanted = /"?statusCode"?\s*:\s*(\d+)/.exec(given.RequestTemplates['application/json'] ?? '')?.[1] ?? '200'
  const response = given.IntegrationResponses.find((one) => one.StatusCode === wanted) ?? given.IntegrationResponses[0]
  const headers = Object.entries(response?.ResponseParameters ?? {}).map(([name, value]) => [
    name.replace('method.response.header.', '').toLowerCase(),
    value.replace(/^'(.*)'$/s, '$1'),
  ])
  return {
    kind: 'mock',
    status: Number(response?.StatusCode ?? wanted),
    headers: Object.fromEntries(headers),
    body: response?.ResponseTemplates['application/json'] ?? '',
  }
}
