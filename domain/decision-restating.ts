/** Corrected figures under a decision that somebody may have taken up: noted on it, for the history and the page, never more. */
import type { Decision } from './decision.ts'
import { type Changed, changed, OPEN_STATES, type Refused, settled } from './decision-change.ts'
import type { CorrectedFigure } from './history-fact.ts'
import { formatInstant } from './instant.ts'

/** A point of the frozen evidence as it is known now. */
export type CorrectedPoint = NonNullable<Decision['restated']>['corrected'][number]

/** `gone`: by the figures of now there never was such an episode. */
export interface Restatement {
  gone: boolean
  corrected: CorrectedPoint[]
}

/** Which points of the evidence are otherwise now; `known` has the values of now by period, periods it has not are not compared. */
export const correctedOf = ({ evidence }: Decision, known: ReadonlyMap<string, number | null>): CorrectedPoint[] =>
  evidence.points.flatMap(({ period, value }) => {
    const now = known.get(period)
    return now === undefined || now === value ? [] : [{ period, value: now }]
  })

/**
 * Notes a restatement. State, deadlines and evidence stay: what was known when it was asked is what was decided on. Refused
 * when the same was noted before.
 */
export const restate = (decision: Decision, { gone, corrected }: Restatement, now: number): Changed | Refused => {
  if (!OPEN_STATES.includes(decision.state)) return settled(decision)
  const before = decision.restated
  const known = JSON.stringify([before?.gone ?? false, before?.corrected ?? []])
  if (known === JSON.stringify([gone, corrected])) return { refused: { because: 'noted' }, code: 'already-done' }
  const why = gone
    ? 'corrected data say that there was no such episode; whoever took this decision up goes on'
    : before?.gone
      ? 'data corrected again: the episode happened after all'
      : 'corrected data changed what this decision stands on'
  const line = {
    what: gone ? 'Episode restated' : 'Evidence restated',
    who: 'trigger',
    why: `${why}${words(decision, corrected)}`,
    fact: {
      said: 'restated' as const,
      ground: gone ? ('gone' as const) : before?.gone ? ('back' as const) : ('moved' as const),
      corrected: figuresOf(decision, corrected),
      unit: decision.evidence.unit,
      decimals: decision.evidence.decimals,
    },
  }
  // Corrected further, and still without ground: whoever was asked to confirm it is not asked again.
  const { confirm, confirmed } = gone && before?.gone ? before : {}
  const word = { ...(confirm && { confirm }), ...(confirmed && { confirmed }) }
  return changed(decision, { restated: { at: formatInstant(now), gone, corrected, ...word } }, line, now)
}

const figuresOf = ({ evidence }: Decision, corrected: readonly CorrectedPoint[]): CorrectedFigure[] => {
  const was = new Map(evidence.points.map(({ period, value }) => [period, value]))
  return corrected.map(({ period, value }) => ({ period, value, was: was.get(period) ?? null }))
}

const words = (decision: Decision, corrected: readonly CorrectedPoint[]): string => {
  if (corrected.length === 0) return ''
  const said = (value: number | null) => (value === null ? 'missing' : `${value} ${decision.evidence.unit}`)
  const parts = figuresOf(decision, corrected).map(
    ({ period, value, was }) => `${period} is ${said(value)}, was ${said(was)}`,
  )
  return `: ${parts.join('; ')}`
}
