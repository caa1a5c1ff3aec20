import { askedFirst, firstMailed } from '../../domain/first-asked.ts'
import type { Action } from '../../domain/review/action.ts'
import type { Cycle } from '../../domain/review/cycle.ts'
import type { ReviewAsk } from '../../domain/review-ask-copies.ts'
import type { Voice } from './ask-words.ts'
import { dateInWords } from './moments.ts'
import type { Surroundings } from './reader.ts'
import { isEscalated, whyYou } from './why-you.ts'

/** What a review left to somebody: its conclusion, or an action. */
export interface ReviewAsked {
  ask: ReviewAsk
  cycle: Cycle
  /** Of the ask for an action. */
  action?: Action
}

/** Every sentence about one, the same in mail, text and page. */
export interface ReviewAskWords {
  about: string
  question: string
  deadline: string
  relative: string
  overdue: boolean
  lines: string[]
  button: string
}

/** Words about one for one reader. */
export function reviewAskWords(asked: ReviewAsked, surroundings: Surroundings, voice: Voice): ReviewAskWords {
  const { ask, cycle, action } = asked
  const { reviewAsk: t } = voice.t
  const day = dateInWords(cycle.heldOn, surroundings.now, surroundings.reader)
  const overdue = ask.dueBy < surroundings.now
  const shared = { relative: voice.relative(ask.dueBy), overdue }
  if (ask.kind === 'conclude') {
    const question = t.conclude(cycle.name, day)
    const deadline = overdue ? voice.t.overdue(voice.when(ask.dueBy)) : t.concludeBy(voice.when(ask.dueBy))
    return { ...shared, about: t.review, question, deadline, lines: [t.concludeWhy], button: t.concludeButton }
  }
  const by = voice.day(ask.dueBy)
  return {
    ...shared,
    about: t.action(cycle.name, day, voice.name(action?.assignedBy ?? cycle.chair)),
    question: ask.title,
    deadline: overdue ? t.actionOverdue(by) : t.actionBy(by),
    lines: action && action.moves > 0 ? [t.moved(action.moves)] : [],
    button: t.actionButton,
  }
}

/** Where it is answered, seen from the page of asks: an action there, a conclusion behind the pack. */
export const reviewAskAddress = ({ id, kind, cycle }: ReviewAsk): string =>
  kind === 'conclude' ? `?review=${encodeURIComponent(cycle)}` : `#ask-${encodeURIComponent(id)}`

/** Why this person has it now, where that is not plain. */
export function reviewAskReason({ ask }: ReviewAsked, how: string, voice: Voice): string | undefined {
  const { t, name, day } = voice
  if (how === 'remind') return t.reminded(day(firstMailed(ask)))
  return ask.owner !== ask.person && isEscalated(ask)
    ? t.escalated(name(ask.owner), day(askedFirst(ask)))
    : whyYou(ask, voice)
}
