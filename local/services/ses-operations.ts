import * as z from 'zod'
import { recipientsOf } from './mailbox.ts'
import { type Operations, operation } from './operations.ts'
import type { Ses } from './ses.ts'

const Tag = z.strictObject({ Name: z.string(), Value: z.string() })

const RawEmail = z.strictObject({
  Source: z.string().optional(),
  Destinations: z.array(z.string()).optional(),
  RawMessage: z.strictObject({ Data: z.base64() }),
  ConfigurationSetName: z.string().optional(),
  Tags: z.array(Tag).optional(),
})

/** The operations of SES's first API that a sender and a check of its setup use. */
export function sesOperations(ses: Ses): Operations {
  return {
    SendRawEmail: operation(RawEmail, async (input, world) => {
      const raw = Buffer.from(input.RawMessage.Data, 'base64')
      const to = input.Destinations ?? (await world.external(recipientsOf(raw)))
      const configurationSet = input.ConfigurationSetName ?? header(raw, 'x-ses-configuration-set')
      const source = input.Source ?? header(raw, 'from') ?? ''
      return { MessageId: ses.send({ source, to, raw, configurationSet }, world) }
    }),
    GetSendQuota: operation(z.strictObject({}), (_, world) => ({
      Max24HourSend: ses.settings.sandbox ? 200 : 50_000,
      MaxSendRate: ses.settings.sandbox ? 1 : 14,
      SentLast24Hours: ses.sentLastDay(world.now()),
    })),
    GetAccountSendingEnabled: operation(z.strictObject({}), () => ({ Enabled: true })),
    GetIdentityVerificationAttributes: operation(
      z.strictObject({ Identities: z.array(z.string()).default([]) }),
      (input) => ({
        VerificationAttributes: new Map(
          input.Identities.filter((identity) => ses.isVerified(identity)).map((identity) => [
            identity,
            { VerificationStatus: 'Success' },
          ]),
        ),
      }),
    ),
    ListIdentities: operation(
      z.strictObject({ IdentityType: z.string().optional(), MaxItems: z.string().optional() }),
      () => ({
        Identities: [...new Set([...(ses.settings.verified ?? []), ...ses.identities])],
      }),
    ),
    DescribeConfigurationSet: operation(
      z.strictObject({
        ConfigurationSetName: z.string(),
        ConfigurationSetAttributeNames: z.array(z.string()).optional(),
      }),
      (input) => ({
        ConfigurationSet: { Name: input.ConfigurationSetName },
        EventDestinations: (ses.configurationSets.get(input.ConfigurationSetName) ?? []).map((destination) => ({
          Name: destination.name,
          Enabled: destination.enabled,
          MatchingEventTypes: destination.events,
        })),
      }),
    ),
  }
}

/** A header of a raw mail, unfolded; undefined when it has none. */
function header(raw: Buffer, name: string): string | undefined {
  const head = raw.toString('latin1').split(/\r?\n\r?\n/, 1)[0] ?? ''
  return new RegExp(`^${name}:[ \\t]*((?:[^\\r\\n]|\\r?\\n[ \\t])*)`, 'im').exec(head)?.[1]?.replace(/\r?\n[ \t]/g, ' ')
}
