import { parse } from 'node-html-parser'
import { describe, expect, test } from 'vitest'
import { slotMail } from '../../lambdas/mail/slot-mail.ts'
import { answerPage } from '../../lambdas/pages/answer-page.ts'
import { packPage } from '../../lambdas/pages/pack-page.ts'
import { chairSamples, reviewAskMails, reviewAskPage } from './conclude-samples.ts'
import { findingsInMail, findingsInPage } from './html-rules.ts'
import { LINK, onward } from './samples.ts'

const pages: Record<string, string> = {
  ...Object.fromEntries(Object.entries(chairSamples()).map(([name, input]) => [name, packPage(input)])),
  asks: answerPage(reviewAskPage()),
}
const formsOf = (page: string) =>
  parse(page)
    .querySelectorAll('form')
    .map(
      (form) =>
        form.querySelector('[name=act]')?.getAttribute('value') ??
        form.querySelector('[name=action]')?.getAttribute('value'),
    )
const textOf = (page: string) => parse(page).querySelector('body')!.textContent.replace(/\s+/g, ' ')

describe.each(Object.entries(pages))('the page %s', (_name, page) => {
  test('is valid HTML with nothing from elsewhere, styled by the one sheet', async () => {
    expect(await findingsInPage(page)).toEqual([])
    expect(page).not.toMatch(/<img|<script|@import| on\w+=| style="/i)
  })
})

test('the chair can decide what is theirs, have the other asked again, assign, and end with the action there is', () => {
  const page = pages['to-conclude']!
  expect(formsOf(page)).toEqual([
    'decide',
    'acknowledge',
    'snooze',
    'dismiss',
    'delegate',
    'not-mine',
    'urge',
    'assign',
    'conclude',
  ])
  expect(textOf(page)).toContain('Close the review with 1 action')
  expect(page).not.toContain('name="because"')
  for (const form of parse(page).querySelectorAll('form'))
    expect(form.getAttribute('action')).toContain('cycle=weekly%402016-05-02')
})

test('a decision of the chair says where it goes without an answer, as on the page of asks', () => {
  const chair = chairSamples()['to-conclude']!
  const [own, ...others] = chair.concluding!.waiting
  const waiting = [{ ...own!, onward: onward() }, ...others]
  const said = 'Without an answer, Carys Evans hears of it on Monday 9 May.'
  expect(textOf(packPage({ ...chair, concluding: { ...chair.concluding!, waiting } }))).toContain(said)
})

test('what was refused stands in its form, with what was typed and the field it is about', () => {
  const form = parse(pages.refused!)
    .querySelectorAll('form')
    .find((one) => one.innerHTML.includes('value="assign"'))!
  expect(form.querySelector('[name=who]')!.getAttribute('aria-invalid')).toBe('true')
  expect(form.querySelector('[name=what]')!.textContent).toBe('Call the makers of the lift')
  expect(form.querySelector('[name=day]')!.getAttribute('value')).toBe('2016-05-12')
})

test('a concluded review says how it ended and takes nothing more but the decisions that still wait', () => {
  expect(textOf(pages.concluded!)).toMatch(/David Shah concluded this review on .* 1 decision and 2 actions/)
  expect(formsOf(pages.concluded!)).not.toContain('assign')
  expect(formsOf(pages.concluded!)).not.toContain('conclude')
})

test('of almost nothing a pack still says what it was and how to end it', () => {
  expect(textOf(pages.nothing!)).toContain('There was nothing to ask about in this review.')
  expect(formsOf(pages.nothing!)).toEqual(['assign', 'conclude'])
})

test('figures are parts of a whole, people by name and not by rank', () => {
  const rows = parse(pages['to-conclude']!).querySelectorAll('section[aria-labelledby=figures] tbody tr th')
  expect(rows.map((one) => one.textContent)).toEqual([
    'Hospitals',
    'The region',
    'Anna Hill',
    'Ben Okafor',
    'Carys Evans',
    'David Shah',
    'Ella Brown',
  ])
  expect(textOf(pages['to-conclude']!)).toContain('41 of 48 answered in time')
})

test.each(Object.entries(reviewAskMails()))('the mail %s is valid and leads to its own page', async (_name, input) => {
  const { html, text } = slotMail(input)
  expect(await findingsInMail(html)).toEqual([])
  for (const [, url] of html.matchAll(/href="([^"]*)"/g))
    expect(url).toMatch(new RegExp(`^${LINK}(\\?review=weekly%402016-05-02|#ask-A-|\\?reminders=off)`))
  expect(text).toContain(`Say how it stands: ${LINK}#ask-A-00000000000000a1`)
})

test('the subjects say what is asked and by when', () => {
  const { reviews, action } = reviewAskMails()
  expect(slotMail(action!).subject).toBe('Do by Fri 13 May: Agree the pharmacy hours with the unions')
  expect(slotMail({ ...action!, reviewAsks: [reviews!.reviewAsks![0]!] }).subject).toBe(
    'Now with you too: Conclude Weekly flow review by Tue 10 May',
  )
  expect(slotMail({ ...action!, reviewAsks: [reviews!.reviewAsks![2]!] }).subject).toBe(
    'Reminder: Overdue since Mon 2 May: Fill the night rota',
  )
})
