import type { DecisionAsk } from '../../domain/ask.ts'
import { settledBecause } from '../../domain/ask-ladder.ts'
import type { Decision } from '../../domain/decision.ts'
import { optionLabel, type Voice } from '../texts/ask-words.ts'
import { dateInWords } from '../texts/moments.ts'
import type { Surroundings } from '../texts/reader.ts'
import { closingWords } from '../texts/refused-words.ts'
import type { PageAsk } from './answer-page.ts'
import { html, type Markup } from './markup.ts'

/** What became of a question, in words. */
export interface Settled {
  title: string
  /** By whom and when. */
  byline?: string
  lines: string[]
  /** What somebody wrote, shown as a quotation. */
  quote?: string
}

/** Whether the reader can still answer: the same rule that will judge the answer. */
export const waits = ({ ask, decision }: PageAsk): boolean =>
  ask.state === 'open' && settledBecause(ask, decision) === undefined

const byline = (by: string, via: string, at: string, voice: Voice) =>
  via === 'link'
    ? voice.t.state.byLink(voice.name(by), voice.when(at))
    : voice.t.state.by(voice.name(by), voice.when(at))

function ofChoice(decision: Decision, input: Surroundings, voice: Voice): Settled | undefined {
  const { choice } = decision
  if (!choice) return undefined
  const { state } = voice.t
  const from = state.from(dateInWords(choice.effectFrom, input.now, input.reader))
  const last = decision.checks.at(-1)
  const checked = last ? [state.checked[last.result]] : []
  if (choice.by === 'fallback') {
    const words = voice.t.fallbackDone(voice.day(choice.at), optionLabel(decision, choice.option))
    return { title: state.fallback, lines: [words, from, ...checked] }
  }
  return {
    title: state.decided,
    byline: byline(choice.by, choice.via, choice.at, voice),
    lines: [`“${optionLabel(decision, choice.option)}”`, from, ...checked],
    quote: choice.rationale,
  }
}

function ofDismissal({ dismissal, withdrawal, merger }: Decision, voice: Voice): Settled | undefined {
  const { state, form } = voice.t
  if (dismissal) {
    return {
      title: state.dismissed,
      byline: state.by(voice.name(dismissal.by), voice.when(dismissal.at)),
      lines: [form.dismissReasons[dismissal.reason]],
      quote: dismissal.note,
    }
  }
  if (merger) {
    return {
      title: state.merged,
      byline: state.by(voice.name(merger.by), voice.when(merger.at)),
      lines: [state.mergedInto(merger.question)],
      quote: merger.why,
    }
  }
  return (
    withdrawal && {
      title: state.withdrawn,
      byline: withdrawal.by
        ? state.by(voice.name(withdrawal.by), voice.when(withdrawal.at))
        : voice.when(withdrawal.at),
      lines: [state.withdrawnBecause[withdrawal.reason]],
    }
  )
}

/** Answered by another copy of the ask, or by time: what the decision says, the ask itself does not know. */
function ofRest(ask: DecisionAsk, { rethink }: Decision, voice: Voice): Settled | undefined {
  const { state, rethinkOptions } = voice.t
  if (ask.kind === 'rethink' && rethink) {
    const lines = [`“${rethinkOptions[rethink.choice].label}”`]
    return {
      title: state.answered,
      byline: state.by(voice.name(rethink.by), voice.when(rethink.at)),
      lines,
      quote: rethink.note,
    }
  }
  if (ask.kind === 'carry-out' && ask.state === 'open') return { title: state.closed, lines: [state.carryOutOver] }
  return undefined
}

function ofAsk(ask: DecisionAsk, input: Surroundings, voice: Voice): Settled {
  const { state } = voice.t
  const { answer } = ask
  const words = closingWords(ask, input)
  const because = !answer && words ? [words] : []
  if (ask.state === 'handed-on')
    return { title: state.handedOn, lines: [...because, state.handedOnText], quote: answer?.text }
  return {
    title: answer ? state.answered : state.closed,
    byline: answer ? byline(answer.by, answer.via, answer.at, voice) : ask.closedAt && voice.when(ask.closedAt),
    lines: because,
    quote: answer?.text,
  }
}

/** What became of a question that no longer waits: the first answer, whoever gave it, or why none is needed. */
export function settledOf({ ask, decision }: PageAsk, input: Surroundings, voice: Voice): Settled {
  const outcome =
    ask.kind === 'decide'
      ? (ofChoice(decision, input, voice) ?? ofDismissal(decision, voice))
      : ofRest(ask, decision, voice)
  return outcome ?? ofAsk(ask, input, voice)
}

/** The same as a block of the page. */
export const settledBlock = ({ title, byline: by, lines, quote }: Settled): Markup =>
  html`<div class="banner good"><h3>${title}</h3>
${by && html`<p class="soft small">${by}</p>`}
${lines.map((line) => html`<p>${line}</p>\n`)}${quote && html`<blockquote>${quote}</blockquote>`}</div>`
