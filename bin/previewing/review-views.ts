import type { CheckInAsk } from '../../domain/ask.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { CheckIn } from '../../domain/review/check-in.ts'
import type { Cycle } from '../../domain/review/cycle.ts'
import { packMail } from '../../lambdas/mail/pack-mail.ts'
import type { PageCheckIn } from '../../lambdas/pages/check-in-card.ts'
import { type PackPageInput, packPage } from '../../lambdas/pages/pack-page.ts'
import { type Drawing, LINK, surroundingsOf } from './drawing.ts'
import { packOfPlan } from './pack-situation.ts'
import { type ReviewSituation, reviewOf } from './review-situation.ts'
import { breachOf, NOW, type Question } from './situation.ts'
import type { View } from './view.ts'

/** Everything a review of the plan sends and shows: questions, pack, conclusion, actions. Nothing where the plan has no review. */
export function reviewViews(plan: ResolvedPlan, drawing: Drawing): View[] {
  const breach = breachOf(plan)
  const { decision } = breach
  const situation = reviewOf(plan, decision)
  if (!situation) return []
  return [...checkInViews(situation, breach, drawing), ...packViews(plan, situation), ...askViews(situation, drawing)]
}

function checkInViews(situation: ReviewSituation, breach: Question, { mail, page }: Drawing): View[] {
  const { owner, checkIns } = situation
  const [first] = checkIns
  return [
    mail('check-ins', 'How do your items stand?', owner, { checkIns: checkIns.map((one) => ({ ...one, how: 'ask' })) }),
    mail('check-ins-reminded', 'Before the review closes', owner, {
      checkIns: checkIns.map((one) => ({ ...one, how: 'remind' })),
    }),
    mail('mixed', 'One mail for all that waits: a decision, check-ins, an action', owner, {
      entries: [{ ask: { ...breach.ask, person: owner, owner }, decision: breach.decision, how: 'ask' }],
      checkIns: checkIns.map((one) => ({ ...one, how: 'ask' })),
      reviewAsks: [{ ask: situation.actionAsk, cycle: situation.closed, action: situation.action, how: 'still-open' }],
    }),
    mail('check-ins-escalated', 'Asked too, because their owner is silent', situation.review.chair, {
      checkIns: checkIns
        .slice(0, 2)
        .map(({ ask, ...rest }) => ({ ...rest, ask: copyFor(situation, ask), how: 'escalated' })),
    }),
    page('check-ins', 'One page for everything somebody owes', owner, { checkIns }),
    page('check-in-chosen', 'Opened by “off track” in the mail: one tap is left', owner, {
      checkIns,
      choice: { ask: first!.ask.id, status: 'off-track' },
    }),
    page('check-in-refused', 'Something was missing: said at its field, everything typed is still there', owner, {
      checkIns,
      refused: {
        ...{ ask: first!.ask.id, action: 'check-in', sentence: 'Say in a sentence what put it off track.' },
        fields: { cause: 'Say in a sentence what put it off track.' },
        typed: { status: 'off-track', confidence: '3', changed: 'Made up: what somebody typed.', cause: '' },
      },
    }),
    page('check-in-draft', 'A fresh link: what was typed behind the expired one stands there', owner, {
      checkIns: checkIns.map((one, i) => (i === 0 ? { ...one, draft: DRAFT } : one)),
    }),
    page('check-in-unchanged', 'Opened by “nothing changed” in the mail: promises are asked about', owner, {
      checkIns,
      choice: { ask: first!.ask.id, status: 'unchanged' },
    }),
    page(
      'check-in-late',
      'The review has closed, and what nobody spoke of counts as not kept; the answer counts for the next one',
      owner,
      {
        checkIns: [lateOf(first!)],
      },
    ),
    page(
      'check-in-ended',
      'What is no longer this person’s: handed on, answered by whoever stood in, dropped by the plan',
      owner,
      {
        checkIns: checkIns.slice(0, 3).map((one, i) => ({ ...one, ask: { ...one.ask, ...endings(situation)[i] } })),
      },
    ),
    page('check-in-saved', 'Just answered; it may be corrected until the review closes', owner, {
      checkIns: checkIns.map((one, i) => (i === 0 ? answered(situation, one) : one)),
      saved: { ask: first!.ask.id, action: 'check-in' },
    }),
  ]
}

/** After the close: its promise was broken by it. */
function lateOf({ ask, item, cycle }: PageCheckIn): PageCheckIn {
  const over = item.facts.commitments.map((one) => ({ ...one, state: 'broken' as const, settledBy: 'clock' }))
  const closed: Cycle = { ...cycle, state: 'closed', closesAt: LATE, closedAt: LATE }
  return {
    ask: { ...ask, respondBy: LATE, dueBy: LATE },
    item: { ...item, state: 'silent', facts: { ...item.facts, commitments: [] } },
    cycle: closed,
    over,
  }
}

const LATE = '2026-03-02T17:00:00Z'

const endings = ({ owner, review }: ReviewSituation): Partial<CheckInAsk>[] => [
  {
    state: 'handed-on',
    closedBecause: 'handed on',
    closedFor: { ended: 'handed', by: owner, to: review.chair, notTheirs: false, words: 'Made up: please take it.' },
  },
  { state: 'withdrawn', closedBecause: 'answered', closedFor: { ended: 'answered', by: review.chair } },
  { state: 'withdrawn', closedBecause: 'dropped', closedFor: { ended: 'dropped', kind: 'milestone', id: 'made-up' } },
]

const REFUSED = {
  act: 'assign' as const,
  sentence: 'Say who is to do it.',
  fields: { who: 'Say who is to do it.' },
  typed: { what: 'Made up: call the supplier', who: '', day: '2026-03-13' },
}

const DRAFT = {
  action: 'check-in' as const,
  fields: { status: 'at-risk', confidence: '5', changed: 'Made up: typed too late.' },
}

const copyFor = ({ review }: ReviewSituation, ask: CheckInAsk): CheckInAsk => ({
  ...ask,
  person: review.chair,
  role: 'manager',
  leads: false,
})

function answered({ owner, open }: ReviewSituation, one: PageCheckIn): PageCheckIn {
  const by = { at: NOW, by: owner }
  const said = { status: 'at-risk' as const, confidence: 6, changed: 'Made up: what changed since last time.' }
  const given: CheckIn = {
    ...{ item: one.item.item, ...by, ...said, blockers: [], how: 'page', unchanged: 0 },
    ...{ cycles: [open.id], lateFor: [] },
  }
  const answer = { action: 'check-in' as const, option: said.status, ...by, via: 'link' as const }
  return { ...one, ask: { ...one.ask, state: 'answered', answer }, given }
}

function packViews(plan: ResolvedPlan, situation: ReviewSituation): View[] {
  const { decision, ask } = breachOf(plan)
  const { review, closed, conclude, action } = situation
  const reader = surroundingsOf(plan, review.chair)
  const about = {
    pack: packOfPlan(plan, review, decision),
    review: review.name,
    heldOn: closed.heldOn,
    missed: [],
    chairs: true,
  }
  const { subject, html, text } = packMail({ ...reader, ...about, link: LINK, concludeBy: conclude.dueBy })
  const functions = Object.fromEntries(plan.functions.map(({ id, name }) => [id, name]))
  const waiting = [{ decision, holder: ask.person, ...(ask.person === review.chair ? { ask } : {}) }]
  const people = plan.people.map(({ name }) => name)
  const pageOf = (name: string, title: string, more: Partial<PackPageInput>): View => ({
    name: `page-${name}`,
    title,
    html: packPage({ ...reader, ...about, functions, ...more }),
  })
  const conclusion = { by: review.chair, at: NOW, via: 'link' as const, decisions: [], actions: [action.id] }
  const concluding = {
    cycle: closed,
    ask: conclude,
    actions: [action],
    decided: about.pack.taken?.first ?? [],
    waiting,
    people,
    done: {},
  }
  return [
    { name: 'mail-pack', title: 'The pack of a review', html, text: `Subject: ${subject}\n\n${text}` },
    pageOf('pack', 'The pack as its chair sees it, with what ends the review', { concluding }),
    pageOf('pack-draft', 'A fresh link: what the chair typed behind the expired one stands there', {
      concluding: {
        ...concluding,
        drafts: [
          {
            id: '0000000000000000',
            form: 'assign',
            fields: { what: 'Made up: typed too late', who: '', day: '2026-03-13' },
          },
        ],
      },
    }),
    pageOf('pack-refused', 'The chair’s form was refused: everything typed is still there', {
      concluding: { ...concluding, done: { refused: REFUSED } },
    }),
    pageOf('pack-concluded', 'The pack once its review is concluded', {
      concluding: { ...concluding, cycle: { ...closed, conclusion }, ask: { ...conclude, state: 'answered' } },
    }),
    pageOf('pack-member', 'The pack as somebody sees it who answers for something in it', { chairs: false }),
  ]
}

function askViews(
  { review, owner, closed, conclude, action, actionAsk }: ReviewSituation,
  { mail, page }: Drawing,
): View[] {
  const given = { ask: actionAsk, cycle: closed, action }
  return [
    mail('conclude', 'A review waits for its conclusion', review.chair, {
      reviewAsks: [{ ask: conclude, cycle: closed, how: 'remind' }],
    }),
    mail('action', 'Something a review gave somebody to do', owner, { reviewAsks: [{ ...given, how: 'ask' }] }),
    page('action', 'What a review gave somebody to do', owner, { reviewAsks: [given] }),
  ]
}
