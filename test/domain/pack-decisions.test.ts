import { describe, expect, test } from 'vitest'
import type { Decision } from '../../domain/decision.ts'
import type { Action } from '../../domain/review/action.ts'
import type { Cycle, CycleItem } from '../../domain/review/cycle.ts'
import { asOf, packActions } from '../../domain/review/pack-actions.ts'
import { countedBefore, takenOf, withWaiting } from '../../domain/review/pack-decisions.ts'
import type { Pack } from '../../domain/review/pack-record.ts'
import { decision } from '../views/samples.ts'

const open = { opensAt: '2016-05-02T06:00:00Z', closedAt: '2016-05-04T16:00:00Z' }
const item = (frozen: Decision[] = []): CycleItem => ({
  cycle: 'weekly@2016-05-02',
  item: 'kpi:flow#org=A',
  name: 'Flow',
  owner: 'ann',
  unowned: false,
  state: 'waiting',
  facts: {
    commitments: [],
    moreCommitments: 0,
    decisions: frozen.map(({ id, question, decider, decideBy, severity, overdue }) => ({
      ...{ id, question, decider, decideBy, severity, overdue },
    })),
    moreDecisions: 0,
  },
  revision: 1,
})
const one = (more: Partial<Decision>): Decision =>
  decision({ id: 'D-1', openedAt: '2016-05-01T06:00:00Z', decideBy: '2016-05-03T16:00:00Z', ...more })
const chosen = (at: string, by = 'ben'): Partial<Decision> => ({
  state: 'decided',
  choice: {
    option: decision().options[0]!.id,
    rationale: '',
    by,
    via: by === 'fallback' ? 'fallback' : 'link',
    at,
    effectFrom: '2016-05-04',
  },
})
const waiting = (...known: Decision[]) =>
  withWaiting([item([one({})])], () => known, open).flatMap(({ facts }) => facts.decisions.map(({ id }) => id))
const taken = (...known: Decision[]) =>
  takenOf([item()], () => known, open).first.map(({ id, by, option }) => [id, by, option])

describe('a decision of a pack', () => {
  test.each<[string, Partial<Decision>, boolean, boolean]>([
    ['still waits: it is to be taken', {}, true, false],
    ['was taken up only: it is to be taken', { state: 'acknowledged' }, true, false],
    ['was taken while the review was open: it is one of the review', chosen('2016-05-02T15:00:00Z'), false, true],
    ['was taken at the last moment', chosen('2016-05-04T16:00:00Z'), false, true],
    ['was taken by time alone: nobody decided', chosen('2016-05-02T15:00:00Z', 'fallback'), false, false],
    ['was taken before the review opened', chosen('2016-05-01T15:00:00Z'), false, false],
    ['was taken between close and pack: it waited at the close', chosen('2016-05-04T16:00:01Z'), true, false],
    ['was opened after the close: it is the next one', { openedAt: '2016-05-04T16:00:01Z' }, false, false],
    ['was opened while the review was open', { openedAt: '2016-05-03T06:00:00Z' }, true, false],
  ])('%s', (_, more, waits, isTaken) => {
    expect([waiting(one(more)), taken(one(more))]).toEqual([
      waits ? ['D-1'] : [],
      isTaken ? [['D-1', 'ben', decision().options[0]!.label]] : [],
    ])
  })

  test('that the cycle before counts, or still may, is not one of this one too', () => {
    const known = () => [one(chosen('2016-05-02T15:00:00Z'))]
    const before = { id: 'weekly@2016-04-25', concludeBy: '2016-05-09T16:00:00Z' } as Cycle
    const previous = { decisions: { first: [{ id: 'D-1' }], more: 0 } } as Pack
    const ended = (decisions: string[]) => ({ ...before, conclusion: { decisions } }) as Cycle
    const takenAfter = (cycle: Cycle | undefined) =>
      takenOf([item()], known, open, countedBefore(cycle, previous)).first.length
    expect([undefined, before, ended(['D-1']), ended([])].map(takenAfter)).toEqual([1, 0, 0, 1])
  })

  test('that was withdrawn since it was frozen is gone; more than fit are counted', () => {
    expect(waiting()).toEqual([])
    const many = Array.from({ length: 7 }, (_, i) => one({ id: `D-${i}` }))
    expect(withWaiting([item()], () => many, open)[0]!.facts).toMatchObject({ moreDecisions: 2 })
  })
})

test('an action done between the close and a late pack is the next pack’s: both together tell it once', () => {
  const action: Action = {
    id: 'T-1',
    review: 'weekly',
    cycle: 'weekly@2016-04-25',
    text: 'Call the maker',
    person: 'ben',
    by: '2016-05-06',
    moves: 0,
    assignedBy: 'ann',
    assignedAt: '2016-04-26T06:00:00Z',
    state: 'done',
    settledAt: '2016-05-04T18:00:00Z',
    settledBy: 'ben',
    revision: 2,
  }
  const lists = (closedAt: string) => {
    const { done, open: ahead, missed } = packActions([action], closedAt, () => 'UTC')
    return [done, ahead, missed].map(({ first }) => first.length)
  }
  expect([lists(open.closedAt), lists('2016-05-11T16:00:00Z')]).toEqual([
    [0, 1, 0],
    [1, 0, 0],
  ])
  expect(asOf(action, open.closedAt)).toMatchObject({ state: 'open' })
})
