import { isAnswerRefused } from '../../domain/ask-answered.ts'
import { parseInstant } from '../../domain/instant.ts'
import { conclude } from '../../domain/review/concluding.ts'
import { readersOf } from '../../domain/review/readers.ts'
import { packMail } from '../../lambdas/mail/pack-mail.ts'
import type { Concluding } from '../../lambdas/pages/conclude-part.ts'
import { type PackPageInput, packPage } from '../../lambdas/pages/pack-page.ts'
import { LINK, surroundingsOf } from './drawing.ts'
import { packOfReview } from './pack-situation.ts'
import type { ReviewSituation } from './review-situation.ts'
import { at, HOUR } from './story.ts'
import type { View } from './view.ts'

/** The pack of a review, as mail and page, from its close until it is concluded. */
export function packViews(situation: ReviewSituation): View[] {
  const { plan, review, closed, conclude: ask, concludedAt, action } = situation
  const about = { pack: packOfReview(situation), review: review.name, heldOn: closed.heldOn, missed: [] }
  const chair = { ...surroundingsOf(plan, review.chair), ...about, chairs: true }
  const mailed = packMail({ ...chair, ...at(parseInstant(closed.closesAt)), link: LINK, concludeBy: ask.dueBy })
  const functions = Object.fromEntries(plan.functions.map(({ id, name }) => [id, name]))
  const page = (name: string, title: string, more: Partial<PackPageInput>): View => ({
    name: `page-${name}`,
    title,
    html: packPage({ ...chair, ...at(concludedAt), functions, ...more }),
  })
  const concluding = concludingOf(situation, about.pack.taken?.first ?? [])
  const typed = { who: '', day: action.by }
  const kept = {
    id: '0000000000000000',
    form: 'assign' as const,
    fields: { what: 'Made up: typed too late', ...typed },
  }
  const refused = {
    ...{ act: 'assign' as const, sentence: 'Say who is to do it.', fields: { who: 'Say who is to do it.' } },
    typed: { what: 'Made up: call the supplier', ...typed },
  }
  const member = readersOf(plan, review).find((one) => one !== review.chair) ?? review.chair
  return [
    {
      ...{ name: 'mail-pack', title: 'The pack of a review', html: mailed.html },
      text: `Subject: ${mailed.subject}\n\n${mailed.text}`,
    },
    page('pack', 'The pack as its chair sees it, with what ends the review', { concluding }),
    page('pack-draft', 'A fresh link: what the chair typed behind the expired one stands there', {
      concluding: { ...concluding, drafts: [kept] },
    }),
    page('pack-refused', 'The chair’s form was refused: everything typed is still there', {
      concluding: { ...concluding, done: { refused } },
    }),
    page('pack-concluded', 'The pack once its review is concluded', {
      ...{ ...at(concludedAt + 2 * HOUR), concluding: concludedOf(situation, concluding) },
    }),
    page('pack-member', 'The pack as somebody sees it who answers for something in it', {
      ...{ ...surroundingsOf(plan, member), ...at(concludedAt), chairs: false },
    }),
  ]
}

/** What the chair's page knows: an action that was just given, and with whom the decision is that waits. */
function concludingOf(situation: ReviewSituation, decided: Concluding['decided']): Concluding {
  const { plan, review, closed: cycle, conclude: ask, action, decisions } = situation
  const { waiting } = decisions
  const holder = waiting?.ask.person
  const own = holder === review.chair && waiting ? { ask: waiting.ask } : {}
  return {
    ...{ cycle, ask, actions: [action], decided, done: {} },
    waiting: waiting ? [{ decision: waiting.decision, ...(holder && { holder }), ...own }] : [],
    people: plan.people.map(({ name }) => name),
  }
}

/** The same once the chair has ended it with what was decided and given. */
function concludedOf({ plan, concludedAt }: ReviewSituation, concluding: Concluding): Concluding {
  const { cycle, ask, decided } = concluding
  const by = { by: cycle.chair, via: 'link' as const, epoch: ask!.epoch }
  const facts = { plan, cycle, ask: ask!, decided: decided.map(({ id }) => id), input: by }
  const ended = conclude(facts, concludedAt + HOUR)
  if (isAnswerRefused(ended)) throw new Error(`No conclusion: ${JSON.stringify(ended)}`)
  return { ...concluding, cycle: ended.cycle, ask: ended.ask }
}
