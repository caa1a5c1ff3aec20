import { RemovalPolicy, Stack } from 'aws-cdk-lib'
import {
  AccessLogFormat,
  BasePathMapping,
  DomainName,
  EndpointType,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RestApi,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigateway'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53'
import { ApiGatewayDomain } from 'aws-cdk-lib/aws-route53-targets'
import { Construct } from 'constructs'
import { acknowledge } from './acknowledge.ts'
import { ALARM_PERIOD, type Alarms } from './alarms.ts'
import { answerInProblems } from './problems.ts'
import type { Settings } from './settings.ts'
import { STAGE } from './stage.ts'

/** For all callers together, so that a runaway sender cannot use up the account's concurrency: 50 a second, 100 at once. */
const RATE = 50
const BURST = 100

/**
 * What an access log keeps: enough to see who called what and how it ended. `resourcePath` is the path's pattern
 * (`/a/{token}`): the path itself would put a person's link into a log.
 */
const LOGGED = {
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  method: '$context.httpMethod',
  resourcePath: '$context.resourcePath',
  status: '$context.status',
  bytes: '$context.responseLength',
  milliseconds: '$context.responseLatency',
  apiKeyId: '$context.identity.apiKeyId',
  error: '$context.error.responseType',
}

/** The REST API: one stage, access logs without tokens, answers of the gateway as problems, a custom domain if wanted. */
export class Api extends Construct {
  readonly rest: RestApi
  /** Start of every address of this deployment, without a trailing slash. */
  readonly baseUrl: string
  /** Where the alias or CNAME record of a custom domain points; undefined without one. */
  domainTarget?: string

  constructor(scope: Construct, id: string, props: { settings: Settings; alarms: Alarms }) {
    super(scope, id)
    const { settings, alarms } = props
    const stack = Stack.of(this)
    const logs = new LogGroup(this, 'AccessLogs', {
      retention: settings.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    this.rest = new RestApi(this, 'Rest', {
      restApiName: stack.stackName,
      description: 'Observations in, answers in.',
      endpointTypes: [EndpointType.REGIONAL],
      // Access logs need a role that API Gateway keeps once per account and region; it stays when the stack goes,
      // since other APIs may have come to rely on it.
      cloudWatchRole: true,
      cloudWatchRoleRemovalPolicy: RemovalPolicy.RETAIN,
      deployOptions: {
        stageName: STAGE,
        accessLogDestination: new LogGroupLogDestination(logs),
        accessLogFormat: AccessLogFormat.custom(JSON.stringify(LOGGED)),
        // Execution logs and traces both keep whole paths, and with them people's links.
        loggingLevel: MethodLoggingLevel.OFF,
        dataTraceEnabled: false,
        tracingEnabled: false,
        metricsEnabled: false,
        throttlingRateLimit: RATE,
        throttlingBurstLimit: BURST,
      },
    })
    // An output that CDK adds by itself; the stack tells the address under a name of its own.
    this.rest.node.tryRemoveChild('Endpoint')
    answerInProblems(this.rest)
    this.#accept()
    // Spelled from the API's id: the stage's own URL depends on every method, hence on the functions that need this.
    const own = `https://${this.rest.restApiId}.execute-api.${stack.region}.${stack.urlSuffix}/${STAGE}`
    this.baseUrl = settings.domain ? this.#domain(settings.domain) : own
    alarms.watch('api-failures', {
      metric: new Metric({
        namespace: 'AWS/ApiGateway',
        metricName: '5XXError',
        dimensionsMap: { ApiName: stack.stackName, Stage: STAGE },
        period: ALARM_PERIOD,
        statistic: Stats.SUM,
      }),
      meaning: 'The API answered with a server error.',
      section: 'api-failures',
    })
  }

  #domain(domain: NonNullable<Settings['domain']>): string {
    const name = new DomainName(this, 'Domain', {
      domainName: domain.name,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
      endpointType: EndpointType.REGIONAL,
      securityPolicy: SecurityPolicy.TLS_1_2,
    })
    this.domainTarget = name.domainNameAliasDomainName
    new BasePathMapping(this, 'Mapping', { domainName: name, restApi: this.rest, stage: this.rest.deploymentStage })
    if (domain.hostedZone) {
      const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', {
        hostedZoneId: domain.hostedZone.id,
        zoneName: domain.hostedZone.name,
      })
      new ARecord(this, 'Alias', {
        zone,
        recordName: `${domain.name}.`,
        target: RecordTarget.fromAlias(new ApiGatewayDomain(name)),
      })
    }
    return `https://${domain.name}`
  }

  #accept(): void {
    acknowledge(
      this.rest,
      'AwsSolutions-APIG2',
      'The body of observations is validated by a model; the answer page has no parameter but its link, which the function looks up.',
    )
    acknowledge(
      this.rest,
      'AwsSolutions-APIG3',
      'A web firewall costs more a month than the rest of the system; throttles limit callers, and links are 128 random bits.',
    )
    acknowledge(
      this.rest,
      'AwsSolutions-APIG6',
      'Execution logs keep whole paths, and with them the links of people. Access logs keep the pattern of the path.',
    )
    acknowledge(
      this.rest,
      'Serverless-APIGWXrayEnabled',
      'A trace keeps the whole path, and with it the link of a person.',
    )
    acknowledge(
      this.rest,
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
      "The account's role for API Gateway logs is by AWS's documentation this managed policy.",
    )
  }
}
