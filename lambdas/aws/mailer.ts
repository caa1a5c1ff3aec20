import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses'
import MailComposer from 'nodemailer/lib/mail-composer'
import { configurationSet, mailAllowlist, mailMode, mailRedirectTo, mailSender } from '../env.ts'

const ses = new SESClient({})

/** A mail as its reader sees it. */
export interface Letter {
  to: { name: string; address: string }
  subject: string
  html: string
  text: string
}

/** Where a letter may go under the mode of the deployment. Pure, so that a test needs no SES. */
export function destination(
  address: string,
  settings: { mode: 'live' | 'allowlist' | 'redirect'; allowlist: string[]; redirectTo: () => string },
): { address: string; insteadOf?: string } | { withheld: string } {
  if (settings.mode === 'live') return { address }
  if (settings.mode === 'redirect') return { address: settings.redirectTo(), insteadOf: address }
  const wanted = address.toLowerCase()
  const domain = wanted.slice(wanted.lastIndexOf('@'))
  if (settings.allowlist.includes(wanted) || settings.allowlist.includes(domain)) return { address }
  return { withheld: 'mail mode is allowlist and this address is not on it' }
}

/**
 * Sends one letter over SES, or says why it was withheld. SES has no idempotency key: called twice it sends twice.
 * Throws what SES throws; a throttled or failed call is worth another try.
 */
export async function sendLetter(letter: Letter): Promise<{ messageId: string } | { withheld: string }> {
  const where = destination(letter.to.address, {
    mode: mailMode(),
    allowlist: mailAllowlist(),
    redirectTo: mailRedirectTo,
  })
  if ('withheld' in where) return where
  const raw = await compose(letter, where)
  const answer = await ses.send(
    new SendRawEmailCommand({
      Source: mailSender(),
      Destinations: [where.address],
      RawMessage: { Data: raw },
      ConfigurationSetName: configurationSet(),
    }),
  )
  return { messageId: answer.MessageId! }
}

/** The MIME message: text and HTML side by side, and headers that keep out-of-office robots from answering. */
async function compose(letter: Letter, where: { address: string; insteadOf?: string }): Promise<Uint8Array> {
  const subject = where.insteadOf ? `[for ${where.insteadOf}] ${letter.subject}` : letter.subject
  const composer = new MailComposer({
    from: mailSender(),
    to: { name: letter.to.name, address: where.address },
    subject,
    text: letter.text,
    html: letter.html,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' },
  })
  return composer.compile().build()
}
