import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { CheckInAsk } from '../../domain/ask.ts'
import { ended, passedAsk } from '../../domain/ask-opening.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import type { Cycle } from '../../domain/review/cycle.ts'
import { changeAsk, newAsk } from '../../lambdas/aws/asks.ts'
import { transact } from '../../lambdas/aws/dynamo.ts'
import { readBefore, waitingAbout } from '../../lambdas/reviewing/waiting.ts'
import { withTables } from '../aws/tables.ts'
import { reviewAsks } from './a-review.ts'
import { smallPlan } from './small-plan.ts'

withTables()
vi.spyOn(console, 'info').mockReturnValue()
const plan = smallPlan()
const DAY = 86_400_000
const start = parseInstant('2026-03-02T08:00:00Z')
let count = 0
let item = ''
beforeEach(() => {
  count += 1
  item = `kpi:four-hour#org=W${count}`
})

const asked = () => reviewAsks(plan, { review: `weekly-${count}`, date: '2026-03-02', item }, start)

/** Owen's question went to Maria, who stood in, and waits with her ever since. */
async function passedOn(ask: CheckInAsk): Promise<CheckInAsk> {
  const copy = passedAsk(plan, ask, { to: { person: 'maria', role: 'manager' }, how: 'hand-on' }, start) as CheckInAsk
  const after = ended({ ...ask, asked: [...ask.asked, 'maria'] }, { state: 'handed-on', epoch: 2 }, start)
  expect(await transact([changeAsk(ask, after), newAsk(copy)])).toEqual([])
  return copy
}

/** What a cycle finds that opens `days` later, after `previous` of its review. */
async function found(days: number, previous?: Cycle) {
  const now = start + days * DAY
  const before = await readBefore({ previous: previous?.id } as Cycle, [item], now)
  const { waiting } = await waitingAbout('owen', [item], before)
  return { since: before.since, lead: waiting.get(item)?.lead.id }
}

describe('a question that waits when a review asks about its item', () => {
  test('with its owner is found', async () => {
    const { ask } = await asked()
    expect(await found(7)).toMatchObject({ lead: ask.id })
  })

  test.each([2, 40, 200])('elsewhere for %i days is found by a review that never asked about it', async (days) => {
    const copy = await passedOn((await asked()).ask)
    expect(await found(days)).toMatchObject({ lead: copy.id })
  })

  test('elsewhere is found through the cycle before, which has joined it, however long ago it was passed on', async () => {
    const { ask, cycle } = await asked()
    const copy = await passedOn(ask)
    expect(await found(40, cycle)).toEqual({ since: cycle.opensAt, lead: copy.id })
  })

  test('elsewhere is found where the cycle before asked about other items only', async () => {
    const copy = await passedOn((await asked()).ask)
    const other = `kpi:four-hour#org=V${count}`
    const later = start + 35 * DAY
    const { cycle } = await reviewAsks(plan, { review: `monthly-${count}`, date: '2026-04-06', item: other }, later)
    expect(await found(40, cycle)).toEqual({ since: formatInstant(start - 360 * DAY), lead: copy.id })
  })

  test('and was answered is not found', async () => {
    const { ask } = await asked()
    await transact([changeAsk(ask, ended(ask, { state: 'answered' }, start))])
    expect((await found(7)).lead).toBeUndefined()
  })
})
