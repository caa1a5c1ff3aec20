/** Figures corrected after their lock date, under a decision that stands on them: they change no trigger, and are noted. */
import type { Decision } from './decision.ts'
import { type Changed, changed, OPEN_STATES, type Refused, settled } from './decision-change.ts'
import { parseInstant } from './instant.ts'

/** What a slot is by a correction after its lock date; `at` is when that was recorded. A value of null: taken back. */
export type LateCorrection = NonNullable<Decision['late']>[number]

/**
 * Notes it where the frozen evidence says otherwise, or did until a correction before this one. Evidence, state and deadlines
 * stay. Refused where the decision does not stand on that period, and where this correction or a newer one is noted.
 */
export const noteLate = (decision: Decision, late: LateCorrection, now: number): Changed | Refused => {
  if (!OPEN_STATES.includes(decision.state)) return settled(decision)
  const noted = decision.late?.find(({ period }) => period === late.period)
  const was = decision.evidence.points.find(({ period }) => period === late.period)
  if (!was || (!noted && was.value === late.value)) return { refused: { because: 'noted' }, code: 'already-done' }
  if (noted && parseInstant(noted.at) >= parseInstant(late.at))
    return { refused: { because: 'noted' }, code: 'already-done' }
  const rest = (decision.late ?? []).filter(({ period }) => period !== late.period)
  const said = (value: number | null) => (value === null ? 'missing' : `${value} ${decision.evidence.unit}`.trim())
  const reason = late.reason === '' ? '' : `: ${late.reason}`
  const why = `corrected after the lock, which changes no trigger: ${late.period} is ${said(late.value)}, was ${said(was.value)}${reason}`
  const { unit, decimals } = decision.evidence
  const { period, value, reason: words } = late
  const fact = { said: 'corrected-late' as const, period, value, was: was.value, reason: words, unit, decimals }
  return changed(
    decision,
    { late: [...rest, late] },
    { what: 'Evidence corrected late', who: 'trigger', why, fact },
    now,
  )
}

/** The points of the evidence that are otherwise by now, by corrections after their lock date; by period. */
export const lateOf = ({ late = [], evidence }: Decision): (LateCorrection & { was: number | null })[] =>
  late
    .map((one) => ({ ...one, was: evidence.points.find(({ period }) => period === one.period)?.value ?? null }))
    .filter(({ value, was }) => value !== was)
    .sort((a, b) => (a.period < b.period ? -1 : 1))
