import { describe, expect, it } from 'vitest'
import { parseInstant } from '../../../domain/instant.ts'
import { CHECK_IN_LIMITS } from '../../../domain/review/check-in.ts'
import type { Commitment } from '../../../domain/review/commitment.ts'
import { CycleItem } from '../../../domain/review/cycle.ts'
import { FACT_LIMITS } from '../../../domain/review/facts.ts'
import { itemsOf } from '../../../domain/review/items.ts'
import { milestonesOf } from '../../../domain/review/milestones.ts'
import { enterCycle, type Known, Snapshot, takeSnapshot } from '../../../domain/review/snapshot.ts'
import { openedDecision, organisation } from '../ask-organisation.ts'
import { checkIn, company } from './a-company.ts'

const plan = company()
const CYCLE = 'weekly@2026-03-02'
const AT = '2026-03-02T09:00:00Z'
const milestones = milestonesOf(plan, new Map())
const items = itemsOf(plan, {}, milestones, '2026-03-02')
const nothing: Known = {
  reading: () => undefined,
  last: () => undefined,
  commitments: () => [],
  decisions: () => [],
  milestones,
}
const take = (known: Partial<Known>) => takeSnapshot(CYCLE, items, { ...nothing, ...known }, AT)
const factsOf = (snapshot: Snapshot, item: string) => snapshot.items.find((one) => one.item === item)!.facts
const commitment = (id: string, by: string, state: Commitment['state'] = 'open'): Commitment => ({
  id,
  item: 'kpi:leads',
  person: 'anna',
  text: 'Call them',
  by,
  madeAt: AT,
  moves: 0,
  state,
  revision: 1,
})

describe('what is frozen', () => {
  it('of a company that has said nothing yet: every item, and where its milestones stand', () => {
    const snapshot = Snapshot.parse(take({}))
    expect(snapshot.items.map((one) => one.item)).toEqual(items.map((one) => one.item))
    expect(factsOf(snapshot, 'milestone:pilot').milestone).toEqual({
      due: '2026-02-20',
      moved: 0,
      dependants: [
        { id: 'launch', name: 'Launch', due: '2026-03-20' },
        { id: 'abroad', name: 'Abroad', due: '2026-09-01' },
      ],
      moreDependants: 0,
    })
    expect(factsOf(snapshot, 'kpi:leads')).toEqual({
      commitments: [],
      moreCommitments: 0,
      decisions: [],
      moreDecisions: 0,
    })
  })

  it('only what still waits, the soonest first, and how many more there are', () => {
    const open = ['2026-03-09', '2026-03-05', '2026-03-07', '2026-03-08', '2026-03-06', '2026-03-10', '2026-03-11']
    const snapshot = take({
      commitments: (item) =>
        item === 'kpi:leads'
          ? [commitment('C-kept', '2026-03-01', 'kept'), ...open.map((by) => commitment(`C-${by}`, by))]
          : [],
    })
    const facts = factsOf(snapshot, 'kpi:leads')
    expect(facts.commitments.map((one) => one.by)).toEqual([...open].sort().slice(0, 5))
    expect(facts.moreCommitments).toBe(2)
  })

  it('decisions that nobody has taken, of the series they are about', () => {
    const decision = openedDecision(organisation())
    const closed = { ...decision, id: 'D-2', state: 'closed' as const }
    const snapshot = take({ decisions: (series) => (series === 'leads' ? [closed, decision] : []) })
    expect(factsOf(snapshot, 'kpi:leads').decisions.map((one) => one.id)).toEqual([decision.id])
    expect(factsOf(snapshot, 'kpi:returns').decisions).toEqual([])
  })

  it('however much there is, an item stays under 64 kB', () => {
    const long = (n: number) => '語'.repeat(n)
    const last = checkIn('kpi:leads', AT, {
      changed: long(CHECK_IN_LIMITS.changed),
      cause: long(CHECK_IN_LIMITS.cause),
      wayBack: long(CHECK_IN_LIMITS.wayBack),
      reason: long(CHECK_IN_LIMITS.reason),
      blockers: Array.from({ length: 5 }, () => ({ text: long(CHECK_IN_LIMITS.blocker), with: 'bert' })),
      nextStep: { text: long(CHECK_IN_LIMITS.nextStep), by: '2026-03-09' },
    })
    const point = { period: '2026-W01', value: 93.123456, target: 95, status: 'at-risk' as const }
    const decision = { ...openedDecision(organisation()), question: long(200) }
    const snapshot = take({
      last: () => last,
      reading: () => ({ unit: '%', decimals: 6, direction: 'up', ...point, points: Array(500).fill(point) }),
      commitments: () => Array(500).fill({ ...commitment('C-1', '2026-03-09'), text: long(300), note: long(1000) }),
      decisions: () => Array(500).fill(decision),
    })
    expect(() => Snapshot.parse(snapshot)).not.toThrow()
    const facts = factsOf(snapshot, 'kpi:leads')
    expect(facts.kpi?.points).toHaveLength(FACT_LIMITS.points)
    expect(Buffer.byteLength(JSON.stringify(facts))).toBeLessThan(64_000)
  })
})

describe('how an item enters a cycle', () => {
  it.each([
    ['nothing said yet', undefined, 'waiting'],
    ['said three days before to the minute', '2026-02-27T09:00:00Z', 'carried'],
    ['said a second earlier', '2026-02-27T08:59:59Z', 'waiting'],
    ['said this morning', '2026-03-02T08:00:00Z', 'carried'],
  ])('%s', (_, at, state) => {
    const said = at === undefined ? undefined : checkIn('kpi:leads', at)
    const frozen = take({ last: (item) => (item === 'kpi:leads' ? said : undefined) })
    const item = enterCycle(CYCLE, frozen.items.find((one) => one.item === 'kpi:leads')!, parseInstant(AT))
    expect(CycleItem.parse(item)).toMatchObject({ cycle: CYCLE, owner: 'anna', state, revision: 1 })
    expect(item.checkIn).toEqual(state === 'carried' ? said : undefined)
  })
})
