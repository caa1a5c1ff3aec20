import { CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch'
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs'
import { type Deployment, output } from '../deployment.ts'
import type { Check } from './doctor.ts'

/** Alarms of the stack that are not quiet now. */
export async function checkAlarms(found: Deployment): Promise<Check[]> {
  const ringing: Check[] = []
  let quiet = 0
  const pages = paginateDescribeAlarms({ client: new CloudWatchClient({}) }, { AlarmNamePrefix: `${found.stackName}-` })
  for await (const page of pages) {
    for (const alarm of page.MetricAlarms ?? []) {
      if (alarm.StateValue !== 'ALARM') quiet += 1
      else
        ringing.push({
          name: 'Alarm',
          state: 'failed',
          found: `${alarm.AlarmName}: ${alarm.StateReason ?? 'in alarm'}`,
          todo: alarm.AlarmDescription ?? 'Look it up in docs/runbook.md.',
        })
    }
  }
  return ringing.length > 0 ? ringing : [{ name: 'Alarms', state: 'ok', found: `${quiet} quiet` }]
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
    if (waiting > 0)
      checks.push({
        name: 'Dead letters',
        state: 'failed',
        found: `${waiting} in ${name}`,
        todo: `docs/runbook.md, section ${name}`,
      })
  }
  return checks.length > 0
    ? checks
    : [{ name: 'Dead letters', state: 'ok', found: `none in ${Object.keys(urls).length} queues` }]
}
