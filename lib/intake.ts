import { Duration, Stack } from 'aws-cdk-lib'
import {
  ApiKey,
  type CfnModel,
  LambdaIntegration,
  type Model,
  RequestValidator,
  type UsagePlan,
} from 'aws-cdk-lib/aws-apigateway'
import { Construct } from 'constructs'
import { acknowledge } from './acknowledge.ts'
import type { Api } from './api.ts'
import { envelopeModel } from './envelope.ts'
import { Handler, type Shared } from './handler.ts'
import { grantPlan, grantTable, type Records } from './records.ts'

/** For one system: 10 requests of up to 500 observations a second, 20 at once. A guard against loops, no authorisation. */
const RATE = 10
const BURST = 20

/**
 * Where systems post what they measured.
 * 1. `POST /v1/observations` takes JSON or CSV from whoever has a key. Each source has a key; the plan says which KPIs it may post.
 * 2. The gateway checks the envelope of JSON (CSV matches no model and passes), then ingest stores revisions item by item.
 */
export class Intake extends Construct {
  /** Id of the API key of each source: source → key id. */
  readonly keyIds: Record<string, string> = {}
  /** JSON for a function: id of each key → its source. */
  readonly keySources: string

  constructor(scope: Construct, id: string, props: { shared: Shared; api: Api; records: Records }) {
    super(scope, id)
    const { shared, api, records } = props
    for (const source of shared.settings.sources) {
      const key = new ApiKey(this, `Key-${source}`, { description: `Source ${source} of ${Stack.of(this).stackName}` })
      this.keyIds[source] = key.keyId
    }
    this.keySources = Stack.of(this).toJsonString(
      Object.fromEntries(Object.entries(this.keyIds).map(([source, key]) => [key, source])),
    )
    const ingest = new Handler(this, 'Ingest', {
      shared,
      entry: 'ingest',
      description: 'Stores observations posted by the sources, item by item.',
      // The gateway gives up after 29 seconds; a function that still writes then would answer nobody.
      timeout: Duration.seconds(28),
      memory: 1024,
      environment: {
        PLAN_TABLE: records.plan.tableName,
        MEASUREMENTS_TABLE: records.measurements.tableName,
        API_KEY_SOURCES: this.keySources,
      },
    })
    grantPlan(ingest, records)
    grantTable(ingest, records.measurements, 'GetItem', 'BatchGetItem', 'PutItem')
    this.#route(api, ingest)
    this.#usagePlan(api)
  }

  #route(api: Api, ingest: Handler): void {
    const method = api.rest.root
      .addResource('v1')
      .addResource('observations')
      .addMethod('POST', new LambdaIntegration(ingest.fn, { allowTestInvoke: false }), {
        apiKeyRequired: true,
        requestModels: { 'application/json': this.#model(api) },
        requestValidator: new RequestValidator(this, 'Validator', { restApi: api.rest, validateRequestBody: true }),
      })
    acknowledge(
      method,
      'AwsSolutions-APIG4',
      'The API key names the source, and ingest checks in the plan what this source may post.',
    )
    acknowledge(method, 'AwsSolutions-COG4', 'The callers are systems with an API key, not people with a user pool.')
  }

  #model(api: Api): Model {
    const model = api.rest.addModel('Observations', {
      contentType: 'application/json',
      modelName: 'Observations',
      schema: {},
    })
    // The schema is plain JSON Schema made by zod; CDK's own type would have it written a second time.
    const schema = envelopeModel()
    ;(model.node.defaultChild as CfnModel).schema = schema
    // A stage serves what its deployment froze. CDK makes a new one when the model it was given changes; it was given none.
    api.rest.latestDeployment?.addToLogicalId({ envelope: schema })
    return model
  }

  #usagePlan(api: Api): UsagePlan {
    const plan = api.rest.addUsagePlan('Sources', {
      name: `${Stack.of(this).stackName}-sources`,
      description: 'One key for each system that posts observations.',
      apiStages: [{ api: api.rest, stage: api.rest.deploymentStage }],
      throttle: { rateLimit: RATE, burstLimit: BURST },
    })
    for (const child of this.node.children) if (child instanceof ApiKey) plan.addApiKey(child)
    return plan
  }
}
