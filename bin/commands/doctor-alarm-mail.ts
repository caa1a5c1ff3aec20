import { paginateListSubscriptionsByTopic, SNSClient } from '@aws-sdk/client-sns'
import { type Deployment, output } from '../deployment.ts'
import type { Check } from './doctor.ts'

/**
 * Whoever is to hear of alarms has to confirm it. SNS deletes a subscription that was not confirmed within 48 hours, and no
 * later deployment makes it again, since its template says the same.
 */
export async function checkAlarmMail(found: Deployment): Promise<Check[]> {
  const topic = output(found, 'AlarmTopic')
  const [confirmed, waiting]: [string[], string[]] = [[], []]
  for await (const page of paginateListSubscriptionsByTopic({ client: new SNSClient({}) }, { TopicArn: topic })) {
    for (const { SubscriptionArn = '', Endpoint = '' } of page.Subscriptions ?? []) {
      if (SubscriptionArn.startsWith('arn:')) confirmed.push(Endpoint)
      else if (SubscriptionArn === 'PendingConfirmation') waiting.push(Endpoint)
    }
  }
  const subscribe = (address: string) =>
    `aws sns subscribe --topic-arn ${topic} --protocol email --notification-endpoint ${address}`
  const checks = waiting.map(
    (address): Check => ({
      name: 'Alarm mail',
      state: 'failed',
      found: `${address} has not confirmed that it wants to hear of alarms`,
      todo: `Confirm in the mail of AWS Notifications, within 48 hours of the deployment; for another one: ${subscribe(address)}`,
    }),
  )
  if (confirmed.length > 0) return [{ name: 'Alarm mail', state: 'ok', found: confirmed.join(', ') }, ...checks]
  if (checks.length > 0) return checks
  return [
    {
      name: 'Alarm mail',
      state: 'failed',
      found: 'nobody hears of alarms: what was not confirmed within 48 hours is gone',
      todo: `${subscribe('<address>')}, then confirm in the mail of AWS Notifications.`,
    },
  ]
}
