import * as z from 'zod'
import type { CreatedResource, ResolvedResource, ResourceType, World } from '../world.ts'
import type { DynamoDb } from './dynamodb.ts'
import { arn, boolean, generatedName, ignored, resourceType } from './resource.ts'

const KeySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
const Projection = z.strictObject({ ProjectionType: z.string(), NonKeyAttributes: z.array(z.string()).optional() })
const Index = z.strictObject({
  IndexName: z.string(),
  KeySchema,
  Projection,
  ProvisionedThroughput: ignored,
  WriteProvisionedThroughputSettings: ignored,
  ContributorInsightsSpecification: ignored,
  OnDemandThroughput: ignored,
  WriteOnDemandThroughputSettings: ignored,
  WarmThroughput: ignored,
})

const common = {
  TableName: z.string().optional(),
  KeySchema,
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  BillingMode: z.literal('PAY_PER_REQUEST'),
  GlobalSecondaryIndexes: z.array(Index).optional(),
  LocalSecondaryIndexes: z.array(Index).optional(),
  TimeToLiveSpecification: z.strictObject({ AttributeName: z.string(), Enabled: boolean }).optional(),
  StreamSpecification: z.strictObject({ StreamViewType: z.string(), ResourcePolicy: ignored }).optional(),
  SSESpecification: ignored,
  WarmThroughput: ignored,
}

const TableProperties = z.strictObject({
  ...common,
  PointInTimeRecoverySpecification: ignored,
  DeletionProtectionEnabled: ignored,
  Tags: ignored,
  TableClass: ignored,
  ContributorInsightsSpecification: ignored,
  OnDemandThroughput: ignored,
  ResourcePolicy: ignored,
  KinesisStreamSpecification: z.undefined().optional(),
})

const GlobalTableProperties = z.strictObject({
  ...common,
  Replicas: z.array(z.looseObject({ Region: z.string() })).length(1),
  WriteOnDemandThroughputSettings: ignored,
  WriteProvisionedThroughputSettings: ignored,
})

type Properties = z.infer<typeof TableProperties> | z.infer<typeof GlobalTableProperties>

/** `AWS::DynamoDB::Table` and a `GlobalTable` of one region. */
export function tableTypes(dynamoDb: DynamoDb): ResourceType[] {
  const make = (type: string, schema: z.ZodType<Properties>): ResourceType => {
    let parsed: { properties: Properties; resource: ResolvedResource } | undefined
    const checked = resourceType(type, schema, (properties, resource) => {
      parsed = { properties, resource }
      return { ref: resource.logicalId }
    })
    return {
      type,
      create(resource, world) {
        checked.create(resource, world)
        return createTable(dynamoDb, parsed!.properties, parsed!.resource, world)
      },
    }
  }
  return [make('AWS::DynamoDB::Table', TableProperties), make('AWS::DynamoDB::GlobalTable', GlobalTableProperties)]
}

async function createTable(
  dynamoDb: DynamoDb,
  properties: Properties,
  resource: ResolvedResource,
  world: World,
): Promise<CreatedResource> {
  const name = properties.TableName ?? generatedName(resource)
  const index = ({ IndexName, KeySchema: keys, Projection: projection }: z.infer<typeof Index>) => ({
    IndexName,
    KeySchema: keys,
    Projection: projection,
  })
  const view = properties.StreamSpecification?.StreamViewType
  await sendOrFail(dynamoDb, 'CreateTable', resource, {
    TableName: name,
    KeySchema: properties.KeySchema,
    AttributeDefinitions: properties.AttributeDefinitions,
    BillingMode: 'PAY_PER_REQUEST',
    ...(properties.GlobalSecondaryIndexes
      ? { GlobalSecondaryIndexes: properties.GlobalSecondaryIndexes.map(index) }
      : {}),
    ...(properties.LocalSecondaryIndexes ? { LocalSecondaryIndexes: properties.LocalSecondaryIndexes.map(index) } : {}),
    ...(view ? { StreamSpecification: { StreamEnabled: true, StreamViewType: view } } : {}),
  })
  const tableArn = arn(world, 'dynamodb', `table/${name}`)
  const streamArn = view ? `${tableArn}/stream/${new Date(world.now()).toISOString().slice(0, 23)}` : undefined
  dynamoDb.tables.set(name, { name, arn: tableArn, streamArn, createdAt: world.now() })
  const keys = properties.KeySchema.map((key) => key.AttributeName)
  if (view) dynamoDb.streams.declare({ table: name, arn: streamArn!, viewType: view, partitionKey: keys[0]! })
  const ttl = properties.TimeToLiveSpecification
  if (ttl?.Enabled) {
    await sendOrFail(dynamoDb, 'UpdateTimeToLive', resource, { TableName: name, TimeToLiveSpecification: ttl })
    dynamoDb.expiry.watch(name, ttl.AttributeName, keys)
  }
  return { ref: name, attributes: { Arn: tableArn, TableId: name, ...(streamArn ? { StreamArn: streamArn } : {}) } }
}

async function sendOrFail(
  dynamoDb: DynamoDb,
  operation: string,
  resource: ResolvedResource,
  input: unknown,
): Promise<void> {
  const answer = await dynamoDb.engine.send(operation, JSON.stringify(input))
  if (answer.status >= 400)
    throw new Error(`${resource.logicalId} (${resource.type}): the engine refused ${operation}: ${answer.body}`)
}
