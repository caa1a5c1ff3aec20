import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import { log } from './aws/log.ts'
import { OBSERVATION_PREFIX } from './aws/measurements.ts'
import { currentPlan } from './aws/plan.ts'
import { eachGroup, failedBatch, itemChange } from './aws/stream.ts'
import { changedPeriod } from './evaluation/changed-period.ts'
import { evaluateSeries } from './evaluation/evaluate-series.ts'

/** Folds each series of a batch once. A series that fails is delivered again; the others of its batch are not lost by it. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const current = await currentPlan()
  const now = Date.now()
  const groups = new Map<string, { sequences: string[]; work: { series: string; changed: number[] } }>()
  for (const record of event.Records) {
    const change = itemChange(record)
    if (!change.sk.startsWith(OBSERVATION_PREFIX)) continue
    const found = changedPeriod(current.plan, change)
    if (!found) continue
    const group = groups.get(found.series) ?? { sequences: [], work: { series: found.series, changed: [] } }
    group.sequences.push(change.sequence)
    group.work.changed.push(found.index)
    groups.set(found.series, group)
  }
  const failed = await eachGroup(groups, async ({ series, changed }) => {
    const done = await evaluateSeries(current, series, changed, now)
    if (done === 'told') log('info', 'series folded', { series, done })
  })
  return failedBatch(failed)
}
