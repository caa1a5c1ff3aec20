import { PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { Instant } from '../../domain/decision.ts'
import { idHash } from '../../domain/hash.ts'
import { ledgerTable } from '../env.ts'
import { KEEP_DRAFT_DAYS } from './drafts.ts'
import { type Clause, dynamo } from './dynamo.ts'
import { queryAll } from './query-all.ts'
import { expiry, record } from './record.ts'

/** The chair's forms behind a pack that hold words. */
export const CHAIR_FORMS = ['conclude', 'assign'] as const
export type ChairFormName = (typeof CHAIR_FORMS)[number]

/** What a chair typed below the pack of an expired link; `ask` is the one to conclude the review. */
export const ChairDraft = z.strictObject({
  person: z.string(),
  ask: z.string(),
  /** Follows from the words, so that the same form posted twice is kept once, and other words beside them. */
  id: z.string(),
  savedAt: Instant,
  form: z.enum(CHAIR_FORMS),
  fields: z.record(z.string(), z.string()),
})
export type ChairDraft = z.infer<typeof ChairDraft>

type Place = Pick<ChairDraft, 'person' | 'ask' | 'form' | 'id'>

const draftKey = ({ person, ask, form, id }: Place) => ({ pk: `PERSON#${person}`, sk: `TYPED#${ask}#${form}#${id}` })

/** Id of the draft that holds these fields. */
export const chairDraftId = (fields: Readonly<Record<string, string>>): string => idHash(Object.entries(fields).flat())

/** Keeps what a chair typed, beside what they typed before. */
export async function putChairDraft(draft: ChairDraft): Promise<void> {
  const Item = { ...draftKey(draft), ...draft, expiresAt: expiry(draft.savedAt, KEEP_DRAFT_DAYS) }
  await dynamo.send(new PutCommand({ TableName: ledgerTable(), Item }))
}

/** Everything a chair typed that is kept for a review, oldest first. */
export async function readChairDrafts(person: string, ask: string): Promise<ChairDraft[]> {
  const items = await queryAll({
    TableName: ledgerTable(),
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
    ExpressionAttributeValues: { ':pk': `PERSON#${person}`, ':sk': `TYPED#${ask}#` },
    ConsistentRead: true,
  })
  const drafts = items.map((item) => record(ChairDraft, item))
  return drafts.sort((a, b) => (a.savedAt === b.savedAt ? 0 : a.savedAt < b.savedAt ? -1 : 1))
}

/** The form was recorded; a draft that never was changes nothing. */
export function dropChairDraft(place: Place): Clause {
  const Key = draftKey(place)
  return { name: `draft ${place.form} ${place.id}`, write: { Delete: { TableName: ledgerTable(), Key } } }
}
