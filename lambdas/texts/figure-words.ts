import type { PackFigures } from '../../domain/review/pack-record.ts'
import type { Voice } from './ask-words.ts'
import { packTexts } from './pack-catalogue.ts'

type Counted = PackFigures['review']

/** A figure as it is read: the large word, and what it is of. */
export interface FigureTile {
  value: string
  what: string
  /** Both in one line of a mail. */
  line: string
}

/** One row of a table of people or functions. */
export interface FigureRow {
  who: string
  inTime: string
  late: string
  kept: string
  mails: string
}

/** The four figures of a review: parts of a whole where there are few, so that nobody is a percentage of two. */
export function figureTiles({ review, cycles, decided }: PackFigures, voice: Voice, locale: string): FigureTile[] {
  const { figures } = packTexts(voice)
  // This one has not ended yet: what is decided in it counts from the next on.
  const ended = cycles - 1
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const answers = review.onTime + review.late
  const mails = answers > 0 ? number.format(review.mails / answers) : figures.none
  const tile = (value: string, what: string) => ({ value, what, line: `${value} ${what}` })
  return [
    tile(part(review.onTime, review.asked, voice), figures.inTime),
    tile(part(review.kept, review.kept + review.broken, voice), figures.kept),
    tile(ended > 0 ? number.format(decided / ended) : figures.none, figures.decided),
    { value: mails, what: figures.mails, line: figures.mailsLine(mails) },
  ]
}

const part = (some: number, all: number, voice: Voice): string => {
  const { figures } = packTexts(voice)
  return all === 0 ? figures.none : figures.of(some, all)
}

/** A person or a function in one line; in the order of the names, since it is no ranking. */
export const figureRows = (list: readonly Counted[], nameOf: (id: string) => string, voice: Voice): FigureRow[] =>
  list
    .map((one) => ({
      who: nameOf(one.id),
      inTime: part(one.onTime, one.asked, voice),
      late: String(one.late),
      kept: part(one.kept, one.kept + one.broken, voice),
      mails: String(one.mails),
    }))
    .sort((a, b) => a.who.localeCompare(b.who, voice.lang))

/** The figures of a review a line each, for mails; what there is none of yet is left out. */
export const figureLines = (figures: PackFigures, voice: Voice, locale: string): string[] =>
  figureTiles(figures, voice, locale)
    .filter(({ value }) => value !== packTexts(voice).figures.none)
    .map(({ line }) => line)
