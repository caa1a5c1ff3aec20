/** Whatever holds triggers back, and whenever it ends: what is true then is asked, once, and nothing that is over. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Checkpoint } from '../../domain/checkpoint.ts'
import type { Effect } from '../../domain/effect.ts'
import { foldSeries } from '../../domain/fold.ts'
import type { Inhibitions } from '../../domain/inhibition.ts'
import { definitionOf, monthly, planText, trigger } from './a-series.ts'

const IDS = ['low', 'drop', 'odd', 'both'] as const
const triggers =
  trigger('low', 'threshold', 'level: amber') +
  trigger('drop', 'change', 'by: 5\n        floor: 1\n        against: previous') +
  trigger('odd', 'control-chart') +
  trigger('both', 'composite', 'any: [low, odd]')
const kpi = 'cadence: monthly\ndecimals: 0\ntarget: 100\nbands: { amber: 5, red: 10 }'
const definition = definitionOf(planText(kpi, triggers), '2010-01-01T00:00:00Z')

const month = fc.record({
  value: fc.option(fc.constantFrom(80, 88, 94, 97, 100, 104), { freq: 8 }),
  held: fc.subarray([...IDS]),
  /** How often it is looked at before the next month. */
  looks: fc.integer({ min: 1, max: 3 }),
})
type Month = typeof month extends fc.Arbitrary<infer T> ? T : never

const known = { why: 'silenced', because: 'known', until: Date.UTC(2100, 0, 1) } as const
const heldBack = (ids: readonly string[]): Inhibitions => Object.fromEntries(ids.map((id) => [id, known]))

/** Lives through the months; at the end nothing holds anything back any more. */
const live = (months: readonly Month[]) => {
  const values = months.map(({ value }) => value)
  const effects: (Effect & { held: readonly string[] })[] = []
  let latest: Checkpoint | undefined
  const look = (through: number, held: readonly string[], day: number) => {
    const slots = monthly('2010-01', values.slice(0, through))
    const now = Date.UTC(2010, through, 14 + day)
    const input = { base: latest?.base, latest, slots, definitions: [definition], now }
    const folded = foldSeries({ ...input, inhibitions: heldBack(held) })
    effects.push(...folded.effects.map((effect) => ({ ...effect, held })))
    latest = JSON.parse(JSON.stringify(folded.checkpoint)) as Checkpoint
  }
  for (const [i, { held, looks }] of months.entries()) for (let n = 0; n < looks; n++) look(i + 1, held, n)
  look(months.length, [], 5)
  return { effects, checkpoint: latest! }
}

test('what was held back and still fires is asked at the end, whatever was held back before; nothing else is, and nothing twice', () => {
  fc.assert(
    fc.property(fc.array(month, { minLength: 6, maxLength: 40 }), (months) => {
      const { effects, checkpoint } = live(months)
      for (const id of IDS) {
        const own = effects.filter((effect) => effect.trigger === id)
        const opened = own.flatMap((effect) => (effect.kind === 'episode-opened' ? [effect] : []))
        expect(opened.filter(({ held }) => held.includes(id))).toEqual([])
        expect(new Set(opened.map(({ episodeId }) => episodeId)).size).toBe(opened.length)
        const { episode, machines } = checkpoint.base.triggers[id]!
        const firing = Object.values(machines).some(({ state }) => state === 'firing')
        const told = checkpoint.announced[id]
        if (firing) expect(told?.episode ?? told?.flap).toBeDefined()
        if (!episode) expect(told?.episode).toBeUndefined()
        expect(checkpoint.head.triggers[id]!.inhibited).toBeUndefined()
      }
    }),
    { numRuns: 40 },
  )
})

test('holding back changes no state of the fold, only what is said', () => {
  fc.assert(
    fc.property(fc.array(month, { minLength: 6, maxLength: 40 }), (months) => {
      const free = live(months.map((one) => ({ ...one, held: [] })))
      expect(live(months).checkpoint.base).toEqual(free.checkpoint.base)
    }),
    { numRuns: 20 },
  )
})
