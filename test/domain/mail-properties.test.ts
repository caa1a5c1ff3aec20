import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Ask, Mail, Note } from '../../domain/ask.ts'
import type { AnswerInput } from '../../domain/ask-answered.ts'
import { formatDay } from '../../domain/civil.ts'
import { MAX_TRANSACTION_ITEMS } from '../../domain/mail-room.ts'
import { planMail } from '../../domain/plan-mail.ts'
import { wallOf } from '../../domain/zone.ts'
import { DAY, openedDecision, organisation, START } from './ask-organisation.ts'
import { World } from './mail-world.ts'

const PEOPLE = ['owner', 'deputy', 'chief', 'director', 'loner', 'desk']
const dayText = (n: number) => formatDay(wallOf(START + n * DAY, 'Europe/London').day)

const absences = fc.array(
  fc
    .record({ from: fc.nat(40), length: fc.nat(12) })
    .map(({ from, length }) => ({ from: dayText(from), to: dayText(from + length) })),
  { maxLength: 2 },
)

/** Who is away when, which holidays there are, who cannot be reached, what was opened when, and how people answer. */
const lives = fc.record({
  absences: fc.tuple(...PEOPLE.map(() => absences)),
  holidays: fc.array(fc.nat(40).map(dayText), { maxLength: 4 }),
  unreachable: fc.subarray(['deputy', 'chief', 'director']),
  opened: fc.array(
    fc.record({
      day: fc.nat({ max: 20 * 24 }),
      severity: fc.constantFrom('S1' as const, 'S2' as const, 'S3' as const, 'S4' as const),
      decider: fc.constantFrom('owner', 'loner', 'chief', 'desk'),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  answers: fc.array(fc.nat(30), { minLength: 1, maxLength: 40 }),
  late: fc.constantFrom(0, 60_000, 3 * 3_600_000),
})
type Life = typeof lives extends fc.Arbitrary<infer T> ? T : never

/** Most mails stay unanswered; the rest are put off, taken up, handed on, or answered. */
const answerOf = (n: number, at: number): Omit<AnswerInput, 'by' | 'via' | 'epoch'> | undefined => {
  const until = formatDay(wallOf(at, 'Europe/London').day + 1 + (n % 14))
  if (n === 0) return { action: 'decide', option: 'beds', text: 'yes' }
  if (n === 1) return { action: 'acknowledge' }
  if (n === 2) return { action: 'not-mine', text: 'ask somebody else' }
  if (n === 3) return { action: 'done' }
  return n < 8 ? { action: 'snooze', until } : undefined
}

const live = (life: Life, silent = false, machine = true, look?: World['look']): World => {
  const plan = organisation(Object.fromEntries(PEOPLE.map((id, i) => [id, { absences: life.absences[i] }])))
  for (const calendar of plan.calendars) calendar.holidays.push(...life.holidays)
  let turn = 0
  const world = new World(
    plan,
    silent ? undefined : (_ask, at) => answerOf(life.answers[turn++ % life.answers.length]!, at),
  )
  world.late = life.late
  world.states = life.unreachable.map((person) => ({
    person,
    unreachable: { since: '2016-05-01T00:00:00Z', because: 'bounced' },
  }))
  if (look) world.look = look
  const opened = [...life.opened].sort((a, b) => a.day - b.day)
  opened.forEach(({ day, severity, decider }, i) => {
    const now = START + day * 3_600_000
    world.run(now, machine)
    world.open(openedDecision(plan, now, { severity, decider, episode: `e${i}` }), 'decide', now)
  })
  world.run(START + 250 * DAY, machine)
  return world
}

/** An urgent copy is worked off late, when its addressee is away: it has to be planned for when they are back. */
const GONE_MEANWHILE: Life = {
  absences: [[], [], [], [{ from: '2016-05-10', to: '2016-05-10' }], [], []],
  holidays: [],
  unreachable: [],
  opened: [{ day: 152, severity: 'S1', decider: 'chief' }],
  answers: [8],
  late: 3 * 3_600_000,
}

const always = (check: (life: Life) => void, numRuns = Number(process.env.PROPERTY_RUNS ?? 60)) =>
  fc.assert(fc.property(lives, check), { numRuns, examples: [[GONE_MEANWHILE]] })

describe('whatever people do', () => {
  it('one mail per person and slot, within the budget of one a working day, none on a day off', () => {
    always((life) => {
      const world = live(life)
      const slots = world.sent.filter(({ slot }) => !slot.includes('#'))
      const days = slots.map(
        ({ person, at }) => `${person} ${wallOf(at, world.plan.people.find((p) => p.id === person)!.timezone).day}`,
      )
      expect(new Set(days).size).toBe(days.length)
      for (const { at } of slots) expect(life.holidays).not.toContain(formatDay(wallOf(at, 'Europe/London').day))
    })
  })

  it('nobody away or unreachable is mailed; only the desk always is', () => {
    always((life) => {
      const world = live(life)
      for (const { person, at } of world.sent.filter((mail) => mail.person !== 'desk')) {
        expect(life.unreachable).not.toContain(person)
        const known = world.plan.people.find((p) => p.id === person)!
        const date = formatDay(wallOf(at, known.timezone).day)
        expect(known.absences.some(({ from, to }) => from <= date && date <= to)).toBe(false)
      }
    })
  })

  it('mail 1 asks, mail 2 reminds, then never a third of the same silent ask to the same person', () => {
    always((life) => {
      const world = live(life, true, false)
      const counts = new Map<string, string[]>()
      for (const { person, plan } of world.sent) {
        for (const { ask, how } of plan.mail!.entries.filter((entry) => entry.how !== 'still-open')) {
          const key = `${person} ${world.asks.get(ask)!.decision}`
          counts.set(key, [...(counts.get(key) ?? []), how])
        }
      }
      for (const hows of counts.values()) {
        expect(hows.length).toBeLessThanOrEqual(2)
        if (hows.length === 2) expect(hows[1]).toBe('remind')
      }
    })
  })

  it('every silent ask reaches the desk: 2 mails, a word to the manager, a chain of 4, at 2 working days each, and who is away', () => {
    always((life) => {
      const world = live(life, true, false)
      // 8 steps of 2 working days and their delivery, plus every day off there can be in a life: well under 80 days.
      for (const decision of world.decisions.values()) {
        const asks = [...world.asks.values()].filter((ask) => ask.decision === decision.id)
        const desk = asks.find((ask) => ask.person === 'desk')
        expect(desk, decision.decider).toBeDefined()
        expect(Date.parse(desk!.openedAt) - Date.parse(decision.openedAt)).toBeLessThan(80 * DAY)
        expect(desk!.mails.length).toBeGreaterThan(0)
      }
    })
  })

  it('an open ask has a next step that a planned mail carries, or its ladder has ended at the desk', () => {
    always((life) => {
      const world = live(life, false, false, (facts, plan, _now, { planned }) => {
        const changed = new Map(plan.advance.map((ask) => [ask.id, ask]))
        const open = facts.asks
          .map((ask) => changed.get(ask.id) ?? ask)
          .filter((ask) => ask.state === 'open' && ask.stepAt)
        const next = [...planned.values(), ...plan.nextSlots].filter((slot) => slot.person === facts.person)
        if (open.length > 0) expect(next.length).toBeGreaterThan(0)
      })
      for (const ask of world.asks.values()) {
        if (ask.state === 'open') expect(ask.stepAt).toBeUndefined()
        const chain = [...world.asks.values()].filter((other) => other.decision === ask.decision)
        if (ask.state === 'open' && ask.leads)
          expect(chain.some((other) => other.person === 'desk' || other.state === 'answered')).toBe(true)
      }
    })
  })

  it('nobody is asked twice, an escalation has an id of its own, every record is valid, every plan fits its transaction', () => {
    always((life) => {
      const world = live(life, false, true, (_facts, { advance, notes, escalations, nextSlots, reasons }) => {
        const lists = escalations.filter((escalation) => escalation.kind !== 'note').length
        expect(
          3 + advance.length + notes.length + 2 * escalations.length + lists + nextSlots.length,
        ).toBeLessThanOrEqual(MAX_TRANSACTION_ITEMS)
        expect(reasons.length).toBeGreaterThan(0)
      })
      const ids = world.escalated.map((escalation) => escalation.id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const ask of world.asks.values()) expect(() => Ask.parse(ask)).not.toThrow()
      for (const note of world.notes.values()) expect(() => Note.parse(note)).not.toThrow()
      for (const mail of world.mails.values()) expect(() => Mail.parse(mail)).not.toThrow()
      const holders = [...world.asks.values()].map((ask) => `${ask.person} ${ask.decision} ${ask.kind}`)
      expect(new Set(holders).size).toBe(holders.length)
    })
  })

  it('the same facts give the same plan, and nothing given is changed', () => {
    always((life) => {
      live(life, false, true, (facts, plan, now) => {
        const before = JSON.stringify(facts)
        const mixed = {
          ...facts,
          asks: [...facts.asks].reverse(),
          notes: [...facts.notes].reverse(),
          mails: [...facts.mails].reverse(),
        }
        expect(planMail(mixed, now)).toEqual(plan)
        expect(JSON.stringify(facts)).toBe(before)
      })
    }, 30)
  })

  it('every decision ends decided, dismissed or by its fallback, and at most one carry-out is asked', () => {
    always((life) => {
      const world = live(life)
      for (const decision of world.decisions.values()) expect(['decided', 'in-effect']).toContain(decision.state)
    })
  })
})
