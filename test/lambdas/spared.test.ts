import { expect, test } from 'vitest'
import type { Cycle, CycleItem } from '../../domain/review/cycle.ts'
import { itemsOf } from '../../domain/review/items.ts'
import { milestonesOf } from '../../domain/review/milestones.ts'
import { sparedOf } from '../../lambdas/applying/spared.ts'
import { newCycle, newCycleItem, writeReviewState } from '../../lambdas/aws/cycles.ts'
import { transact } from '../../lambdas/aws/dynamo.ts'
import { withTables } from '../aws/tables.ts'
import { checkIn, company } from '../domain/review/a-company.ts'

withTables()

test('what the newest cycle of a review does not ask somebody about, and since when; nothing of others, nothing that is asked', async () => {
  const plan = company()
  const review = plan.reviews![0]!
  const id = `${review.id}@2026-03-02`
  const all = itemsOf(plan, review, milestonesOf(plan, new Map()), '2026-03-02')
  const person = all[0]!.owner
  const own = all.filter(({ owner }) => owner === person)
  const answeredAt = '2026-03-01T09:00:00Z'
  const items = own.map(
    ({ item, name, owner }, i): CycleItem => ({
      ...{ cycle: id, item, name, owner, unowned: false, revision: 1 },
      state: i === 0 ? 'carried' : 'waiting',
      ...(i === 0 ? { checkIn: checkIn(item, answeredAt) } : {}),
      facts: { commitments: [], moreCommitments: 0, decisions: [], moreDecisions: 0 },
    }),
  )
  const cycle: Cycle = {
    ...{ id, review: review.id, name: review.name, date: '2026-03-02', heldOn: '2026-03-02', chair: review.chair },
    ...{ planVersion: 1, missed: [], state: 'open', items: items.length, chunks: 1, waiting: 0, revision: 1 },
    ...{ opensAt: '2026-03-02T06:00:00Z', closesAt: '2026-03-04T17:00:00Z' },
  }
  const state = { review: review.id, since: answeredAt, lastCycle: id, withoutDecisions: 0, revision: 1 }
  const written = [newCycle(cycle, cycle.opensAt), writeReviewState(undefined, state), ...items.map(newCycleItem)]
  expect(await transact(written)).toEqual([])
  expect(await sparedOf(plan, person)).toEqual([
    { review: review.name, heldOn: '2026-03-02', name: own[0]!.name, answeredAt },
  ])
  expect(await sparedOf(plan, 'nobody')).toEqual([])
})
