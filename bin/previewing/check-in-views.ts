import { openActionAsk } from '../../domain/ask-action.ts'
import { parseInstant } from '../../domain/instant.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { SlotMailInput } from '../../lambdas/mail/slot-mail.ts'
import type { PageCheckIn } from '../../lambdas/pages/check-in-card.ts'
import { afterViews } from './check-in-end-views.ts'
import type { Drawing } from './drawing.ts'
import { climb, copyOf, reminded } from './ladder.ts'
import { actionsOf } from './pack-situation.ts'
import { readerView } from './people.ts'
import type { ReviewSituation } from './review-situation.ts'
import { at, HOUR } from './story.ts'
import type { View } from './view.ts'

/** What a review asks of an owner, from the first mail until after its close. */
export function checkInViews(situation: ReviewSituation, drawing: Drawing): View[] {
  return [...mailViews(situation, drawing), ...pageViews(situation, drawing), ...afterViews(situation, drawing)]
}

function mailViews(situation: ReviewSituation, { mail }: Drawing): View[] {
  const { plan, owner, checkIns } = situation
  const slot = climb(plan, checkIns[0]!.ask)[0].at
  const checkInsAs = <How extends 'ask' | 'remind'>(how: How) => checkIns.map((one) => ({ ...one, how }))
  const again = checkIns.map((one) => ({ ...one, ...reminded(plan, one.ask), how: 'remind' as const }))
  return [
    mail('check-ins', 'How do your items stand?', owner, { ...at(slot), checkIns: checkInsAs('ask') }),
    mail('check-ins-reminded', 'Before the review closes', owner, { ...at(again[0]!.at), checkIns: again }),
    mail('mixed', 'One mail for all that waits: a decision, check-ins, an action', owner, {
      ...{ ...at(slot), checkIns: checkInsAs('ask'), ...decisionFor(situation), ...actionFor(situation) },
    }),
    ...copiedView(plan, checkIns.slice(0, 2), mail),
  ]
}

const decisionFor = ({ plan, decisions: { waiting } }: ReviewSituation): Partial<SlotMailInput> =>
  waiting ? { entries: [{ ask: climb(plan, waiting.ask)[0].ask, decision: waiting.decision, how: 'ask' }] } : {}

/** An action of an earlier review that is still ahead. */
function actionFor(situation: ReviewSituation): Partial<SlotMailInput> {
  const action = actionsOf(situation).find(({ state, id }) => state === 'open' && id !== 'T-missed')
  const cycle = situation.cycles.before.find(({ id }) => id === action?.cycle)
  if (!action || !cycle) return {}
  const ask = openActionAsk(situation.plan, action, parseInstant(action.assignedAt))
  return { reviewAsks: [{ ask, cycle, action, how: 'still-open' }] }
}

/** Whoever is asked too once an owner has been silent. */
function copiedView(plan: ResolvedPlan, checkIns: ReviewSituation['checkIns'], mail: Drawing['mail']): View[] {
  const copies = checkIns.flatMap((one) => {
    const copied = copyOf(plan, one.ask)
    return copied ? [{ ...one, ask: copied.copy, how: 'escalated' as const, at: copied.at }] : []
  })
  const [first] = copies
  if (!first) return []
  const input = { ...at(first.at), checkIns: copies }
  return [mail('check-ins-escalated', 'Asked too, because their owner is silent', first.ask.person, input)]
}

const DRAFT = {
  action: 'check-in' as const,
  fields: { status: 'at-risk', confidence: '5', changed: 'Made up: typed too late.' },
}

function pageViews({ plan, owner, checkIns, asked }: ReviewSituation, { page }: Drawing): View[] {
  const [first] = checkIns
  const now = { ...at(climb(plan, first!.ask)[0].at + HOUR), ...readerView(plan, owner) }
  const chosen = (status: 'off-track' | 'unchanged') => ({ ...now, checkIns, choice: { ask: first!.ask.id, status } })
  const drafted = checkIns.map((one, i) => (i === 0 ? { ...one, draft: DRAFT } : one))
  const given = (one: PageCheckIn): PageCheckIn => {
    const checkIn = asked.closed.find(({ item }) => item === one.item.item)?.checkIn
    if (!checkIn) return one
    const answer = { action: 'check-in' as const, option: checkIn.status, at: checkIn.at, by: owner }
    return { ...one, ask: { ...one.ask, state: 'answered', answer: { ...answer, via: 'link' } }, given: checkIn }
  }
  return [
    page('check-ins', 'One page for everything somebody owes', owner, { ...now, checkIns }),
    page('check-in-chosen', 'Opened by “off track” in the mail: one tap is left', owner, chosen('off-track')),
    page('check-in-refused', 'Something was missing: said at its field, everything typed is still there', owner, {
      ...{ ...now, checkIns },
      refused: {
        ...{ ask: first!.ask.id, action: 'check-in', sentence: 'Say in a sentence what put it off track.' },
        fields: { cause: 'Say in a sentence what put it off track.' },
        typed: { status: 'off-track', confidence: '3', changed: 'Made up: what somebody typed.', cause: '' },
      },
    }),
    page('check-in-draft', 'A fresh link: what was typed behind the expired one stands there', owner, {
      ...{ ...now, checkIns: drafted },
    }),
    page('check-in-unchanged', 'Opened by “nothing changed” in the mail: promises are asked about', owner, {
      ...chosen('unchanged'),
    }),
    page('check-in-saved', 'Just answered; it may be corrected until the review closes', owner, {
      ...{ ...now, checkIns: checkIns.map((one, i) => (i === 0 ? given(one) : one)) },
      saved: { ask: first!.ask.id, action: 'check-in' },
    }),
  ]
}
