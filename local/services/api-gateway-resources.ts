import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { ResourceType } from '../world.ts'
import type { ApiGateway } from './api-gateway.ts'
import { integrationOf, MethodProperties } from './api-gateway-method-properties.ts'
import type { RestApi } from './api-gateway-model.ts'
import { compileModel } from './api-gateway-validation.ts'
import { boolean, generatedName, ignored, number, resourceType } from './resource.ts'

/** Ten characters that stand for a resource, the same in every run. */
export function shortId(logicalId: string): string {
  const number = BigInt(`0x${createHash('sha256').update(logicalId).digest('hex').slice(0, 16)}`)
  return number.toString(36).padStart(10, '0').slice(-10)
}

/** The API a property names. Throws when the template never declared it. */
export function apiOf(gateway: ApiGateway, id: string, logicalId: string): RestApi {
  const api = gateway.apis.get(id)
  if (!api) throw new Error(`${logicalId}: RestApiId ${id} is no API of this template`)
  return api
}

/** The API itself: paths, methods, models, validators and the gateway's own answers. */
export function apiTypes(gateway: ApiGateway): ResourceType[] {
  return [
    restApi(gateway),
    apiResource(gateway),
    method(gateway),
    model(gateway),
    validator(gateway),
    gatewayResponse(gateway),
  ]
}

const RestApiProperties = z.strictObject({
  Name: z.string().optional(),
  BinaryMediaTypes: z.array(z.string()).default([]),
  Description: ignored,
  EndpointConfiguration: ignored,
  FailOnWarnings: ignored,
  MinimumCompressionSize: ignored,
  Policy: ignored,
  DisableExecuteApiEndpoint: ignored,
  ApiKeySourceType: z.literal('HEADER').optional(),
  SecurityPolicy: ignored,
  EndpointAccessMode: ignored,
  Tags: ignored,
})

function restApi(gateway: ApiGateway): ResourceType {
  return resourceType('AWS::ApiGateway::RestApi', RestApiProperties, (properties, resource) => {
    const id = shortId(resource.logicalId)
    const rootId = shortId(`${resource.logicalId}/`)
    gateway.apis.set(id, {
      id,
      name: properties.Name ?? generatedName(resource),
      rootId,
      binaryMediaTypes: properties.BinaryMediaTypes,
      resources: new Map([[rootId, { id: rootId, part: '' }]]),
      methods: [],
      models: new Map([
        ['Empty', compileModel('Empty', {})],
        ['Error', compileModel('Error', { type: 'object', properties: { message: { type: 'string' } } })],
      ]),
      validators: new Map(),
      responses: new Map(),
      stages: new Map(),
    })
    return { ref: id, attributes: { RootResourceId: rootId, RestApiId: id } }
  })
}

function apiResource(gateway: ApiGateway): ResourceType {
  const properties = z.strictObject({ ParentId: z.string(), PathPart: z.string(), RestApiId: z.string() })
  return resourceType('AWS::ApiGateway::Resource', properties, ({ ParentId, PathPart, RestApiId }, { logicalId }) => {
    const id = shortId(logicalId)
    apiOf(gateway, RestApiId, logicalId).resources.set(id, { id, parentId: ParentId, part: PathPart })
    return { ref: id, attributes: { ResourceId: id } }
  })
}

function method(gateway: ApiGateway): ResourceType {
  return resourceType('AWS::ApiGateway::Method', MethodProperties, (properties, { logicalId }) => {
    const api = apiOf(gateway, properties.RestApiId, logicalId)
    api.methods.push({
      resourceId: properties.ResourceId,
      verb: properties.HttpMethod.toUpperCase(),
      apiKeyRequired: properties.ApiKeyRequired,
      integration: integrationOf(properties.Integration, logicalId),
      models: properties.RequestModels,
      validatorId: properties.RequestValidatorId,
      parameters: properties.RequestParameters,
    })
    return { ref: shortId(logicalId) }
  })
}

function model(gateway: ApiGateway): ResourceType {
  const properties = z.strictObject({
    ContentType: z.string().optional(),
    Description: ignored,
    Name: z.string().optional(),
    RestApiId: z.string(),
    Schema: z.unknown(),
  })
  return resourceType('AWS::ApiGateway::Model', properties, ({ Name, RestApiId, Schema }, { logicalId }) => {
    const name = Name ?? logicalId
    const schema = typeof Schema === 'string' ? JSON.parse(Schema) : (Schema ?? {})
    apiOf(gateway, RestApiId, logicalId).models.set(name, compileModel(name, schema))
    return { ref: name }
  })
}

function validator(gateway: ApiGateway): ResourceType {
  const properties = z.strictObject({
    Name: ignored,
    RestApiId: z.string(),
    ValidateRequestBody: boolean.default(false),
    ValidateRequestParameters: boolean.default(false),
  })
  return resourceType('AWS::ApiGateway::RequestValidator', properties, (given, { logicalId }) => {
    const id = shortId(logicalId)
    const checks = { body: given.ValidateRequestBody, parameters: given.ValidateRequestParameters }
    apiOf(gateway, given.RestApiId, logicalId).validators.set(id, checks)
    return { ref: id, attributes: { RequestValidatorId: id } }
  })
}

function gatewayResponse(gateway: ApiGateway): ResourceType {
  const properties = z.strictObject({
    ResponseParameters: z.record(z.string(), z.string()).default({}),
    // Which template the gateway takes where there are others is written nowhere.
    ResponseTemplates: z.strictObject({ 'application/json': z.string().optional() }).default({}),
    ResponseType: z.string(),
    RestApiId: z.string(),
    StatusCode: number.optional(),
  })
  return resourceType('AWS::ApiGateway::GatewayResponse', properties, (given, { logicalId }) => {
    const headers = Object.entries(given.ResponseParameters).map(([name, value]) => [
      name.replace('gatewayresponse.header.', ''),
      value,
    ])
    apiOf(gateway, given.RestApiId, logicalId).responses.set(given.ResponseType, {
      status: given.StatusCode,
      headers: Object.fromEntries(headers),
      template: given.ResponseTemplates['application/json'],
    })
    return { ref: shortId(logicalId), attributes: { Id: shortId(logicalId) } }
  })
}
