import type { maker } from './services-template.ts'

type Make = ReturnType<typeof maker>

const envelope = {
  $schema: 'http://json-schema.org/draft-04/schema#',
  anyOf: [
    { type: 'object', required: ['kpi'], properties: { kpi: { type: 'string' } } },
    { type: 'array', minItems: 1 },
  ],
}

/** Declares an API `api` with `POST /v1/observations` behind a key and `GET /a/{token}` for all; gives the key's id. */
export async function deployApi(make: Make): Promise<string> {
  const rest = await make('AWS::ApiGateway::RestApi', 'Rest', { Name: 'api', BinaryMediaTypes: ['image/png'] })
  const RestApiId = rest.ref
  const part = async (ParentId: unknown, PathPart: string) =>
    (await make('AWS::ApiGateway::Resource', `Resource${PathPart}`, { RestApiId, ParentId, PathPart })).ref
  const root = rest.attributes!.RootResourceId
  const observations = await part(await part(root, 'v1'), 'observations')
  const answers = await part(root, 'a')
  const token = await part(answers, '{token}')
  await make('AWS::ApiGateway::Model', 'Model', {
    RestApiId,
    Name: 'Observations',
    ContentType: 'application/json',
    Schema: envelope,
  })
  const RequestValidatorId = (
    await make('AWS::ApiGateway::RequestValidator', 'Validator', { RestApiId, ValidateRequestBody: true })
  ).ref
  const Integration = {
    Type: 'AWS_PROXY',
    IntegrationHttpMethod: 'POST',
    Uri: 'arn:aws:apigateway:eu-west-2:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-2:123456789012:function:ingest/invocations',
  }
  const method = { RestApiId, AuthorizationType: 'NONE', Integration }
  const guarded = { ApiKeyRequired: true, RequestValidatorId, RequestModels: { 'application/json': 'Observations' } }
  await make('AWS::ApiGateway::Method', 'Post', { ...method, ...guarded, ResourceId: observations, HttpMethod: 'POST' })
  await make('AWS::ApiGateway::Method', 'Get', { ...method, ResourceId: token, HttpMethod: 'GET' })
  const template =
    '{"status":429,"id":"$context.requestId","why":$context.error.messageString,"type":"$context.error.responseType"}'
  await make('AWS::ApiGateway::GatewayResponse', 'Throttled', {
    RestApiId,
    ResponseType: 'THROTTLED',
    ResponseParameters: {
      'gatewayresponse.header.Retry-After': "'1'",
      'gatewayresponse.header.Content-Type': "'application/problem+json'",
    },
    ResponseTemplates: { 'application/json': template },
  })
  await make('AWS::ApiGateway::Stage', 'Stage', {
    RestApiId,
    StageName: 'live',
    AccessLogSetting: {
      DestinationArn: 'x',
      Format: '{"path":"$context.resourcePath","status":$context.status,"key":"$context.identity.apiKeyId"}',
    },
    MethodSettings: [
      {
        HttpMethod: '*',
        ResourcePath: '/*',
        ThrottlingRateLimit: 50,
        ThrottlingBurstLimit: 30,
        DataTraceEnabled: false,
      },
    ],
  })
  const KeyId = (await make('AWS::ApiGateway::ApiKey', 'Key')).ref
  const plan = {
    ApiStages: [{ ApiId: RestApiId, Stage: 'live' }],
    Throttle: { RateLimit: 10, BurstLimit: 3 },
    Quota: { Limit: 5, Period: 'DAY' },
  }
  const UsagePlanId = (await make('AWS::ApiGateway::UsagePlan', 'Plan', plan)).ref
  await make('AWS::ApiGateway::UsagePlanKey', 'PlanKey', { KeyId, KeyType: 'API_KEY', UsagePlanId })
  return KeyId
}
