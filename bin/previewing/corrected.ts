import type { AskNote, DecisionAsk } from '../../domain/ask.ts'
import { titleOf } from '../../domain/ask-title.ts'
import { addWorkingDays } from '../../domain/calendar.ts'
import { acknowledge } from '../../domain/decision-answering.ts'
import { askToConfirm, CONFIRM_WITHIN, confirmGround } from '../../domain/decision-confirming.ts'
import { closeOfDay } from '../../domain/decision-opening.ts'
import { restate } from '../../domain/decision-restating.ts'
import { formatInstant } from '../../domain/instant.ts'
import { workingTimeOf } from '../../domain/ladder-time.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { slotPresent } from '../../domain/presence.ts'
import { climb } from './ladder.ts'
import type { Question } from './situation.ts'
import { HOUR, Story } from './story.ts'

/** A question that somebody had taken up before its figures were corrected. Moments are epoch milliseconds. */
export interface Corrected {
  ask: DecisionAsk
  /** Whether it stays is asked with the mail of `askedAt`. */
  asked: Story
  askedAt: number
  note: AskNote
  /** Once its reader has said that it stays. */
  stays: Story
  saidAt: number
}

/** Taken up an hour after its mail, corrected the same day, by the rules that run. */
export function correctedOf(plan: ResolvedPlan, question: Question): Corrected {
  const [{ ask: mailed, at: slot }] = climb(plan, question.ask)
  const { person } = mailed
  const by = { by: person, via: 'link' as const }
  const [takenAt, correctedAt] = [slot + HOUR, slot + 6 * HOUR]
  const newest = question.decision.evidence.points.at(-1)!
  const corrected = [{ period: newest.period, value: newest.target }]
  const asked = new Story(question)
    .next((one) => acknowledge(one, by, takenAt))
    .next((one) => restate(one, { gone: true, corrected }, correctedAt))
    .next((one) => askToConfirm(one, { person, by: confirmBy(plan, person, correctedAt) }, correctedAt))
  const askedAt = slotPresent({ plan, states: [] }, person, correctedAt)
  const saidAt = askedAt + HOUR
  const stays = asked.next((one) => confirmGround(one, { ...by, note: 'Made up: why it stays.' }, saidAt))
  const ask = { ...mailed, acknowledgedAt: formatInstant(takenAt) }
  const note: AskNote = {
    ...{ id: 'N-preview', person, kind: 'confirm', decision: ask.decision, createdAt: formatInstant(correctedAt) },
    about: { person, ask: ask.id, ...titleOf(ask), dueBy: asked.decision.restated!.confirm!.by, since: ask.openedAt },
  }
  return { ask, asked, askedAt, note, stays, saidAt }
}

function confirmBy(plan: ResolvedPlan, person: string, from: number): number {
  const { calendar, zone } = workingTimeOf(plan, person)
  return closeOfDay(addWorkingDays(from, CONFIRM_WITHIN.count, calendar, zone), CONFIRM_WITHIN, calendar, zone)
}
