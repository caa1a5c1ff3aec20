import * as z from 'zod'
import type { ResourceType, World } from '../world.ts'
import { arn, boolean, generatedName, ignored, resourceType } from './resource.ts'
import type { Sns } from './sns.ts'

/** How long the local operator takes to confirm a subscription by mail; programs are confirmed at once. */
const CONFIRMED_AFTER_MS = 10 * 60_000

const confirmedAt = (protocol: string, world: World) => world.now() + (protocol === 'email' ? CONFIRMED_AFTER_MS : 0)

const subscriber = { Protocol: z.enum(['email', 'sqs', 'lambda']), Endpoint: z.string() }

/** Topics (Ref is the ARN) and their subscriptions; mail is confirmed some minutes after the deployment, as a person would. */
export function snsTypes(sns: Sns): ResourceType[] {
  return [
    resourceType(
      'AWS::SNS::Topic',
      z.strictObject({
        TopicName: z.string().optional(),
        DisplayName: ignored,
        KmsMasterKeyId: ignored,
        SignatureVersion: ignored,
        TracingConfig: ignored,
        DataProtectionPolicy: ignored,
        Subscription: z.array(z.strictObject(subscriber)).default([]),
        Tags: ignored,
      }),
      (properties, resource, world) => {
        const name = properties.TopicName ?? generatedName(resource)
        const topicArn = arn(world, 'sns', name)
        sns.create(topicArn)
        properties.Subscription.forEach(({ Protocol, Endpoint }, index) => {
          sns.subscribe(topicArn, {
            id: `${resource.logicalId}${index}`,
            protocol: Protocol,
            endpoint: Endpoint,
            raw: false,
            confirmedAt: confirmedAt(Protocol, world),
          })
        })
        return { ref: topicArn, attributes: { TopicArn: topicArn, TopicName: name } }
      },
    ),
    resourceType(
      'AWS::SNS::Subscription',
      z.strictObject({
        ...subscriber,
        TopicArn: z.string(),
        RawMessageDelivery: boolean.default(false),
        RedrivePolicy: z.strictObject({ deadLetterTargetArn: z.string() }).optional(),
        Region: ignored,
      }),
      (properties, resource, world) => {
        const { Protocol: protocol, Endpoint: endpoint, RawMessageDelivery: raw, TopicArn: topicArn } = properties
        const deadLetterArn = properties.RedrivePolicy?.deadLetterTargetArn
        sns.subscribe(topicArn, {
          id: resource.logicalId,
          protocol,
          endpoint,
          raw,
          confirmedAt: confirmedAt(protocol, world),
          deadLetterArn,
        })
        return { ref: `${topicArn}:${resource.logicalId}`, attributes: { Arn: `${topicArn}:${resource.logicalId}` } }
      },
    ),
  ]
}
