import type {
  Bounded,
  Pack,
  PackAction,
  PackBefore,
  PackChange,
  PackCommitment,
  PackLine,
  PackSlower,
} from '../../domain/review/pack-record.ts'
import type { Voice } from './ask-words.ts'
import { packTexts } from './pack-catalogue.ts'
import { unaskedLine } from './unasked-words.ts'

/** One entry of a section: what it is about, and the lines under it. */
export interface PackEntry {
  title: string
  /** `bad` is what needs somebody. */
  mark?: { text: string; tone: 'good' | 'warn' | 'bad' }
  /** Whose it is and by when: said quietly. */
  meta: string
  lines: string[]
}

/** A part of the pack, the same in mail, text and page. */
export interface PackSection {
  id: string
  heading: string
  entries: PackEntry[]
  /** How many more the pack does not hold. */
  more: number
}

const NONE = { first: [], more: 0 }

const TONES = { 'on-track': 'good', 'at-risk': 'warn', 'off-track': 'bad' } as const

/** Everything the pack says, what needs somebody first; empty parts are left out. */
export function packSections(pack: Pack, voice: Voice): PackSection[] {
  const { sections } = packTexts(voice)
  const line = (one: PackLine) => lineEntry(one, voice, pack.closedAt)
  const late = new Set(pack.stale.first.map(({ item }) => item))
  // Under a heading that says how it stands, nothing says so again.
  const unmarked = (one: PackLine) => ({ ...line(one), mark: undefined })
  const told = [...pack.offTrack.first, ...pack.atRisk.first, ...(pack.unasked ?? NONE).first]
  const elsewhere = new Set(told.map(({ item }) => item))
  const section = <T>(id: keyof typeof sections, list: Bounded<T>, entry: (one: T) => PackEntry): PackSection => ({
    id,
    heading: sections[id],
    entries: list.first.map(entry),
    more: list.more,
  })
  return [
    section('decisions', pack.decisions, (one) => ({
      title: one.question,
      ...(one.overdue && { mark: { text: packTexts(voice).overdue, tone: 'bad' as const } }),
      meta: `${one.name} · ${packTexts(voice).decideBy(voice.name(one.decider), voice.when(one.decideBy), one.overdue)}`,
      lines: [],
    })),
    section('taken', pack.taken ?? NONE, (one) => ({
      title: one.question,
      meta: `${one.name} · ${packTexts(voice).takenBy(voice.name(one.by), voice.day(one.at))}`,
      lines: [`“${one.option}”`],
    })),
    section('changes', pack.changes, (one) =>
      changeEntry(one, line(late.has(one.item) ? { ...one, unasked: undefined } : one), voice, elsewhere.has(one.item)),
    ),
    section('offTrack', pack.offTrack, unmarked),
    section('silent', pack.silent, (one) => ({ title: one.name, meta: voice.name(one.owner), lines: [] })),
    section('atRisk', pack.atRisk, unmarked),
    section('unasked', pack.unasked ?? NONE, line),
    section('blockers', pack.blockers, (one) => ({
      title: one.with === undefined ? packTexts(voice).nobody : voice.name(one.with),
      meta: '',
      lines: [
        ...one.blockers.first.map(({ text, name, owner }) => `${text} (${name}, ${voice.name(owner)})`),
        ...(one.blockers.more > 0 ? [packTexts(voice).more(one.blockers.more)] : []),
      ],
    })),
    section('broken', pack.commitments.broken, (one) => promiseEntry(one, voice)),
    section('kept', pack.commitments.kept, (one) => promiseEntry(one, voice)),
    section('actionsMissed', pack.actions?.missed ?? NONE, (one) => actionEntry(one, voice)),
    section('actionsDone', pack.actions?.done ?? NONE, (one) => actionEntry(one, voice)),
    section('actionsOpen', pack.actions?.open ?? NONE, (one) => actionEntry(one, voice)),
    section('stale', pack.stale, (one) => ({
      title: one.name,
      meta: voice.name(one.owner),
      lines: elsewhere.has(one.item) ? [] : said([unaskedLine(one.unasked, voice, pack.closedAt)]),
    })),
    section('unowned', pack.unowned, (one) => ({ title: one.name, meta: '', lines: [] })),
    section('late', pack.late, line),
  ].filter(({ entries }) => entries.length > 0)
}

/** Without what there is nothing to say of. */
const said = (lines: readonly (string | false | undefined)[]): string[] =>
  lines.filter((text): text is string => Boolean(text))

function lineEntry(one: PackLine, voice: Voice, closedAt: string): PackEntry {
  const pack = packTexts(voice)
  const figure = one.kpi && pack.kpiSays(kpiWord(one.kpi, voice))
  const sure = one.confidence === null ? '' : `, ${pack.confidence(one.confidence)}`
  return {
    title: one.name,
    mark: one.status === null ? undefined : { text: pack.status[one.status], tone: TONES[one.status] },
    meta: `${voice.name(one.owner)}${sure}`,
    lines: said([
      one.words,
      one.wayBack && pack.wayBack(one.wayBack),
      unaskedLine(one.unasked, voice, closedAt, figure) ?? figure,
      one.reason && pack.reason(one.reason),
    ]),
  }
}

/** What an item's own section tells is not told twice. */
function changeEntry(one: PackChange, entry: PackEntry, voice: Voice, toldElsewhere: boolean): PackEntry {
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

function promiseEntry(one: PackCommitment, voice: Voice): PackEntry {
  const pack = packTexts(voice)
  return {
    title: one.text,
    meta: `${one.name} · ${pack.promised(voice.name(one.owner), voice.date(one.by))}`,
    lines: [...(one.moves > 0 ? [pack.moved(one.moves)] : []), ...(one.note ? [one.note] : [])],
  }
}

function actionEntry(one: PackAction, voice: Voice): PackEntry {
  const pack = packTexts(voice)
  const done = one.doneOn && pack.doneOn(voice.date(one.doneOn), one.doneOn > one.by)
  return {
    title: one.text,
    meta: pack.promised(voice.name(one.person), voice.date(one.by)),
    lines: said([done, one.moves > 0 && pack.moved(one.moves), one.note]),
  }
}

const kpiWord = (status: string, voice: Voice): string =>
  (packTexts(voice).kpi as Record<string, string>)[status] ?? status

/** The sentences under the heading. */
export function packLead(pack: Pack, missed: readonly string[], voice: Voice): string[] {
  const { counts } = pack
  const words = packTexts(voice)
  const days = missed.map((date) => voice.date(date)).join(', ')
  return said([
    counts.items === 0 ? words.nothing : words.lead(counts.answered + counts.carried, counts.items, counts.carried),
    counts.items > 0 && words.standing(counts.onTrack, counts.atRisk, counts.offTrack),
    missed.length > 0 && words.missed(days),
    pack.before && beforeLine(pack.before, voice),
  ])
}

/** How the review before ended, or that nobody has said yet. */
function beforeLine({ heldOn, by, decisions, actions, noActionBecause }: PackBefore, voice: Voice): string {
  const { before } = packTexts(voice)
  const day = voice.date(heldOn)
  if (by === undefined) return before.open(day)
  if (noActionBecause !== undefined) return before.noAction(day, voice.name(by), noActionBecause)
  return before.ended(day, voice.name(by), decisions, actions)
}

/** Why the review could be held less often, and what to change in the plan for it. */
export function slowerLines({ cycles, review: id, schedule, to }: PackSlower, review: string, voice: Voice): string[] {
  const { slower } = packTexts(voice)
  const change = to === undefined ? slower.think(id, schedule) : slower.change(id, schedule, to)
  return [slower.why(review, cycles), change, slower.again]
}
