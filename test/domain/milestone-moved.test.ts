import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MilestoneNote } from '../../domain/ask.ts'
import { splitNotes } from '../../domain/mail-notes.ts'
import { newRoom } from '../../domain/mail-room.ts'
import { joinMoves } from '../../domain/review/milestone-joined.ts'
import { type Moving, movedNotes } from '../../domain/review/milestone-moved.ts'

import { company } from './review/a-company.ts'

const milestone = { id: 'pilot', name: 'Pilot live', due: '2026-04-20' }
const waits = (id: string, owner?: string) =>
  ({ id, name: id, due: '2026-05-01', owner }) as Moving['dependants'][number]
const moved = {
  from: '2026-04-20',
  to: '2026-05-11',
  reason: 'Two begin in May.',
  by: 'ann',
  at: '2026-03-02T09:00:00Z',
}
const at = (more: object) => ({ revision: 2, moves: [moved], due: { date: '2026-05-11' }, ...more }) as Moving['state']

describe('who is told of a move', () => {
  test('each owner of what waits for it once, with all that waits; not whoever moved it, and nobody where nobody owns', () => {
    const dependants = [waits('a', 'ben'), waits('b', 'ann'), waits('c', 'ben'), waits('d')]
    const notes = movedNotes({ milestone, state: at({}), dependants })
    expect(notes.map(({ person, about }) => [person, about.waits.map(({ name }) => name)])).toEqual([
      ['ben', ['a', 'c']],
    ])
    expect(notes[0]!.about).toMatchObject({
      person: 'ann',
      from: '2026-04-20',
      to: '2026-05-11',
      because: moved.reason,
    })
  })

  test('of two parts: both, with the later day to wait for', () => {
    const into = [
      { id: 'pilot~1', name: 'North', due: '2026-06-01' },
      { id: 'pilot~2', name: 'South', due: '2026-05-01' },
    ]
    const split = { into, by: 'ann', at: '2026-03-02T09:00:00Z' }
    const [note] = movedNotes({
      milestone,
      state: at({ moves: [], due: undefined, split }),
      dependants: [waits('a', 'ben')],
    })
    expect(note!.about).toMatchObject({ to: '2026-06-01', into: [{ name: 'North' }, { name: 'South' }] })
  })

  test('the same answer gives the same notes, the next one others; anything but a move tells nobody', () => {
    const of = (state: Moving['state']) =>
      movedNotes({ milestone, state, dependants: [waits('a', 'ben')] }).map(({ id }) => id)
    expect(of(at({}))).toEqual(of(at({})))
    expect(of(at({ revision: 3 }))).not.toEqual(of(at({})))
    expect(of(at({ done: { on: '2026-04-01' }, moves: [], due: undefined }))).toEqual([])
  })
})

describe('moves that wait for one mail', () => {
  const note = (id: string, from: string, to: string, name = 'Pilot live'): MilestoneNote => ({
    id,
    person: 'ben',
    kind: 'moved',
    createdAt: '2026-03-02T09:00:00Z',
    about: { person: 'ann', milestone: name, from, to, because: 'Why not.', waits: [{ name: 'a', due: '2026-05-01' }] },
  })
  const told = (...notes: MilestoneNote[]) =>
    joinMoves(notes).flatMap(({ says }) =>
      says?.kind === 'moved' ? [[says.id, says.about.from, says.about.to] as const] : [],
    )

  test('that follow each other are told once, from the day that is known', () => {
    expect(told(note('1', '2026-04-20', '2026-05-11'), note('2', '2026-05-11', '2026-06-01'))).toEqual([
      ['2', '2026-04-20', '2026-06-01'],
    ])
  })

  test('and lead back are told by nothing', () => {
    expect(told(note('1', '2026-04-20', '2026-05-11'), note('2', '2026-05-11', '2026-04-20'))).toEqual([])
  })

  test('of different milestones stay apart', () => {
    expect(
      told(note('1', '2026-04-20', '2026-05-11'), note('2', '2026-05-11', '2026-06-01', 'Hand-over')),
    ).toHaveLength(2)
  })

  test('however many there are, at most one is told, and it says where it stands at last', () => {
    const days = fc
      .array(fc.integer({ min: 1, max: 28 }), { minLength: 2, maxLength: 8 })
      .filter((all) => all.every((one, i) => one !== all[i + 1]))
    fc.assert(
      fc.property(days, (all) => {
        const day = (n: number) => `2026-05-${String(n).padStart(2, '0')}`
        const course = all.slice(1).map((to, i) => note(String(i), day(all[i]!), day(to)))
        const lines = told(...course)
        const [first, last] = [day(all[0]!), day(all.at(-1)!)]
        expect(lines).toEqual(first === last ? [] : [[String(course.length - 1), first, last]])
      }),
    )
  })

  test('wait as they are while no mail may go, so that nothing of the way is lost', () => {
    const notes = [note('1', '2026-04-20', '2026-05-11'), note('2', '2026-05-11', '2026-06-01')]
    const around = { plan: company(), states: [], person: 'bert', notes, decisions: [], slot: '2026-03-03T08:00:00Z' }
    const at = Date.parse(around.slot)
    expect(splitNotes(around, 'three mails a day are enough', newRoom(), at)).toEqual({
      ...{ carried: [], dropped: [], waiting: notes },
    })
    const { carried, dropped } = splitNotes(around, undefined, newRoom(), at)
    expect([carried, dropped].map((all) => all.map(({ id }) => id))).toEqual([['2'], ['1']])
    expect(carried[0]!.about).toMatchObject({ from: '2026-04-20', to: '2026-06-01' })
  })

  test('of two milestones with one name stay apart', () => {
    const named = (one: MilestoneNote, id: string) => ({ ...one, about: { ...one.about, id } })
    const moves = [note('1', '2026-04-20', '2026-05-11'), note('2', '2026-05-11', '2026-06-01')]
    expect(told(named(moves[0]!, 'pilot'), named(moves[1]!, 'pilot-2'))).toHaveLength(2)
  })
})
