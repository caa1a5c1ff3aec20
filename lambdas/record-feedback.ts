import type { SNSEvent } from 'aws-lambda'
import * as z from 'zod'
import { log } from './aws/log.ts'
import { currentPlan } from './aws/plan.ts'
import { passOver } from './posting/unreachable.ts'

const Recipients = z.array(z.object({ emailAddress: z.string() }))

/** SES names the kind `eventType` in events of a configuration set and `notificationType` in identity notifications. */
const Feedback = z.object({
  eventType: z.string().optional(),
  notificationType: z.string().optional(),
  bounce: z
    .object({ bounceType: z.string(), bounceSubType: z.string().optional(), bouncedRecipients: Recipients })
    .optional(),
  complaint: z.object({ complaintFeedbackType: z.string().optional(), complainedRecipients: Recipients }).optional(),
})

/**
 * Marks people whom mail does not reach: hard bounces and complaints. Their asks go to the deputy and on until the
 * plan has another address for them. Soft bounces pass by themselves and mark nobody.
 */
export async function handler(event: SNSEvent): Promise<void> {
  const { plan } = await currentPlan()
  const idOf = new Map(plan.people.map((person) => [person.email.toLowerCase(), person.id]))
  const now = Date.now()
  for (const { Sns } of event.Records) {
    const found = unreachableAddresses(Feedback.parse(JSON.parse(Sns.Message)))
    for (const address of found.addresses) {
      const person = idOf.get(address.toLowerCase())
      if (person) await passOver(plan, { person, address, because: found.because }, now)
      log('warn', 'mail does not arrive', { person: person ?? 'not in the plan', because: found.because })
    }
  }
}

function unreachableAddresses({ bounce, complaint }: z.infer<typeof Feedback>): {
  addresses: string[]
  because: string
} {
  if (bounce?.bounceType === 'Permanent') {
    const because = `hard bounce${bounce.bounceSubType ? ` (${bounce.bounceSubType})` : ''}`
    return { addresses: bounce.bouncedRecipients.map((one) => one.emailAddress), because }
  }
  if (complaint) {
    const because = `complaint${complaint.complaintFeedbackType ? ` (${complaint.complaintFeedbackType})` : ''}`
    return { addresses: complaint.complainedRecipients.map((one) => one.emailAddress), because }
  }
  return { addresses: [], because: '' }
}
