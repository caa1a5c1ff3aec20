import type { DecisionAsk } from '../../domain/ask.ts'
import { runsByClock } from '../../domain/ask-ladder.ts'
import type { Decision } from '../../domain/decision.ts'
import { escalationOrder } from '../../domain/escalation-order.ts'
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

const listed = (voice: Voice, items: string[]) =>
  new Intl.ListFormat(voice.lang, { style: 'long', type: 'conjunction' }).format(items)

function consequences(ask: DecisionAsk, decision: Decision, voice: Voice, now: string): string[] {
  const { t } = voice
  const second = decision.attempt === 2 && ask.kind === 'decide' ? [t.secondTry] : []
  if (ask.kind === 'rethink') return [t.rethink]
  if (ask.kind === 'carry-out') {
    const { choice } = decision
    if (!choice) return []
    return [
      t.fallbackDone(voice.day(choice.at), optionLabel(decision, choice.option)),
      t.carryOut(optionLabel(decision, choice.option)),
    ]
  }
  // Only whoever leads the ask, in time, still has the chain ahead; for the others it has already begun.
  const ahead = ask.leads && ask.dueBy >= now ? escalationOrder(decision.chain).map((role) => t.onward[role]) : []
  // What is urgent and not taken up goes on sooner.
  const from = runsByClock(ask) && ask.acknowledgedAt === undefined ? ask.respondBy : ask.dueBy
  const fallback = t.fallback(voice.when(decision.fallbackAt), optionLabel(decision, decision.fallback.option))
  return [
    ...second,
    ...(ahead.length > 0 ? [t.chain(voice.when(from), listed(voice, ahead))] : []),
    decision.fallback.note ? `${fallback} ${decision.fallback.note}` : fallback,
  ]
}

/** Words about one ask for one reader. */
export function askWords(ask: DecisionAsk, decision: Decision, surroundings: Surroundings): AskWords {
  const voice = voiceOf(surroundings)
  const { evidence } = decision
  const overdue = ask.dueBy < surroundings.now
  return {
    about: [evidence.kpiName, evidence.seriesLabel].filter(Boolean).join(' · '),
    question: titleWords(ask, voice),
    figure: figureWords(decision, voice, surroundings.reader.locale),
    restated: restatedWords(decision, voice, surroundings.reader.locale),
    deadline: overdue ? voice.t.overdue(voice.when(ask.dueBy)) : voice.t.deadline[ask.kind](voice.when(ask.dueBy)),
    relative: voice.relative(ask.dueBy),
    overdue,
    consequences: consequences(ask, decision, voice, surroundings.now),
  }
}
