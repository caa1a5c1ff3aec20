import * as z from 'zod'
import { Ask, Mail, Note, PersonState } from '../../domain/ask.ts'
import { askApplyPlan, NotDone } from '../applying/invoke.ts'
import type { Deployment } from '../deployment.ts'
import { Refusal } from '../refusal.ts'

/** What the Ledger holds of a person: all that is open, and what lately ended. */
export interface PersonRecords {
  asks: Ask[]
  mails: Mail[]
  notes: Note[]
  state?: PersonState
  /** What the newest cycle of a review does not ask them about. */
  spared?: Spared[]
}

/** The deployment's functions are from before they could be asked. */
export class TooOld extends Refusal {}

const Spared = z.object({
  review: z.string(),
  heldOn: z.string(),
  name: z.string(),
  answeredAt: z.string().optional(),
})
type Spared = z.infer<typeof Spared>

const Page = z.object({
  asks: z.array(Ask),
  mails: z.array(Mail),
  notes: z.array(Note),
  state: PersonState.optional(),
  spared: z.array(Spared).default([]),
  next: z.string().optional(),
})

/** Reads a person's asks, mails and notes page by page; what ended before `since` (ISO) is left out. */
export async function readPersonRecords(found: Deployment, person: string, since: string): Promise<PersonRecords> {
  const all: PersonRecords = { asks: [], mails: [], notes: [] }
  let after: string | undefined
  do {
    const request = { read: 'person', person, since, ...(after !== undefined && { after }) }
    const page = await onePage(found, request)
    all.asks.push(...page.asks)
    all.mails.push(...page.mails)
    all.notes.push(...page.notes)
    if (page.state) all.state = page.state
    if (page.spared.length > 0) all.spared = page.spared
    after = page.next
  } while (after !== undefined)
  return all
}

async function onePage(found: Deployment, request: object): Promise<z.infer<typeof Page>> {
  try {
    return await askApplyPlan(found, request, Page, 'Nothing was read')
  } catch (error) {
    if (error instanceof NotDone && error.code === 'malformed-request')
      throw new TooOld(
        'This deployment is from before its mails could be explained: deploy this version, then ask again.',
      )
    throw error
  }
}
