import { cadenceOf, type ReviewCadence } from '../../domain/review/cadence.ts'
import {
  type Bounded,
  PACK_LIMITS,
  type Pack,
  type PackBefore,
  type PackLine,
  type PackSlower,
} from '../../domain/review/pack-record.ts'
import type { Voice } from './ask-words.ts'
import { packTexts } from './pack-catalogue.ts'
import {
  actionEntry,
  changeEntry,
  decisionEntry,
  lineEntry,
  type PackEntry,
  promiseEntry,
  said,
  shortEntry,
  type Telling,
} from './pack-entries.ts'
import { unaskedLine } from './unasked-words.ts'

/** A part of the pack, the same in mail, text and page. */
export interface PackSection {
  id: string
  heading: string
  entries: PackEntry[]
  /** How many more there are that this list of the pack does not have. */
  more: number
  /** Whether the page names those under their owners. */
  underOwners: boolean
}

const NONE = { first: [], more: 0 }

/** Whether every item is named under its owner: a pack is bounded, and those of earlier releases name none. */
const namesAll = ({ owners }: Pack): boolean => owners.more === 0 && owners.first.every(({ own }) => own?.more === 0)

/** Everything the pack says, what needs somebody first; empty parts are left out. */
export function packSections(pack: Pack, telling: Telling): PackSection[] {
  const { voice, closedAt } = telling
  const { sections, nobody, more, lastReading, takenBy } = packTexts(voice)
  const stale = new Set(pack.stale.first.map(({ item }) => item))
  // Under a heading that says how it stands, nothing says so again.
  const unmarked = (one: PackLine) => ({ ...lineEntry(one, telling), mark: undefined })
  const short = (one: PackLine): PackEntry => {
    const { reading, ...entry } = shortEntry(one, telling)
    return { ...entry, reading: reading && stale.has(one.item) ? lastReading(reading) : reading }
  }
  const told = [...pack.offTrack.first, ...pack.atRisk.first, ...(pack.unasked ?? NONE).first]
  const elsewhere = new Set(told.map(({ item }) => item))
  const section = <T>(id: keyof typeof sections, list: Bounded<T>, entry: (one: T) => PackEntry): PackSection => ({
    id,
    heading: sections[id],
    entries: list.first.map(entry),
    more: list.more,
    underOwners: ITEMS.has(id) && namesAll(pack),
  })
  return [
    section('decisions', pack.decisions, (one) => decisionEntry(one, telling)),
    section('taken', pack.taken ?? NONE, (one) => ({
      title: one.question,
      meta: `${one.name} · ${takenBy(voice.name(one.by), voice.day(one.at))}`,
      lines: [`“${one.option}”`],
    })),
    section('changes', pack.changes, (one) => {
      const entry = lineEntry(stale.has(one.item) ? { ...one, unasked: undefined } : one, telling)
      return changeEntry(one, entry, voice, elsewhere.has(one.item))
    }),
    section('offTrack', pack.offTrack, unmarked),
    section('stale', pack.stale, (one) => ({
      ...short(one),
      lines: elsewhere.has(one.item) ? [] : said([unaskedLine(one.unasked, voice, closedAt)]),
    })),
    section('silent', pack.silent, short),
    section('unowned', pack.unowned, (one) => ({ ...short(one), meta: '' })),
    section('atRisk', pack.atRisk, unmarked),
    section('unasked', pack.unasked ?? NONE, (one) => lineEntry(one, telling)),
    section('blockers', pack.blockers, (one) => ({
      title: one.with === undefined ? nobody : voice.name(one.with),
      meta: '',
      lines: [
        ...one.blockers.first.map(({ text, name, owner }) => `${text} (${name}, ${voice.name(owner)})`),
        ...(one.blockers.more > 0 ? [more.beyond(one.blockers.more)] : []),
      ],
    })),
    section('broken', pack.commitments.broken, (one) => promiseEntry(one, voice)),
    section('actionsMissed', pack.actions?.missed ?? NONE, (one) => actionEntry(one, voice)),
    section('kept', pack.commitments.kept, (one) => promiseEntry(one, voice)),
    section('actionsDone', pack.actions?.done ?? NONE, (one) => actionEntry(one, voice)),
    section('actionsOpen', pack.actions?.open ?? NONE, (one) => actionEntry(one, voice)),
    section('late', pack.late, (one) => lineEntry(one, telling)),
  ].filter(({ entries }) => entries.length > 0)
}

/** Lists of items of this cycle. */
const ITEMS: ReadonlySet<string> = new Set(['changes', 'offTrack', 'stale', 'silent', 'unowned', 'atRisk', 'unasked'])

/** How many more there are than are shown, and where; `cut` of them are on the page only. Undefined where these are all. */
export function moreLine({ more, underOwners }: PackSection, voice: Voice, cut = 0): string | undefined {
  const words = packTexts(voice).more
  if (more === 0 || (underOwners && cut > 0)) return cut + more > 0 ? words.onPage(cut + more) : undefined
  if (underOwners) return words.underOwners(more)
  return cut > 0 ? words.someOnPage(cut + more, cut) : words.beyond(more)
}

/** What the mail says of its page. */
export const restLine = (pack: Pack, voice: Voice): string => {
  const { rest } = packTexts(voice)
  return namesAll(pack) ? rest.all : rest.some
}

/** Why not everything is named owner by owner; undefined where it is, and in packs that only count. */
export function boundLine(pack: Pack, { voice, locale }: Telling): string | undefined {
  if (namesAll(pack) || pack.owners.first.some(({ own }) => own === undefined)) return undefined
  const number = new Intl.NumberFormat(locale)
  return packTexts(voice).more.named(number.format(PACK_LIMITS.owners), number.format(PACK_LIMITS.owned))
}

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

/** Why the review could be held less often, how often then, and last what to change in the plan for it. */
export function slowerLines({ cycles, review: id, schedule, to }: PackSlower, review: string, voice: Voice): string[] {
  const { slower } = packTexts(voice)
  const word = (words: Readonly<Partial<Record<ReviewCadence, string>>>, cron: string) => {
    const cadence = cadenceOf(cron)
    return cadence && words[cadence]
  }
  const [once, held] = [to === undefined ? undefined : word(slower.once, to), word(slower.held, schedule)]
  const change = once && held ? slower.change(once, held) : slower.think
  return [
    slower.why(review, cycles),
    change,
    slower.again,
    to === undefined ? slower.schedule(id, schedule) : slower.reschedule(id, schedule, to),
  ]
}
