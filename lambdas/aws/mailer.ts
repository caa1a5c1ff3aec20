import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses'
import MailComposer from 'nodemailer/lib/mail-composer'
import { senderOf } from '../../domain/sender.ts'
import { configurationSet, mailAllowlist, mailMode, mailRedirectTo, mailSender } from '../env.ts'
import { recipientRefusal } from './ses-refusal.ts'

const ses = new SESClient({})

/** A mail as its reader sees it. */
export interface Letter {
  to: { name: string; address: string }
  subject: string
  html: string
  text: string
  /** Where a mail client posts that its reader wants no more of these; absent for what cannot be unsubscribed from. */
  unsubscribe?: string
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

/** SES will never take mail for this address. */
export interface Refused {
  refused: string
  address: string
}

/** What became of a letter: SES has it, we kept it back, or SES will never take it for this recipient. */
export type Posted = { messageId: string } | { withheld: string } | Refused

/**
 * Sends one letter over SES, or says why not. SES has no idempotency key: called twice it sends twice.
 * Throws what SES throws where another try may help: throttled, failed or paused.
 */
export async function sendLetter(letter: Letter): Promise<Posted> {
  const where = destination(letter.to.address, {
    mode: mailMode(),
    allowlist: mailAllowlist(),
    redirectTo: mailRedirectTo,
  })
  if ('withheld' in where) return where
  const raw = await compose(letter, where)
  // The envelope takes ASCII alone; the name stands in the From, where it is encoded.
  const { address: Source } = senderOf(mailSender())
  const envelope = { Source, Destinations: [where.address], ConfigurationSetName: configurationSet() }
  try {
    const answer = await ses.send(new SendRawEmailCommand({ ...envelope, RawMessage: { Data: raw } }))
    return { messageId: answer.MessageId! }
  } catch (error) {
    // Redirected, the address is the deployment's own: nobody of the plan was refused.
    const refused = where.insteadOf ? undefined : recipientRefusal(error, where.address, Source)
    if (refused === undefined) throw error
    return { refused, address: where.address }
  }
}

/** The MIME message: text and HTML side by side, and headers that keep out-of-office robots from answering. */
async function compose(letter: Letter, where: { address: string; insteadOf?: string }): Promise<Uint8Array> {
  const subject = where.insteadOf ? `[for ${where.insteadOf}] ${letter.subject}` : letter.subject
  const composer = new MailComposer({
    from: senderOf(mailSender()),
    to: { name: letter.to.name, address: where.address },
    subject,
    text: letter.text,
    html: letter.html,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      // RFC 8058; in this order, as Amazon asks for (AWS Messaging blog, "Using one-click unsubscribe with Amazon SES").
      ...(letter.unsubscribe && {
        'List-Unsubscribe': `<${letter.unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
  })
  return composer.compile().build()
}
