/** What people may do with a decision that still waits, and what may happen to it before they do. */
import { formatDay, tryDay } from './civil.ts'
import type { Decision, Severity, WithdrawalReason } from './decision.ts'
import {
  awaitsChoice,
  changed,
  labelOf,
  type Outcome,
  type Refused,
  settled,
  withdrawnBecause,
} from './decision-change.ts'
import { formatInstant } from './instant.ts'
import { instantOf, wallOf } from './zone.ts'

/** Longest rationale or note, in characters; as much as a page of text. */
export const MAX_RATIONALE = 4000

/** A choice may hold from a later day, but not from one nobody remembers it on. */
const MAX_EFFECT_DAYS = 365

/** What the history says of who took something up. */
export const TAKEN_UP = { why: 'taken up; the deadline stays', fact: { said: 'taken-up' as const } }

/** Who answered and how. */
export interface Answering {
  by: string
  via: 'link' | 'command'
}

/** Takes the decision up: only the respond ladder stops. Said twice, the first time stays. */
export const acknowledge = (decision: Decision, input: Answering, now: number): Outcome => {
  if (decision.state !== 'open') {
    if (decision.state === 'acknowledged') return { refused: { because: 'worked-on' }, code: 'already-done' }
    return settled(decision)
  }
  const line = { what: 'Decision acknowledged', who: input.by, ...TAKEN_UP, via: input.via }
  return changed(decision, { state: 'acknowledged', acknowledgedAt: formatInstant(now) }, line, now)
}

/** The answer to a decision. `effectFrom` is a day in `zone`, the decider's own. @default effectFrom today */
export interface DecideInput extends Answering {
  option: string
  rationale: string
  effectFrom?: string
  zone: string
}

/** Records a person's choice. Refused: an option that is not offered, a day in the past or over a year ahead, a rationale of over 4000 characters. */
export const decide = (decision: Decision, input: DecideInput, now: number): Outcome => {
  if (!awaitsChoice(decision)) return settled(decision)
  const refused = checkChoice(decision, input, now)
  if (refused) return refused
  const at = formatInstant(now)
  const today = wallOf(now, input.zone).day
  const day = input.effectFrom === undefined ? today : tryDay(input.effectFrom)!
  const choice = {
    option: input.option,
    rationale: input.rationale,
    by: input.by,
    via: input.via,
    at,
    effectFrom: formatDay(day),
  }
  const effectAt = day <= today ? at : formatInstant(instantOf(day, 0, input.zone))
  const why = `chose "${labelOf(decision, input.option)}", in effect from ${choice.effectFrom}`
  const fact = { said: 'chose' as const, option: labelOf(decision, input.option), from: choice.effectFrom }
  return changed(
    decision,
    { state: 'decided', choice, effectAt },
    { what: 'Decision decided', who: input.by, why, fact, via: input.via },
    now,
  )
}

const checkChoice = (decision: Decision, input: DecideInput, now: number): Refused | undefined => {
  if (!decision.options.some((option) => option.id === input.option)) {
    const offered = decision.options.map((option) => option.label)
    return { refused: { because: 'option', typed: input.option, offered }, code: 'unknown-option' }
  }
  if (input.rationale.length > MAX_RATIONALE) return tooLong(input.rationale)
  if (input.effectFrom === undefined) return undefined
  const day = tryDay(input.effectFrom)
  if (day === undefined) {
    return { refused: { because: 'no-date', typed: input.effectFrom }, code: 'bad-date' }
  }
  const today = wallOf(now, input.zone).day
  if (day < today || day > today + MAX_EFFECT_DAYS) {
    const [first, last] = [formatDay(today), formatDay(today + MAX_EFFECT_DAYS)]
    return { refused: { because: 'effect-day', typed: input.effectFrom, first, last }, code: 'bad-date' }
  }
  return undefined
}

/** The refusal of a text that is too long to keep. */
export const tooLong = (text: string): Refused => ({
  refused: { because: 'too-long', length: text.length, most: MAX_RATIONALE },
  code: 'text-too-long',
})

/** Why a decision is not needed; "not mine" is no dismissal, it hands the ask on. */
export const DISMISSALS = ['false-alarm', 'known', 'data-error'] as const

/** Ends the decision without a choice. Refused: an unknown reason, a note of over 4000 characters. */
export const dismiss = (
  decision: Decision,
  input: Answering & { reason: string; note: string },
  now: number,
): Outcome => {
  if (!awaitsChoice(decision)) return settled(decision)
  const reason = DISMISSALS.find((known) => known === input.reason)
  if (!reason) {
    return { refused: { because: 'dismissal', typed: input.reason, reasons: DISMISSALS }, code: 'bad-reason' }
  }
  if (input.note.length > MAX_RATIONALE) return tooLong(input.note)
  const dismissal = { reason, note: input.note, by: input.by, at: formatInstant(now) }
  const why = input.note === '' ? reason : `${reason}: ${input.note}`
  const fact = { said: 'dismissed' as const, reason, note: input.note }
  return changed(
    decision,
    { state: 'dismissed', dismissal },
    { what: 'Decision dismissed', who: input.by, why, fact, via: input.via },
    now,
  )
}

/** Takes the question back because its ground is gone; only while nobody has acted, a decision taken up stays open. */
export const withdraw = (decision: Decision, reason: WithdrawalReason, now: number): Outcome => {
  if (decision.state === 'acknowledged') {
    return { refused: { because: 'taken-up-stays' }, code: 'not-open' }
  }
  if (decision.state !== 'open') return settled(decision)
  const why = `${withdrawnBecause[reason]} before anybody acted`
  return changed(
    decision,
    { state: 'withdrawn', withdrawal: { reason, at: formatInstant(now) } },
    { what: 'Decision withdrawn', who: 'trigger', why, fact: { said: 'withdrawn', reason } },
    now,
  )
}

/** Makes a waiting decision graver in place; deadlines do not restart. Refused when it would not become graver. */
export const raiseSeverity = (
  decision: Decision,
  input: { severity: Severity; level: Decision['level'] },
  now: number,
): Outcome => {
  if (!awaitsChoice(decision)) return settled(decision)
  // S1 is the gravest, and the letters sort that way.
  const severity = input.severity < decision.severity ? input.severity : decision.severity
  const graver = severity !== decision.severity || (input.level === 'red' && decision.level === 'amber')
  if (!graver) {
    const { severity: grave, level } = decision
    return { refused: { because: 'as-grave', severity: grave, level }, code: 'already-done' }
  }
  const why = `${decision.level} ${decision.severity} became ${input.level} ${severity}; the deadlines stay`
  const level = decision.level === 'red' ? 'red' : input.level
  const from = { level: decision.level, severity: decision.severity }
  return changed(
    decision,
    { severity, level },
    { what: 'Decision severity raised', who: 'trigger', why, fact: { said: 'graver', from, to: { level, severity } } },
    now,
  )
}
