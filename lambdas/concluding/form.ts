import * as z from 'zod'
import { readFields } from '../answering/form.ts'

const ask = { ask: z.string().regex(/^A-[0-9a-f]{16}$/), epoch: z.coerce.number().int().min(1) }
const text = z.string().default('')
/** The draft that stood in the form. */
const kept = z
  .string()
  .regex(/^[0-9a-f]{16}$/)
  .optional()
  .catch(undefined)

const ConcludeForm = z.object({ act: z.literal('conclude'), ...ask, because: text })
const AssignForm = z.object({ act: z.literal('assign'), ...ask, what: text, who: text, day: text, kept })
const UrgeForm = z.object({ act: z.literal('urge'), decision: z.string().regex(/^D-[0-9a-f]{16}$/) })

/** What the chair's own forms ask for; answers to decisions come as on the page of asks. */
const ChairForm = z.discriminatedUnion('act', [ConcludeForm, AssignForm, UrgeForm])
export type ChairForm = z.infer<typeof ChairForm>

/** A chair's form with everything as it was typed; undefined where it is none. */
export function readChairForm(
  contentType: string | undefined,
  body: string,
): { form: ChairForm; typed: Record<string, string> } | undefined {
  const typed = readFields(contentType, body)
  if (!typed) return undefined
  const form = ChairForm.safeParse(typed)
  return form.success ? { form: form.data, typed } : undefined
}
