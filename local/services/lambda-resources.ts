import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as z from 'zod'
import type { ResolvedResource, ResourceType, World } from '../world.ts'
import type { Iam } from './iam.ts'
import type { Lambda } from './lambda.ts'
import { mappingType } from './lambda-mapping-resource.ts'
import { arn, generatedName, ignored, number, resourceType } from './resource.ts'

const FunctionProperties = z.strictObject({
  FunctionName: z.string().optional(),
  Code: z.strictObject({ S3Bucket: ignored, S3Key: z.string() }),
  Handler: z.string().regex(/^[\w/-]+\.\w+$/),
  Runtime: z.literal('nodejs24.x'),
  Environment: z.strictObject({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
  Timeout: number.default(3),
  MemorySize: number.default(128),
  ReservedConcurrentExecutions: number.optional(),
  DeadLetterConfig: z.strictObject({ TargetArn: z.string() }).optional(),
  Architectures: ignored,
  Description: ignored,
  EphemeralStorage: ignored,
  KmsKeyArn: ignored,
  LoggingConfig: ignored,
  Role: z.string().optional(),
  RuntimeManagementConfig: ignored,
  Tags: ignored,
  TracingConfig: ignored,
  RecursiveLoop: ignored,
})

const DestinationProperties = z.strictObject({
  FunctionName: z.string(),
  Qualifier: ignored,
  MaximumRetryAttempts: number.optional(),
  MaximumEventAgeInSeconds: number.optional(),
  DestinationConfig: z
    .strictObject({
      OnSuccess: z.strictObject({ Destination: z.string() }).optional(),
      OnFailure: z.strictObject({ Destination: z.string() }).optional(),
    })
    .optional(),
})

const VersionProperties = z.strictObject({ FunctionName: z.string(), Description: ignored, CodeSha256: ignored })
const AliasProperties = z.strictObject({
  FunctionName: z.string(),
  FunctionVersion: z.string(),
  Name: z.string(),
  Description: ignored,
})

/** `AWS::Lambda::*`: functions from their bundles in cdk.out, versions and aliases that lead to them, mappings. */
export function lambdaTypes(lambda: Lambda): ResourceType[] {
  return [
    resourceType('AWS::Lambda::Function', FunctionProperties, (properties, resource, world) =>
      createFunction(lambda, properties, resource, world),
    ),
    resourceType('AWS::Lambda::EventInvokeConfig', DestinationProperties, (properties, resource) => {
      lambda.asynchronous.configure(properties.FunctionName, invokeSettings(properties))
      return { ref: resource.logicalId }
    }),
    resourceType('AWS::Lambda::Version', VersionProperties, (properties) => {
      const target = lambda.functions.find(properties.FunctionName).arn
      return { ref: `${target}:1`, attributes: { Version: '1', FunctionArn: `${target}:1` } }
    }),
    resourceType('AWS::Lambda::Alias', AliasProperties, (properties) => {
      const alias = `${lambda.functions.find(properties.FunctionName).arn}:${properties.Name}`
      return { ref: alias, attributes: { AliasArn: alias } }
    }),
    mappingType(lambda),
  ]
}

function invokeSettings(
  properties: z.infer<typeof DestinationProperties>,
): Parameters<Lambda['asynchronous']['configure']>[1] {
  const { MaximumRetryAttempts: retries, MaximumEventAgeInSeconds: age, DestinationConfig: config } = properties
  return {
    ...(retries === undefined ? {} : { maxRetries: retries }),
    ...(age === undefined ? {} : { maxAgeMs: age * 1000 }),
    ...(config?.OnSuccess ? { onSuccess: config.OnSuccess.Destination } : {}),
    ...(config?.OnFailure ? { onFailure: config.OnFailure.Destination } : {}),
  }
}

function createFunction(
  lambda: Lambda,
  properties: z.infer<typeof FunctionProperties>,
  resource: ResolvedResource,
  world: World,
) {
  const name = properties.FunctionName ?? generatedName(resource)
  const functionArn = arn(world, 'lambda', `function:${name}`)
  const dot = properties.Handler.lastIndexOf('.')
  lambda.functions.add({
    logicalId: resource.logicalId,
    name,
    arn: functionArn,
    entry: entryOf(world.asset(properties.Code.S3Key), properties.Handler.slice(0, dot), resource.logicalId),
    handler: properties.Handler.slice(dot + 1),
    environment: { ...properties.Environment?.Variables, ...runtimeEnvironment(name, properties.MemorySize, world) },
    timeoutMs: properties.Timeout * 1000,
    memoryMb: properties.MemorySize,
    reserved: properties.ReservedConcurrentExecutions,
  })
  if (properties.Role) world.service<Iam>('iam').assume(resource.logicalId, properties.Role)
  if (properties.DeadLetterConfig)
    lambda.asynchronous.configure(name, { deadLetterArn: properties.DeadLetterConfig.TargetArn })
  return { ref: name, attributes: { Arn: functionArn } }
}

function entryOf(folder: string, file: string, logicalId: string): string {
  const found = ['.mjs', '.js', '.cjs']
    .map((extension) => join(folder, file + extension))
    .find((path) => existsSync(path))
  if (!found) throw new Error(`${logicalId}: ${folder} has no ${file}.mjs or ${file}.js.`)
  return pathToFileURL(found).href
}

/** What Lambda sets, and what keeps the SDK from looking for configuration on the machine. */
function runtimeEnvironment(name: string, memory: number, world: World): Record<string, string> {
  return {
    AWS_REGION: world.region,
    AWS_DEFAULT_REGION: world.region,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: 'local',
    // Never dialled: the worker catches the request. Constant, so that signatures and logs do not depend on a port.
    AWS_ENDPOINT_URL: 'http://127.0.0.1',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_XRAY_CONTEXT_MISSING: 'IGNORE_ERROR',
    NODE_OPTIONS: '',
    TZ: ':UTC',
  }
}
