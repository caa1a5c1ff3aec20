import { describe, expect, it, test } from 'vitest'
import type { Decision } from '../../domain/decision.ts'
import { acknowledge } from '../../domain/decision-answering.ts'
import { isRefused, type Outcome, settledSentence } from '../../domain/decision-change.ts'
import {
  askToConfirm,
  awaitsConfirming,
  confirmGround,
  groundIsBack,
  lapse,
  needsConfirming,
  takeBack,
} from '../../domain/decision-confirming.ts'
import { dueAtOf, stageOf } from '../../domain/decision-deadlines.ts'
import { type CorrectedPoint, restate } from '../../domain/decision-restating.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { DAY, openedDecision, organisation, START } from './ask-organisation.ts'
import { told } from './told.ts'

const owner = { by: 'owner', via: 'link' as const, note: '' }
const ok = (outcome: Outcome): Decision => {
  if (isRefused(outcome)) throw new Error(outcome.code)
  return outcome.decision
}
const opened = openedDecision(organisation(), START)
const taken = ok(acknowledge(opened, owner, START))
const at = (value: number): CorrectedPoint[] => [{ period: '2016-04', value }]
const gone = (decision: Decision, value = 96) =>
  ok(restate(decision, { gone: true, corrected: at(value) }, START + DAY))
const back = (decision: Decision) => ok(restate(decision, { gone: false, corrected: at(80) }, START + DAY))
const asked = (decision: Decision, by = START + 4 * DAY) =>
  askToConfirm(decision, { person: 'owner', by }, START + DAY).decision

describe('who has to be asked whether it stays', () => {
  const covers = [{ decision: 'D-1', trigger: 't', series: 's', kpi: 'k', episode: 'e', flap: false }]
  test.each<[string, Decision, boolean]>([
    ['taken up, and gone by the corrected figures: yes', gone(taken), true],
    ['taken up, and only other figures: no', back(taken), false],
    ['nobody has taken it up: no, it is taken back at once', gone(opened), false],
    ['others were merged into it: no, it stands on their ground too', gone({ ...taken, covers }), false],
    ['asked already: no', asked(gone(taken)), false],
    ['asked, and corrected further: no', gone(asked(gone(taken)), 97), false],
    [
      'confirmed, and corrected further: no',
      gone(ok(confirmGround(asked(gone(taken)), owner, START + 2 * DAY)), 97),
      false,
    ],
    [
      'confirmed, bad after all, and gone once more: yes',
      gone(back(ok(confirmGround(asked(gone(taken)), owner, START + 2 * DAY)))),
      true,
    ],
    ['decided since: no', { ...gone(taken), state: 'decided' }, false],
  ])('%s', (_sentence, decision, wanted) => {
    expect(needsConfirming(decision)).toBe(wanted)
  })
})

describe('what the machine waits for', () => {
  it('asks at once, then waits for the word, where that is sooner than the deadline', () => {
    expect(dueAtOf(gone(taken))).toBe(gone(taken).restated!.at)
    expect(stageOf(asked(gone(taken)), START + DAY)).toMatchObject({
      stage: 'decide',
      until: formatInstant(START + 4 * DAY),
    })
    const overdue = { ...asked(gone(taken)), overdue: true }
    expect(stageOf(overdue, START + DAY)).toMatchObject({ stage: 'overdue', until: formatInstant(START + 4 * DAY) })
    expect(dueAtOf(asked(gone(taken), START + 300 * DAY))).toBe(taken.decideBy)
  })

  it('never waits for a word longer than for the fallback, so that nobody is asked to carry out what has no ground', () => {
    const late = asked(gone(taken), START + 300 * DAY)
    expect(awaitsConfirming(late)?.by).toBe(taken.fallbackAt)
    expect(ok(lapse(late, parseInstant(taken.fallbackAt))).state).toBe('withdrawn')
  })
})

describe('the word', () => {
  const waits = asked(gone(taken))
  it('that it stays changes nothing else; said twice, who was first and when', () => {
    const stays = ok(confirmGround(waits, owner, START + 2 * DAY))
    expect([stays.state, stays.decideBy, awaitsConfirming(stays)]).toEqual(['acknowledged', waits.decideBy, undefined])
    const sentence = 'owner already confirmed that this is still to be decided, on 2016-05-05.'
    for (const again of [confirmGround, takeBack])
      expect(told(again(stays, { ...owner, by: 'chief' }, START + 3 * DAY))).toEqual({
        code: 'already-done',
        sentence,
      })
    expect(lapse(stays, START + 9 * DAY)).toMatchObject({ code: 'already-done' })
  })

  it('that nothing is left ends it, by that person', () => {
    const over = ok(takeBack(waits, owner, START + 2 * DAY))
    expect(over).toMatchObject({ state: 'withdrawn', withdrawal: { reason: 'restated', by: 'owner' } })
    expect(settledSentence(over)).toBe('owner withdrew this decision on 2016-05-05: the data were corrected.')
    expect(told(confirmGround(over, owner, START + 3 * DAY))).toMatchObject({ sentence: settledSentence(over) })
  })

  it('does not come: taken back then, not a moment before, and the history says why', () => {
    expect(lapse(waits, START + 4 * DAY - 1)).toMatchObject({ code: 'not-due' })
    const outcome = lapse(waits, START + 4 * DAY)
    if (isRefused(outcome)) throw new Error(outcome.code)
    expect(outcome.decision).toMatchObject({ state: 'withdrawn', withdrawal: { reason: 'restated' } })
    expect(outcome.history.why).toContain('the data were corrected, and owner neither confirmed nor withdrew it')
    expect(lapse(outcome.decision, START + 5 * DAY)).toHaveProperty('refused')
  })

  it('is not needed where nothing was taken away, and no more once the trigger fires again', () => {
    expect(confirmGround(taken, owner, START)).toMatchObject({ code: 'already-done' })
    expect(takeBack(taken, owner, START)).toMatchObject({ code: 'already-done' })
    expect(groundIsBack(taken, START)).toBeUndefined()
    for (const decision of [gone(taken), waits]) {
      const again = groundIsBack(decision, START + 2 * DAY)!.decision
      expect([needsConfirming(again), awaitsConfirming(again), lapse(again, START + 9 * DAY)]).toEqual([
        false,
        undefined,
        expect.objectContaining({ code: 'already-done' }),
      ])
    }
  })
})
