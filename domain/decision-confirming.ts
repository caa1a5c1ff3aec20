/** Corrected figures took the ground from under a question somebody has taken up: they confirm or withdraw it, or time takes it back. */
import type { Decision } from './decision.ts'
import { type Answering, MAX_RATIONALE, tooLong } from './decision-answering.ts'
import {
  type Changed,
  changed,
  FIRED_AGAIN,
  type Outcome,
  type Refused,
  settled,
  withdrawnBecause,
} from './decision-change.ts'
import { stateAfter } from './decision-course.ts'
import { formatInstant, parseInstant } from './instant.ts'
import type { RefusedBecause } from './refused-because.ts'

/** Time to say so: the mail of the next slot, and two days as after any other. Our default; no source. */
export const CONFIRM_WITHIN = { count: 3, unit: 'wd' } as const

/** Taken up, and by the figures of now it would not have been asked. What others were merged into stands on their ground too. */
const groundless = ({ state, restated, covers }: Decision): boolean =>
  state === 'acknowledged' && restated?.gone === true && restated.confirmed === undefined && covers === undefined

/** Whether somebody still has to be asked. */
export const needsConfirming = (decision: Decision): boolean =>
  groundless(decision) && decision.restated?.confirm === undefined

/** Who was asked and until when, while their word is awaited. */
export const awaitsConfirming = (decision: Decision): { person: string; asked: string; by: string } | undefined =>
  groundless(decision) ? decision.restated?.confirm : undefined

/** Notes that `person` is asked to confirm or withdraw by `by` (epoch ms); never later than the fallback would be recorded. */
export const askToConfirm = (
  decision: Decision,
  { person, by }: { person: string; by: number },
  now: number,
): Changed => {
  const until = formatInstant(Math.min(by, Math.max(now, parseInstant(decision.fallbackAt))))
  const confirm = { person, asked: formatInstant(now), by: until }
  const why = `by the corrected figures there is nothing to decide; ${person} confirms or withdraws it by ${until}, else it is taken back`
  const restated = { ...decision.restated!, confirm }
  return changed(
    decision,
    { restated },
    { what: 'Confirmation asked', who: 'clock', why, fact: { said: 'to-confirm', person, by: until } },
    now,
  )
}

const notAwaited = (decision: Decision): Refused =>
  decision.state === 'acknowledged' ? { refused: confirmedAlready(decision), code: 'already-done' } : settled(decision)

const confirmedAlready = ({ restated }: Decision): RefusedBecause =>
  restated?.confirmed ? { because: 'confirmed', ...restated.confirmed } : { because: 'nothing-to-confirm' }

/** It is still to be decided, whatever the figures say now: the deadline stays, and nobody is asked this again for the same correction. */
export const confirmGround = (decision: Decision, input: Answering & { note: string }, now: number): Outcome => {
  if (stateAfter(decision.state, 'confirm') === undefined || !awaitsConfirming(decision)) return notAwaited(decision)
  if (input.note.length > MAX_RATIONALE) return tooLong(input.note)
  const why = `still to be decided, though the figures were corrected${said(input.note)}`
  const fact = { said: 'confirmed' as const, note: input.note }
  return stays(decision, { who: input.by, via: input.via, what: 'Decision confirmed', why, fact }, now)
}

/** Somebody takes it back because the correction left nothing to decide. Unlike a dismissal, it is asked again if it comes back. */
export const takeBack = (decision: Decision, input: Answering & { note: string }, now: number): Outcome => {
  if (stateAfter(decision.state, 'take-back') === undefined || !awaitsConfirming(decision)) return notAwaited(decision)
  if (input.note.length > MAX_RATIONALE) return tooLong(input.note)
  const withdrawal = { reason: 'restated' as const, at: formatInstant(now), by: input.by }
  const why = `${withdrawnBecause.restated}, nothing is left to decide${said(input.note)}`
  const fact = { said: 'taken-back' as const, note: input.note }
  const line = { what: 'Decision withdrawn', who: input.by, via: input.via, why, fact }
  return changed(decision, { state: 'withdrawn', withdrawal }, line, now)
}

/** Nobody said anything in time. Refused before it is due, and where it is not awaited. */
export const lapse = (decision: Decision, now: number): Outcome => {
  const awaited = awaitsConfirming(decision)
  if (stateAfter(decision.state, 'lapse') === undefined || !awaited) return notAwaited(decision)
  if (now < parseInstant(awaited.by)) {
    const { person, by } = awaited
    return { refused: { because: 'not-due', what: 'confirm', person, at: by }, code: 'not-due' }
  }
  const withdrawal = { reason: 'restated' as const, at: formatInstant(now) }
  const why = `${withdrawnBecause.restated}, and ${awaited.person} neither confirmed nor withdrew it by ${awaited.by}`
  const { person, by } = awaited
  const fact = { said: 'lapsed' as const, person, by }
  return changed(
    decision,
    { state: 'withdrawn', withdrawal },
    { what: 'Decision withdrawn', who: 'clock', why, fact },
    now,
  )
}

/** Its trigger fires again while that is open: it has a ground again, and nobody has to confirm it. */
export const groundIsBack = (decision: Decision, now: number): Changed | undefined =>
  groundless(decision) ? stays(decision, FIRED_AGAIN, now) : undefined

const stays = (decision: Decision, line: Parameters<typeof changed>[2], now: number): Changed => {
  const { confirm: _over, ...restated } = decision.restated!
  return changed(
    decision,
    { restated: { ...restated, confirmed: { by: line.who, at: formatInstant(now) } } },
    line,
    now,
  )
}

const said = (note: string): string => (note.trim() === '' ? '' : `: ${note}`)
