import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openCheckIn } from '../../domain/ask-check-in.ts'
import { hurried, lastSlots } from '../../domain/ask-hurry.ts'
import { nextStep } from '../../domain/ask-ladder.ts'
import { moveOf } from '../../domain/ask-move.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { slotFrom, workingTimeOf } from '../../domain/ladder-time.ts'
import { organisation } from './ask-organisation.ts'

const plan = organisation()
/** A Tuesday in summer; the slot is at 08:00 in London. */
const OPENS = '2016-06-07T06:00:00Z'

const asked = (closesAt: string, owner = 'owner', opens = OPENS) =>
  openCheckIn(
    {
      plan,
      cycle: { id: 'weekly@2016-06-07', closesAt },
      item: { key: 'kpi:flow', name: 'Flow', owner },
      accountable: 'director',
    },
    parseInstant(opens),
  )

/** Every step of an ask nobody answers, as `day step`, with `+ told` where the manager is told in the same mail. */
const lived = (closesAt: string, owner = 'owner', steps = 4) => {
  let ask = asked(closesAt, owner)
  const lines: string[] = []
  while (lines.length < steps && ask.stepAt !== undefined) {
    const { stepAt, step } = ask
    const facts = { plan, states: [], decisions: new Map(), slot: stepAt, at: parseInstant(stepAt) + 7000 }
    const move = moveOf(facts, ask)
    const told = move.escalation?.kind === 'note' && step === 'remind'
    lines.push(`${stepAt.slice(5, 10)} ${step}${told ? ' + told' : ''}`)
    expect(move.ask.revision).toBe(ask.revision + 1)
    ask = move.ask as typeof ask
  }
  return lines
}

describe('the close of a review hurries its ladder', () => {
  it.each([
    [
      'ten days: as any ask',
      '2016-06-21T16:00:00Z',
      ['06-07 deliver', '06-09 remind', '06-13 tell-manager', '06-15 escalate'],
    ],
    [
      'four days: the manager hears on the last morning',
      '2016-06-13T16:00:00Z',
      ['06-07 deliver', '06-09 remind', '06-10 tell-manager', '06-14 escalate'],
    ],
    [
      'three days: reminder and line a day sooner each',
      '2016-06-10T16:00:00Z',
      ['06-07 deliver', '06-08 remind', '06-09 tell-manager', '06-13 escalate'],
    ],
    [
      'two days: both in one step, the manager hears on the last morning',
      '2016-06-09T16:00:00Z',
      ['06-07 deliver', '06-08 remind + told', '06-10 escalate', '06-14 escalate'],
    ],
    [
      'one day: the reminder alone, for the line would come too late',
      '2016-06-08T16:00:00Z',
      ['06-07 deliver', '06-08 remind', '06-09 escalate', '06-13 escalate'],
    ],
    [
      'the same day: the chain begins in the morning after, with the reminder that is owed',
      '2016-06-07T16:00:00Z',
      ['06-07 deliver', '06-08 escalate', '06-10 escalate', '06-14 escalate'],
    ],
    [
      'a close at the very slot of the reminder: the one before',
      '2016-06-09T07:00:00Z',
      ['06-07 deliver', '06-08 remind', '06-09 escalate', '06-13 escalate'],
    ],
  ])('open for %s', (_, closesAt, steps) => {
    expect(lived(closesAt)).toEqual(steps)
  })

  it('somebody without a manager is only reminded sooner', () => {
    expect(lived('2016-06-09T07:30:00Z', 'loner', 3)).toEqual(['06-07 deliver', '06-09 remind', '06-10 escalate'])
    expect(lived('2016-06-09T06:30:00Z', 'loner', 3)).toEqual(['06-07 deliver', '06-08 remind', '06-09 escalate'])
  })

  it('a manager who is away until after the close is not waited for', () => {
    const away = organisation({ chief: { absences: [{ from: '2016-06-08', to: '2016-06-10' }] } })
    expect(lastSlots(away, asked('2016-06-10T16:00:00Z'), parseInstant('2016-06-07T07:00:00Z'))).toEqual({
      remind: parseInstant('2016-06-10T07:00:00Z'),
    })
  })

  it('copies and closed cycles are not hurried', () => {
    const at = parseInstant('2016-06-07T07:00:00Z')
    expect(lastSlots(plan, { ...asked('2016-06-10T16:00:00Z'), leads: false }, at)).toEqual({})
    expect(lastSlots(plan, asked('2016-06-07T06:30:00Z'), at)).toEqual({})
  })
})

describe('a cycle that joins', () => {
  const waits = (step: 'remind' | 'tell-manager' | 'escalate', more = {}) => ({
    ...asked('2016-06-10T16:00:00Z'),
    step,
    stepAt: '2016-06-10T07:00:00Z',
    ...more,
  })
  const now = parseInstant('2016-06-07T12:00:00Z')

  it('brings forward the reminder and the line, and nothing else', () => {
    expect(hurried(plan, waits('remind'), now).stepAt).toBe('2016-06-08T07:00:00Z')
    expect(hurried(plan, waits('tell-manager'), now).stepAt).toBe('2016-06-09T07:00:00Z')
    expect(hurried(plan, waits('escalate'), now).stepAt).toBe('2016-06-10T07:00:00Z')
  })

  it('puts nothing off, and leaves alone who asked for it', () => {
    const late = waits('remind', { dueBy: '2016-06-24T16:00:00Z' })
    expect(hurried(plan, late, now)).toBe(late)
    const asleep = waits('remind', { snoozedUntil: '2016-06-09T23:00:00Z', snoozes: 1 })
    expect(hurried(plan, asleep, now)).toBe(asleep)
  })
})

it('whenever it opens and closes: forward only, on slots, reminded before the close if a slot is left', () => {
  const hour = 3_600_000
  const time = workingTimeOf(plan, 'owner')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 24 * 60 }), fc.integer({ min: 1, max: 24 * 20 }), (opens, open) => {
      const at = parseInstant('2016-05-01T00:00:00Z') + opens * hour
      const close = at + open * hour
      const ask = asked(formatInstant(close), 'owner', formatInstant(at))
      const delivered = parseInstant(ask.stepAt!)
      const next = nextStep(plan, ask, 'deliver', delivered)
      expect(next.at).toBeGreaterThan(delivered)
      expect(slotFrom(time, next.at!)).toBe(next.at)
      const free = slotFrom(time, delivered + 1) < close
      expect(next.step === 'remind' && next.at! < close).toBe(free && delivered < close)
    }),
    { numRuns: 60 },
  )
})
