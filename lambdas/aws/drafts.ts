import { PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { Answer } from '../../domain/ask.ts'
import { Instant } from '../../domain/decision.ts'
import { ledgerTable } from '../env.ts'
import { type Clause, dynamo } from './dynamo.ts'
import { readAll } from './read-all.ts'
import { expiry, record } from './record.ts'

/** Days a draft is kept: long enough for the fresh mail and a holiday, too short to be a second record. */
const KEEP_DRAFT_DAYS = 14

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

/** The chair's forms behind a pack that hold words; each keeps its own, so that one never stands in for the other. */
export const CHAIR_FORMS = ['conclude', 'assign'] as const
export type ChairFormName = (typeof CHAIR_FORMS)[number]

/** What a chair typed below the pack of an expired link; `ask` is the one to conclude the review. */
export const ChairDraft = z.strictObject({
  person: z.string(),
  ask: z.string(),
  savedAt: Instant,
  form: z.enum(CHAIR_FORMS),
  fields: z.record(z.string(), z.string()),
})
export type ChairDraft = z.infer<typeof ChairDraft>

const draftKey = (person: string, ask: string) => ({ pk: `PERSON#${person}`, sk: `DRAFT#${ask}` })

const chairKey = (person: string, ask: string, form: ChairFormName) => ({
  pk: `PERSON#${person}`,
  sk: `TYPED#${ask}#${form}`,
})

/** Keeps what was typed; the newest draft of an ask replaces the one before. */
export const putDraft = (draft: NewDraft): Promise<void> => keep(draftKey(draft.person, draft.ask), draft)

/** Keeps what a chair typed; the newest draft of a form replaces the one before. */
export const putChairDraft = (draft: ChairDraft): Promise<void> =>
  keep(chairKey(draft.person, draft.ask, draft.form), draft)

async function keep(key: { pk: string; sk: string }, draft: NewDraft | ChairDraft): Promise<void> {
  const Item = { ...key, ...draft, expiresAt: expiry(draft.savedAt, KEEP_DRAFT_DAYS) }
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

/** What a chair typed into each of their forms. */
export async function readChairDrafts(person: string, ask: string): Promise<Map<ChairFormName, ChairDraft>> {
  const keys = CHAIR_FORMS.map((form) => chairKey(person, ask, form))
  const drafts = (await readAll(ledgerTable(), keys)).map((item) => record(ChairDraft, item))
  return new Map(drafts.map((draft) => [draft.form, draft]))
}

/** The form was recorded; a draft that never was changes nothing. */
export function dropChairDraft(person: string, ask: string, form: ChairFormName): Clause {
  return { name: `draft ${form}`, write: { Delete: { TableName: ledgerTable(), Key: chairKey(person, ask, form) } } }
}
