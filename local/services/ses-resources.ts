import * as z from 'zod'
import type { ResourceType } from '../world.ts'
import { arn, boolean, generatedName, ignored, resourceType } from './resource.ts'
import type { Ses } from './ses.ts'

const EventDestinationProperties = z.strictObject({
  ConfigurationSetName: z.string(),
  EventDestination: z.strictObject({
    Name: z.string().optional(),
    Enabled: boolean.default(true),
    MatchingEventTypes: z.array(z.string()),
    SnsDestination: z.strictObject({ TopicARN: z.string() }).optional(),
    EventBridgeDestination: z.strictObject({ EventBusArn: z.string() }).optional(),
  }),
})

/** Configuration sets, their event destinations, and sending identities. */
export function sesTypes(ses: Ses): ResourceType[] {
  return [
    resourceType(
      'AWS::SES::ConfigurationSet',
      z.strictObject({
        Name: z.string().optional(),
        DeliveryOptions: ignored,
        ReputationOptions: ignored,
        SendingOptions: ignored,
        SuppressionOptions: ignored,
        TrackingOptions: ignored,
        VdmOptions: ignored,
        Tags: ignored,
      }),
      (properties, resource) => {
        const name = properties.Name ?? generatedName(resource)
        ses.configurationSets.set(name, [])
        return { ref: name }
      },
    ),
    resourceType('AWS::SES::ConfigurationSetEventDestination', EventDestinationProperties, (properties, resource) => {
      const { EventDestination: given } = properties
      const target = given.SnsDestination?.TopicARN ?? given.EventBridgeDestination?.EventBusArn
      const set = ses.configurationSets.get(properties.ConfigurationSetName)
      if (target === undefined)
        throw new Error(`${resource.logicalId}: give EventDestination an SnsDestination or an EventBridgeDestination`)
      if (!set)
        throw new Error(`${resource.logicalId}: no configuration set is called ${properties.ConfigurationSetName}`)
      const name = given.Name ?? generatedName(resource)
      set.push({
        name,
        enabled: given.Enabled,
        events: given.MatchingEventTypes.map((event) => event.toLowerCase()),
        arn: target,
      })
      return { ref: name }
    }),
    resourceType(
      'AWS::SES::EmailIdentity',
      z.strictObject({
        EmailIdentity: z.string(),
        ConfigurationSetAttributes: ignored,
        DkimAttributes: ignored,
        DkimSigningAttributes: ignored,
        FeedbackAttributes: ignored,
        MailFromAttributes: ignored,
        Tags: ignored,
      }),
      (properties, _, world) => {
        ses.identities.add(properties.EmailIdentity)
        const attributes = {
          EmailIdentityArn: arn(world, 'ses', `identity/${properties.EmailIdentity}`),
          ...dkim(properties.EmailIdentity),
        }
        return { ref: properties.EmailIdentity, attributes }
      },
    ),
  ]
}

/** The three DKIM records CloudFormation offers; here they only have to exist. */
function dkim(identity: string): Record<string, string> {
  const tokens = [1, 2, 3].map((number) => [
    [`DkimDNSTokenName${number}`, `local${number}._domainkey.${identity}`],
    [`DkimDNSTokenValue${number}`, `local${number}.dkim.amazonses.com`],
  ])
  return Object.fromEntries(tokens.flat())
}
