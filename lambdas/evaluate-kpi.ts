import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import type { LateCorrection } from '../domain/decision-late.ts'
import { log } from './aws/log.ts'
import { OBSERVATION_PREFIX } from './aws/measurements.ts'
import { currentPlan } from './aws/plan.ts'
import { eachGroup, failedBatch, itemChange } from './aws/stream.ts'
import { changedPeriod } from './evaluation/changed-period.ts'
import { evaluateSeries } from './evaluation/evaluate-series.ts'
import { lateCorrection, noteLateCorrections } from './evaluation/late-corrections.ts'

interface Work {
  series: string
  changed: number[]
  late: LateCorrection[]
}

/** Folds each series of a batch once. A series that fails is delivered again; the others of its batch are not lost by it. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const current = await currentPlan()
  const now = Date.now()
  const groups = new Map<string, { sequences: string[]; work: Work }>()
  for (const record of event.Records) {
    const change = itemChange(record)
    if (!change.sk.startsWith(OBSERVATION_PREFIX)) continue
    const found = changedPeriod(current.plan, change)
    const late = lateCorrection(current.plan, change)
    const series = found?.series ?? late?.series
    if (series === undefined) continue
    const group = groups.get(series) ?? { sequences: [], work: { series, changed: [], late: [] } }
    group.sequences.push(change.sequence)
    if (found) group.work.changed.push(found.index)
    if (late) group.work.late.push(late.correction)
    groups.set(series, group)
  }
  const failed = await eachGroup(groups, async ({ series, changed, late }) => {
    // A correction after the lock date folds nothing; it is noted on what stands on the figure.
    if (late.length > 0) await noteLateCorrections(current.plan, series, late, now)
    if (changed.length === 0) return
    const done = await evaluateSeries(current, series, changed, now)
    if (done === 'told') log('info', 'series folded', { series, done })
  })
  return failedBatch(failed)
}
