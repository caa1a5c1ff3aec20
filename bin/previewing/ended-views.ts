import { openAsk } from '../../domain/ask-opening.ts'
import { addWorkingDays } from '../../domain/calendar.ts'
import type { EffectCheck } from '../../domain/decision.ts'
import { decide } from '../../domain/decision-answering.ts'
import { effectSeenAt, lookAgainAt } from '../../domain/decision-check-time.ts'
import { CARRY_OUT_WORKING_DAYS, fallBack } from '../../domain/decision-deadlines.ts'
import { checkEffect, takeEffect } from '../../domain/decision-effect.ts'
import { parseInstant } from '../../domain/instant.ts'
import { workingTimeOf } from '../../domain/ladder-time.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { type Drawing, unfolded, wordsFor } from './drawing.ts'
import { climb } from './ladder.ts'
import { lastPeriod, pointAt } from './made-points.ts'
import { breachOf, type Fired, firedIn, type Question } from './situation.ts'
import { at, HOUR, Story } from './story.ts'
import type { View } from './view.ts'

/** What comes of a decision nobody took, of one whose effect was looked at, and of two in vain. */
export function endedViews(plan: ResolvedPlan, drawing: Drawing): View[] {
  const question = breachOf(plan)
  return [
    ...fallenViews(plan, question, drawing),
    ...rethinkViews(plan, question, drawing),
    ...checkViews(plan, question, drawing),
  ]
}

function fallenViews(plan: ResolvedPlan, question: Question, { mail, page }: Drawing): View[] {
  const { fallbackAt, accountable, decider } = question.decision
  const later = parseInstant(fallbackAt)
  const { calendar, zone } = workingTimeOf(plan, accountable)
  const carryOutBy = addWorkingDays(later, CARRY_OUT_WORKING_DAYS, calendar, zone)
  const fallen = new Story(question).next((one) =>
    fallBack(one, { zone: workingTimeOf(plan, decider).zone, carryOutBy }, later),
  )
  const { decision } = fallen
  const [{ ask, at: slot }] = climb(plan, openAsk({ plan, decision, kind: 'carry-out' }, later))
  return [
    mail('carry-out', 'Time ran out: the fallback is to be carried out', ask.person, {
      ...at(slot),
      entries: [{ ask, decision, how: 'ask' }],
    }),
    page('carry-out', 'Carrying out the fallback', ask.person, { ...at(slot + HOUR), asks: [{ ask, ...fallen }] }),
  ]
}

function rethinkViews(plan: ResolvedPlan, question: Question, { mail, page }: Drawing): View[] {
  const second = { ...question.decision, attempt: 2 as const, previous: 'D-preview' }
  const { story, checkedAt } = inEffect(plan, { ...question, decision: second })
  const finding = { recovered: false, period: null, lookAgainAt: checkedAt }
  const failed = story.next((one) => checkEffect(one, finding, checkedAt))
  const { decision } = failed
  const [{ ask, at: slot }] = climb(plan, openAsk({ plan, decision, kind: 'rethink' }, checkedAt))
  return [
    mail('rethink', 'Two decisions did not help: the process or the target', ask.person, {
      ...at(slot),
      entries: [{ ask, decision, how: 'ask' }],
    }),
    page('rethink', 'The process or the target', ask.person, { ...at(slot + HOUR), asks: [{ ask, ...failed }] }),
  ]
}

/** Decided an hour after its mail, in effect at once; `checkedAt` is when the figures show what came of it. */
function inEffect(plan: ResolvedPlan, question: Question) {
  const [{ ask, at: slot }] = climb(plan, question.ask)
  const [when, zone] = [slot + HOUR, workingTimeOf(plan, ask.person).zone]
  const [option, by] = [question.decision.options[0]!.id, { by: ask.person, via: 'link' as const }]
  const checkedAt = effectSeenAt(plan, question.decision, when)
  const story = new Story(question)
    .next((one) => decide(one, { ...by, option, rationale: 'Made up: the quickest that helps.', zone }, when))
    .next((one) => takeEffect(one, { checkAt: checkedAt, who: 'clock' }, when))
  const answer = { action: 'decide' as const, option, at: story.decision.choice!.at, ...by }
  return { ask: { ...ask, state: 'answered' as const, answer }, story, when, checkedAt }
}

const CHECKED: Record<EffectCheck['result'], { words: string; recovered: boolean | 'unknown' }> = {
  effective: { words: 'it worked', recovered: true },
  'not-effective': { words: 'it did not work', recovered: false },
  unknown: { words: 'the figures needed are not there', recovered: 'unknown' },
}

/** The page after the effect check, with the course before and after. */
function checkViews(plan: ResolvedPlan, question: Question, { page }: Drawing): View[] {
  const { ask, story, when, checkedAt } = inEffect(plan, question)
  const fired = firedIn(plan).find(({ trigger }) => trigger.id === question.decision.trigger)!
  const again = lookAgainAt(plan, fired.kpi, checkedAt)
  return Object.entries(CHECKED).map(([result, { words, recovered }]) => {
    const { since, points } = courseOf(fired, question, { when, checkedAt, recovered: recovered === true })
    const period = points.at(-1)!.period
    const course = recovered === 'unknown' ? {} : { course: { since, points } }
    const checked = story.next((one) =>
      checkEffect(one, { recovered, period, lookAgainAt: again, ...course }, checkedAt),
    )
    const view = page(`checked-${result}`, `The effect was checked: ${words}`, ask.person, {
      ...at(checkedAt + HOUR),
      asks: [{ ask, ...checked }],
    })
    return unfolded(view, wordsFor(plan, ask.person).chart.evidence)
  })
}

/** The periods before a decision took effect and those since, which come back to the target or do not. */
function courseOf(
  { kpi, series }: Fired,
  { decision }: Question,
  { when, checkedAt, recovered }: { when: number; checkedAt: number; recovered: boolean },
) {
  const [first, last] = [lastPeriod(kpi, when) + 1, lastPeriod(kpi, checkedAt)]
  const after = Array.from({ length: Math.max(1, last - first + 1) }, (_, i) =>
    pointAt(kpi, series, first + i, recovered ? 1 / (i + 2) ** 2 : 1.15 + (i % 2) * 0.1),
  )
  return { since: after[0]!.period, points: [...decision.evidence.points.slice(-9), ...after].slice(-24) }
}
