import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { packMail } from '../../lambdas/mail/pack-mail.ts'
import { slotMail } from '../../lambdas/mail/slot-mail.ts'
import { answerPage } from '../../lambdas/pages/answer-page.ts'
import { type MessageKind, messagePage } from '../../lambdas/pages/message-page.ts'
import { packPage } from '../../lambdas/pages/pack-page.ts'
import type { Surroundings } from '../../lambdas/texts/reader.ts'
import { breachOf, NOW, packOfPlan } from './situation.ts'

/** One mail or page of a preview; mails have a text part. */
export interface View {
  name: string
  title: string
  html: string
  text?: string
}

const NOTICE = 'Preview: made up from the plan. Nobody was sent this, and no figure here is real.'
const LINK = 'https://preview.invalid/a/preview'
const LATE = '2026-06-30T08:00:00Z'
const MESSAGES: MessageKind[] = ['unknown', 'left', 'expired', 'renewed', 'trouble', 'refused']

/** What a plan's people would be sent and shown. The same plan gives the same views. */
export function viewsOf(plan: ResolvedPlan): View[] {
  const { decision, ask } = breachOf(plan)
  const to = (person: string, now = NOW) => surroundingsOf(plan, person, now)
  const mail = (name: string, title: string, input: Partial<Parameters<typeof slotMail>[0]>, person = ask.person) => {
    const base = { ...to(person), link: LINK, linkExpiresAt: LATE, entries: [], checkIns: [], notes: [] }
    const { subject, html, text } = slotMail({ ...base, ...input })
    return { name: `mail-${name}`, title, html, text: `Subject: ${subject}\n\n${text}` }
  }
  const copy = { ...ask, person: decision.accountable, role: 'accountable' as const, leads: false }
  const page = (name: string, title: string, html: string) => ({ name: `page-${name}`, title, html })
  return [
    mail('asked', 'A question, the first time', { entries: [{ ask, decision, how: 'ask' }] }),
    mail('reminded', 'Reminded after two working days', { entries: [{ ask, decision, how: 'remind' }] }),
    mail(
      'escalated',
      'Asked too, because nobody answered',
      { entries: [{ ask: copy, decision, how: 'escalated' }] },
      copy.person,
    ),
    page(
      'open',
      'The page behind the link',
      answerPage({ ...to(ask.person), linkExpiresAt: LATE, asks: [{ ask, decision }], checkIns: [] }),
    ),
    ...packViews(plan, decision, to),
    ...MESSAGES.map((kind) =>
      page(
        `message-${kind}`,
        `A page without a question: ${kind}`,
        messagePage({ kind, organisation: plan.organisation.name, notice: NOTICE }),
      ),
    ),
  ]
}

function packViews(
  plan: ResolvedPlan,
  decision: Parameters<typeof packOfPlan>[1],
  to: (person: string) => Surroundings,
): View[] {
  const review = plan.reviews?.[0]
  const reader = to(review?.chair ?? plan.organisation.desk)
  const input = {
    ...reader,
    pack: packOfPlan(plan, decision),
    review: review?.name ?? 'Review',
    heldOn: '2026-03-02',
    missed: [],
    link: LINK,
  }
  const { subject, html, text } = packMail(input)
  return [
    { name: 'mail-pack', title: 'The pack of a review', html, text: `Subject: ${subject}\n\n${text}` },
    { name: 'page-pack', title: 'The pack as a page', html: packPage(input) },
  ]
}

function surroundingsOf(plan: ResolvedPlan, person: string, now: string): Surroundings {
  const known = plan.people.find(({ id }) => id === person)
  const { name: organisation, locale, timezone } = plan.organisation
  return {
    reader: {
      id: person,
      name: known?.name ?? person,
      locale: known?.locale ?? locale,
      timezone: known?.timezone ?? timezone,
    },
    now,
    organisation,
    names: Object.fromEntries(plan.people.map(({ id, name }) => [id, name])),
    notice: NOTICE,
  }
}
