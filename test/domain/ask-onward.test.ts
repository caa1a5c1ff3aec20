import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { DecisionAsk } from '../../domain/ask.ts'
import { type Onward, onwardOf } from '../../domain/ask-onward.ts'
import { openAsk } from '../../domain/ask-opening.ts'
import { formatInstant } from '../../domain/instant.ts'
import { DAY, openedDecision, organisation, START } from './ask-organisation.ts'
import { type Behaviour, World } from './mail-world.ts'

const HOUR = DAY / 24
type Foretold = Onward | undefined

/** What was foretold in each mail to whoever leads the question, and what then became of it while nobody answered. */
function lived(world: World, severity: 'S1' | 'S2' | 'S3', at: number) {
  const foretold: { slot: string; onward: Foretold }[] = []
  world.look = ({ slot }, { mail, advance }, now, { plan, states, decisions }) => {
    const led = advance.find((ask) => ask.leads && mail?.entries.some((entry) => entry.ask === ask.id))
    if (led)
      foretold.push({
        slot,
        onward: onwardOf({ plan, states }, led, decisions.get((led as DecisionAsk).decision)!, now),
      })
  }
  world.open(openedDecision(world.plan, at, { severity }), 'decide', at)
  world.run(at + 90 * DAY, false)
  const told = world.sent.find(({ plan }) => plan.mail!.notes.length > 0)
  const reached = world.sent.filter(({ plan }) => plan.mail!.entries.some(({ how }) => how === 'escalated'))
  return { foretold, told, reached }
}

const instantOf = (slot: string) => slot.split('#')[0]!

describe('what silence leads to is what comes', () => {
  const away = (days: number) => [{ from: '2016-05-03', to: `2016-05-${String(3 + days).padStart(2, '0')}` }]
  const changes = fc.record({
    manager: fc.constantFrom('chief', 'director', 'loner', 'desk', undefined),
    deputy: fc.constantFrom('deputy', undefined),
    deputyAway: fc.integer({ min: 0, max: 28 }),
    chief: fc.constantFrom(
      {},
      { unreachable: { since: '2016-05-01T00:00:00Z', because: 'bounced' } },
      { away: { from: '2016-05-01', to: '2016-12-31', at: '2016-05-01T00:00:00Z', via: 'link' as const } },
    ),
  })
  const opened = fc.integer({ min: 0, max: 30 * 24 }).map((hours) => START + hours * HOUR)

  test('told and asked on the days named, in the order named, whoever there is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('S1', 'S2', 'S3'),
        opened,
        changes,
        (severity, at, { manager, deputy, deputyAway, chief }) => {
          const absences = deputyAway > 0 ? { absences: away(deputyAway) } : {}
          const world = new World(organisation({ owner: { manager, deputy }, deputy: absences }))
          world.states = [{ person: 'chief', ...chief }]
          world.late = 0
          const { foretold, told, reached } = lived(world, severity, at)
          const [{ onward: first }] = foretold as unknown as [{ onward: Foretold }]
          expect(first?.told?.at).toBe(told && instantOf(told.slot))
          expect(first?.told?.person).toBe(told?.person)
          expect(first?.at).toBe(instantOf(reached[0]!.slot))
          // Somebody away now may be back, and the other way round, before their turn comes.
          if (deputyAway === 0) expect(first?.people).toEqual(reached.map(({ person }) => person))
          else expect(first?.people[0]).toBe(reached[0]!.person)
          for (const { slot, onward } of foretold) {
            const later = reached.filter((mail) => instantOf(mail.slot) > instantOf(slot))
            if (deputyAway === 0 && onward) expect(later.map(({ person }) => person)).toEqual(onward.people)
          }
        },
      ),
      { numRuns: 100 },
    )
  })

  it('taken up, it rests until its deadline, and nobody is told before', () => {
    const acknowledges: Behaviour = (ask) =>
      ask.person === 'owner' && !ask.acknowledgedAt ? { action: 'acknowledge' } : undefined
    const world = new World(organisation(), acknowledges)
    const { reached, told } = lived(world, 'S3', START)
    const ask = [...world.asks.values()].find(({ leads }) => leads)!
    expect(told).toBeUndefined()
    expect(reached[0]!.slot > ask.dueBy).toBe(true)
    const early = { ...ask, step: 'remind' as const, stepAt: formatInstant(START + 2 * DAY), asked: ['owner'] }
    expect(onwardOf(world, early, world.decisions.get(ask.decision)!, START)).toMatchObject({
      people: ['chief', 'deputy', 'director', 'desk'],
      at: instantOf(reached[0]!.slot),
    })
  })

  it('a manager who goes away for good on the day they would read it is not named, and nothing breaks', () => {
    const gone = { absences: [{ from: '2016-05-11', to: '2099-12-31' }] }
    const { foretold, told, reached } = lived(new World(organisation({ chief: gone })), 'S3', START)
    const [{ onward }] = foretold as unknown as [{ onward: Foretold }]
    expect([onward?.told, told]).toEqual([undefined, undefined])
    expect(onward?.people).toEqual(reached.map(({ person }) => person))
    expect(onward?.people).not.toContain('chief')
  })

  it('a step that is late is done with the next slot, an urgent one at once', () => {
    const plan = organisation()
    const at = (severity: 'S1' | 'S3', step: DecisionAsk['step']) => {
      const decision = openedDecision(plan, START, { severity })
      const ask = openAsk({ plan, decision, kind: 'decide' }, START)
      const late = { ...ask, step, stepAt: formatInstant(START + HOUR) }
      return onwardOf({ plan, states: [] }, late, decision, START + 6 * DAY + HOUR)?.at
    }
    // Monday 9 May, 11:00 in London: the slot of Tuesday, and the manager's mail on Wednesday.
    expect(at('S3', 'escalate')).toBe('2016-05-11T07:00:00Z')
    expect(at('S1', 'escalate')).toBe('2016-05-09T11:00:00Z')
  })

  it('nothing, where nobody is left, and for a copy', () => {
    const plan = organisation()
    const around = { plan, states: [] }
    const decision = openedDecision(plan, START, {})
    const ask = openAsk({ plan, decision, kind: 'decide' }, START)
    expect(onwardOf(around, { ...ask, leads: false }, decision, START)).toBeUndefined()
    expect(
      onwardOf(around, { ...ask, asked: ['owner', 'chief', 'deputy', 'director', 'desk'] }, decision, START),
    ).toBeUndefined()
    expect(onwardOf(around, { ...ask, state: 'answered' }, decision, START)).toBeUndefined()
  })
})
