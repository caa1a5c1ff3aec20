import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AskStep } from '../../../domain/ask.ts'
import { formatInstant, parseInstant } from '../../../domain/instant.ts'
import { slotFrom } from '../../../domain/ladder-time.ts'
import {
  type CheckInLadder,
  type CheckInStep,
  firstCheckInStep,
  hurriedStep,
  nextCheckInStep,
} from '../../../domain/review/check-in-ladder.ts'

const time = {
  zone: 'Europe/London',
  slot: '08:00',
  calendar: {
    workingDays: ['mon' as const, 'tue' as const, 'wed' as const, 'thu' as const, 'fri' as const],
    holidays: ['2026-04-03', '2026-04-06'],
    hours: { from: '09:00', to: '17:00' },
  },
}
const at = parseInstant
const ladder = (...closes: string[]): CheckInLadder => ({ time, leads: true, closes: closes.map(at) })
const words = ({ step, at: when }: CheckInStep) => `${step} ${when === undefined ? 'never' : formatInstant(when)}`

describe('the ladder of a check-in', () => {
  it('step by step, a week with Easter in it', () => {
    const easter = ladder('2026-04-09T16:00:00Z')
    const steps: string[] = []
    let next = firstCheckInStep(time, at('2026-03-31T06:00:00Z'))
    for (let i = 0; i < 6; i++) {
      steps.push(words(next))
      next = nextCheckInStep(easter, next.step, next.at!)
    }
    expect(steps).toEqual([
      'deliver 2026-03-31T07:00:00Z',
      'remind 2026-04-02T07:00:00Z',
      'tell-manager 2026-04-08T07:00:00Z',
      'escalate 2026-04-10T07:00:00Z',
      'escalate 2026-04-14T07:00:00Z',
      'escalate 2026-04-16T07:00:00Z',
    ])
  })

  it.each([
    ['opened after the slot it is delivered at the next one', '2026-03-02T09:00:00Z', '2026-03-03T08:00:00Z'],
    ['opened at the slot, at once', '2026-03-02T08:00:00Z', '2026-03-02T08:00:00Z'],
    ['opened on a Saturday, on the Monday', '2026-02-28T08:00:00Z', '2026-03-02T08:00:00Z'],
  ])('%s', (_, opens, slot) => {
    expect(words(firstCheckInStep(time, at(opens)))).toBe(`deliver ${slot}`)
  })

  it.each([
    ['a close far away: after two working days', ['2026-03-13T17:00:00Z'], '2026-03-05T08:00:00Z'],
    ['the close comes first: the last slot before it', ['2026-03-04T17:00:00Z'], '2026-03-04T08:00:00Z'],
    ['a close at the very slot: the one before', ['2026-03-05T08:00:00Z'], '2026-03-04T08:00:00Z'],
    ['of several closes the earliest counts', ['2026-03-13T17:00:00Z', '2026-03-04T17:00:00Z'], '2026-03-04T08:00:00Z'],
    ['no slot before the close: after two working days', ['2026-03-03T17:00:00Z'], '2026-03-05T08:00:00Z'],
    ['a close that has passed counts no more', ['2026-03-02T17:00:00Z'], '2026-03-05T08:00:00Z'],
    ['no cycle open: after two working days', [], '2026-03-05T08:00:00Z'],
  ])('delivered on Tuesday, the reminder with %s', (_, closes, slot) => {
    const next = nextCheckInStep(ladder(...closes), 'deliver', at('2026-03-03T08:00:00Z'))
    expect(words(next)).toBe(`remind ${slot}`)
  })

  it('a copy reminds once and ends', () => {
    const copy = { ...ladder(), leads: false }
    expect(nextCheckInStep(copy, 'deliver', at('2026-03-03T08:00:00Z')).step).toBe('remind')
    expect(nextCheckInStep(copy, 'remind', at('2026-03-05T08:00:00Z'))).toEqual({ step: 'end' })
  })

  it('a cycle that joins may bring the reminder forward, and nothing else', () => {
    const joined = ladder('2026-03-13T17:00:00Z', '2026-03-04T17:00:00Z')
    const now = at('2026-03-03T12:00:00Z')
    const waits = (step: AskStep) => ({ step, at: at('2026-03-05T08:00:00Z') })
    expect(words(hurriedStep(joined, waits('remind'), now))).toBe('remind 2026-03-04T08:00:00Z')
    expect(words(hurriedStep(joined, waits('tell-manager'), now))).toBe('tell-manager 2026-03-05T08:00:00Z')
    expect(words(hurriedStep(ladder('2026-03-20T17:00:00Z'), waits('remind'), now))).toBe('remind 2026-03-05T08:00:00Z')
  })

  it('goes strictly forward, on slots only, and reminds before the close whenever a slot is left', () => {
    const hour = 3_600_000
    const opening = fc.integer({ min: 0, max: 24 * 200 }).map((h) => at('2026-01-05T00:00:00Z') + h * hour)
    fc.assert(
      fc.property(opening, fc.array(fc.integer({ min: 1, max: 24 * 20 }), { maxLength: 3 }), (opens, hours) => {
        const closes = hours.map((h) => opens + h * hour)
        let next = firstCheckInStep(time, opens)
        for (let i = 0; i < 6; i++) {
          const after = nextCheckInStep({ time, leads: true, closes }, next.step, next.at!)
          expect(after.at).toBeGreaterThan(next.at!)
          expect(slotFrom(time, after.at!)).toBe(after.at)
          if (after.step === 'remind') {
            const close = Math.min(...closes.filter((one) => one > next.at!))
            if (slotFrom(time, next.at! + 1) < close) expect(after.at).toBeLessThan(close)
          }
          next = after
        }
      }),
      { numRuns: 60 },
    )
  })
})
