import type { SNSEvent } from 'aws-lambda'
import * as z from 'zod'
import { formatInstant, parseInstant } from '../domain/instant.ts'
import { slotAfter, workingTimeOf } from '../domain/ladder-time.ts'
import type { ResolvedPlan } from '../domain/plan/resolved.ts'
import { log } from './aws/log.ts'
import { planMailNow } from './aws/mails.ts'
import { markUnreachable } from './aws/people.ts'
import { currentPlan } from './aws/plan.ts'

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
 * Marks people whom mail does not reach: hard bounces and complaints. Their asks go to the deputy and on until somebody
 * clears the mark. Soft bounces pass by themselves and mark nobody.
 */
export async function handler(event: SNSEvent): Promise<void> {
  const { plan } = await currentPlan()
  const idOf = new Map(plan.people.map((person) => [person.email.toLowerCase(), person.id]))
  const since = formatInstant(Date.now())
  for (const { Sns } of event.Records) {
    const found = unreachableAddresses(Feedback.parse(JSON.parse(Sns.Message)))
    for (const address of found.addresses) {
      const person = idOf.get(address.toLowerCase())
      if (person) await passOver(plan, person, since, found.because)
      log('warn', 'mail does not arrive', { person: person ?? 'not in the plan', because: found.because })
    }
  }
}

/** Marks the person, and plans their next slot: what they were asked and never saw is handed on in it. */
async function passOver(plan: ResolvedPlan, person: string, since: string, because: string): Promise<void> {
  await markUnreachable(person, since, because)
  const slot = formatInstant(slotAfter(workingTimeOf(plan, person), parseInstant(since)))
  await planMailNow({ person, slot })
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
