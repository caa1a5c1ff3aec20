import type { Note } from '../../domain/ask.ts'
import { listed, type Voice, waitsUntil } from '../texts/ask-words.ts'
import { byItem } from '../texts/check-in-words.ts'
import { mailTexts } from '../texts/mail-catalogue.ts'
import { titleWords } from '../texts/title-words.ts'
import type { MailedAsk, MailedCheckIn, MailedNote, SlotMailInput } from './slot-mail.ts'

/** One part of the mail with its heading. */
export interface Section {
  heading: string
  entries: MailedAsk[]
}

/** What is new comes first; what was said before comes last. */
const order = ['ask', 'escalated', 'remind', 'still-open'] as const

/** The asks by why they are in the mail; within a section the first deadline first, ids break ties. */
export function sectionsOf({ entries }: SlotMailInput, voice: Voice): Section[] {
  const sorted = [...entries].sort((a, b) => a.ask.dueBy.localeCompare(b.ask.dueBy) || a.ask.id.localeCompare(b.ask.id))
  return order
    .map((how) => ({ heading: mailTexts(voice).sections[how], entries: sorted.filter((entry) => entry.how === how) }))
    .filter((section) => section.entries.length > 0)
}

/** The items a review asks about, under its name and deadline; the first deadline first. */
export function groupsOf({ checkIns, now }: SlotMailInput, voice: Voice) {
  const sorted = [...checkIns].sort((a, b) => a.ask.dueBy.localeCompare(b.ask.dueBy) || byItem(a, b))
  const groups = [...Map.groupBy(sorted, ({ ask, cycle }) => `${cycle.id} ${ask.dueBy}`).values()]
  return groups.map((entries: MailedCheckIn[]) => {
    const [{ ask, cycle }] = entries as [MailedCheckIn]
    const { group, groupLate } = voice.t.checkIn
    const late = ask.dueBy < now
    const heading = late
      ? groupLate(cycle.name, entries.length)
      : group(cycle.name, entries.length, voice.when(ask.dueBy))
    return { heading, entries }
  })
}

/** Every ask of the mail, whatever it is about. */
export const asksOf = ({ entries, checkIns, reviewAsks = [] }: SlotMailInput) =>
  [...entries, ...checkIns, ...reviewAsks].map(({ ask }) => ask)

/** Until when each of them is waited for. */
export const deadlinesOf = ({ entries, checkIns, reviewAsks = [] }: SlotMailInput): string[] => [
  ...entries.map(waitsUntil),
  ...[...checkIns, ...reviewAsks].map(({ ask }) => ask.dueBy),
]

const isAbout = (note: Note, { ask }: MailedAsk): boolean =>
  (note.kind === 'urged' || note.kind === 'confirm') && note.about.ask === ask.id

/** Who asks again, each from a review, for an answer to a question of this mail. */
export const urgedBy = (entry: MailedAsk, { notes }: SlotMailInput, voice: Voice): string | undefined => {
  const people = notes.filter(({ note }) => note.kind === 'urged' && isAbout(note, entry))
  if (people.length === 0) return undefined
  return listed(voice, [...new Set(people.map(({ note }) => voice.name(note.about.person)))])
}

/** The notes that no card of this mail says already. */
export const notesApart = ({ entries, notes }: SlotMailInput): MailedNote[] =>
  notes.filter(({ note }) => !entries.some((entry) => isAbout(note, entry)))

/** The lines of one note: who is silent about what, and what comes next; or what needs no answer any more, and why. */
export function noteLines({ note, escalatesAt }: MailedNote, voice: Voice, input: SlotMailInput): string[] {
  const { now } = input
  const { t } = voice
  const words = mailTexts(voice)
  if (note.kind === 'plan-dropped')
    return [mailTexts(voice).dropped(titleWords(note.about, voice)), words.droppedWhy(voice.day(note.about.since))]
  if (note.kind === 'merged')
    return [
      mailTexts(voice).dropped(titleWords(note.about, voice)),
      words.mergedWhy(note.about.into ?? '', voice.day(note.about.since)),
    ]
  if (note.kind === 'withdrawn') {
    const { since, because = 'recovered' } = note.about
    return [
      mailTexts(voice).dropped(titleWords(note.about, voice)),
      `${mailTexts(voice).asked(voice.day(since))} ${t.state.withdrawnBecause[because]}`,
    ]
  }
  const name = voice.name(note.about.person)
  if (note.kind === 'returned')
    return [
      mailTexts(voice).dropped(titleWords(note.about, voice)),
      words.returnedWhy(name, voice.day(note.about.since)),
    ]
  if (note.kind === 'moved') {
    const { milestone, from, to, because, into, waits } = note.about
    const own = waits.map((one) => words.moved.waits(one.name, voice.date(one.due), one.due < to))
    if (into) {
      const parts = into.map((part) => words.moved.part(part.name, voice.date(part.due)))
      return [words.moved.split(name, milestone, voice.date(from)), ...parts, ...own]
    }
    return [words.moved.line(name, milestone, voice.date(from), voice.date(to)), `“${because}”`, ...own]
  }
  if (note.kind === 'reminders-off') return [words.remindersOff.told(name), words.remindersOff.means(name)]
  if (note.kind === 'confirm')
    return [
      t.confirm.line(titleWords(note.about, voice)),
      `${t.confirm.deadline(voice.when(note.about.dueBy))}. ${t.confirm.silence}`,
    ]
  if (note.kind === 'urged') {
    const { line, by, late } = words.urged
    const due = voice.when(note.about.dueBy)
    return [line(name, titleWords(note.about, voice)), (note.about.dueBy < now ? late : by)(due)]
  }
  return [
    words.silent(name, titleWords(note.about, voice), voice.day(note.about.since)),
    [
      words.silentDue(voice.when(note.about.dueBy)),
      escalatesAt && words.silentNext(voice.day(escalatesAt)),
      words.silentHelp(name),
    ]
      .filter(Boolean)
      .join(' '),
  ]
}

/** The sentence under the greeting: how much waits, and what comes first. */
export function leadOf(input: SlotMailInput, voice: Voice): string {
  const { checkIn } = voice.t
  const { lead } = mailTexts(voice)
  const { now } = input
  const entries = asksOf(input)
  if (entries.length === 0) return lead.notes
  const ahead = deadlinesOf(input).filter((until) => until >= now)
  const late = entries.length - ahead.length
  const first = ahead.sort()[0]
  const count = entries.length === 1 ? lead.one : lead.many(entries.length)
  const parts = [input.checkIns.length === entries.length ? checkIn.lead(entries.length) : count]
  if (late > 0 && entries.length > 1) parts.push(lead.late(late))
  if (first !== undefined && entries.length > 1) parts.push(lead.first(voice.when(first), late > 0))
  return parts.join(' ')
}

/** The line mail clients show beside the subject: the question itself where there is one, the lead where there are more. */
export const previewOf = (input: SlotMailInput, voice: Voice): string =>
  input.entries.length === 1 && asksOf(input).length === 1
    ? titleWords(input.entries[0]!.ask, voice)
    : leadOf(input, voice)

/** Whose link it is, how long it works, in which zone the times are, and why this mail was sent. */
export function footerLines(input: SlotMailInput, voice: Voice): string[] {
  const { t } = voice
  const { why, whyTold } = mailTexts(voice)
  const asks = asksOf(input).length > 0
  const link = `${mailTexts(voice).answersAs(input.reader.name)} ${mailTexts(voice).linkUntil(voice.day(input.linkExpiresAt))}`
  return [
    ...(asks ? [link] : []),
    `${t.zone(input.reader.timezone)} ${(asks ? why : whyTold)(input.organisation, input.budget ?? 1)}`,
  ]
}
