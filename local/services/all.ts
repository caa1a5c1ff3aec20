import { mailboxPages } from '../pages/mailbox-pages.ts'
import type { Part } from '../world.ts'
import { ApiGateway } from './api-gateway.ts'
import { apiTypes } from './api-gateway-resources.ts'
import { stageTypes } from './api-gateway-stage-resources.ts'
import { CloudFormation } from './cloudformation.ts'
import { CloudWatch } from './cloudwatch.ts'
import { cloudWatchTypes } from './cloudwatch-resources.ts'
import { EventBridge } from './eventbridge.ts'
import { eventBridgeTypes } from './eventbridge-resources.ts'
import { Iam, iamTypes } from './iam.ts'
import { Mailbox } from './mailbox.ts'
import { produceMetrics } from './produced-metrics.ts'
import { S3 } from './s3.ts'
import { s3Types } from './s3-resources.ts'
import { Scheduler } from './scheduler.ts'
import { schedulerTypes } from './scheduler-resources.ts'
import { Ses, type SesSettings } from './ses.ts'
import { sesTypes } from './ses-resources.ts'
import { Sns } from './sns.ts'
import { snsTypes } from './sns-resources.ts'
import { Sqs } from './sqs.ts'
import { sqsTypes } from './sqs-resources.ts'
import { Sts } from './sts.ts'

/** The services of one run, fresh, with the ones that others reach into by name. */
export interface PlainServices {
  part: Part
  mailbox: Mailbox
  apiGateway: ApiGateway
  cloudFormation: CloudFormation
  cloudWatch: CloudWatch
}

/** Every service of the runner but DynamoDB, Lambda and Step Functions. */
export function plainServices(settings: { ses?: SesSettings } = {}): PlainServices {
  const mailbox = new Mailbox()
  const [apiGateway, cloudFormation, cloudWatch] = [new ApiGateway(), new CloudFormation(), new CloudWatch()]
  const [ses, sns, sqs, s3] = [new Ses(mailbox, settings.ses), new Sns(mailbox), new Sqs(), new S3()]
  const [events, scheduler, iam] = [new EventBridge(), new Scheduler(), new Iam()]
  const part: Part = {
    services: [apiGateway, cloudFormation, cloudWatch, ses, sns, sqs, s3, events, scheduler, iam, new Sts()],
    types: [
      ...apiTypes(apiGateway),
      ...stageTypes(apiGateway),
      ...cloudWatchTypes(cloudWatch),
      ...sesTypes(ses),
      ...snsTypes(sns),
      ...sqsTypes(sqs),
      ...s3Types(s3),
      ...eventBridgeTypes(events),
      ...schedulerTypes(scheduler),
      ...iamTypes(iam),
    ],
    inert: ['AWS::Events::EventBusPolicy', 'AWS::Route53::RecordSet'],
    fronts: [mailboxPages(mailbox), apiGateway],
    ready(world) {
      produceMetrics({ apiGateway, cloudWatch, sqs }, world)
    },
  }
  return { part, mailbox, apiGateway, cloudFormation, cloudWatch }
}
