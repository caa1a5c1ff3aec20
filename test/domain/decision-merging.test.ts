import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Decision } from '../../domain/decision.ts'
import { acknowledge } from '../../domain/decision-answering.ts'
import { isRefused, OPEN_STATES } from '../../domain/decision-change.ts'
import { coveredIn, endEpisode, fireAgain, MAX_COVERED, merge, placesOf } from '../../domain/decision-merging.ts'
import { canMerge, MOST_TOGETHER, togetherWith } from '../../domain/decision-together.ts'
import { DAY, openedDecision, organisation, START } from './ask-organisation.ts'

const plan = organisation()
const by = { by: 'chief', via: 'command' as const }

/** Decisions of as many triggers, each with an episode of its own. */
const some = (count: number): Decision[] =>
  Array.from({ length: count }, (_, i) => ({
    ...openedDecision(plan, START, { episode: `e${i}` }),
    id: `D-${i}`,
    trigger: `t${i}`,
  }))

type Step = { do: 'merge' | 'end' | 'again' | 'take-up'; a: number; b: number }
const steps = fc.array(
  fc.record({
    do: fc.constantFrom('merge' as const, 'end' as const, 'again' as const, 'take-up' as const),
    a: fc.nat(5),
    b: fc.nat(5),
  }),
  { maxLength: 30 },
)

/** What goes on: episodes that have not ended, by trigger. */
function play(list: Step[], look: (all: Decision[], running: Set<string>) => void): void {
  const all = some(6)
  const running = new Map(all.map(({ trigger, episode }) => [trigger, episode]))
  let fired = 6
  const holderOf = (trigger: string) =>
    all.findIndex((one) => OPEN_STATES.includes(one.state) && placesOf(one).some((place) => place.trigger === trigger))
  list.forEach((step, i) => {
    const now = START + i * DAY
    const trigger = `t${step.a}`
    const at = holderOf(trigger)
    if (step.do === 'merge') {
      const both = merge(all[step.a]!, all[step.b]!, { ...by, why: 'one cause' }, now)
      if (!isRefused(both)) [all[step.a], all[step.b]] = [both.from.decision, both.into.decision]
    }
    if (step.do === 'take-up') {
      const taken = acknowledge(all[step.a]!, by, now)
      if (!isRefused(taken)) all[step.a] = taken.decision
    }
    const episode = running.get(trigger)
    if (step.do === 'end' && episode !== undefined) {
      running.delete(trigger)
      const covered = at < 0 ? undefined : coveredIn(all[at]!, { episode })
      const ended = covered && endEpisode(all[at]!, covered, 'recovered', now)
      if (ended && !isRefused(ended)) all[at] = ended.decision
    }
    if (step.do === 'again' && episode === undefined && at >= 0) {
      const next = `e${fired++}`
      running.set(trigger, next)
      const again = fireAgain(all[at]!, { trigger, series: all[at]!.series, episode: next }, now)
      if (again) all[at] = again.decision
    }
    look(all, new Set(running.keys()))
  })
}

describe('whatever is merged, ends and fires again', () => {
  it('each trigger’s place is held by one open decision at most', () => {
    fc.assert(
      fc.property(steps, (list) =>
        play(list, (all) => {
          const held = all.filter(({ state }) => OPEN_STATES.includes(state)).flatMap(placesOf)
          expect(new Set(held.map(({ trigger }) => trigger)).size).toBe(held.length)
        }),
      ),
      { numRuns: 100 },
    )
  })

  it('a question whose episode goes on is never taken back: some open decision stands for it', () => {
    fc.assert(
      fc.property(steps, (list) =>
        play(list, (all, running) => {
          const held = new Set(
            all
              .filter(({ state }) => OPEN_STATES.includes(state))
              .flatMap(placesOf)
              .map((p) => p.trigger),
          )
          for (const trigger of running) expect(held).toContain(trigger)
        }),
      ),
      { numRuns: 100 },
    )
  })

  it('a page offers exactly what the rules would merge, of what is still to be decided', () => {
    fc.assert(
      fc.property(steps, (list) =>
        play(list, (all) => {
          for (const from of all)
            for (const into of all) {
              const done = merge(from, into, { ...by, why: 'one cause' }, START)
              expect(canMerge(from, into)).toBe(!isRefused(done))
              const waits = into.state === 'open' || into.state === 'acknowledged'
              expect(togetherWith(from, [into])).toEqual(waits && !isRefused(done) ? [into] : [])
            }
        }),
      ),
      { numRuns: 10 },
    )
  })

  it('who was merged points to one that was there, and never to itself', () => {
    fc.assert(
      fc.property(steps, (list) =>
        play(list, (all) => {
          for (const { id, merger } of all.filter(({ state }) => state === 'merged')) {
            expect(merger!.into).not.toBe(id)
            expect(all.some((one) => one.id === merger!.into)).toBe(true)
          }
        }),
      ),
      { numRuns: 50 },
    )
  })
})

it('the graver counts, deadlines and decider stay those of the one that goes on', () => {
  const into = openedDecision(plan, START, { severity: 'S3', episode: 'e1' })
  const from = openedDecision(plan, START + 5 * DAY, { severity: 'S1', episode: 'e2', decider: 'deputy' })
  const both = merge(from, into, { ...by, why: 'one cause' }, START + 6 * DAY)
  if (isRefused(both)) throw new Error(both.code)
  const { severity, decideBy, decider, fallbackAt } = both.into.decision
  expect([severity, decideBy, decider, fallbackAt]).toEqual(['S1', into.decideBy, into.decider, into.fallbackAt])
})

it('stands for at most twenty', () => {
  const full = { ...some(1)[0]!, covers: some(MAX_COVERED).flatMap(placesOf) }
  const one = openedDecision(plan, START, { episode: 'e99' })
  expect(merge(one, full, { ...by, why: 'one cause' }, START)).toMatchObject({ code: 'too-many' })
})

it('offered first: the same KPI elsewhere, then the same place, then what is due first; not more than fit a page', () => {
  const at = (id: string, kpi: string, seriesLabel: string, decideBy: string): Decision => {
    const one = openedDecision(plan, START, { episode: id })
    return { ...one, id, kpi, decideBy, evidence: { ...one.evidence, seriesLabel } }
  }
  const from = at('D-from', 'waits', 'Leeds', '2016-05-20T16:00:00Z')
  const others = [
    at('D-far', 'cost', 'York', '2016-05-10T16:00:00Z'),
    at('D-late', 'cost', 'York', '2016-05-30T16:00:00Z'),
    at('D-place', 'cost', 'Leeds', '2016-05-30T16:00:00Z'),
    at('D-kpi', 'waits', 'York', '2016-05-30T16:00:00Z'),
    { ...at('D-decided', 'waits', 'Leeds', '2016-05-10T16:00:00Z'), state: 'decided' as const },
  ]
  expect(togetherWith(from, [from, ...others]).map(({ id }) => id)).toEqual(['D-kpi', 'D-place', 'D-far', 'D-late'])
  const many = Array.from({ length: 40 }, (_, i) => at(`D-${i}`, 'waits', '', '2016-05-10T16:00:00Z'))
  expect(togetherWith(from, many)).toHaveLength(MOST_TOGETHER)
})
