import type { CheckInAsk } from '../../domain/ask.ts'
import type { CheckIn } from '../../domain/review/check-in.ts'
import type { Commitment } from '../../domain/review/commitment.ts'
import type { Cycle, CycleItem } from '../../domain/review/cycle.ts'
import { ItemKind, type ItemStatus, parseItemKey } from '../../domain/review/item.ts'
import { type FigureWords, type Voice, voiceOf } from './ask-words.ts'
import { distance, figure } from './figures.ts'
import { dateInWords, localDate } from './moments.ts'
import type { Surroundings } from './reader.ts'
import { unaskedLine } from './unasked-words.ts'

/** An ask for a check-in with the cycle it is shown under and what that cycle froze about the item. */
export interface AskedItem {
  ask: CheckInAsk
  item: CycleItem
  cycle: Cycle
  /** Promises that were open when it was asked and are not any more; the item's facts have those that still are. */
  over?: readonly Commitment[]
}

/** What a button says: a status, or that nothing changed. */
export const QUICK = ['on-track', 'at-risk', 'off-track', 'unchanged'] as const
export type Quick = (typeof QUICK)[number]

/** Every sentence about an item somebody answers for, the same in mail, text and page. */
export interface CheckInWords {
  /** `KPI` */
  kind: string
  /** `KPI · Weekly execution check-in` */
  about: string
  name: string
  figure?: FigureWords & { status: string }
  /** Where a milestone stands. */
  milestone?: string
  last?: string
  /** Open promises, those whose day is over marked. */
  promises: { id: string; text: string; overdue: boolean }[]
  /** What became of promises since the question was asked. */
  over: string[]
  /** Decisions about it that nobody has taken yet. */
  decisions: string[]
  /** That nobody is asked about it, though it is not on track, and why. */
  unasked?: string
  deadline: string
  relative: string
  overdue: boolean
}

/** As a plan lists them: by kind, then by name; what no card shows breaks ties. */
export const byItem = (a: Pick<AskedItem, 'ask' | 'item'>, b: Pick<AskedItem, 'ask' | 'item'>): number =>
  rankOf(a.item.item) - rankOf(b.item.item) ||
  a.item.name.localeCompare(b.item.name) ||
  a.ask.id.localeCompare(b.ask.id)

const rankOf = (item: string) => ItemKind.options.indexOf(parseItemKey(item).kind)

/** A calendar date for the reader. */
const date = (iso: string, { now, reader }: Surroundings) => dateInWords(iso, now, reader)

function figureOf({ item }: AskedItem, voice: Voice, locale: string): CheckInWords['figure'] {
  const { kpi } = item.facts
  // A KPI that was never observed has nothing to show beside the question.
  if (!kpi || (kpi.period === null && kpi.value === null)) return undefined
  const { t } = voice
  const gap = distance(kpi, kpi, locale, t.points)
  const target = figure(kpi.target, kpi, locale)
  return {
    period: kpi.period === null ? '' : voice.period(kpi.period),
    value: figure(kpi.value, kpi, locale) ?? t.noFigure,
    target: target ?? t.noTarget,
    targetLine: target || kpi.value !== null ? t.targetLine(target, gap && t.side(gap.size, gap.side)) : '',
    adverse: kpi.status === 'off-track' || kpi.status === 'stale',
    status: t.checkIn.kpiStatus[kpi.status],
  }
}

function milestoneOf({ item }: AskedItem, voice: Voice, around: Surroundings): string | undefined {
  const { milestone } = item.facts
  if (!milestone) return undefined
  const { checkIn } = voice.t
  if (milestone.doneOn) return checkIn.done(date(milestone.doneOn, around))
  return checkIn.milestone(
    date(milestone.due, around),
    milestone.moved,
    milestone.dependants.length + milestone.moreDependants,
  )
}

/** A check-in in one line: `at risk, confidence 6 of 10`. */
export const saidLine = ({ status, confidence }: Pick<CheckIn, 'status' | 'confidence'>, { t }: Voice): string =>
  t.checkIn.said(t.checkIn.status[status as ItemStatus].toLowerCase(), confidence)

/** Words about one item for one reader. */
export function checkInWords(asked: AskedItem, around: Surroundings): CheckInWords {
  const voice = voiceOf(around)
  const { ask, item, cycle } = asked
  const { checkIn } = voice.t
  const { last } = item.facts
  const overdue = ask.dueBy < around.now
  const kind = checkIn.kinds[parseItemKey(item.item).kind]
  return {
    kind,
    about: `${kind} · ${cycle.name}`,
    name: item.name,
    figure: figureOf(asked, voice, around.reader.locale),
    milestone: milestoneOf(asked, voice, around),
    last: last && checkIn.last(voice.day(last.at), saidLine(last, voice), last.changed || last.cause || ''),
    promises: item.facts.commitments.map(({ id, text, by }) => ({
      id,
      text: checkIn.promise(text, date(by, around)),
      overdue: by < localDate(around.now, around.reader.timezone),
    })),
    over: (asked.over ?? []).map((one) =>
      checkIn.over(checkIn.promise(one.text, date(one.by, around)), one.settledBy === 'clock' ? 'silence' : one.state),
    ),
    decisions: item.facts.decisions.map(({ question, decideBy }) => checkIn.decision(question, voice.when(decideBy))),
    unasked: unaskedLine(item.facts.kpi?.unasked, voice, around.now),
    deadline: overdue ? voice.t.overdue(voice.when(ask.dueBy)) : checkIn.by(voice.when(ask.dueBy)),
    relative: voice.relative(ask.dueBy),
    overdue,
  }
}
