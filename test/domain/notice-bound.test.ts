/** The bound of docs/decision-life.md on what is said about an episode that does not change. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_SNOOZES } from '../../domain/ask-defer.ts'
import { formatDay } from '../../domain/civil.ts'
import { escalationOrder, STAND_IN_ORDER } from '../../domain/escalation-order.ts'
import { wallOf } from '../../domain/zone.ts'
import { DAY, openedDecision, organisation, START } from './ask-organisation.ts'
import { World } from './mail-world.ts'

const ALL = ['owner', 'deputy', 'chief', 'director', 'loner', 'desk']
const dayText = (n: number) => formatDay(wallOf(START + n * DAY, 'Europe/London').day)

const away = fc.record({ from: fc.nat(40), length: fc.nat(12) }).map(({ from, length }) => ({
  from: dayText(from),
  to: dayText(from + length),
}))
const lives = fc.record({
  absences: fc.tuple(...ALL.map(() => fc.array(away, { maxLength: 2 }))),
  unreachable: fc.subarray(['deputy', 'chief', 'director']),
  severity: fc.constantFrom('S1' as const, 'S2' as const, 'S3' as const, 'S4' as const),
  decider: fc.constantFrom('owner', 'loner', 'chief', 'desk'),
  snoozes: fc.array(fc.integer({ min: 1, max: 14 }), { maxLength: 12 }),
})
type Life = typeof lives extends fc.Arbitrary<infer T> ? T : never

/** A decision that is never taken, and the ask to carry its fallback out: a year of it. */
const live = ({ absences, unreachable, severity, decider, snoozes }: Life, silent: boolean): World => {
  const plan = organisation(Object.fromEntries(ALL.map((id, i) => [id, { absences: absences[i] }])))
  let turn = 0
  const putOff = (at: number) => {
    const days = snoozes[turn++]
    if (days === undefined) return undefined
    return { action: 'snooze' as const, until: formatDay(wallOf(at, 'Europe/London').day + days) }
  }
  const world = new World(plan, (_ask, at) => (silent ? undefined : putOff(at)))
  world.states = unreachable.map((person) => ({ person, unreachable: { since: '2016-05-01T00:00:00Z', because: 'b' } }))
  world.open(openedDecision(plan, START, { severity, decider }), 'decide', START)
  world.run(START + 365 * DAY)
  return world
}

/** People one question can come to without anybody naming them: who is asked first, who stands in, the chain. */
const PEOPLE = 1 + new Set([...STAND_IN_ORDER, ...escalationOrder(['deputy', 'accountable', 'desk'])]).size

/** What was said of each kind of question: in mails (asked, reminded, escalated), and in lines to managers. */
const said = (world: World) => {
  const mentions = world.sent.flatMap(({ person, plan }) =>
    plan
      .mail!.entries.filter(({ how }) => how !== 'still-open')
      .map(({ ask }) => ({ person, ask, kind: world.asks.get(ask)!.kind })),
  )
  const lines = [...world.notes.values()].filter(({ mail }) => mail !== undefined)
  return { mentions, lines }
}

describe('an episode that does not change', () => {
  it('nobody answers: each question is mentioned at most twice to each of at most five people, and a manager told once by each who leads', () => {
    expect(PEOPLE).toBe(5)
    fc.assert(
      fc.property(lives, (life) => {
        const world = live(life, true)
        const { mentions, lines } = said(world)
        for (const [, ofKind] of Map.groupBy(mentions, ({ kind }) => kind)) {
          expect(new Set(ofKind.map(({ person }) => person)).size).toBeLessThanOrEqual(PEOPLE)
          for (const [, own] of Map.groupBy(ofKind, ({ person }) => person)) expect(own.length).toBeLessThanOrEqual(2)
        }
        // A decision that is decided by nobody: the question, then the fallback to be carried out.
        expect(mentions.length).toBeLessThanOrEqual(2 * PEOPLE * 2)
        expect(lines.length).toBeLessThanOrEqual(2 * PEOPLE)
      }),
      { numRuns: 40 },
    )
  })

  it('put off again and again: each time costs one reminder and one line at most, and there are three', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const world = live(life, false)
        const { mentions, lines } = said(world)
        for (const [id, own] of Map.groupBy(mentions, ({ ask }) => ask)) {
          expect(world.asks.get(id)!.snoozes).toBeLessThanOrEqual(MAX_SNOOZES)
          expect(own.length).toBeLessThanOrEqual(2 + world.asks.get(id)!.snoozes)
        }
        for (const [, own] of Map.groupBy(lines, (note) => ('ask' in note.about ? note.about.ask : '')))
          expect(own.length).toBeLessThanOrEqual(1 + MAX_SNOOZES)
      }),
      { numRuns: 40 },
    )
  })
})
