/** Why a decision is opened, as the first line of its history says it. */
import type { Opening } from './decision-opening.ts'
import type { HeldBack } from './effect.ts'
import type { HistoryFact } from './history-fact.ts'

/** One sentence: the trigger, the newest figure, and what there is to know of before. */
export const openingReason = ({ trigger, level, evidence, attempt, again, heldBack, foundLate }: Opening): string => {
  const newest = evidence.points.at(-1)
  const where = evidence.seriesLabel === '' ? evidence.kpiName : `${evidence.kpiName}, ${evidence.seriesLabel}`
  const seen = newest
    ? `${newest.period} is ${newest.value === null ? 'missing' : `${newest.value} ${evidence.unit}`}`
    : 'no data'
  const once =
    attempt === 2 ? '; the first decision did not bring it back' : again ? '; it was asked before and taken back' : ''
  const late = foundLate && once === '' ? `; found late: by figures that came since, it had fired on ${foundLate}` : ''
  return `trigger "${trigger.id}" is ${level} on ${where}: ${seen}${once}${late}${heldWords(heldBack)}`
}

/** The same as facts. What page and mail show beside it, the trigger and the KPI, is not in it. */
export const openingFact = ({ evidence, attempt, again, heldBack, foundLate }: Opening): HistoryFact => {
  const { points, unit, decimals } = evidence
  const newest = points.at(-1)
  const first = attempt !== 2 && !again
  return {
    said: 'opened',
    ...(newest && { period: newest.period, value: newest.value }),
    unit,
    decimals,
    ...(attempt === 2 ? { second: true } : again ? { again: true } : {}),
    ...(foundLate !== undefined && first && { late: foundLate }),
    ...(heldBack && { held: heldBack }),
  }
}

const HELD: Record<HeldBack['why'], string> = {
  stale: 'because data was missing',
  incapable: 'because the target was out of reach, which was asked about instead',
  silenced: 'by a silence',
  driver: 'because what drives it was asked about',
  whole: 'because the whole it is part of was asked about',
}

const heldWords = (held: HeldBack | undefined): string =>
  held ? `; held back ${held.from} to ${held.to} ${HELD[held.why]}${held.because ? ` (${held.because})` : ''}` : ''
