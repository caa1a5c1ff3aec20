import type { Voice } from './ask-words.ts'
import { enMail } from './en-mail.ts'

export type MailTexts = typeof enMail

/** Language subtag → its words. */
const catalogue: Record<string, MailTexts> = { en: enMail }

/** The words that only mails say, in the language of a reader: a catalogue of their own, so that no page carries them. */
export const mailTexts = ({ lang }: Pick<Voice, 'lang'>): MailTexts => catalogue[lang.split('-')[0] ?? ''] ?? enMail
