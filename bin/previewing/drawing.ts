import { onwardOf } from '../../domain/ask-onward.ts'
import { parseInstant } from '../../domain/instant.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { type SlotMailInput, slotMail } from '../../lambdas/mail/slot-mail.ts'
import { type AnswerPageInput, answerPage } from '../../lambdas/pages/answer-page.ts'
import type { Asked } from '../../lambdas/texts/ask-words.ts'
import { textsFor } from '../../lambdas/texts/catalogue.ts'
import type { Surroundings } from '../../lambdas/texts/reader.ts'
import { NOW } from './situation.ts'
import type { View } from './view.ts'

export const NOTICE = 'Preview: made up from the plan. Nobody was sent this, and no figure here is real.'
export const LINK = 'https://preview.invalid/a/preview'
const LATE = '2026-06-30T08:00:00Z'

/** Draws mails and pages of a plan for its people, with what the deployed functions draw them with. */
export interface Drawing {
  mail(name: string, title: string, person: string, input: Partial<SlotMailInput>): View
  page(name: string, title: string, person: string, input: Partial<AnswerPageInput>): View
}

export function drawingOf(plan: ResolvedPlan): Drawing {
  return {
    mail(name, title, person, input) {
      const base = {
        ...surroundingsOf(plan, person),
        link: LINK,
        linkExpiresAt: LATE,
        entries: [],
        checkIns: [],
        notes: [],
        budget: plan.organisation.mail.budget,
      }
      const entries = (input.entries ?? []).map((one) => onward(plan, one))
      const { subject, html, text } = slotMail({ ...base, ...input, entries })
      return { name: `mail-${name}`, title, html, text: `Subject: ${subject}\n\n${text}` }
    },
    page(name, title, person, input) {
      const base = { ...surroundingsOf(plan, person), linkExpiresAt: LATE, asks: [], checkIns: [] }
      const asks = (input.asks ?? []).map((one) => onward(plan, one))
      return { name: `page-${name}`, title, html: answerPage({ ...base, ...input, asks }) }
    },
  }
}

/** With where it goes without an answer. */
const onward = <A extends Asked>(plan: ResolvedPlan, one: A): A => ({
  ...one,
  onward: onwardOf({ plan, states: [] }, one.ask, one.decision, parseInstant(one.ask.openedAt)),
})

/** What every mail and page knows of its reader and of the plan's people. */
export function surroundingsOf(plan: ResolvedPlan, person: string): Surroundings {
  const known = plan.people.find(({ id }) => id === person)
  const { name: organisation, locale, timezone } = plan.organisation
  return {
    reader: {
      id: person,
      name: known?.name ?? person,
      locale: known?.locale ?? locale,
      timezone: known?.timezone ?? timezone,
    },
    now: NOW,
    organisation,
    names: Object.fromEntries(plan.people.map(({ id, name }) => [id, name])),
    notice: NOTICE,
  }
}

/** A page with what is folded under some words unfolded, as somebody sees it who opened it. */
export function unfolded(view: View, words: string): View {
  const summary = `<summary>${words}</summary>`
  return { ...view, html: view.html.replace(`<details>${summary}`, `<details open>${summary}`) }
}

/** The catalogue of a person's language. */
export const wordsFor = (plan: ResolvedPlan, person: string): ReturnType<typeof textsFor> =>
  textsFor(surroundingsOf(plan, person).reader.locale)
