import type { DecisionAsk } from '../../domain/ask.ts'
import type { Onward } from '../../domain/ask-onward.ts'
import type { Decision } from '../../domain/decision.ts'
import { awaitsConfirming } from '../../domain/decision-confirming.ts'
import { languageOf, textsFor } from './catalogue.ts'
import type { Texts } from './en.ts'
import { distance, figure, newest } from './figures.ts'
import { dateInWords, day, dayAndTime, periodName, relativeDay, shortDateInWords, shortDay } from './moments.ts'
import type { Surroundings } from './reader.ts'
import { restatedWords } from './restated-words.ts'
import { seenWords } from './seen-words.ts'
import { titleWords } from './title-words.ts'

/** The surroundings with the words and the date formats of the reader bound once. */
export interface Voice {
  t: Texts
  lang: string
  name: (person: string) => string
  day: (instant: string) => string
  /** A calendar date; it is the same day for everybody, whatever their zone. */
  date: (iso: string) => string
  shortDate: (iso: string) => string
  shortDay: (instant: string) => string
  when: (instant: string) => string
  relative: (instant: string) => string
  period: (key: string, short?: boolean) => string
}

/** Binds language, zone and names of one reader. */
export function voiceOf({ reader, now, names }: Surroundings): Voice {
  const t = textsFor(reader.locale)
  return {
    t,
    lang: languageOf(reader.locale),
    name: (person) => names[person] ?? person,
    day: (instant) => day(instant, now, reader),
    date: (iso) => dateInWords(iso, now, reader),
    shortDate: (iso) => shortDateInWords(iso, now, reader),
    shortDay: (instant) => shortDay(instant, now, reader),
    when: (instant) => dayAndTime(instant, now, reader),
    relative: (instant) => relativeDay(instant, now, reader),
    period: (key, short) => periodName(key, reader.locale, t.week, short),
  }
}

/** The figure the question is about, in words. */
export interface FigureWords {
  period: string
  value: string
  target: string
  /** `Target 88.9%, 4.8 points below`; only the target where there is no value to compare, empty where neither is known. Then what the trigger saw. */
  targetLine: string
  adverse: boolean
}

/** Every sentence about one ask, the same in mail, text and page. */
export interface AskWords {
  /** `Four-hour performance · Leeds Teaching Hospitals` */
  about: string
  question: string
  figure?: FigureWords
  /** What was corrected after it was asked. */
  restated?: string
  /** `Decide by Thursday 12 May, 17:00`, or since when it is overdue. */
  deadline: string
  relative: string
  overdue: boolean
  /** What happens when time runs out, or what happened when it did. */
  consequences: string[]
}

/** The evidence's newest figure in words; absent where there is no evidence to show. */
export function figureWords({ evidence }: Decision, voice: Voice, locale: string): FigureWords | undefined {
  const point = newest(evidence)
  if (!point) return undefined
  const gap = distance(point, evidence, locale, voice.t.points)
  const target = figure(point.target, evidence, locale)
  return {
    period: voice.period(point.period),
    value: figure(point.value, evidence, locale) ?? voice.t.noFigure,
    target: target ?? voice.t.noTarget,
    targetLine: [
      target || point.value !== null ? voice.t.targetLine(target, gap && voice.t.side(gap.size, gap.side)) : '',
      seenWords(evidence, voice.t, locale),
    ]
      .filter(Boolean)
      .join(' '),
    adverse: point.value === null || point.status === 'off-track',
  }
}

/** The label of an option of the decision; its id if the plan has lost it. */
export const optionLabel = (decision: Decision, option: string): string =>
  decision.options.find((one) => one.id === option)?.label ?? option

/** `Anna, Ben and Carl`. */
export const listed = (voice: Voice, items: readonly string[]): string =>
  new Intl.ListFormat(voice.lang, { style: 'long', type: 'conjunction' }).format(items)

/** Where it goes without an answer; nothing where it has nowhere to go. */
function onwardWords(onward: Onward | undefined, voice: Voice): string[] {
  if (onward === undefined) return []
  const { told, people, at, byClock } = onward
  const t = voice.t.onward
  const to = listed(voice, people.map(voice.name))
  const steps = people.length > 1
  if (told === undefined) return [t.unanswered(to, byClock ? voice.when(at) : voice.day(at), steps)]
  return [`${t.told(voice.name(told.person), voice.day(told.at))} ${t.from(to, voice.day(at), steps)}`]
}

function consequences({ ask, decision, onward }: Asked, voice: Voice): string[] {
  const { t } = voice
  const { choice } = decision
  if (ask.kind === 'rethink')
    return [t.rethink(choice && optionLabel(decision, choice.option), choice && voice.day(choice.at))]
  if (ask.kind === 'carry-out') {
    if (!choice) return []
    return [
      t.fallbackDone(voice.day(choice.at), optionLabel(decision, choice.option)),
      t.carryOut(optionLabel(decision, choice.option)),
    ]
  }
  const second = decision.attempt === 2 ? [t.secondTry] : []
  // Taken back before any of the rest could happen.
  if (awaitsConfirming(decision)) return [...second, t.confirm.silence]
  const fallback = t.fallback(voice.when(decision.fallbackAt), optionLabel(decision, decision.fallback.option))
  return [
    ...second,
    ...onwardWords(onward, voice),
    decision.fallback.note ? `${fallback} ${decision.fallback.note}` : fallback,
  ]
}

/** A question to somebody, with what it is about. */
export interface Asked {
  ask: DecisionAsk
  decision: Decision
  /** Where it goes without an answer. @default nowhere */
  onward?: Onward
}

/** Until when a word is waited for: the deadline, or sooner where corrected figures left the question without ground. */
export const waitsUntil = ({ ask, decision }: Pick<Asked, 'ask' | 'decision'>): string =>
  (ask.kind === 'decide' && awaitsConfirming(decision)?.by) || ask.dueBy

/** Words about one ask for one reader. */
export function askWords(asked: Asked, surroundings: Surroundings): AskWords {
  const { ask, decision } = asked
  const voice = voiceOf(surroundings)
  const { evidence } = decision
  const until = waitsUntil(asked)
  const overdue = until < surroundings.now
  const { deadline, confirm } = voice.t
  const ahead = until === ask.dueBy ? deadline[ask.kind] : confirm.deadline
  return {
    about: [evidence.kpiName, evidence.seriesLabel].filter(Boolean).join(' · '),
    question: titleWords(ask, voice),
    figure: figureWords(decision, voice, surroundings.reader.locale),
    restated: restatedWords(decision, voice, surroundings.reader.locale),
    deadline: overdue ? voice.t.overdue(voice.when(until)) : ahead(voice.when(until)),
    relative: voice.relative(until),
    overdue,
    consequences: consequences(asked, voice),
  }
}
