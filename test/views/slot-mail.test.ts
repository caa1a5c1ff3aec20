import { describe, expect, test } from 'vitest'
import { isAskNote } from '../../domain/ask.ts'
import type { Titled } from '../../domain/ask-title.ts'
import { slotMail } from '../../lambdas/mail/slot-mail.ts'
import { voiceOf } from '../../lambdas/texts/ask-words.ts'
import { titleWords } from '../../lambdas/texts/title-words.ts'
import { findingsInMail } from './html-rules.ts'
import { forty, mailSamples } from './mail-samples.ts'
import { LINK, note, surroundings } from './samples.ts'

const called = (about: Titled) => titleWords(about, voiceOf(surroundings))

const samples = mailSamples()
const mails = Object.entries(samples).map(([name, input]) => ({ name, input, mail: slotMail(input) }))

describe('subject', () => {
  const rows: [string, string, string][] = [
    [
      'one question says what, by when and how far off',
      'one',
      'Decide by Thu 12 May: Four-hour performance, Leeds Teaching Hospitals — 84.1% against 88.9%',
    ],
    [
      'a reminder says so, and that it is late',
      'reminder',
      'Reminder: Overdue since Thu 12 May: Four-hour performance, Leeds Teaching Hospitals — 84.1% against 88.9%',
    ],
    [
      'an urgent one says so first',
      'urgent',
      'Urgent: Decide by Tue 3 May: Four-hour performance, Leeds Teaching Hospitals — 84.1% against 88.9%',
    ],
    [
      'several are counted, the late ones too, with the next deadline',
      'several',
      '4 decisions wait for you, 1 overdue, the first by Fri 6 May',
    ],
    [
      'a fallback is to be carried out',
      'carry-out',
      'Carry out by Thu 12 May: Four-hour performance, Leeds Teaching Hospitals — 84.1% against 88.9%',
    ],
    [
      'a question without ground since a correction asks for a word on it',
      'confirm',
      'Still to be decided? Say by Thu 5 May: Four-hour performance, Leeds Teaching Hospitals',
    ],
    [
      'a missing figure is named by its period',
      'missing',
      'Decide by Thu 12 May: A&E attendances, Leeds Teaching Hospitals — no figure for March 2016',
    ],
    [
      'one check-in says what, by when and how far off',
      'check-in',
      'Check in by Wed 4 May: Four-hour performance, Leeds Teaching Hospitals — 84.1% against 88.9%',
    ],
    ['check-ins of one review are its name', 'forty-check-ins', 'Weekly execution check-in: 40 items by Wed 4 May'],
    ['decisions and check-ins are counted', 'check-ins', '4 questions wait for you, the first by Wed 4 May'],
    ['notes alone ask for nothing', 'notes', 'For your information: one question is without an answer'],
  ]
  test.each(rows)('%s', (_sentence, name, subject) => {
    expect(slotMail(samples[name]!).subject).toBe(subject)
  })

  test('is one line, whatever the plan has in its names', () => {
    const input = samples.one!
    const evidence = {
      ...input.entries[0]!.decision.evidence,
      kpiName: `Wait\r\nBcc: everyone@example.org\u2028${'x'.repeat(400)}`,
    }
    const entry = { ...input.entries[0]!, decision: { ...input.entries[0]!.decision, evidence } }
    const { subject } = slotMail({ ...input, entries: [entry] })
    expect(subject).not.toMatch(/[\r\n\u2028]/)
    expect(subject.length).toBeLessThanOrEqual(180)
  })
})

test('a question says where it goes without an answer, and when, by name', () => {
  const { text, html } = slotMail(samples.one!)
  const said =
    'Without an answer, Carys Evans hears of it on Monday 9 May. From Wednesday 11 May on it goes, step by step, to Carys Evans, Ben Okafor and David Shah.'
  expect(text).toContain(said)
  expect(html).toContain(said)
  expect(slotMail(samples.urgent!).text).toContain(
    'Without an answer by Tuesday 3 May, 10:00 it goes, step by step, to Carys Evans, Ben Okafor and David Shah.',
  )
})

test('of several chairs who ask again all are named, and what is urgent stays so', () => {
  const [entry] = samples.urgent!.entries
  const about = { ...note().about, ask: entry!.ask.id }
  const notes = ['regional-director', 'national-lead', 'regional-director'].map((person, i) => ({
    note: note({ id: `N-${i}`, kind: 'urged', about: { ...about, person } }),
  }))
  const { subject, text } = slotMail({ ...samples.urgent!, notes })
  expect(subject).toMatch(/^Urgent: Asked again by Carys Evans and David Shah: Decide by /)
  expect(text).toContain('Asked again, from a review, by Carys Evans and David Shah.')
  expect(text).not.toContain('FOR YOUR INFORMATION')
})

test('a question whose ground is gone says what silence does, and nothing that cannot happen any more', () => {
  const { text } = slotMail(samples.confirm!)
  expect(text).toContain('Without a word it is taken back then. To decide now is a word too.')
  expect(text).not.toMatch(/FOR YOUR INFORMATION|recorded as the fallback|step by step/)
})

describe.each(mails)('mail $name', ({ input, mail }) => {
  test('has a text part that says every question, every deadline and every link', () => {
    for (const { ask } of input.entries) {
      expect(mail.text).toContain(called(ask))
      expect(mail.text).toContain(`${LINK}#ask-${ask.id}`)
    }
    const deadlines =
      mail.text.match(/(?:Say by|Decide by|Carry out by|Settle by|Was due) \w+day \d+ May, \d\d:\d\d/g) ?? []
    expect(deadlines).toHaveLength(input.entries.length)
    for (const { note } of input.notes)
      expect(mail.text).toContain(
        isAskNote(note) ? called(note.about) : note.kind === 'moved' ? note.about.milestone : 'wants no reminders',
      )
  })

  test('has every item with its four buttons in both parts', () => {
    for (const { ask, item } of input.checkIns) {
      expect(mail.text).toContain(item.name)
      for (const status of ['on-track', 'at-risk', 'off-track']) {
        expect(mail.text).toContain(`${LINK}?ask=${ask.id}&status=${status}#ask-${ask.id}`)
        expect(mail.html).toContain(`href="${LINK}?ask=${ask.id}&amp;status=${status}#ask-${ask.id}"`)
      }
      expect(mail.text.includes(`${ask.id}&status=unchanged`)).toBe(item.facts.last !== undefined)
    }
  })

  test('has an HTML part with the same questions and links', () => {
    for (const { ask } of input.entries) {
      expect(mail.html).toContain(called(ask).replaceAll('&', '&amp;'))
      expect(mail.html).toContain(`href="${LINK}#ask-${ask.id}"`)
    }
  })

  test('says whose link it is and until when it works, if it has one, and shows the notice', () => {
    for (const part of [mail.text, mail.html]) {
      expect(part.includes(`answer as ${input.reader.name}`)).toBe(input.entries.length + input.checkIns.length > 0)
      expect(part.includes('They work until Friday 17 June.')).toBe(input.entries.length + input.checkIns.length > 0)
      if (input.notice) expect(part).toContain(input.notice)
    }
  })

  test('needs no image, no script and nothing from elsewhere', () => {
    expect(mail.html).not.toMatch(/<img|<script|<link|@import|url\(|background=/i)
    const addresses = [...mail.html.matchAll(/(?:href|src)="([^"]*)"/g)].map((match) => match[1]!)
    for (const address of addresses) expect(address.startsWith(LINK)).toBe(true)
  })

  test('stays under the 100 kB at which clients cut mails off', () => {
    expect(Buffer.byteLength(mail.html)).toBeLessThan(100_000)
  })

  test('is valid HTML', async () => {
    expect(await findingsInMail(mail.html)).toEqual([])
  })
})

describe('forty asks', () => {
  test('stay under 100 kB with long questions, every one still there with its link', () => {
    const input = forty()
    const long = input.entries.map((entry) => ({
      ...entry,
      ask: { ...entry.ask, titled: undefined, title: `${entry.ask.title} ${'More words. '.repeat(25)}`.trim() },
    }))
    const mail = slotMail({ ...input, entries: long })
    expect(Buffer.byteLength(mail.html)).toBeLessThan(100_000)
    for (const { ask } of long) expect(mail.html).toContain(`${LINK}#ask-${ask.id}`)
  })

  test('show the first ones in full and the rest in short', () => {
    const { html } = slotMail(forty())
    const full = html.split('class="button"').length - 1
    expect(full).toBeGreaterThan(5)
    expect(full).toBeLessThan(40)
  })
})

test('the text part of one mail reads like this', () => {
  expect(slotMail(samples.several!).text).toMatchSnapshot()
})

test('the same facts make the same mail', () => {
  expect(slotMail(samples.several!)).toEqual(slotMail(mailSamples().several!))
})

test('the footer says that a mail asks nothing where it asks nothing, and only there', () => {
  for (const { input, mail } of mails) {
    const asks = input.entries.length + input.checkIns.length + (input.reviewAsks ?? []).length > 0
    expect(mail.text.includes('This one asks nothing of you')).toBe(!asks)
    expect(mail.text.includes('only when something waits for you')).toBe(asks)
  }
})
