import * as z from 'zod'
import { Answer } from '../../domain/ask.ts'

/** Control characters but tab and line end: no keyboard types them, and mails and pages may not hold them. */
const CONTROL = /(?![\t\n])\p{Cc}/gu

const readable = (text: string): string => text.replaceAll('\r\n', '\n').replace(CONTROL, '')

/** Fields that an empty input leaves out: a browser sends every field of a form, typed or not. */
const typed = z
  .string()
  .transform((text) => text.trim())
  .transform((text) => (text === '' ? undefined : text))
  .optional()

const AnswerForm = z.object({
  ask: z.string().regex(/^A-[0-9a-f]{16}$/),
  epoch: z.coerce.number().int().min(1),
  action: Answer.shape.action,
  option: typed,
  /** Whom an ask goes to: chosen, or typed, which counts where both are there. */
  to: typed,
  'to-name': typed,
  text: typed,
  effectFrom: typed,
  until: typed,
})

/** What somebody says of themselves and not of a question: away until a day, or back; without reminders, or with them. */
const PERSON_ACTIONS = ['away', 'back', 'reminders-off', 'reminders-on'] as const
export type PersonAction = (typeof PERSON_ACTIONS)[number]

/** What a POST asks for: a fresh mail, an answer, something about the person, or nothing that can be read. */
export type Posted =
  | { kind: 'renew' }
  | { kind: 'one-click' }
  | { kind: 'person'; action: PersonAction; typed: Record<string, string> }
  | { kind: 'answer'; answer: z.infer<typeof AnswerForm>; typed: Record<string, string> }
  | { kind: 'unreadable' }

/** 64 kB: sixteen times the longest rationale. */
const MAX_BODY = 65_536

/** What a mail client posts for its own button, as RFC 8058 has it: `List-Unsubscribe=One-Click`, as either kind of form. */
const isOneClick = (contentType = '', body: string): boolean =>
  body.length < 1000 &&
  (/^application\/x-www-form-urlencoded\b/i.test(contentType)
    ? new URLSearchParams(body.trim()).get('List-Unsubscribe') === 'One-Click'
    : /^multipart\/form-data\b/i.test(contentType) && /name="?List-Unsubscribe"?\s+One-Click\s/.test(body))

/** The fields of a posted form by name; those given twice, as no browser does, count with the first. Undefined: no form, or too long. */
export function readFields(contentType: string | undefined, body: string): Record<string, string> | undefined {
  if (body.length > MAX_BODY || !/^application\/x-www-form-urlencoded\b/i.test(contentType ?? '')) return undefined
  const fields = new URLSearchParams(body)
  return Object.fromEntries([...fields.keys()].map((name) => [name, readable(fields.get(name)!)]))
}

/** Reads a posted form. */
export function readForm(contentType: string | undefined, body: string): Posted {
  if (isOneClick(contentType, body)) return { kind: 'one-click' }
  const typed = readFields(contentType, body)
  if (!typed) return { kind: 'unreadable' }
  if (typed.action === 'renew') return { kind: 'renew' }
  const action = PERSON_ACTIONS.find((one) => one === typed.action)
  if (action) return { kind: 'person', action, typed }
  const answer = AnswerForm.safeParse(typed)
  return answer.success ? { kind: 'answer', answer: answer.data, typed } : { kind: 'unreadable' }
}
