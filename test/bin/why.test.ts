import { describe, expect, test } from 'vitest'
import { type Explanation, explainPerson } from '../../bin/explaining/explanation.ts'
import type { PersonRecords } from '../../bin/explaining/person-records.ts'
import { plainReason } from '../../bin/explaining/plain-reason.ts'
import { explanationLines } from '../../bin/explaining/print.ts'
import { Mail, Note } from '../../domain/ask.ts'
import { addressHash } from '../../domain/reachability.ts'
import { company } from '../domain/review/a-company.ts'
import { checkIn, kpiItem } from '../views/check-in-samples.ts'
import { ask, note } from '../views/samples.ts'

const plan = company()
const since = '2016-01-01T00:00:00Z'
const mail = (slot: string, more: Partial<Mail> = {}) =>
  Mail.parse({ person: 'anna', slot, state: 'sent', sentAt: slot.split('#')[0], ...more })
const own = { person: 'anna', owner: 'anna', asked: ['anna'] }
const explained = (records: Partial<PersonRecords>, from = since): Explanation =>
  explainPerson({ plan, person: 'anna', since: from }, { asks: [], mails: [], notes: [], ...records })
const lines = (records: Partial<PersonRecords>, most = 20) => explanationLines(explained(records), most)

describe('a stored reason in words', () => {
  const known = {
    about: (id: string) => ({ 'A-1': 'What first?', 'N-1': 'Bert is silent' })[id],
    name: (id: string) => ({ bert: 'Bert Low', 'bert-2': 'Bert Two' })[id],
    zone: 'Europe/London',
  }
  test.each([
    ['names the question, not the id', 'ask A-1: asked', '“What first?”: asked'],
    ['names the note', 'note N-1: told', '“Bert is silent”: told'],
    ['says that the ask is gone', 'ask A-9: asked', '“ask A-9, which is no longer kept”: asked'],
    [
      'names who was told',
      'ask A-1: not reminded again after two mails; the manager bert is told',
      '“What first?”: not reminded again after two mails; the manager Bert Low is told',
    ],
    ['takes the whole id', 'ask A-1: handed on to deputy bert-2: x', '“What first?”: handed on to deputy Bert Two: x'],
    ['keeps an id nobody has', 'ask A-1: deputy carla is asked too', '“What first?”: deputy carla is asked too'],
    [
      'tells the person’s own time, in summer time',
      'ask A-1: waits until 2016-05-03T07:00:00Z: bert is away',
      '“What first?”: waits until 2016-05-03 08:00 BST (2016-05-03T07:00:00Z): Bert Low is away',
    ],
    ['leaves a sentence as it is', 'no mail: nothing to send in this slot', 'no mail: nothing to send in this slot'],
  ])('%s', (_, reason, words) => {
    expect(plainReason(reason, known)).toBe(words)
  })
})

describe('why a person has an ask', () => {
  test.each([
    ['the first asked', own, 'asked first'],
    ['a chain that went on', { ...own, asked: ['anna', 'boss'] }, 'then Name of boss, because no answer came'],
    [
      'a copy',
      { ...own, owner: 'bert', leads: false, role: 'deputy' as const },
      'asked too, as deputy, because Name of bert did not answer',
    ],
    [
      'a hand-on, and somebody who has left the plan meanwhile',
      { ...own, owner: 'gone', role: 'manager' as const },
      'handed on from gone, as their manager',
    ],
    ['taken up', { ...own, acknowledgedAt: since }, 'asked first; taken up'],
    [
      'handed over by name',
      { ...own, role: 'delegate' as const, handedBy: { person: 'bert', how: 'delegate' as const, words: 'Please.' } },
      'Name of bert handed it over: “Please.”',
    ],
    [
      'not mine but yours',
      { ...own, role: 'delegate' as const, handedBy: { person: 'bert', how: 'not-mine' as const } },
      'Name of bert says that it is theirs',
    ],
  ])('%s', (_, changes, words) => {
    expect(explained({ asks: [ask(changes)] }).open[0]!.why).toContain(words)
  })

  test('an ask that is over waits for nothing, but its mails still name it', () => {
    const over = ask({ ...own, state: 'answered' })
    const { open, mails } = explained({
      asks: [over],
      mails: [mail('2016-05-03T07:00:00Z', { reasons: [`ask ${over.id}: asked`] })],
    })
    expect(open).toEqual([])
    expect(mails[0]!.reasons).toEqual([`“${over.title}”: asked`])
  })
})

describe('what is printed', () => {
  test('a chair who asks again; a mail that asks again for another review; what a review does not ask about', () => {
    const waits = checkIn(kpiItem()).ask
    const again = { ...waits, ...own, mails: ['2016-05-03T07:00:00Z'], joinedAt: '2016-05-04T06:00:00Z' }
    const text = lines({
      asks: [{ ...again, step: 'remind', stepAt: '2016-05-06T07:00:00Z' }],
      notes: [note({ kind: 'urged', about: { ...note().about, person: 'boss', title: 'What first?' } })],
      mails: ['2016-05-05T07:00:00Z', '2016-05-06T07:00:00Z'].map((slot) =>
        mail(slot, { state: 'planned', sentAt: undefined }),
      ),
      spared: [
        { review: 'Weekly', heldOn: '2016-05-02', name: 'Leads', answeredAt: '2016-05-01T09:00:00Z' },
        { review: 'Weekly', heldOn: '2016-05-02', name: 'Old KPI' },
      ],
    })
    const below = (words: string) => text[text.findIndex((line) => line.includes(words)) + 1]
    expect(below('2016-05-05 08:00')).toContain('is asked again: another review asks')
    expect(below('2016-05-06 08:00')).toContain('is reminded of')
    expect(below('To be told')).toBe('  Name of boss asks again for “What first?”')
    expect(text.join('\n')).toMatch(
      /“Leads”, Weekly of 2016-05-02: an answer of the three days before counts, 2016-05-01/,
    )
    expect(text.join('\n')).toContain('“Old KPI”, Weekly of 2016-05-02: the question was taken back')
  })

  test('what comes stands first and says what it is for; what is over follows, newest first', () => {
    const text = lines({
      asks: [ask({ ...own, stepAt: '2016-05-05T07:00:00Z', step: 'remind' })],
      mails: [
        mail('2016-05-02T07:00:00Z', { state: 'skipped', sentAt: undefined, reasons: ['no mail: nothing to send'] }),
        mail('2016-05-03T07:00:00Z'),
        mail('2016-05-03T09:00:00Z#pack-weekly@2016-05-02'),
        mail('2016-05-05T07:00:00Z', { state: 'planned', sentAt: undefined }),
      ],
    })
    const at = (words: string) => text.findIndex((line) => line.includes(words))
    expect(text[at('Next:') + 1]).toMatch(/2016-05-05 08:00 BST .*planned$/)
    expect(text[at('Next:') + 2]).toMatch(/“Four-hour performance .*” is reminded of$/)
    const over = text.slice(at('Mails, newest first'))
    expect(over.map((line) => /(pack of weekly@2016-05-02|sent|skipped|no mail)/.exec(line)?.[0])).toEqual([
      undefined,
      'sent',
      'sent',
      'skipped',
      'no mail',
    ])
    expect(over[1]).toMatch(/sent, the pack of weekly@2016-05-02$/)
  })

  test('a mail that went out an hour after its slot says so', () => {
    const late = mail('2016-05-03T07:00:00Z', { sentAt: '2016-05-03T09:30:00Z' })
    expect(lines({ mails: [late] }).join('\n')).toMatch(/sent, late: at 2016-05-03 10:30 BST/)
    expect(lines({ mails: [mail('2016-05-03T07:00:00Z')] }).join('\n')).not.toContain('late')
  })

  test('of many mails the newest are shown, and how many there were before', () => {
    const mails = Array.from({ length: 25 }, (_, day) => mail(`2016-05-${String(day + 1).padStart(2, '0')}T07:00:00Z`))
    const text = lines({ mails }, 20)
    expect(text.filter((line) => line.includes('  sent'))).toHaveLength(20)
    expect(text.at(-1)).toContain('and 5 before them')
    expect(explained({ mails }, '2016-05-20T00:00:00Z').mails).toHaveLength(6)
  })

  test('a mark counts for the address it was made for, and no more once the plan has another', () => {
    const state = (address: string) => ({
      person: 'anna',
      unreachable: { since, because: 'bounced: no such mailbox', address: addressHash(address) },
    })
    expect(lines({ state: state('ANNA@example.org') })[1]).toMatch(
      /Unreachable since .*no such mailbox; nothing is sent/,
    )
    expect(lines({ state: state('old@example.org') })[1]).toMatch(/another address since, so this counts no more/)
  })

  test('who said that they are away, and who wants no reminders: what that means for what waits', () => {
    const away = { from: '2016-05-03', to: '2016-05-09', at: '2016-05-03T08:00:00Z', via: 'link' as const }
    const state = { person: 'anna', away, remindersOff: { since: '2016-05-02T08:00:00Z', via: 'one-click' as const } }
    const waits = ask({ ...own, stepAt: '2016-05-05T07:00:00Z', step: 'remind' })
    const text = lines({ state, asks: [waits] }).join('\n')
    expect(text).toMatch(
      /Gets no reminders since 2016-05-02 09:00 BST .*, as they wished: is asked once, and their manager hears/,
    )
    expect(text).toMatch(/Away 2016-05-03 to 2016-05-09.*; they said so on 2016-05-03 09:00 BST/)
    expect(text).toContain('next: its reminder is left out, as they wished; the ladder goes on')
    const asked = ask({ ...own, stepAt: '2016-05-05T07:00:00Z', step: 'remind', snoozedUntil: '2016-05-05T00:00:00Z' })
    expect(lines({ state, asks: [asked] }).join('\n')).toContain('next: is reminded of')
  })

  test('absences, who stands in, and who left the plan', () => {
    const away = company({
      people: [
        { id: 'desk', name: 'Desk', email: 'd@example.org' },
        { id: 'boss', name: 'Boss', email: 'x@example.org' },
        { id: 'cora', name: 'Cora', email: 'c@example.org' },
        { id: 'bert', name: 'Bert', email: 'b@example.org' },
        {
          id: 'anna',
          name: 'Anna',
          email: 'a@example.org',
          deputy: 'bert',
          absences: [{ from: '2026-03-02', to: '2026-03-06' }],
        },
      ],
    })
    const none = { asks: [], mails: [], notes: [] }
    const at = (person: string) => explanationLines(explainPerson({ plan: away, person, since }, none), 20).join('\n')
    expect(at('anna')).toContain('Away 2026-03-02 to 2026-03-06; Bert stands in')
    expect(at('gone')).toContain('No longer in the plan')
  })

  test('a line that waits for the next mail is told, one that was told is not', () => {
    const note = (id: string, more: Partial<Note> = {}) =>
      Note.parse({
        id,
        person: 'anna',
        kind: 'silent-report',
        about: { person: 'bert', ask: 'A-2', title: `About ${id}`, dueBy: since, since },
        createdAt: since,
        ...more,
      })
    const text = lines({ notes: [note('N-1'), note('N-2', { mail: since })] }).join('\n')
    expect(text).toContain('  Name of bert is silent about “About N-1”')
    expect(text).not.toContain('About N-2')
  })
})
