import type { DecisionAsk, MailEntry } from '../../domain/ask.ts'
import { plausibleFor } from '../../domain/ask-delegate.ts'
import { openAsk } from '../../domain/ask-opening.ts'
import type { Decision } from '../../domain/decision.ts'
import { isRefused } from '../../domain/decision-change.ts'
import { fallBack } from '../../domain/decision-deadlines.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { Drawing } from './drawing.ts'
import { breachOf, NOW } from './situation.ts'
import type { View } from './view.ts'

const DAY = 86_400_000

/** Everything a decision of the plan sends and shows in its life. */
export function decisionViews(plan: ResolvedPlan, drawing: Drawing): View[] {
  const { decision, ask } = breachOf(plan)
  const copy = { ...ask, person: decision.accountable, role: 'accountable' as const, leads: false }
  return [
    ...askedViews({ decision, ask, copy }, drawing),
    ...endedViews(plan, decision, drawing),
    ...pageViews(plan, { decision, ask, copy }, drawing),
  ]
}

interface Asked {
  decision: Decision
  ask: DecisionAsk
  copy: DecisionAsk
}

function askedViews({ decision, ask, copy }: Asked, { mail }: Drawing): View[] {
  const handedBy = { person: ask.person, how: 'delegate' as const, words: 'You are closer to it than I am.' }
  const handed = { ...ask, person: copy.person, role: 'delegate' as const, handedBy }
  const urgent = { ...decision, severity: 'S1' as const }
  return [
    ...(Object.entries(HOWS) as [MailEntry['how'], { name: string; title: string }][]).map(([how, { name, title }]) => {
      const shown = how === 'escalated' ? copy : ask
      return mail(name, title, shown.person, { entries: [{ ask: shown, decision, how }] })
    }),
    mail('handed', 'Handed over by name, with a word', copy.person, {
      entries: [{ ask: handed, decision, how: 'ask' }],
    }),
    mail('urgent', 'What cannot wait goes at once', ask.person, {
      entries: [{ ask: { ...ask, urgent: true }, decision: urgent, how: 'ask' }],
    }),
  ]
}

/** Every way in which a mail shows a question. */
const HOWS: Record<MailEntry['how'], { name: string; title: string }> = {
  ask: { name: 'asked', title: 'A question, the first time' },
  remind: { name: 'reminded', title: 'Reminded after two working days' },
  escalated: { name: 'escalated', title: 'Asked too, because nobody answered' },
  'still-open': { name: 'still-open', title: 'A fresh link: what still waits, because its reader asked for it' },
}

/** What comes of a decision nobody took, and of one that was taken twice in vain. */
function endedViews(plan: ResolvedPlan, decision: Decision, { mail, page }: Drawing): View[] {
  const later = parseInstant(decision.fallbackAt)
  const outcome = fallBack(decision, { zone: plan.organisation.timezone, carryOutBy: later + 14 * DAY }, later)
  const fallen = isRefused(outcome) ? decision : outcome.decision
  const carryOut = openAsk({ plan, decision: fallen, kind: 'carry-out' }, later)
  const again: Decision = { ...decision, state: 'closed', attempt: 2 }
  const rethink = openAsk({ plan, decision: again, kind: 'rethink' }, later)
  const now = formatInstant(later)
  return [
    mail('carry-out', 'Time ran out: the fallback is to be carried out', carryOut.person, {
      now,
      entries: [{ ask: carryOut, decision: fallen, how: 'ask' }],
    }),
    mail('rethink', 'Two decisions did not help: the process or the target', rethink.person, {
      now,
      entries: [{ ask: rethink, decision: again, how: 'ask' }],
    }),
    page('carry-out', 'Carrying out the fallback', carryOut.person, {
      now,
      asks: [{ ask: carryOut, decision: fallen }],
    }),
    page('rethink', 'The process or the target', rethink.person, { now, asks: [{ ask: rethink, decision: again }] }),
  ]
}

function pageViews(plan: ResolvedPlan, { decision, ask }: Asked, { page }: Drawing): View[] {
  const option = decision.options[0]!.id
  const answer = {
    action: 'decide' as const,
    option,
    text: 'The quickest that helps.',
    at: NOW,
    by: ask.person,
    via: 'link' as const,
  }
  const choice = {
    option,
    rationale: answer.text,
    by: ask.person,
    via: 'link' as const,
    at: NOW,
    effectFrom: NOW.slice(0, 10),
  }
  const refused = {
    ask: ask.id,
    action: 'decide',
    field: 'text' as const,
    sentence: 'Say in a sentence why.',
    typed: { action: 'decide', ask: ask.id, option, text: '' },
  }
  const person = { deputy: decision.accountable }
  return [
    page('open', 'The page behind the link', ask.person, {
      asks: [{ ask, decision }],
      person,
      others: { [ask.id]: plausibleFor(plan, ask) },
    }),
    page('saved', 'Just decided', ask.person, {
      asks: [{ ask: { ...ask, state: 'answered', answer }, decision: { ...decision, state: 'decided', choice } }],
      saved: { ask: ask.id, action: 'decide' },
    }),
    page('refused', 'Something was missing: everything typed is still there', ask.person, {
      asks: [{ ask, decision }],
      refused,
    }),
    page('draft', 'A fresh link: what was typed behind the expired one stands there', ask.person, {
      asks: [{ ask, decision, draft: { action: 'decide', fields: { option, text: 'Made up: typed too late.' } } }],
    }),
    page('fewer', 'Doing without reminders', ask.person, {
      asks: [{ ask, decision }],
      person: { ...person, manager: decision.accountable },
      wantsFewer: true,
    }),
    page('away', 'Away: everything waiting goes to the deputy', ask.person, {
      asks: [],
      person: { ...person, away: { back: '2026-03-16', said: true } },
      personSaved: 'away',
    }),
  ]
}
