/** What is said of a series that is not on track while nobody is asked about it. */
import { describe, expect, test } from 'vitest'
import type { Checkpoint, TriggerStanding } from '../../domain/checkpoint.ts'
import type { Inhibition } from '../../domain/inhibition.ts'
import { parseInstant } from '../../domain/instant.ts'
import { CycleItem } from '../../domain/review/cycle.ts'
import type { ItemFacts } from '../../domain/review/facts.ts'
import type { KpiStatus } from '../../domain/review/item.ts'
import { packOf } from '../../domain/review/pack.ts'
import { Pack } from '../../domain/review/pack-record.ts'
import { unaskedOf } from '../../domain/review/unasked.ts'
import { unaskedBecause } from '../../domain/unasked.ts'
import { openedDecision, organisation } from './ask-organisation.ts'
import { checkIn } from './review/a-company.ts'

const TRIGGERS = [
  { id: 'silent', kind: 'freshness' },
  { id: 'able', kind: 'capability' },
  { id: 'low', kind: 'threshold' },
  { id: 'slow', kind: 'pace' },
] as const

type Stands = Pick<Checkpoint, 'head' | 'announced'>
const firing = (inhibited?: Inhibition): TriggerStanding => ({ state: 'firing', ...(inhibited ? { inhibited } : {}) })
const told = { episode: { id: 'e', first: 1, last: 2, level: 'red' as const, points: '' } }
const stands = (
  status: Checkpoint['head']['status'],
  triggers: Record<string, TriggerStanding>,
  announced: Stands['announced'] = {},
): Stands => ({ head: { through: 2, status, triggers }, announced })

const known = (until: string): Inhibition => ({ why: 'silenced', because: 'Known', until: parseInstant(until) })
const late = known('2026-04-01T00:00:00Z')
const soon = known('2026-03-10T00:00:00Z')
const stale: Inhibition = { why: 'stale' }

describe('why nobody is asked', () => {
  test.each<[string, Stands, object | undefined]>([
    ['nothing fires', stands('at-risk', { low: { state: 'pending' } }), undefined],
    ['it fires and is asked about', stands('off-track', { low: firing() }, { low: told }), undefined],
    ['it is on track, whatever a forecast says', stands('on-track', { slow: firing(late) }), undefined],
    ['silenced', stands('at-risk', { low: firing(late) }), { why: 'silenced', until: '2026-04-01T00:00:00Z' }],
    [
      'one trigger is silenced, another asks',
      stands('at-risk', { low: firing(late), slow: firing() }, { slow: told }),
      undefined,
    ],
    [
      'its steward is asked for the figures: that is not about its values',
      stands('stale', { silent: firing(), low: firing(stale) }, { silent: told }),
      { why: 'stale' },
    ],
    [
      'its steward is not asked either: the silence says why',
      stands('stale', { silent: firing(late), low: firing(stale) }),
      { why: 'silenced' },
    ],
    [
      'of two silences the first to end',
      stands('at-risk', { low: firing(late), slow: firing(soon) }),
      { until: '2026-03-10T00:00:00Z' },
    ],
    [
      'what is asked elsewhere before what it lacks itself',
      stands('off-track', { low: firing({ why: 'incapable' }), slow: firing({ why: 'driver', by: 'D-1' }) }),
      { why: 'driver', by: 'D-1' },
    ],
    [
      'its trigger came and went too often, which was asked about',
      stands('at-risk', { low: firing(late) }, { low: { flap: 'f' } }),
      undefined,
    ],
  ])('%s', (_, checkpoint, reason) => {
    const found = unaskedBecause(checkpoint, TRIGGERS)
    if (reason === undefined) expect(found).toBeUndefined()
    else expect(found).toMatchObject(reason)
  })
})

describe('who is asked instead', () => {
  const decision = openedDecision(organisation())
  const elsewhere = { ...decision, id: 'D-other', decider: 'boss' }
  const driven = stands('off-track', { low: firing({ why: 'driver', by: 'D-other' }) })

  test('the decision its reason names; without it only the reason is said', () => {
    expect(unaskedOf(driven, TRIGGERS, [decision, elsewhere])).toMatchObject({
      why: 'driver',
      status: 'off-track',
      instead: { decider: 'boss', question: decision.question },
    })
    expect(unaskedOf(driven, TRIGGERS, [decision])).toEqual({ why: 'driver', status: 'off-track' })
  })

  test('for missing data the one about missing data; for a silence nobody', () => {
    const silent = { ...decision, kind: 'freshness' as const, decider: 'sue' }
    const missing = stands('stale', { silent: firing(), low: firing(stale) }, { silent: told })
    expect(unaskedOf(missing, TRIGGERS, [decision, silent])?.instead).toMatchObject({ decider: 'sue' })
    expect(unaskedOf(stands('at-risk', { low: firing(late) }), TRIGGERS, [decision])?.instead).toBeUndefined()
  })
})

describe('in a pack', () => {
  const item = (says: 'on-track' | 'at-risk', until: string, status: KpiStatus = 'at-risk') => {
    const unasked = { why: 'silenced', because: 'Known', until, status }
    const kpi = { unit: '%', decimals: 1, direction: 'up', period: '2026-W09', value: 1, target: 2, status, points: [] }
    const facts = { kpi: { ...kpi, unasked }, commitments: [], moreCommitments: 0, decisions: [], moreDecisions: 0 }
    const said = checkIn('kpi:leads', '2026-03-03T09:00:00Z', { status: says })
    const about = { item: 'kpi:leads', name: 'Leads', owner: 'anna', unowned: false, facts: facts as ItemFacts }
    return CycleItem.parse({ cycle: 'w@2026-03-02', ...about, state: 'answered', checkIn: said, revision: 1 })
  }
  const packed = (one: CycleItem) =>
    Pack.parse(packOf({ cycle: 'w@2026-03-02', closedAt: '2026-03-04T17:00:00Z', items: [one], settled: [], late: [] }))

  test('the line of an item says it, until its reason is over', () => {
    expect(packed(item('at-risk', '2026-03-04T17:00:01Z')).atRisk.first[0]!.unasked?.because).toBe('Known')
    expect(packed(item('at-risk', '2026-03-04T17:00:00Z')).atRisk.first[0]!.unasked).toBeUndefined()
  })

  test('an item that only its owner sees on track is listed for it; one that nobody holds back is not', () => {
    expect(packed(item('on-track', '2026-03-09T00:00:00Z')).unasked?.first).toMatchObject([{ item: 'kpi:leads' }])
    expect(packed(item('on-track', '2026-03-04T00:00:00Z')).unasked?.first).toEqual([])
    expect(packed(item('at-risk', '2026-03-09T00:00:00Z')).unasked?.first).toEqual([])
  })

  test('a pack of an earlier release is read', () => {
    const { unasked: _, ...old } = packed(item('at-risk', '2026-03-09T00:00:00Z'))
    expect(() => Pack.parse(old)).not.toThrow()
  })
})
