import {
  GetAccountSendingEnabledCommand,
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  SESClient,
  SendRawEmailCommand,
} from '@aws-sdk/client-ses'
import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import { senderOf } from '../../domain/sender.ts'
import { type Deployment, output } from '../deployment.ts'
import type { Check } from './doctor.ts'

/** A new account sends at most this many mails in 24 hours, and only to verified recipients (SES developer guide, sandbox). */
const SANDBOX_DAILY = 200

/** Sender, sending, sandbox, quota and mode. */
export async function checkMail(found: Deployment): Promise<Check[]> {
  const ses = new SESClient({})
  const sender = senderOf(output(found, 'Sender')).address
  return [await checkSender(ses, sender), await checkSending(ses), await checkQuota(ses), checkMode(found)]
}

async function checkSender(ses: SESClient, sender: string): Promise<Check> {
  const domain = sender.split('@')[1] ?? sender
  const { VerificationAttributes = {} } = await ses.send(
    new GetIdentityVerificationAttributesCommand({ Identities: [sender, domain] }),
  )
  const verified = [sender, domain].find(
    (identity) => VerificationAttributes[identity]?.VerificationStatus === 'Success',
  )
  if (verified) return { name: 'Sender', state: 'ok', found: `${sender}, verified as ${verified}` }
  return {
    name: 'Sender',
    state: 'failed',
    found: `neither ${sender} nor ${domain} is a verified identity of SES in this region`,
    todo: 'Verify the domain (better) or the address in SES; until then no mail goes out.',
  }
}

async function checkSending(ses: SESClient): Promise<Check> {
  const { Enabled } = await ses.send(new GetAccountSendingEnabledCommand({}))
  return Enabled
    ? { name: 'Sending', state: 'ok', found: 'enabled for the account' }
    : {
        name: 'Sending',
        state: 'failed',
        found: 'SES has paused sending for this account in this region',
        todo: 'Look at bounces and complaints in the SES console and follow what it says; mails wait meanwhile.',
      }
}

async function checkQuota(ses: SESClient): Promise<Check> {
  const quota = await ses.send(new GetSendQuotaCommand({}))
  const daily = quota.Max24HourSend ?? 0
  const found = `${quota.SentLast24Hours ?? 0} of ${daily < 0 ? 'unlimited' : daily} mails in 24 hours, ${quota.MaxSendRate ?? 0} a second`
  if (daily >= 0 && daily <= SANDBOX_DAILY) {
    return {
      name: 'Sandbox',
      state: 'warning',
      found: `${found}: the account looks to be in the SES sandbox, where only verified recipients get mail`,
      todo: 'Request production access in the SES console before the first real review.',
    }
  }
  return { name: 'Quota', state: 'ok', found }
}

function checkMode(found: Deployment): Check {
  const mode = output(found, 'MailMode')
  if (mode === 'live') return { name: 'Mail mode', state: 'ok', found: 'live: everybody in the plan gets mail' }
  return {
    name: 'Mail mode',
    state: 'warning',
    found: mode === 'redirect' ? 'redirect: one address gets everything' : 'allowlist: only listed addresses get mail',
    todo: 'When the plan is right, deploy with mail mode "live".',
  }
}

/** One mail to one address, sent as the deployment sends. */
export async function sendTestMail(found: Deployment, to: string): Promise<Check[]> {
  const from = senderOf(output(found, 'Sender'))
  const text = `This is a test mail of the deployment ${found.stackName}. If you read it, mail works.\n`
  const mime = await new MailComposer({ from, to, subject: `Test mail of ${found.stackName}`, text }).compile().build()
  const { MessageId } = await new SESClient({}).send(
    new SendRawEmailCommand({
      Source: from.address,
      Destinations: [to],
      RawMessage: { Data: mime },
      ConfigurationSetName: output(found, 'ConfigurationSet'),
    }),
  )
  return [
    {
      name: 'Test mail',
      state: 'ok',
      found: `accepted by SES for ${to} as ${MessageId}`,
      todo: 'See that it arrives.',
    },
  ]
}
