/** The promise of the fold: however the same facts arrive, it comes to the same state, and tells nothing twice. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Effect } from '../../domain/effect.ts'
import { foldSeries } from '../../domain/fold.ts'
import type { Slot } from '../../domain/observation-view.ts'
import { parsePeriod } from '../../domain/period.ts'
import { definitionOf, planText, SeriesStore, trigger } from './a-series.ts'

const DAY = 86_400_000
const triggers =
  trigger('low', 'threshold', 'level: amber') +
  trigger('red', 'threshold', 'requireFinal: true') +
  trigger('silent', 'freshness') +
  trigger('slow', 'pace', 'window: quarter\n        yearBegins: 2') +
  trigger('drop', 'change', 'by: 10\n        floor: 1\n        against: last-year') +
  trigger('both', 'composite', 'any: [low, odd]\n        none: [silent]') +
  trigger('odd', 'control-chart', 'opensDecision: false') +
  trigger('ahead', 'forecast', 'window: quarter')
const kpi = (cadence: string, target: string) => `cadence: ${cadence}\ntarget: ${target}\nbands: { amber: 5, red: 10 }`
const summed = (text: string) => text.replace('aggregation: last', 'aggregation: sum')
/** What the second version of the plan has besides: its past begins in the middle of the series. */
const added =
  trigger('able', 'capability') +
  trigger('strange', 'control-chart', 'side: both\n        rules: making-data-count\n        classic: true') +
  trigger('later', 'forecast') +
  trigger('year', 'pace') +
  trigger('fall', 'change', 'by: 5\n        floor: 1\n        requireFinal: false')

const shapes = [
  { cadence: 'daily', first: '2016-04-01', target: '100' },
  { cadence: 'weekly', first: '2016-W14', target: '100' },
  { cadence: 'monthly', first: '2016-04', target: '{ lastYear: { plus: 1 } }' },
] as const
const worlds = shapes.map((shape) => ({
  first: parsePeriod(shape.cadence, shape.first),
  days: { daily: 1, weekly: 7, monthly: 30.5 }[shape.cadence],
  definitions: [
    definitionOf(summed(planText(kpi(shape.cadence, shape.target), triggers)), '2016-04-01T00:00:00Z', 1),
    definitionOf(
      summed(planText(kpi(shape.cadence, shape.target).replace('amber: 5', 'amber: 3'), triggers + added)),
      '2016-06-03T00:00:00Z',
      2,
    ),
  ],
}))

/** A posting: slot offset, value or retraction, status, days after the period began at which it arrives. */
interface Posting {
  offset: number
  value: number | null
  final: boolean
}

const posting = fc.record({
  offset: fc.nat({ max: 69 }),
  value: fc.option(fc.constantFrom(80, 88, 93, 94, 96, 97, 100, 110), { freq: 6 }),
  final: fc.boolean(),
})
/** Batches of postings, each with the days that pass after it. */
const history = fc.array(fc.record({ postings: fc.array(posting, { maxLength: 12 }), days: fc.nat({ max: 40 }) }), {
  maxLength: 14,
})

const asChange = (first: number, { offset, value, final }: Posting) => {
  const index = first + offset
  const slot: Slot | undefined = value === null ? undefined : { index, value, final }
  return { index, slot }
}

test.each(worlds.map((world, i) => [shapes[i]!.cadence, world] as const))(
  'live = replay for %s series: late, early, corrected, retracted, in any batches',
  (_, world) => {
    fc.assert(
      fc.property(history, (batches) => {
        const store = new SeriesStore()
        let now = Date.UTC(2016, 3, 2)
        for (const { postings, days } of batches) {
          store.fold(
            world.definitions,
            now,
            postings.map((p) => asChange(world.first, p)),
          )
          now += days * DAY * world.days
        }
        store.fold(world.definitions, now)
        const replay = foldSeries({ slots: [...store.slots.values()], definitions: world.definitions, now })
        expect(store.checkpoint!.base).toEqual(replay.checkpoint.base)
        expect(store.checkpoint!.wakeAt).toBe(replay.checkpoint.wakeAt)
        expect(store.checkpoint!.head.status).toBe(replay.checkpoint.head.status)
        const states = (c: typeof replay.checkpoint) =>
          Object.entries(c.head.triggers).map(([id, t]) => [id, t.state, t.level])
        expect(states(store.checkpoint!)).toEqual(states(replay.checkpoint))
        const kept = new Map(replay.kept.map((state) => [state.through, state]))
        for (const [through, state] of store.kept) expect(state).toEqual(kept.get(through))
      }),
      { numRuns: 60 },
    )
  },
)

test('the order and number of deliveries do not matter: shuffled, doubled, in one batch or many', () => {
  const world = worlds[1]!
  fc.assert(
    fc.property(
      fc.uniqueArray(posting, { selector: (p) => p.offset, maxLength: 40 }),
      fc.infiniteStream(fc.nat()),
      fc.nat({ max: 600 }),
      (postings, seeds, days) => {
        const now = Date.UTC(2016, 3, 20) + days * DAY
        const ordered = [...postings].sort((a, b) => a.offset - b.offset)
        const shuffled = [...postings, ...postings]
          .map((p) => ({ p, key: seeds.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ p }) => p)
        const one = new SeriesStore()
        one.fold(
          world.definitions,
          now,
          ordered.map((p) => asChange(world.first, p)),
        )
        const many = new SeriesStore()
        for (const p of shuffled) many.fold(world.definitions, now, [asChange(world.first, p)])
        if (one.checkpoint && many.checkpoint) {
          expect(many.checkpoint.base).toEqual(one.checkpoint.base)
          expect(many.checkpoint.wakeAt).toBe(one.checkpoint.wakeAt)
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('looking more often changes no state and tells the same once', () => {
  const world = worlds[2]!
  const values = fc.array(fc.constantFrom(null, 80, 94, 97, 100), { minLength: 13, maxLength: 40 })
  const postAll = (vs: (number | null)[], looks: number[]) => {
    const store = new SeriesStore()
    const effects: Effect[] = []
    for (const [i, value] of vs.entries()) {
      const now = Date.UTC(2016, 4 + i, 14)
      const change = value === null ? [] : [asChange(world.first, { offset: i, value, final: true })]
      effects.push(...store.fold(world.definitions, now, change).effects)
      for (const look of looks) effects.push(...store.fold(world.definitions, now + look * DAY).effects)
    }
    return { store, effects }
  }
  fc.assert(
    fc.property(values, (vs) => {
      const seldom = postAll(vs, [])
      const often = postAll(vs, [0, 0.5, 1, 2])
      expect(often.effects).toEqual(seldom.effects)
      expect(often.store.checkpoint).toEqual(seldom.store.checkpoint)
    }),
    { numRuns: 40 },
  )
})

test('what is told makes sense: an end only of what was opened, never two episodes of a trigger at once', () => {
  const world = worlds[1]!
  fc.assert(
    fc.property(history, (batches) => {
      const store = new SeriesStore()
      const open = new Map<string, string>()
      const flaps = new Set<string>()
      let now = Date.UTC(2016, 3, 2)
      for (const { postings, days } of batches) {
        const { effects, checkpoint } = store.fold(
          world.definitions,
          now,
          postings.map((p) => asChange(world.first, p)),
        )
        for (const effect of effects) {
          if (effect.kind === 'flap') {
            flaps.add(effect.trigger)
            continue
          }
          if (effect.kind === 'flap-ended') {
            expect(flaps.delete(effect.trigger)).toBe(true)
            continue
          }
          const { trigger: id, episodeId } = effect
          if (effect.kind === 'episode-opened') {
            expect(open.has(id)).toBe(false)
            expect(checkpoint.head.triggers[id]?.state).toBe('firing')
            open.set(id, episodeId)
          } else {
            expect(open.get(id)).toBe(episodeId)
            if (effect.kind === 'episode-ended') open.delete(id)
            if (effect.kind === 'episode-restated' && effect.change === 'withdrawn') open.delete(id)
          }
        }
        now += days * DAY * world.days
      }
    }),
    { numRuns: 60 },
  )
})
