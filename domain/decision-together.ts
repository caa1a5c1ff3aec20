/** Which questions somebody could decide as one. */
import type { Decision } from './decision.ts'
import { awaitsChoice } from './decision-change.ts'
import { stateAfter } from './decision-course.ts'
import { coveredBy, MAX_COVERED } from './decision-merging.ts'

/** Questions offered on a page; the rules take any other too, by command. */
export const MOST_TOGETHER = 6

/** Whether the rules would merge the one into the other, given a reason. */
export const canMerge = (from: Decision, into: Decision): boolean =>
  from.id !== into.id &&
  stateAfter(from.state, 'merge') !== undefined &&
  stateAfter(into.state, 'absorb') !== undefined &&
  coveredBy(from).length + coveredBy(into).length <= MAX_COVERED

/**
 * Those of the others that `from` may be merged into and that are still to be decided: of the same KPI first, then of the same
 * series, for those have most often one cause; then by deadline. At most `MOST_TOGETHER`.
 */
export const togetherWith = (from: Decision, others: readonly Decision[]): Decision[] =>
  others
    .filter((into) => awaitsChoice(into) && canMerge(from, into))
    .sort((a, b) => far(from, a) - far(from, b) || (a.decideBy + a.id < b.decideBy + b.id ? -1 : 1))
    .slice(0, MOST_TOGETHER)

const far = (from: Decision, { kpi, evidence }: Decision): number =>
  from.kpi !== '' && kpi === from.kpi
    ? 0
    : evidence.seriesLabel !== '' && evidence.seriesLabel === from.evidence.seriesLabel
      ? 1
      : 2
