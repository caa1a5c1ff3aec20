import type { Answer } from '../../domain/ask.ts'
import type { Plausible } from '../../domain/ask-delegate.ts'
import type { Decision } from '../../domain/decision.ts'
import type { HistoryEntry } from '../../domain/history.ts'
import type { MilestoneSaid } from '../../domain/review/check-in-input.ts'
import { type Asked, optionLabel, type Voice, voiceOf, waitsUntil } from '../texts/ask-words.ts'
import { byItem, type Quick } from '../texts/check-in-words.ts'
import type { Texts } from '../texts/en.ts'
import type { Surroundings } from '../texts/reader.ts'
import { reviewAskWords } from '../texts/review-ask-words.ts'
import { titleWords } from '../texts/title-words.ts'
import { askCard } from './ask-card.ts'
import { checkInCard, type PageCheckIn, peopleList } from './check-in-card.ts'
import type { KeptDraft } from './field.ts'
import { html, type Piece } from './markup.ts'
import { awayNotice, isPersonRefusal, type PersonView, personCard, savedPerson } from './person-card.ts'
import { type PageReviewAsk, reviewAskCard, savedReviewAsk } from './review-ask-card.ts'
import { savedCheckIn } from './saved-check-in.ts'
import { waits } from './settled.ts'
import { shell } from './shell.ts'
import { typedWords } from './typed-words.ts'

/** One ask the link may show, open or closed, with the decision it is about. */
export interface PageAsk extends Asked {
  /** What happened to it, in order. @default none */
  history?: readonly HistoryEntry[]
  /** Typed behind an expired link and never recorded. */
  draft?: KeptDraft
}

/** Why a POST changed nothing. What was typed goes back into its form. */
export interface Refusal {
  /** Id of the ask the POST named. */
  ask: string
  action: string
  /** What is wrong and what to do, as the rules say it. */
  sentence: string
  /** Form field the sentence is about, if it is about one. */
  field?: 'option' | 'text' | 'to' | 'effectFrom' | 'until'
  /** Check-in: what is wrong, by field of the form. */
  fields?: Readonly<Record<string, string>>
  /** The posted fields, as they came. */
  typed: Readonly<Record<string, string>>
}

/** The page behind a link: what waits for one person, and what became of the rest. */
export interface AnswerPageInput extends Surroundings {
  asks: PageAsk[]
  checkIns: PageCheckIn[]
  /** What reviews left to the reader. @default none */
  reviewAsks?: PageReviewAsk[]
  /** What was tapped in the mail: shown as chosen, recorded by nothing but a POST. */
  choice?: { ask: string; status: Quick }
  /** Instant after which the link only offers a fresh one. */
  linkExpiresAt: string
  /** Ask and action that was just recorded. */
  saved?: { ask: string; action: Answer['action']; milestone?: MilestoneSaid }
  refused?: Refusal
  /** Absent where there is nothing the person can say of themselves. */
  person?: PersonView
  /** They followed the link to do without reminders: the form is open, nothing is done yet. */
  wantsFewer?: boolean
  /** What they just said. */
  personSaved?: keyof Texts['person']['saved']
  /** By ask: whom it can plausibly be handed to. */
  others?: Readonly<Record<string, readonly Plausible[]>>
  /** By ask: the last day until which it can be put off; empty where there is none. @default two weeks ahead */
  putOff?: Readonly<Record<string, string>>
  /** By ask: the reader's other questions that it could be decided with. */
  together?: Readonly<Record<string, readonly Decision[]>>
}

function savedText({ saved, asks }: AnswerPageInput, voice: Voice): string | undefined {
  const entry = asks.find(({ ask }) => ask.id === saved?.ask)
  if (!saved || !entry) return undefined
  const { saved: words, rethinkOptions } = voice.t
  const { ask, decision } = entry
  if (saved.action === 'decide')
    return words.decide(optionLabel(decision, decision.choice?.option ?? ask.answer?.option ?? ''))
  if (saved.action === 'snooze') return words.snooze(voice.day(ask.snoozedUntil ?? ask.dueBy))
  if (saved.action === 'delegate') return words.delegate(voice.name(ask.answer?.option ?? ''))
  if (saved.action === 'merge') return words.merge(decision.merger?.question ?? '')
  if (saved.action === 'later' || saved.action === 'conclude') return undefined
  if (saved.action !== 'rethink') return words[saved.action]
  const chosen = ask.answer?.option
  return words.rethink(chosen === 'process' || chosen === 'target' ? rethinkOptions[chosen].label : (chosen ?? ''))
}

function savedBanner(input: AnswerPageInput, open: Waiting[], voice: Voice): Piece {
  const text =
    savedText(input, voice) ?? savedCheckIn(input, voice) ?? savedReviewAsk(input, voice) ?? savedPerson(input, voice)
  const goesOn = input.asks.find(({ ask }) => ask.id === input.saved?.ask)?.decision.merger?.into
  const next =
    open.find(({ ask }) => 'decision' in ask && ask.decision === goesOn) ??
    open.find(({ ask }) => ask.id !== input.saved?.ask)
  return (
    text &&
    html`<div class="banner good" role="status"><h2>${voice.t.saved.title(input.reader.name)}</h2><p>${text}</p>
${next && html`<p><a href="#ask-${encodeURIComponent(next.ask.id)}">${voice.t.page.next(titleWords(next.ask, voice))}</a></p>`}</div>`
  )
}

/** A refusal about an ask that is not on this page still has to be said. */
const strayRefusal = ({ refused, asks, checkIns, reviewAsks = [], person }: AnswerPageInput, { t }: Voice): Piece =>
  refused &&
  !(person && isPersonRefusal(refused)) &&
  ![...asks, ...checkIns, ...reviewAsks].some(({ ask }) => ask.id === refused.ask) &&
  html`<div class="banner wrong" role="alert"><h2>${t.form.refused}</h2><p>${refused.sentence}</p>${typedWords(refused.typed, t)}</div>`

const contents = (open: Entry[], input: AnswerPageInput, voice: Voice): Piece =>
  open.length > 1 &&
  html`<nav aria-label="${voice.t.page.asks}"><ul class="contents">
${open.map((one) => html`<li><a href="#ask-${encodeURIComponent(one.ask.id)}"><span class="what">${titleOf(one, input, voice)}</span> <span class="soft small">${voice.t.due(dueOf(one, voice), voice.relative(untilOf(one)))}</span></a></li>\n`)}</ul></nav>`

/** What is asked, in the reader's words where the ask only has a name. */
const titleOf = (entry: Entry, input: AnswerPageInput, voice: Voice): string =>
  entry.ask.kind === 'conclude' && 'cycle' in entry
    ? reviewAskWords({ ask: entry.ask, cycle: entry.cycle }, input, voice).question
    : titleWords(entry.ask, voice)

/** Until when a word is waited for. */
const untilOf = (entry: Entry): string => ('decision' in entry ? waitsUntil(entry) : entry.ask.dueBy)

/** An action is due on a day. */
const dueOf = (entry: Entry, voice: Voice): string =>
  entry.ask.kind === 'action' ? voice.day(entry.ask.dueBy) : voice.when(untilOf(entry))

/** Anything with an ask. */
type Waiting = Pick<Entry, 'ask'>

type Entry = PageAsk | PageCheckIn | PageReviewAsk

/** Of what is due at one instant, decisions come before what reviews left, and that before items. */
const rankOf = (entry: Entry): number => ('decision' in entry ? 0 : 'item' in entry ? 2 : 1)

const byDeadline = (a: Entry, b: Entry) =>
  untilOf(a).localeCompare(untilOf(b)) ||
  rankOf(a) - rankOf(b) ||
  ('item' in a && 'item' in b ? byItem(a, b) : a.ask.id.localeCompare(b.ask.id))

/** The whole page: what was just recorded, what waits by deadline, then what is settled. Makes no difference to anything: only a POST does. */
export function answerPage(input: AnswerPageInput): string {
  const voice = voiceOf(input)
  const { page } = voice.t
  const all: Entry[] = [...input.asks, ...input.checkIns, ...(input.reviewAsks ?? [])].sort(byDeadline)
  const isOpen = (entry: Entry) => ('decision' in entry ? waits(entry) : entry.ask.state === 'open')
  const open = all.filter(isOpen)
  const closed = all.filter((entry) => !isOpen(entry))
  const card = (entry: Entry) => {
    if ('decision' in entry) return askCard(entry, input, voice)
    if (!('item' in entry)) return reviewAskCard(entry, input, voice)
    return checkInCard(entry, input, input.choice?.ask === entry.ask.id ? input.choice.status : undefined)
  }
  const title = open.length === 0 ? page.nothing : page.title(open.length)
  const header = html`<p class="soft small">${input.organisation} · ${page.forName(input.reader.name)}</p><h1>${title}</h1>`
  const content = html`${strayRefusal(input, voice)}${awayNotice(input, voice)}${savedBanner(input, open, voice)}
${open.length === 0 && html`<p>${page.nothingMore}</p>`}${contents(open, input, voice)}
${open.map(card)}
${closed.map(card)}${personCard(input, voice)}${all.length > 0 && peopleList(input)}`
  const footer = html`<p>${page.answersAs(input.reader.name)} ${page.linkUntil(voice.day(input.linkExpiresAt))} ${voice.t.zone(input.reader.timezone)}</p>`
  return shell({
    lang: voice.lang,
    title: `${title} · Throughline`,
    notice: input.notice,
    header,
    content,
    footer,
  }).toString()
}
