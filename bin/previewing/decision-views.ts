import type { MailEntry } from '../../domain/ask.ts'
import { plausibleFor } from '../../domain/ask-delegate.ts'
import { formatDay } from '../../domain/civil.ts'
import { decide } from '../../domain/decision-answering.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { slotAfter, workingTimeOf } from '../../domain/ladder-time.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { wallOf } from '../../domain/zone.ts'
import { type Drawing, unfolded, wordsFor } from './drawing.ts'
import { climb, copyOf, handed, reminded } from './ladder.ts'
import { otherThan, readerView, standInFor } from './people.ts'
import { breachOf, type Question } from './situation.ts'
import { at, HOUR, Story } from './story.ts'
import type { View } from './view.ts'

/** A decision from its first mail until somebody takes it. */
export function decisionViews(plan: ResolvedPlan, drawing: Drawing): View[] {
  const question = breachOf(plan)
  return [...askedViews(plan, question, drawing), ...pageViews(plan, question, drawing)]
}

/** Every way in which a mail shows a question, each at the moment its ladder has come to. */
function askedViews(plan: ResolvedPlan, { decision, ask }: Question, { mail }: Drawing): View[] {
  const [first] = climb(plan, ask)
  const again = reminded(plan, ask)
  const copied = copyOf(plan, ask)
  const fresh = slotAfter(workingTimeOf(plan, ask.person), first.at)
  const [given] = climb(plan, handed(plan, first.ask, otherThan(plan, ask.person, ask.owner), first.at + HOUR))
  const urgent = breachOf(plan, { severity: 'S1' })
  const [atOnce] = climb(plan, urgent.ask)
  const shown = (name: string, title: string, how: MailEntry['how'], one: Question['ask'], moment: number) =>
    mail(name, title, one.person, { ...at(moment), entries: [{ ask: one, decision, how }] })
  return [
    shown('asked', 'A question, the first time', 'ask', first.ask, first.at),
    shown('reminded', 'Reminded after two working days', 'remind', again.ask, again.at),
    ...(copied ? [shown('escalated', 'Asked too, because nobody answered', 'escalated', copied.copy, copied.at)] : []),
    shown(
      'still-open',
      'A fresh link: what still waits, because its reader asked for it',
      'still-open',
      first.ask,
      fresh,
    ),
    shown('handed', 'Handed over by name, with a word', 'ask', given.ask, given.at),
    mail('urgent', 'What cannot wait goes at once', urgent.ask.person, {
      ...at(atOnce.at),
      entries: [{ ask: atOnce.ask, decision: urgent.decision, how: 'ask' }],
    }),
  ]
}

function pageViews(plan: ResolvedPlan, question: Question, { page }: Drawing): View[] {
  const [first] = climb(plan, question.ask)
  const { ask } = first
  const { decision, history } = question
  const asks = [{ ask, decision, history }]
  const reader = readerView(plan, ask.person)
  const option = decision.options[0]!.id
  const opened = { ...at(first.at + HOUR), others: { [ask.id]: plausibleFor(plan, ask) }, ...reader }
  const typed = { action: 'decide', ask: ask.id, option, text: '' }
  const refused = { ask: ask.id, action: 'decide', field: 'text' as const, sentence: 'Say in a sentence why.', typed }
  const draft = { action: 'decide' as const, fields: { option, text: 'Made up: typed too late.' } }
  const saved = { ...opened, ...chosen(plan, question), saved: { ask: ask.id, action: 'decide' as const } }
  return [
    page('open', 'The page behind the link', ask.person, { ...opened, asks }),
    page('saved', 'Just decided', ask.person, saved),
    page('refused', 'Something was missing: everything typed is still there', ask.person, { ...opened, asks, refused }),
    page('draft', 'A fresh link: what was typed behind the expired one stands there', ask.person, {
      ...opened,
      asks: [{ ask, decision, history, draft }],
    }),
    historyView(plan, question, page),
    page('fewer', 'Doing without reminders', ask.person, { ...opened, asks, wantsFewer: true }),
    awayView(plan, question, first.at + HOUR, page),
  ]
}

/** The question decided by its reader, an hour after the mail. */
function chosen(plan: ResolvedPlan, question: Question) {
  const [{ ask, at: slot }] = climb(plan, question.ask)
  const { zone } = workingTimeOf(plan, ask.person)
  const [option, by] = [question.decision.options[0]!.id, { by: ask.person, via: 'link' as const }]
  const rationale = 'Made up: the quickest that helps.'
  const story = new Story(question).next((one) => decide(one, { ...by, option, rationale, zone }, slot + HOUR))
  const answer = { action: 'decide' as const, option, text: rationale, at: formatInstant(slot + HOUR), ...by }
  return { asks: [{ ask: { ...ask, state: 'answered' as const, answer }, ...story }] }
}

/** What a question looks like to whoever is asked last: its ladder has gone all the way, and the history says how. */
function historyView(plan: ResolvedPlan, question: Question, page: Drawing['page']): View {
  const rungs = climb(plan, question.ask)
  const lines = rungs.flatMap(({ escalation }) => escalation?.history ?? [])
  const last = rungs.findLast(({ escalation }) => escalation?.kind === 'copy')?.escalation
  const ask = last?.kind === 'copy' && 'decision' in last.ask ? last.ask : rungs.at(-1)!.ask
  const moment = last?.kind === 'copy' ? parseInstant(ask.stepAt!) : rungs.at(-1)!.at
  const story = new Story(question).told(...lines)
  const view = page('history', 'What happened so far, unfolded, as whoever is asked last sees it', ask.person, {
    ...at(moment),
    asks: [{ ask, ...story }],
  })
  return unfolded(view, wordsFor(plan, ask.person).history.title)
}

/** Back in two weeks; whoever stands in gets everything. */
function awayView(plan: ResolvedPlan, { ask }: Question, moment: number, page: Drawing['page']): View {
  const { zone } = workingTimeOf(plan, ask.person)
  const back = formatDay(wallOf(moment, zone).day + 14)
  const { person: reader } = readerView(plan, ask.person)
  const person = { ...reader, deputy: standInFor(plan, ask, moment), away: { back, said: true } }
  return page('away', 'Away: everything waiting goes to the deputy', ask.person, {
    ...{ ...at(moment), asks: [], person, personSaved: 'away' },
  })
}
