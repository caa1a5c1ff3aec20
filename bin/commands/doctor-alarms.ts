import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation'
import { CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch'
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs'
import { type Deployment, output } from '../deployment.ts'
import type { Check } from './doctor.ts'

/** The runbook's section for each queue of dead letters. */
const SECTIONS: Record<string, string> = {
  mail: 'mail-dead-letters',
  schedules: 'schedules-dead-letters',
  feedback: 'feedback-dead-letters',
  calls: 'failed-calls',
}

/** Alarms of this stack that are not quiet now; those of a stack whose name only begins alike are none of ours. */
export async function checkAlarms(found: Deployment): Promise<Check[]> {
  const own = await alarmNames(found)
  const ringing: Check[] = []
  const pages = paginateDescribeAlarms({ client: new CloudWatchClient({}) }, { AlarmNamePrefix: `${found.stackName}-` })
  for await (const page of pages) {
    for (const alarm of page.MetricAlarms ?? []) {
      if (alarm.StateValue !== 'ALARM' || !own.has(alarm.AlarmName ?? '')) continue
      ringing.push({
        name: 'Alarm',
        state: 'failed',
        found: `${alarm.AlarmName}: ${alarm.StateReason ?? 'in alarm'}`,
        todo: alarm.AlarmDescription ?? 'Look it up in docs/runbook.md.',
      })
    }
  }
  return ringing.length > 0 ? ringing : [{ name: 'Alarms', state: 'ok', found: `${own.size} quiet` }]
}

async function alarmNames(found: Deployment): Promise<Set<string>> {
  const names = new Set<string>()
  const pages = paginateListStackResources({ client: new CloudFormationClient({}) }, { StackName: found.stackName })
  for await (const page of pages) {
    for (const one of page.StackResourceSummaries ?? [])
      if (one.ResourceType === 'AWS::CloudWatch::Alarm') names.add(one.PhysicalResourceId ?? '')
  }
  return names
}

/** Messages that gave up: each is something that did not happen. */
export async function checkDeadLetters(found: Deployment): Promise<Check[]> {
  const urls = JSON.parse(output(found, 'DeadLetterQueues')) as Record<string, string>
  const checks: Check[] = []
  for (const [name, url] of Object.entries(urls)) {
    const { Attributes } = await new SQSClient({ useQueueUrlAsEndpoint: false }).send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessages'] }),
    )
    const waiting = Number(Attributes?.ApproximateNumberOfMessages ?? 0)
    const section = SECTIONS[name] ?? name
    if (waiting > 0)
      checks.push({
        name: 'Dead letters',
        state: 'failed',
        found: `${waiting} in ${name}`,
        todo: `docs/runbook.md#${section}`,
      })
  }
  return checks.length > 0
    ? checks
    : [{ name: 'Dead letters', state: 'ok', found: `none in ${Object.keys(urls).length} queues` }]
}
