import type { Voice } from './ask-words.ts'
import { enPack } from './en-pack.ts'

export type PackTexts = typeof enPack

/** Language subtag → its words. */
const catalogue: Record<string, PackTexts> = { en: enPack }

/**
 * The words of packs in the language of a reader. They are a catalogue of their own, so that the page on which everybody
 * answers does not carry what only packs say.
 */
export const packTexts = ({ lang }: Pick<Voice, 'lang'>): PackTexts => catalogue[lang.split('-')[0] ?? ''] ?? enPack
