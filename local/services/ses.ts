import { AwsError, type AwsRequest, type Service, type World } from '../world.ts'
import { bareAddress, type Mailbox } from './mailbox.ts'
import { answerQuery } from './query-protocol.ts'
import { announce, type EventDestination, fateOf } from './ses-events.ts'
import { sesOperations } from './ses-operations.ts'

const MAX_BYTES = 10 * 1024 * 1024
const MAX_RECIPIENTS = 50

/** How strict the local SES is, and whom it fails to reach. */
export interface SesSettings {
  /**
   * Addresses and domains that count as verified. Sender and, in the sandbox, each recipient must be one of them.
   * @default every identity counts as verified
   */
  verified?: string[]
  /** A new account's sandbox: recipients must be verified too, 200 mails a day. @default false */
  sandbox?: boolean
  /** Addresses that bounce or complain, beside AWS's simulator addresses. */
  bounces?: string[]
  complaints?: string[]
}

/** A mail handed to SES. */
export interface Outgoing {
  source: string
  to: string[]
  raw: Buffer
  configurationSet?: string
}

/** SES, version 1 of its API: takes raw mails into the mailbox, tells event destinations what became of them. */
export class Ses implements Service {
  readonly names = ['ses', 'email'] as const
  readonly mailbox: Mailbox
  readonly settings: SesSettings
  readonly identities = new Set<string>()
  readonly configurationSets = new Map<string, EventDestination[]>()
  readonly #operations = sesOperations(this)
  #sent: number[] = []

  constructor(mailbox: Mailbox, settings: SesSettings = {}) {
    this.mailbox = mailbox
    this.settings = settings
  }

  handle(request: AwsRequest, world: World) {
    return answerQuery(this.#operations, request, world, 'http://ses.amazonaws.com/doc/2010-12-01/')
  }

  /** Whether SES would let this address or domain send (in the sandbox: receive). */
  isVerified(address: string): boolean {
    if (!this.settings.verified) return true
    const bare = bareAddress(address)
    const known = new Set([...this.settings.verified, ...this.identities].map((one) => one.toLowerCase()))
    return known.has(bare) || known.has(bare.slice(bare.lastIndexOf('@') + 1))
  }

  /** Mails accepted in the 24 hours before now. */
  sentLastDay(now: number): number {
    this.#sent = this.#sent.filter((at) => at > now - 86_400_000)
    return this.#sent.length
  }

  /** Accepts a mail as SES does: checks it, gives it SES's own Message-ID, keeps it. Gives the message id. */
  send(mail: Outgoing, world: World): string {
    this.#check(mail, world)
    const id = `01000${world.uuid('ses').slice(5)}-000000`
    const domain = world.region === 'us-east-1' ? 'email' : world.region
    const raw = withMessageId(mail.raw, `<${id}@${domain}.amazonses.com>`)
    this.#sent.push(world.now())
    this.mailbox.add({ id, at: world.now(), from: mail.source, to: mail.to, via: 'ses' }, raw)
    world.log('ses.send', { id, to: mail.to, bytes: raw.length })
    world.count('mails')
    const fates = mail.to.map((address) => fateOf(address, this.settings))
    announce({ id, mail, fates, destinations: this.configurationSets.get(mail.configurationSet ?? '') ?? [] }, world)
    return id
  }

  #check(mail: Outgoing, world: World): void {
    if (mail.configurationSet !== undefined && !this.configurationSets.has(mail.configurationSet)) {
      throw new AwsError('ConfigurationSetDoesNotExist', `Configuration set <${mail.configurationSet}> does not exist.`)
    }
    if (!/^[\x20-\x7e]*$/.test(mail.source))
      throw new AwsError('InvalidParameterValue', 'Local address contains control or whitespace')
    if (mail.to.length === 0)
      throw new AwsError('InvalidParameterValue', 'Missing final recipients: no Destinations, no To, Cc or Bcc.')
    if (mail.to.length > MAX_RECIPIENTS) {
      throw new AwsError('InvalidParameterValue', `Recipient count exceeds ${MAX_RECIPIENTS}: got ${mail.to.length}.`)
    }
    if (mail.raw.length > MAX_BYTES) {
      throw new AwsError(
        'InvalidParameterValue',
        `Message length is more than ${MAX_BYTES} bytes long: '${mail.raw.length}'.`,
      )
    }
    const asked = this.settings.sandbox ? [mail.source, ...mail.to] : [mail.source]
    const failing = asked.filter((address) => !this.isVerified(address)).map(bareAddress)
    if (failing.length > 0) {
      const region = world.region.toUpperCase()
      throw new AwsError(
        'MessageRejected',
        `Email address is not verified. The following identities failed the check in region ${region}: ${failing.join(', ')}`,
      )
    }
    if (this.settings.sandbox && this.sentLastDay(world.now()) >= 200)
      throw new AwsError('Throttling', 'Daily message quota exceeded.')
  }
}

/** The mail with SES's Message-ID in place of the sender's. */
function withMessageId(raw: Buffer, messageId: string): Buffer {
  const text = raw.toString('latin1')
  const blank = /\r?\n\r?\n/.exec(text)
  const end = blank ? blank.index : text.length
  const head = text.slice(0, end).replace(/^message-id:(?:[^\r\n]|\r?\n[ \t])*(?:\r?\n|$)/gim, '')
  return Buffer.from(`Message-ID: ${messageId}\r\n${head}${text.slice(end)}`, 'latin1')
}
