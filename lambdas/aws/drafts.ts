import { PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { Answer } from '../../domain/ask.ts'
import { Instant } from '../../domain/decision.ts'
import { ledgerTable } from '../env.ts'
import { type Clause, dynamo } from './dynamo.ts'
import { readAll } from './read-all.ts'
import { expiry, record } from './record.ts'

/** Days a draft is kept: long enough for the fresh mail and a holiday, too short to be a second record. */
export const KEEP_DRAFT_DAYS = 14

/** What somebody typed that could not be recorded, because their link had expired: the fields as they were posted. */
export const Draft = z.strictObject({
  person: z.string(),
  ask: z.string(),
  savedAt: Instant,
  /** The form it was typed into. @default that of a check-in, the only one that was kept at first */
  action: Answer.shape.action.default('check-in'),
  fields: z.record(z.string(), z.string()),
})
export type Draft = z.infer<typeof Draft>
/** As it is given, before defaults. */
export type NewDraft = z.input<typeof Draft>

const draftKey = (person: string, ask: string) => ({ pk: `PERSON#${person}`, sk: `DRAFT#${ask}` })

/** Keeps what was typed; the newest draft of an ask replaces the one before. */
export async function putDraft(draft: NewDraft): Promise<void> {
  const Item = { ...draftKey(draft.person, draft.ask), ...draft, expiresAt: expiry(draft.savedAt, KEEP_DRAFT_DAYS) }
  await dynamo.send(new PutCommand({ TableName: ledgerTable(), Item }))
}

/** The drafts of a person for these asks, by ask. */
export async function readDrafts(person: string, asks: string[]): Promise<Map<string, Draft>> {
  const items = await readAll(
    ledgerTable(),
    asks.map((ask) => draftKey(person, ask)),
  )
  return new Map(items.map((item) => record(Draft, item)).map((draft) => [draft.ask, draft]))
}

/** What was typed is recorded now; a draft that never was changes nothing. */
export function dropDraft(person: string, ask: string): Clause {
  return { name: 'draft', write: { Delete: { TableName: ledgerTable(), Key: draftKey(person, ask) } } }
}
