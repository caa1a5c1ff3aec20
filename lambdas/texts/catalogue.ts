import { en, type Texts } from './en.ts'

/** Language subtag → its words. */
const catalogue: Record<string, Texts> = { en }

/** The words for a locale such as `en-GB`; English where there are none in that language yet. Dates and numbers follow the locale all the same. */
export const textsFor = (locale: string): Texts => catalogue[locale.split('-')[0]?.toLowerCase() ?? ''] ?? en

/** The `lang` attribute of what `textsFor` answers: the language of the words, not the one that was wished for. */
export const languageOf = (locale: string): string =>
  textsFor(locale) === en && !locale.toLowerCase().startsWith('en') ? 'en' : locale
