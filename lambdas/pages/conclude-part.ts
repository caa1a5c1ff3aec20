import type { Answer, ConcludeAsk, DecisionAsk } from '../../domain/ask.ts'
import type { Onward } from '../../domain/ask-onward.ts'
import type { Decision } from '../../domain/decision.ts'
import type { Action } from '../../domain/review/action.ts'
import type { Cycle } from '../../domain/review/cycle.ts'
import type { Voice } from '../texts/ask-words.ts'
import { dateInWords } from '../texts/moments.ts'
import { packTexts } from '../texts/pack-catalogue.ts'
import type { Surroundings } from '../texts/reader.ts'
import type { Refusal } from './answer-page.ts'
import { assignForm, type ChairRefusal, type ConcludeForms, endForm, type KeptForm } from './conclude-forms.ts'
import type { KeptDraft } from './field.ts'
import { html, type Markup, type Piece } from './markup.ts'
import { typedWords } from './typed-words.ts'

/** A decision of the pack, as it now is. */
export interface WaitingDecision {
  decision: Decision
  /** The reader's own ask about it. */
  ask?: DecisionAsk
  /** Where it goes without an answer. */
  onward?: Onward
  /** What was typed into its form before the link had expired. */
  draft?: KeptDraft
  /** Who has the question now, while somebody has. */
  holder?: string
  /** Who had it asked again, from this review. */
  urged?: { by: string; at: string }
}

/** What a POST did. */
export interface PackDone {
  saved?: { act: 'conclude' | 'assign' | 'urge'; person?: string }
  refused?: ChairRefusal
  answered?: { ask: string; action: Answer['action'] }
  answerRefused?: Refusal
}

/** How the review ends, as far as it has. */
export interface Concluding {
  cycle: Cycle
  /** The reader's own copy of the ask to conclude. */
  ask?: ConcludeAsk
  actions: Action[]
  /** Decisions it led to, while it was open or since. */
  decided: readonly { id: string; question: string }[]
  waiting: readonly WaitingDecision[]
  /** What the chair typed into a form before the link had expired. */
  drafts?: readonly KeptForm[]
  /** Names to choose from. */
  people: readonly string[]
  done: PackDone
}

/** Where the chair ends the review, on the page. */
export const PLACE = 'conclude'

const mayConclude = ({ cycle, ask }: Concluding): boolean =>
  cycle.state === 'closed' && !cycle.conclusion && ask?.state === 'open'

/** Above the pack: what was just recorded, how the review ended, or by when it has to; `earlier` is a cycle before that nobody concluded. */
export function concludeTop(concluding: Concluding, earlier: string | undefined, voice: Voice): Piece {
  const { t } = voice
  const { cycle, ask, done } = concluding
  const saved = done.saved && savedLine(done, voice)
  const kept = concluding.drafts ?? []
  const homeless = mayConclude(concluding) ? [] : kept.map(({ fields }) => typedWords(fields, t))
  const stray = mayConclude(concluding) ? undefined : done.refused
  return html`${saved && html`<div class="banner good" role="status"><p>${saved}</p></div>\n`}
${stray && html`<div class="banner wrong" role="alert"><h2>${packTexts(voice).conclude.refused}</h2><p>${stray.sentence}</p>${typedWords(stray.typed, t)}</div>\n`}
${homeless.length > 0 && html`<div class="notice rounded">${homeless}</div>\n`}
${cycle.conclusion && concludedBlock(concluding, voice)}
${earlier && html`<p class="jump"><a href="?${queryOf({ id: earlier })}">${packTexts(voice).conclude.earlier}</a></p>\n`}
${mayConclude(concluding) && kept.length > 0 && html`<p class="notice rounded" role="status">${packTexts(voice).conclude.draft}</p>`}
${
  mayConclude(concluding) &&
  html`<p class="jump"><a class="button" href="#${PLACE}">${packTexts(voice).conclude.jump(voice.when(ask!.dueBy))}</a></p>`
}`
}

function savedLine({ saved }: PackDone, voice: Voice): string {
  const { conclude } = packTexts(voice)
  if (saved?.act === 'assign') return conclude.savedAssign(voice.name(saved.person ?? ''))
  return saved?.act === 'urge' ? conclude.savedUrge : conclude.savedConclude
}

function concludedBlock({ cycle, actions }: Concluding, voice: Voice): Markup {
  const { conclude } = packTexts(voice)
  const { by, at, decisions, noActionBecause } = cycle.conclusion!
  const how = noActionBecause
    ? conclude.noAction(noActionBecause)
    : conclude.concludedWith(decisions.length, cycle.conclusion!.actions.length)
  return html`<section class="banner good" aria-labelledby="concluded"><h2 id="concluded">${conclude.concluded(voice.name(by), voice.when(at))}</h2>
<p>${how}</p>${actionList(actions, voice)}</section>`
}

const actionList = (actions: readonly Action[], voice: Voice): Piece =>
  actions.length > 0 &&
  html`<ul class="actions">${actions.map(
    (one) =>
      html`<li>${one.text}<br><span class="soft small">${packTexts(voice).conclude.assignedLine(voice.name(one.person), voice.date(one.by))}</span></li>\n`,
  )}</ul>`

/** Below the pack: the actions so far, the form for another, and the form that ends the review. */
export function concludePart(concluding: Concluding, input: Surroundings, voice: Voice): Piece {
  if (!mayConclude(concluding)) return undefined
  const { conclude } = packTexts(voice)
  const { cycle, ask, actions, decided, done } = concluding
  const late = ask!.dueBy < input.now
  const forms: ConcludeForms = {
    ask: ask!,
    query: queryOf(cycle),
    refused: done.refused,
    drafts: concluding.drafts ?? [],
    decided: decided.length,
    actions: actions.length,
    now: input.now,
    timezone: input.reader.timezone,
  }
  return html`<section class="card conclude" id="${PLACE}" aria-labelledby="${PLACE}-title"><h2 id="${PLACE}-title">${conclude.title}</h2>
<p class="soft small">${late ? conclude.late(voice.when(ask!.dueBy)) : conclude.hint}</p>
${ask!.owner !== ask!.person && html`<p class="soft small">${conclude.standIn(voice.name(ask!.owner))}</p>`}
${decided.length > 0 && html`<h3>${conclude.decided}</h3><ul class="actions">${decided.map(({ question }) => html`<li>${question}</li>\n`)}</ul>`}
${actions.length > 0 && html`<h3>${conclude.assigned}</h3>${actionList(actions, voice)}`}
${assignForm(forms, voice)}
${endForm(forms, voice)}
<datalist id="people">${concluding.people.slice(0, 400).map((name) => html`<option value="${name}"></option>`)}</datalist></section>`
}

/** What the page's address needs, for links that are not the pack's own. */
export const queryOf = ({ id }: Pick<Cycle, 'id'>): string => `cycle=${encodeURIComponent(id)}`

/** What became of a decision that the reader cannot take: taken, moot, or with whom it is and how to have it asked again. */
export function othersDecision(
  one: WaitingDecision,
  concluding: Concluding,
  surroundings: Surroundings,
  voice: Voice,
): Piece {
  const { conclude } = packTexts(voice)
  const { decision, holder, urged } = one
  const { choice } = decision
  if (choice) {
    const option = decision.options.find(({ id }) => id === choice.option)?.label ?? choice.option
    const day = dateInWords(choice.at.slice(0, 10), surroundings.now, surroundings.reader)
    return html`<p>${choice.by === 'fallback' ? voice.t.fallbackDone(voice.day(choice.at), option) : conclude.taken(voice.name(choice.by), option, day)}</p>`
  }
  if (holder === undefined) return html`<p>${conclude.moot}</p>`
  if (urged) return html`<p class="soft small">${conclude.urged(voice.name(urged.by), voice.day(urged.at))}</p>`
  if (concluding.ask?.state === undefined) return undefined
  return html`${holder !== decision.decider && html`<p class="soft small">${conclude.heldBy(voice.name(holder))}</p>`}
<form method="post" action="?${queryOf(concluding.cycle)}"><input type="hidden" name="act" value="urge"><input type="hidden" name="decision" value="${decision.id}">
<button class="quiet" type="submit">${conclude.urge(voice.name(holder))}</button><p class="hint">${conclude.urgeHint}</p></form>`
}
