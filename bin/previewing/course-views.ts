import type { Decision, WithdrawalReason } from '../../domain/decision.ts'
import { dismiss } from '../../domain/decision-answering.ts'
import { formatInstant } from '../../domain/instant.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { correctedOf } from './corrected.ts'
import type { Drawing } from './drawing.ts'
import { climb } from './ladder.ts'
import { otherThan } from './people.ts'
import { breachOf, type Question, questionOf } from './situation.ts'
import { at, HOUR, Story } from './story.ts'
import type { View } from './view.ts'

/** What became of the figures after the question was asked, and of those who had it. */
export function courseViews(plan: ResolvedPlan, drawing: Drawing): View[] {
  const question = breachOf(plan)
  return [...correctedViews(plan, question, drawing), ...overViews(plan, question, drawing)]
}

function correctedViews(plan: ResolvedPlan, question: Question, { page }: Drawing): View[] {
  const { ask, asked, askedAt, stays, saidAt } = correctedOf(plan, question)
  const before = question.decision.evidence.points.at(-2)!
  const value = before.target
  const late = [
    { period: before.period, value, reason: 'Made up: two sites had counted twice.', at: formatInstant(askedAt) },
  ]
  const [{ ask: mailed }] = climb(plan, question.ask)
  return [
    page(
      'confirm',
      'Figures were corrected, and by those of now it would not have been asked: does it stay?',
      ask.person,
      {
        ...at(askedAt + HOUR / 2),
        asks: [{ ask, ...asked }],
      },
    ),
    page('restated', 'The same, once its reader has said that it stays', ask.person, {
      ...at(saidAt + HOUR),
      asks: [{ ask, ...stays }],
    }),
    page('corrected-late', 'A figure was corrected after its lock date', ask.person, {
      ...at(askedAt + HOUR),
      asks: [{ ask: mailed, decision: { ...question.decision, late }, history: question.history }],
    }),
  ]
}

const WITHDRAWN: Record<WithdrawalReason, string> = {
  recovered: 'the KPI recovered',
  'data-arrived': 'the figures came',
  restated: 'corrected figures took its ground',
  'trigger-removed': 'the plan dropped its trigger',
  'series-removed': 'the plan dropped its series',
  'kpi-removed': 'the plan dropped its KPI',
}

function overViews(plan: ResolvedPlan, breach: Question, { page }: Drawing): View[] {
  const [{ ask, at: slot }] = climb(plan, breach.ask)
  const moment = slot + HOUR
  const over = { ...ask, state: 'withdrawn' as const, closedAt: formatInstant(moment) }
  const note = { by: ask.person, via: 'link' as const, reason: 'known', note: 'Made up: it was planned.' }
  const dismissed = new Story(breach).next((one) => dismiss(one, note, moment))
  const to = otherThan(plan, ask.person)
  const closedFor = { ended: 'handed' as const, by: ask.person, to, notTheirs: true, words: 'Made up: it is theirs.' }
  const handedOn = { ...ask, state: 'handed-on' as const, closedAt: formatInstant(moment), closedFor }
  return [
    ...(Object.entries(WITHDRAWN) as [WithdrawalReason, string][]).map(([reason, words]) =>
      withdrawnView(plan, { breach, reason, words }, page),
    ),
    page('dismissed', 'No decision was needed', ask.person, { ...at(moment), asks: [{ ask: over, ...dismissed }] }),
    page('handed-on', 'Given to somebody else', ask.person, {
      ...at(moment),
      asks: [{ ask: handedOn, decision: breach.decision, history: breach.history }],
    }),
  ]
}

/** Taken back an hour after the mail. Missing figures come to a question that asked for them, where the plan has one. */
function withdrawnView(
  plan: ResolvedPlan,
  { breach, reason, words }: { breach: Question; reason: WithdrawalReason; words: string },
  page: Drawing['page'],
): View {
  const question = (reason === 'data-arrived' && questionOf(plan, 'freshness')) || breach
  const [{ ask, at: slot }] = climb(plan, question.ask)
  const when = formatInstant(slot + HOUR)
  const decision: Decision = { ...question.decision, state: 'withdrawn', withdrawal: { reason, at: when } }
  const over = { ...ask, state: 'withdrawn' as const, closedAt: when }
  return page(`withdrawn-${reason}`, `Withdrawn: ${words}`, ask.person, {
    ...at(slot + 2 * HOUR),
    asks: [{ ask: over, decision, history: question.history }],
  })
}
