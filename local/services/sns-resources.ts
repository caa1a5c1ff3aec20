import * as z from 'zod'
import type { ResourceType } from '../world.ts'
import { arn, boolean, generatedName, ignored, resourceType } from './resource.ts'
import type { Sns } from './sns.ts'

const subscriber = { Protocol: z.enum(['email', 'sqs', 'lambda']), Endpoint: z.string() }

/** Topics (Ref is the ARN) and their subscriptions; nobody has to confirm a local one. */
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
      (properties, resource) => {
        const { Protocol: protocol, Endpoint: endpoint, RawMessageDelivery: raw, TopicArn: topicArn } = properties
        const deadLetterArn = properties.RedrivePolicy?.deadLetterTargetArn
        sns.subscribe(topicArn, { id: resource.logicalId, protocol, endpoint, raw, deadLetterArn })
        return { ref: `${topicArn}:${resource.logicalId}`, attributes: { Arn: `${topicArn}:${resource.logicalId}` } }
      },
    ),
  ]
}
