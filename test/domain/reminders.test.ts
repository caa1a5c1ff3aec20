import { describe, expect, it } from 'vitest'
import { openCheckIn } from '../../domain/ask-check-in.ts'
import { moveOf } from '../../domain/ask-move.ts'
import { parseInstant } from '../../domain/instant.ts'
import { splitNotes } from '../../domain/mail-notes.ts'
import { newRoom } from '../../domain/mail-room.ts'
import { stopReminders } from '../../domain/reminders.ts'
import { DAY, openedDecision, organisation, START } from './ask-organisation.ts'
import { type Behaviour, World } from './mail-world.ts'

const plan = organisation()
const off = { person: 'owner', remindersOff: { since: '2016-05-01T00:00:00Z', via: 'link' as const } }

const diary = (severity: 'S1' | 'S3', behave?: Behaviour) => {
  const world = new World(plan, behave)
  world.states = [off]
  world.open(openedDecision(plan, START, { severity }), 'decide', START)
  world.run(START + 15 * DAY, false)
  return world.sent.map(
    ({ person, slot, plan: { mail } }) =>
      `${slot.slice(5, 10)} ${person}: ${[...mail!.entries.map(({ how }) => how), ...mail!.notes.map(() => 'told')].join(', ')}`,
  )
}

describe('without reminders', () => {
  it('asked once; the ladder goes on as it would: told, asked, on along the chain', () => {
    expect(diary('S3').slice(0, 4)).toEqual([
      '05-04 owner: ask',
      '05-11 chief: told',
      '05-13 chief: escalated',
      '05-17 chief: remind',
    ])
  })

  it('urgent questions come at once as ever, and the chain is asked from the respond-by on without a second mail', () => {
    expect(diary('S1').slice(0, 2)).toEqual(['05-03 owner: ask', '05-03 chief: escalated'])
  })

  it('a reminder asked for by putting the question off is wanted', () => {
    const once: Behaviour = (ask) => (ask.snoozes > 0 ? undefined : { action: 'snooze', until: '2016-05-09' })
    expect(diary('S3', once).slice(0, 2)).toEqual(['05-04 owner: ask', '05-09 owner: remind'])
  })

  it('where the close of a review hurries, the line to the manager alone is the step', () => {
    const cycle = { id: 'weekly@2016-06-07', closesAt: '2016-06-09T16:00:00Z' }
    const item = { key: 'kpi:flow', name: 'Flow', owner: 'owner' }
    const opened = openCheckIn({ plan, cycle, item, accountable: 'director' }, parseInstant('2016-06-07T06:00:00Z'))
    const ask = { ...opened, step: 'remind' as const, stepAt: '2016-06-08T07:00:00Z', mails: ['2016-06-07T07:00:00Z'] }
    const facts = { plan, states: [off], decisions: new Map(), slot: ask.stepAt, at: parseInstant(ask.stepAt) }
    const move = moveOf(facts, ask)
    expect(move).toMatchObject({ escalation: { kind: 'note', to: 'chief' }, ask: { revision: 2, mails: ask.mails } })
    expect(move.how).toBeUndefined()
    expect(move.reason).toBe('not reminded: they want no reminders; the manager chief is told')
  })
})

describe('unsubscribing', () => {
  const stop = (person: string, on = plan) => stopReminders({ plan: on, states: [] }, { person, via: 'link' }, START)

  it.each([
    ['their manager', 'owner', 'chief', '2016-05-04T07:00:00Z'],
    ['the desk, where there is no manager', 'loner', 'desk', '2016-05-04T07:00:00Z'],
    ['a manager in another zone, with a mail of their own', 'chief', 'director', '2016-05-03T12:00:00Z'],
  ])('tells %s what it means, in their next mail', (_, person, to, slot) => {
    expect(stop(person)).toMatchObject({ note: { person: to, kind: 'reminders-off', about: { person } }, slot })
  })

  it('waits for a manager who is away, and is refused to the desk', () => {
    const away = organisation({ chief: { absences: [{ from: '2016-05-01', to: '2016-05-10' }] } })
    expect(stop('owner', away)).toMatchObject({ slot: '2016-05-11T07:00:00Z' })
    expect(stop('desk')).toMatchObject({ code: 'nobody-else' })
  })

  it('taken back before the manager’s mail, nothing is told', () => {
    const outcome = stop('owner')
    if ('code' in outcome) throw new Error(outcome.code)
    const told = (states: object[]) =>
      splitNotes(
        { plan, person: 'chief', notes: [outcome.note], decisions: [], slot: outcome.slot, states: states as never },
        undefined,
        newRoom(),
        START + DAY,
      )
    expect(told([off]).carried).toHaveLength(1)
    expect(told([{ person: 'owner' }]).dropped).toMatchObject([{ dropped: 'they want reminders again' }])
  })
})
