import { expect, test } from 'vitest'
import { packMail } from '../../lambdas/mail/pack-mail.ts'
import { slotMail } from '../../lambdas/mail/slot-mail.ts'
import { answerPage } from '../../lambdas/pages/answer-page.ts'
import { packPage } from '../../lambdas/pages/pack-page.ts'
import { checkInWords } from '../../lambdas/texts/check-in-words.ts'
import { checkIn, cycle, kpiItem, lastCheckIn } from './check-in-samples.ts'
import { mailSamples } from './mail-samples.ts'
import { packSamples } from './pack-samples.ts'
import { answerSamples } from './page-samples.ts'

const ZONES = ['Pacific/Auckland', 'Europe/London', 'America/Los_Angeles']
const inZones = <T extends { reader: { timezone: string } }>(input: T, of: (there: T) => string) =>
  ZONES.map((timezone) => of({ ...input, reader: { ...input.reader, timezone } }))

test('"nothing changed" that was refused leaves what was said of promises, and no news and no step of last time', () => {
  const page = answerSamples()['check-in-unchanged']!
  const [shown] = page.checkIns
  const before = shown!.item.facts.last!
  const facts = { ...shown!.item.facts, last: { ...before, reason: 'One wet day' } }
  const entry = { ...shown!, item: { ...shown!.item, facts } }
  const [promise] = entry!.item.facts.commitments
  const typed = { unchanged: '1', [`promise-${promise!.id}`]: 'kept' }
  const refused = { ask: entry!.ask.id, action: 'check-in', sentence: 'No.', fields: { reason: 'Say why.' }, typed }
  const html = answerPage({ ...page, checkIns: [entry], choice: undefined, refused })
  const { last } = entry!.item.facts
  expect(html).toContain(`name="promise-${promise!.id}" value="kept" checked`)
  expect(html).toMatch(new RegExp(`name="status" value="${last!.status}"[^>]* checked`))
  expect(html).toMatch(/name="reason"[^>]*><\/textarea>/)
  expect(html).toMatch(/name="changed"[^>]*><\/textarea>/)
  expect(html).toMatch(/name="step"[^>]* value=""/)
})

test('a status tapped in the mail keeps the confidence of last time only where the status is that of last time', () => {
  const page = answerSamples()['check-in-chosen']!
  const [shown] = page.checkIns
  const item = { ...shown!.item, facts: { ...shown!.item.facts, last: lastCheckIn(shown!.item.item) } }
  const chosen = (status: 'at-risk' | 'off-track') =>
    answerPage({ ...page, checkIns: [{ ...shown!, item }], choice: { ask: shown!.ask.id, status } })
  expect(chosen('at-risk')).toMatch(/name="confidence" value="6"[^>]* checked/)
  expect(chosen('off-track')).toMatch(/name="status" value="off-track"[^>]* checked/)
  expect(chosen('off-track')).not.toMatch(/name="confidence" value="\d+"[^>]* checked/)
})

test('items stand in the same order in mail, text and page: by kind, then by name', () => {
  const page = answerSamples()['check-ins']!
  const named = page.checkIns.map(({ item }) => item.name)
  const orderIn = (text: string) => named.toSorted((a, b) => text.indexOf(a) - text.indexOf(b))
  for (const checkIns of [page.checkIns, page.checkIns.toReversed()]) {
    const mail = slotMail({
      ...mailSamples()['check-ins']!,
      entries: [],
      checkIns: checkIns.map((one) => ({ ...one, how: 'ask' })),
    })
    const cards = answerPage({ ...page, checkIns })
    const orders = [mail.html, mail.text, cards].map((text) => orderIn(text.replaceAll('&amp;', '&')))
    const four = 'Four-hour performance, Leeds Teaching Hospitals'
    expect(orders).toEqual(Array(3).fill(['Patients wait less', 'New front door opens', four, four]))
  }
})

test('a decision due at the same instant stands before the items, and changes nothing of their order', () => {
  const page = answerSamples()['check-ins']!
  const decided = answerSamples().open!.asks.map((one) => ({
    ...one,
    ask: { ...one.ask, dueBy: page.checkIns[0]!.ask.dueBy },
  }))
  const headings = (checkIns: typeof page.checkIns) =>
    [...answerPage({ ...page, asks: decided, checkIns }).matchAll(/<h2 id="title-[^>]*>([^<]*)/g)].map(
      ([, title]) => title,
    )
  const expected = headings(page.checkIns)
  expect(expected[0]).toMatch(/^Four-hour performance has fallen/)
  expect(headings(page.checkIns.toReversed())).toEqual(expected)
})

test('how long a question can be put off is said as the last day that can be chosen', () => {
  const page = answerSamples().unsure!
  const { id } = page.asks[0]!.ask
  const html = answerPage({ ...page, putOff: { [id]: '2016-05-04' } })
  expect(html).toContain('Until Wednesday 4 May at most;')
  expect(html).toMatch(/name="until"[^>]* max="2016-05-04"/)
  expect(answerPage({ ...page, putOff: { [id]: '' } })).not.toContain('name="until"')
})

test('the page says when the review it answers has closed, and what that means', () => {
  const page = answerSamples()['check-in']!
  const [shown] = page.checkIns
  const words = 'What you say now is kept with it as late, and the next one begins with it.'
  expect(answerPage(page)).not.toContain(words)
  const closed = { ...shown!, cycle: cycle({ state: 'closed', closedAt: '2016-05-02T16:00:00Z' }) }
  expect(answerPage({ ...page, checkIns: [closed] })).toContain(`This review closed yesterday. ${words}`)
})

test('the day of a review is the same day for everybody, whatever their zone', () => {
  const pack = packSamples().full ?? Object.values(packSamples())[0]!
  const headings = [...inZones(pack, (there) => packMail(there).subject), ...inZones(pack, packPage)].map(
    (text) => /(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)[a-z]* \d+ [A-Z][a-z]+/.exec(text)![0],
  )
  expect(new Set(headings.slice(0, 3)).size).toBe(1)
  expect(new Set(headings.slice(3)).size).toBe(1)
})

test('and so is the day a milestone moves to', () => {
  const lines = inZones(mailSamples().moved!, (there) => /moved[^\n]*from[^\n]*/.exec(slotMail(there).text)![0])
  expect(new Set(lines).size).toBe(1)
})

test('a promise is over when the day of its reader is', () => {
  const asked = checkIn(kpiItem())
  const [promise] = asked.item.facts.commitments
  const overAt = (now: string, timezone: string) =>
    checkInWords(asked, { ...mailSamples().one!, now, reader: { ...mailSamples().one!.reader, timezone } }).promises[0]!
      .overdue
  const next = `${promise!.by}T20:30:00Z`
  expect(ZONES.map((zone) => overAt(next, zone))).toEqual([true, false, false])
  expect(overAt(`${promise!.by}T23:59:00Z`, 'America/Los_Angeles')).toBe(false)
})

test('who is still away by the plan is told so, and not that they are asked again', () => {
  const page = Object.values(answerSamples())[0]!
  const back = (away?: { back: string; said: boolean }) =>
    answerPage({ ...page, personSaved: 'back', person: { deputy: 'leeds-deputy', ...(away && { away }) } })
  const still = back({ back: '2016-05-09', said: false })
  expect(still).toContain('You are away until Monday 9 May')
  expect(still).not.toContain('You are asked again from now on')
  expect(still).not.toContain('I am back already')
  expect(back()).toContain('You are asked again from now on')
})
