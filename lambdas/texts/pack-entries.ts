import { parseItemKey } from '../../domain/review/item.ts'
import type {
  PackAction,
  PackChange,
  PackCommitment,
  PackDecision,
  PackLine,
  PackOwned,
  PackReading,
} from '../../domain/review/pack-record.ts'
import type { Voice } from './ask-words.ts'
import { figure } from './figures.ts'
import { packTexts } from './pack-catalogue.ts'
import { unaskedLine } from './unasked-words.ts'

/** One entry of a section: what it is about, and the lines under it. */
export interface PackEntry {
  title: string
  /** `bad` is what needs somebody. */
  mark?: { text: string; tone: 'good' | 'warn' | 'bad' }
  /** Whose it is and by when: said quietly. */
  meta: string
  /** The newest figure against its target. */
  reading?: string
  lines: string[]
}

/** For whom a pack is put into words, and when it was made. */
export interface Telling {
  voice: Voice
  locale: string
  closedAt: string
}

const TONES = { 'on-track': 'good', 'at-risk': 'warn', 'off-track': 'bad' } as const

/** Without what there is nothing to say of. */
export const said = (lines: readonly (string | false | undefined)[]): string[] =>
  lines.filter((text): text is string => Boolean(text))

/** `2,983 GBP k in February 2026, target 3,300 GBP k`. */
function readingLine(reading: PackReading | undefined, { voice, locale }: Telling): string | undefined {
  if (!reading) return undefined
  const { value, period, target } = reading
  const isDay = period.split('-').length === 3
  return packTexts(voice).reading(
    figure(value, reading, locale)!,
    voice.period(period),
    figure(target, reading, locale),
    isDay,
  )
}

/** An item with its figure and its owner's words. */
export function lineEntry(one: PackLine, telling: Telling): PackEntry {
  const { voice, closedAt } = telling
  const pack = packTexts(voice)
  const sure = one.confidence === null ? '' : `, ${pack.confidence(one.confidence)}`
  return {
    title: one.name,
    mark: one.status === null ? undefined : { text: pack.status[one.status], tone: TONES[one.status] },
    meta: `${voice.name(one.owner)}${sure}`,
    reading: readingLine(one.reading, telling),
    lines: said([
      one.words,
      one.wayBack && pack.wayBack(one.wayBack),
      one.kpi && ((pack.kpiSays as Record<string, string>)[one.kpi] ?? one.kpi),
      unaskedLine(one.unasked, voice, closedAt),
      one.reason && pack.reason(one.reason),
    ]),
  }
}

/** An item that is listed for one thing only: whose it is and its figure. */
export const shortEntry = (one: PackLine, telling: Telling): PackEntry => ({
  title: one.name,
  meta: telling.voice.name(one.owner),
  reading: readingLine(one.reading, telling),
  lines: [],
})

/** What an item's own section tells is not told twice. */
export function changeEntry(one: PackChange, entry: PackEntry, voice: Voice, toldElsewhere: boolean): PackEntry {
  const pack = packTexts(voice)
  const word = (status: PackChange['status']) => (status === null ? pack.unknown : pack.status[status])
  const tone = one.way === 'worse' || one.way === 'fell-silent' ? 'bad' : one.way === 'better' ? 'good' : 'warn'
  const from = one.from === null ? undefined : word(one.from)
  return {
    ...entry,
    mark: { text: pack.ways[one.way](from, word(one.status)), tone },
    lines: toldElsewhere ? [] : entry.lines,
  }
}

/** A decision with what it is weighed by; of one that nobody has to take any more, without what would happen. */
export function decisionEntry(one: PackDecision, telling: Telling, waits = true): PackEntry {
  const { voice } = telling
  const pack = packTexts(voice)
  const { options = [], fallback, confirmBy } = one
  const decider = voice.name(one.decider)
  const by = confirmBy && waits ? pack.sayBy(decider, voice.when(confirmBy)) : undefined
  return {
    title: one.question,
    mark: one.overdue && waits ? { text: pack.overdue, tone: 'bad' } : undefined,
    meta: `${one.name} · ${by ?? pack.decideBy(decider, voice.when(one.decideBy), one.overdue && waits)}`,
    reading: readingLine(one.reading, telling),
    lines: waits
      ? said([
          options.length > 0 && pack.options(options),
          fallback && voice.t.fallback(voice.when(fallback.at), fallback.option),
          confirmBy && voice.t.confirm.silence,
        ])
      : [],
  }
}

export function promiseEntry(one: PackCommitment, voice: Voice): PackEntry {
  const pack = packTexts(voice)
  return {
    title: one.text,
    meta: `${one.name} · ${pack.promised(voice.name(one.owner), voice.date(one.by))}`,
    lines: [...(one.moves > 0 ? [pack.moved(one.moves)] : []), ...(one.note ? [one.note] : [])],
  }
}

export function actionEntry(one: PackAction, voice: Voice): PackEntry {
  const pack = packTexts(voice)
  const done = one.doneOn && pack.doneOn(voice.date(one.doneOn), one.doneOn > one.by)
  return {
    title: one.text,
    meta: pack.promised(voice.name(one.person), voice.date(one.by)),
    lines: said([done, one.moves > 0 && pack.moved(one.moves), one.note]),
  }
}

/** An item under its owner, in one quiet line: what it is, how it stands, its figure. */
export function ownedLine(one: PackOwned, telling: Telling): string {
  const { voice } = telling
  const { owned, status, unknown } = packTexts(voice)
  const word = one.status === null ? undefined : status[one.status]
  const stands = one.silent
    ? owned.silent(word)
    : word === undefined
      ? unknown
      : one.confidence === null
        ? owned.byFigure(word)
        : owned.said(word, one.confidence)
  return said([voice.t.checkIn.kinds[parseItemKey(one.item).kind], stands, readingLine(one.reading, telling)]).join(
    ' · ',
  )
}
