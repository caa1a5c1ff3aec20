import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { packMail } from '../../lambdas/mail/pack-mail.ts'
import { pageHeaders } from '../../lambdas/pages/headers.ts'
import { packPage } from '../../lambdas/pages/pack-page.ts'
import { style } from '../../lambdas/pages/style.ts'
import { findingsInMail, findingsInPage } from './html-rules.ts'
import { packSamples } from './pack-samples.ts'
import { LINK } from './samples.ts'

const samples = packSamples()
const mailOf = (name: string) => packMail(samples[name]!)
const pageOf = (name: string) => packPage(samples[name]!)
const count = (text: string, words: string) => text.split(words).length - 1

describe.each(Object.entries(samples))('pack %s', (_name, input) => {
  const mail = packMail(input)
  const page = packPage(input)

  test('is valid HTML as mail and as page', async () => {
    expect(await findingsInMail(mail.html)).toEqual([])
    expect(await findingsInPage(page)).toEqual([])
  })

  test('needs no image, no script and nothing from elsewhere; the mail has one link', () => {
    for (const markup of [mail.html, page]) expect(markup).not.toMatch(/<img|<script|<link|@import|url\(| on\w+=/i)
    expect([...mail.html.matchAll(/href="([^"]*)"/g)].map((match) => match[1])).toEqual([LINK])
    expect(page).not.toContain('href=')
  })

  test('stays under the 100 kB at which clients cut mails off; the page styles itself by the sheet of the policy', () => {
    expect(Buffer.byteLength(mail.html)).toBeLessThan(100_000)
    expect(page).not.toMatch(/ style="/)
    const hash = createHash('sha256').update(style).digest('base64')
    expect(pageHeaders['Content-Security-Policy']).toContain(hash)
  })

  test('says in text, mail and page whose decisions wait, and shows the notice', () => {
    for (const part of [mail.text, mail.html, page]) {
      for (const { question } of input.pack.decisions.first) expect(part).toContain(question)
      if (input.notice) expect(part).toContain(input.notice)
    }
  })
})

test.each([
  ['ordinary', 'Weekly flow review, Mon 2 May: 1 off track, 2 decisions, 2 silent'],
  ['calm', 'Weekly flow review, Mon 2 May: all on track'],
])('the subject of %s says what needs somebody', (name, subject) => {
  expect(mailOf(name).subject).toBe(subject)
})

test('the subject says to whom it falls to conclude the review by when', () => {
  const asked = (name: string) => packMail({ ...samples[name]!, concludeBy: '2016-05-10T16:00:00Z' }).subject
  expect(asked('ordinary')).toBe('Conclude by Tue 10 May: Weekly flow review — 1 off track, 2 decisions, 2 silent')
  expect(asked('calm')).toBe('Conclude by Tue 10 May: Weekly flow review — all on track')
})

test('a pack that is mailed again after its day says that it still can be concluded', () => {
  const late = { ...samples.ordinary!, concludeBy: '2016-05-02T16:00:00Z', now: '2016-05-09T07:00:00Z' }
  expect(packMail(late).subject).toMatch(/^Weekly flow review, Mon 2 May: /)
  expect(packMail(late).text).toContain('It was to be concluded by Monday 2 May, 17:00 and still can be')
})

test('a question without ground since a correction says by when somebody says whether it stays', () => {
  const { pack } = samples.ordinary!
  const [first, ...rest] = pack.decisions.first
  const { fallback: _later, ...unsure } = { ...first!, confirmBy: '2016-05-06T16:00:00Z' }
  const decisions = { ...pack.decisions, first: [unsure, ...rest] }
  const { text } = packMail({ ...samples.ordinary!, pack: { ...pack, decisions } })
  const [part] = text.split(first!.question)[1]!.split('\n- ')
  expect(part).toContain('says by Friday 6 May, 17:00 whether it is still to be decided')
  expect(part).toContain('Without a word it is taken back then.')
})

test.each([
  ['nothing was asked', { items: 0, atRisk: 0 }],
  ['2 items at risk', { items: 5, atRisk: 2 }],
  ['all on track', { items: 5, atRisk: 0 }],
])('where nothing needs anybody the subject says "%s"', (says, some) => {
  const calm = samples.calm!
  const counts = { ...calm.pack.counts, ...some }
  const { subject } = packMail({ ...calm, pack: { ...calm.pack, counts } })
  expect(subject).toBe(`Weekly flow review, Mon 2 May: ${says}`)
})

test('a decision past its time says so in a word, not by colour alone', () => {
  for (const markup of [mailOf('ordinary').html, pageOf('ordinary')]) expect(count(markup, '>Overdue<')).toBe(1)
  expect(mailOf('ordinary').text).toMatch(/What do we change first\? \[Overdue\]/)
})

test('what an owner said is told once, however often the item is listed', () => {
  for (const part of [mailOf('ordinary').html, mailOf('ordinary').text, pageOf('ordinary')]) {
    expect(count(part, 'The pharmacy opens at 8:00 from 16 May')).toBe(1)
    expect(count(part, 'Discharges before noon, Leeds')).toBeGreaterThan(2)
  }
})

test('somebody who never spoke has not answered; nothing is said to have gone from silence to silence', () => {
  expect(pageOf('ordinary')).toContain('>No answer<')
  expect(pageOf('ordinary')).not.toContain('No word')
})

test('a mail shows the first of a long list and how many more the page has', () => {
  expect(count(mailOf('crowded').html, '<h3')).toBe(24)
  expect(mailOf('crowded').text).toContain('and 7 more')
  expect(count(pageOf('crowded'), '<h3')).toBe(60)
})

test('however much people wrote, the page stays under what Lambda and the gateway answer, and says how much more there was', () => {
  const page = pageOf('written to the brim')
  expect(Buffer.byteLength(page)).toBeLessThan(1_000_000)
  expect(page).toContain('and 9 more')
  expect(mailOf('written to the brim').text).toMatch(/and \d+ more/)
})

test('who chairs the review is asked to conclude it, the others only read', () => {
  expect(mailOf('written to the brim').text).toContain('Please conclude it by Tuesday 10 May, 17:00')
  expect(mailOf('written to the brim').html).toContain('Open the pack and conclude')
  expect(mailOf('ordinary').html).not.toContain('conclude')
})

test('a style sheet ends where its last rule ends', () => {
  expect(count(style, '{')).toBe(count(style, '}'))
  expect(style.trimEnd()).toMatch(/\}$/)
})

test('the text part of one pack reads like this', () => {
  expect(mailOf('ordinary').text).toMatchSnapshot()
})
