import { Duration, Stack } from 'aws-cdk-lib'
import { ApiKey, type IResource, LambdaIntegration } from 'aws-cdk-lib/aws-apigateway'
import { Construct } from 'constructs'
import { acknowledge } from './acknowledge.ts'
import type { Api } from './api.ts'
import { Handler, type Shared } from './handler.ts'
import { grantPlan, grantTable, type Records } from './records.ts'

/** For one program: 10 requests a second, 20 at once, as for those that post. */
const RATE = 10
const BURST = 20

/**
 * Where programs read what is known.
 * 1. `/v1/kpis`, `/v1/kpis/{kpi}`, `/v1/series/{series}` and its `/observations`: the key of a source reads what it may post,
 *    that of a reader everything.
 * 2. `/v1/openapi.json` describes the API and needs no key.
 * 3. Every verb comes to the function, which answers HEAD as GET, and any other with 405 and what to send.
 */
export class Reading extends Construct {
  /** Id of the API key of each reader: reader → key id. */
  readonly keyIds: Record<string, string> = {}

  constructor(
    scope: Construct,
    id: string,
    props: { shared: Shared; api: Api; records: Records /** JSON: key id → source. */; sources: string },
  ) {
    super(scope, id)
    const { shared, api, records, sources } = props
    const keys = shared.settings.readers.map((reader) => {
      const key = new ApiKey(this, `Key-${reader}`, { description: `Reader ${reader} of ${Stack.of(this).stackName}` })
      this.keyIds[reader] = key.keyId
      return key
    })
    const readApi = new Handler(this, 'ReadApi', {
      shared,
      entry: 'read-api',
      description: 'Answers programs that read KPIs, series and observations.',
      timeout: Duration.seconds(28),
      memory: 1024,
      environment: {
        PLAN_TABLE: records.plan.tableName,
        MEASUREMENTS_TABLE: records.measurements.tableName,
        LEDGER_TABLE: records.ledger.tableName,
        API_KEY_SOURCES: sources,
        API_KEY_READERS: Stack.of(this).toJsonString(Object.values(this.keyIds)),
      },
    })
    grantPlan(readApi, records)
    grantTable(readApi, records.measurements, 'GetItem', 'BatchGetItem', 'Query')
    grantTable(readApi, records.ledger, 'BatchGetItem')
    this.#route(api, readApi)
    if (keys.length > 0) this.#usagePlan(api, keys)
  }

  #route(api: Api, readApi: Handler): void {
    const v1 = api.rest.root.getResource('v1') ?? api.rest.root.addResource('v1')
    const kpis = v1.addResource('kpis')
    const series = v1.addResource('series').addResource('{series}')
    for (const resource of [kpis, kpis.addResource('{kpi}'), series, series.addResource('observations')])
      this.#any(resource, readApi, true)
    this.#any(v1.addResource('openapi.json'), readApi, false)
  }

  #any(resource: IResource, readApi: Handler, apiKeyRequired: boolean): void {
    const integration = new LambdaIntegration(readApi.fn, { allowTestInvoke: false })
    const method = resource.addMethod('ANY', integration, { apiKeyRequired })
    acknowledge(
      method,
      'AwsSolutions-APIG4',
      apiKeyRequired
        ? 'The API key names a source or a reader, and read-api checks what it may read.'
        : 'The document describes the API and has nothing of the organisation in it.',
    )
    acknowledge(method, 'AwsSolutions-COG4', 'The callers are programs with an API key, not people with a user pool.')
  }

  #usagePlan(api: Api, keys: readonly ApiKey[]): void {
    const plan = api.rest.addUsagePlan('Readers', {
      name: `${Stack.of(this).stackName}-readers`,
      description: 'One key for each program that reads.',
      apiStages: [{ api: api.rest, stage: api.rest.deploymentStage }],
      throttle: { rateLimit: RATE, burstLimit: BURST },
    })
    for (const key of keys) plan.addApiKey(key)
  }
}
