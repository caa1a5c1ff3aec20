import type { Decision } from '../../domain/decision.ts'
import { formatInstant } from '../../domain/instant.ts'
import { type MeasuredSlot, measuredSlots, oldestMeasured } from '../../domain/own-measuring.ts'
import { OWN_SOURCE } from '../../domain/plan/own-measure.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { decisionsAmong, readDecisions } from '../aws/decisions.ts'
import { dueKeys } from '../aws/due.ts'
import { log } from '../aws/log.ts'
import { ledgerTable } from '../env.ts'
import { type ItemResult, recordObservations } from '../ingesting/record-observations.ts'

/** A figure that could not be written; the next morning measures the same periods again. */
export class NotMeasured extends Error {
  override readonly name = 'NotMeasured'
}

/** The end of time for the index of what is due. */
const EVER = '9999'

/**
 * Writes what the plan has Throughline measure, for the periods that ended lately, as observations under the one rule of
 * revisions: what is known already changes nothing, and a later fact restates a figure. Answers how many were new.
 */
export async function measureDecisions(plan: ResolvedPlan, now: number): Promise<number> {
  const kpis = plan.kpis.filter(({ measures }) => measures !== undefined)
  if (kpis.length === 0) return 0
  const decisions = await decisionsSince(Math.min(...kpis.map((kpi) => oldestMeasured(kpi, now))))
  const inputs = kpis.flatMap((kpi) => measuredSlots(plan, kpi, decisions, now)).map(inputOf)
  const results = await recordObservations({ plan, source: OWN_SOURCE, now }, inputs)
  const failed = results.find(({ status }) => status === 'rejected' || status === 'failed')
  if (failed) throw new NotMeasured(sentenceOf(failed, inputs.length))
  const written = results.filter(({ status }) => status === 'recorded').length
  if (written > 0) log('info', 'decisions measured', { figures: inputs.length, written })
  return written
}

/** Decisions under way, and those that ended since: whatever reached a moment since is among them. */
async function decisionsSince(since: number): Promise<Decision[]> {
  const [underWay, ended] = await Promise.all([
    dueKeys(ledgerTable(), 'ledger', EVER),
    dueKeys(ledgerTable(), 'ended', EVER, formatInstant(since)),
  ])
  return [...(await readDecisions([...decisionsAmong(underWay), ...decisionsAmong(ended)])).values()]
}

const inputOf = ({ kpi, dimensions, period, sum }: MeasuredSlot) => ({
  kpi,
  period,
  ...(Object.keys(dimensions).length > 0 ? { dimensions } : {}),
  numerator: sum.days,
  denominator: sum.decisions,
  reason: 'measured again by Throughline',
})

const sentenceOf = ({ problem }: ItemResult, count: number) =>
  `One of ${count} figures about decisions was not stored: ${problem?.detail ?? 'no reason given'}`
