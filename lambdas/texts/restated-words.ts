import type { Decision } from '../../domain/decision.ts'
import { awaitsChoice } from '../../domain/decision-change.ts'
import { awaitsConfirming } from '../../domain/decision-confirming.ts'
import { lateOf } from '../../domain/decision-late.ts'
import type { Voice } from './ask-words.ts'
import { figure } from './figures.ts'

/** Points named in a sentence; a longer correction is told by its newest ones. */
const NAMED = 3

/** That figures were corrected after a question was asked, and to what; undefined where none were. */
export function restatedWords(decision: Decision, voice: Voice, locale: string): string | undefined {
  const { restated, evidence } = decision
  const late = lateWords(decision, voice, locale)
  if (!restated) return late
  const t = voice.t.restated
  const was = new Map(evidence.points.map((point) => [point.period, point.value]))
  const said = (value: number | null) => figure(value, evidence, locale) ?? t.none
  const points = restated.corrected
    .slice(-NAMED)
    .map(({ period, value }) => t.point(voice.period(period), said(value), said(was.get(period) ?? null)))
  return [
    (restated.gone ? t.gone : t.changed)(voice.day(restated.at)),
    ...points,
    ...(restated.gone && awaitsChoice(decision) && !awaitsConfirming(decision) ? [t.stays] : []),
    ...(late === undefined ? [] : [late]),
  ].join(' ')
}

/** What was corrected after its lock date; undefined where nothing was. */
function lateWords(decision: Decision, voice: Voice, locale: string): string | undefined {
  const { evidence } = decision
  const t = voice.t.restated
  const said = (value: number | null) => figure(value, evidence, locale) ?? t.none
  const points = lateOf(decision)
    .slice(-NAMED)
    .map(({ period, value, was, reason }) => t.latePoint(voice.period(period), said(value), said(was), reason))
  return points.length === 0 ? undefined : [t.late, ...points].join(' ')
}
