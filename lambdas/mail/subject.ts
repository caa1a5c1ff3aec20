import { figureWords, type Voice, waitsUntil } from '../texts/ask-words.ts'
import { checkInWords } from '../texts/check-in-words.ts'
import { newest } from '../texts/figures.ts'
import { mailTexts } from '../texts/mail-catalogue.ts'
import { titleWords } from '../texts/title-words.ts'
import type { MailedReviewAsk } from './review-ask-card.ts'
import { asksOf, deadlinesOf, urgedBy } from './sections.ts'
import type { MailedAsk, MailedCheckIn, SlotMailInput } from './slot-mail.ts'

/** Longest subject in characters; clients show 40 to 90, the rest only costs. */
const LONGEST = 180

/** A header is one line: control characters and line breaks become spaces, and what is too long ends in an ellipsis. */
export function oneLine(text: string, longest = LONGEST): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  const letters = [...line]
  return letters.length <= longest
    ? line
    : `${letters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`
}

function figureClause({ decision }: MailedAsk, input: SlotMailInput, voice: Voice): string {
  const point = newest(decision.evidence)
  const words = figureWords(decision, voice, input.reader.locale)
  if (!point || !words) return ''
  if (point.value === null) return ` — ${mailTexts(voice).subject.missing(words.period)}`
  return ` — ${point.target === null ? words.value : mailTexts(voice).against(words.value, words.target)}`
}

function single(entry: MailedAsk, input: SlotMailInput, voice: Voice): string {
  const { ask, decision, how } = entry
  const { deadline } = voice.t
  const { subject } = mailTexts(voice)
  const until = waitsUntil(entry)
  const by = voice.shortDay(until)
  const ahead = until === ask.dueBy ? deadline[ask.kind] : subject.confirmBy
  const what = until < input.now ? subject.overdue(by) : ahead(by)
  const about = [decision.evidence.kpiName, decision.evidence.seriesLabel].filter(Boolean).join(', ')
  // What the figure was when it was asked is what is in doubt.
  const figure = until === ask.dueBy ? figureClause(entry, input, voice) : ''
  const whole = `${what}: ${about}${figure}`
  const again = urgedBy(entry, input, voice)
  const said = again === undefined ? whole : subject.again(again, whole)
  if (ask.urgent) return subject.urgent(said)
  if (again !== undefined) return said
  if (how === 'remind') return subject.remind(whole)
  return how === 'escalated' ? subject.escalated(whole) : whole
}

/** One item, or several of one review. */
function checkIns(entries: MailedCheckIn[], input: SlotMailInput, voice: Voice): string {
  const { checkIn } = voice.t
  const { subject, against } = mailTexts(voice)
  const [first] = entries as [MailedCheckIn]
  const by = voice.shortDay(first.ask.dueBy)
  const reminds = entries.every(({ how }) => how === 'remind')
  const escalated = entries.every(({ how }) => how === 'escalated')
  const words = checkInWords(first, input)
  const late = first.ask.dueBy < input.now
  const what = late ? subject.overdue(by) : checkIn.subjectOne(by)
  const figure = words.figure && ` — ${against(words.figure.value, words.figure.target)}`
  const many = late
    ? `${what}: ${checkIn.groupCount(first.cycle.name, entries.length)}`
    : checkIn.subjectMany(first.cycle.name, entries.length, by)
  const whole = entries.length > 1 ? many : `${what}: ${words.name}${figure ?? ''}`
  if (reminds) return subject.remind(whole)
  return escalated ? subject.escalated(whole) : whole
}

/** One review to conclude, or one action. */
function reviewAsk({ ask, cycle, how }: MailedReviewAsk, input: SlotMailInput, voice: Voice): string {
  const { reviewAsk: words } = voice.t
  const { subject } = mailTexts(voice)
  const by = voice.shortDay(ask.dueBy)
  const concludes = ask.kind === 'conclude'
  const ahead = concludes ? words.subjectConclude(cycle.name, by) : words.subjectAction(ask.title, by)
  const late = concludes ? words.subjectLate(cycle.name) : ask.title
  const whole = ask.dueBy < input.now ? `${subject.overdue(by)}: ${late}` : ahead
  if (how === 'remind') return subject.remind(whole)
  return how === 'escalated' ? subject.escalated(whole) : whole
}

function several(input: SlotMailInput, voice: Voice): string {
  const { subject } = mailTexts(voice)
  const entries = asksOf(input)
  const decisions = entries.every(({ kind }) => kind === 'decide')
  const ahead = deadlinesOf(input).filter((until) => until >= input.now)
  const first = ahead.sort()[0]
  const late = entries.length - ahead.length
  const parts = [subject.many(entries.length, decisions)]
  if (late > 0) parts.push(subject.overdueCount(late))
  if (first !== undefined) parts.push(subject.first(voice.shortDay(first)))
  const whole = parts.join(', ')
  return entries.some(({ urgent }) => urgent) ? subject.urgent(whole) : whole
}

/** Lines about a question that the reader need not answer any more. */
const NEEDS_NO_ANSWER: ReadonlySet<string> = new Set(['plan-dropped', 'merged', 'returned', 'withdrawn'])

/** What a mail is about that asks nothing. */
function told({ notes }: SlotMailInput, voice: Voice): string {
  const { subject } = mailTexts(voice)
  const { name } = voice
  const [first, ...more] = notes.map(({ note }) => note)
  if (first?.kind === 'reminders-off' && more.length === 0) return subject.remindersOff(name(first.about.person))
  if (first?.kind === 'urged' && more.length === 0) return subject.urged(titleWords(first.about, voice))
  if (first?.kind === 'moved' && more.length === 0) return subject.moved(first.about.milestone)
  if (first?.kind === 'confirm' && more.length === 0) return subject.confirm(titleWords(first.about, voice))
  if (
    notes.some(
      ({ note }) =>
        note.kind === 'urged' || note.kind === 'confirm' || note.kind === 'reminders-off' || note.kind === 'moved',
    )
  )
    return subject.told(notes.length)
  const dropped = notes.filter(({ note }) => NEEDS_NO_ANSWER.has(note.kind)).length
  if (dropped === notes.length) return subject.dropped(dropped)
  return dropped === 0 ? subject.notes(notes.length) : subject.told(notes.length)
}

/** What is asked and by when, readable in a list of mails. */
export function subjectOf(input: SlotMailInput, voice: Voice): string {
  const [only, ...others] = input.entries
  const reviews = new Set(input.checkIns.map(({ ask, cycle }) => `${cycle.id} ${ask.dueBy}`))
  const [left, ...more] = input.reviewAsks ?? []
  if (left && more.length === 0 && asksOf(input).length === 1) return oneLine(reviewAsk(left, input, voice))
  if (!only && !left && reviews.size === 0) return oneLine(told(input, voice))
  if (!only && !left && reviews.size === 1) return oneLine(checkIns(input.checkIns, input, voice))
  const alone = only && !left && others.length === 0 && reviews.size === 0
  return oneLine(alone ? single(only, input, voice) : several(input, voice))
}
