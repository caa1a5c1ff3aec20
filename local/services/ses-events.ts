import type { World } from '../world.ts'
import { bareAddress } from './mailbox.ts'
import type { Outgoing, SesSettings } from './ses.ts'
import { deliverTo } from './targets.ts'

export type Fate = 'delivery' | 'bounce' | 'complaint'

/** Where a configuration set sends which events: the ARN of an SNS topic or of an event bus. */
export interface EventDestination {
  name: string
  enabled: boolean
  /** `send`, `delivery`, `bounce`, `complaint`, `reject` … */
  events: string[]
  arn: string
}

/** What becomes of a mail to this address: AWS's simulator addresses behave as documented, so do the configured ones. */
export function fateOf(address: string, settings: SesSettings): Fate {
  const bare = bareAddress(address)
  const [local = '', domain] = bare.split('@')
  const simulated = domain === 'simulator.amazonses.com' ? local.replace(/\+.*/, '') : ''
  if (simulated === 'bounce' || simulated === 'suppressionlist' || settings.bounces?.includes(bare)) return 'bounce'
  if (simulated === 'complaint' || settings.complaints?.includes(bare)) return 'complaint'
  return 'delivery'
}

interface Sent {
  id: string
  mail: Outgoing
  /** In the order of `mail.to`. */
  fates: Fate[]
  destinations: EventDestination[]
}

const detailTypes: Record<string, string> = {
  send: 'Email Sent',
  delivery: 'Email Delivered',
  bounce: 'Email Bounced',
  complaint: 'Email Complaint Received',
}

/** Tells each event destination, as deliveries of their own after the sending call. */
export function announce(sent: Sent, world: World): void {
  const kinds = ['send', ...new Set(sent.fates)]
  for (const kind of kinds) {
    for (const destination of sent.destinations) {
      if (!destination.enabled || !destination.events.includes(kind)) continue
      world.soon('ses.event', `${sent.id}.${kind}.${destination.name}`, () => publish(kind, sent, destination, world))
    }
  }
}

async function publish(kind: string, sent: Sent, destination: EventDestination, world: World): Promise<void> {
  const event = eventOf(kind, sent, world)
  const onBus = destination.arn.includes(':events:')
  const resources = [`arn:aws:ses:${world.region}:${world.accountId}:configuration-set/${sent.mail.configurationSet}`]
  const payload = onBus
    ? { 'detail-type': detailTypes[kind] ?? kind, source: 'aws.ses', resources, detail: event }
    : event
  await deliverTo(destination.arn, { kind: 'ses.event', id: sent.id, payload }, world)
}

function eventOf(kind: string, { id, mail, fates }: Sent, world: World) {
  const timestamp = new Date(world.now()).toISOString()
  const hit = mail.to.filter((_, index) => fates[index] === kind).map(bareAddress)
  const common = { timestamp, source: mail.source, messageId: id, destination: mail.to }
  const names: Record<string, string> = { send: 'Send', delivery: 'Delivery', bounce: 'Bounce', complaint: 'Complaint' }
  const details: Record<string, object> = {
    send: { send: {} },
    delivery: { delivery: { timestamp, recipients: hit, smtpResponse: '250 ok' } },
    bounce: {
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'General',
        bouncedRecipients: hit.map((emailAddress) => ({
          emailAddress,
          action: 'failed',
          status: '5.1.1',
          diagnosticCode: 'smtp; 550 5.1.1 user unknown',
        })),
        timestamp,
        feedbackId: id,
      },
    },
    complaint: {
      complaint: {
        complainedRecipients: hit.map((emailAddress) => ({ emailAddress })),
        timestamp,
        feedbackId: id,
        complaintFeedbackType: 'abuse',
      },
    },
  }
  return { eventType: names[kind], mail: common, ...details[kind] }
}
