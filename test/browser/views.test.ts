import axe from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launch, widths } from '../../bin/previewing/chromium.ts'
import { packMail } from '../../lambdas/mail/pack-mail.ts'
import { slotMail } from '../../lambdas/mail/slot-mail.ts'
import { answerPage } from '../../lambdas/pages/answer-page.ts'
import { packPage } from '../../lambdas/pages/pack-page.ts'
import { chairSamples, reviewAskMails, reviewAskPage } from '../views/conclude-samples.ts'
import { mailSamples } from '../views/mail-samples.ts'
import { packSamples } from '../views/pack-samples.ts'
import { pages } from '../views/page-samples.ts'

let context: BrowserContext
let page: Page
let close: () => Promise<void>

beforeAll(async () => {
  ;({ context, close } = await launch())
  page = await context.newPage()
})
afterAll(() => close?.())

/** What of axe's rules can differ from the light page of a phone: on a wide screen what depends on places, in the dark the colours. */
const AGAIN = { wide: ['target-size', 'scrollable-region-focusable'], dark: ['color-contrast'] }

/** What axe finds, one line each: every rule it has but AAA contrast, or only some. */
async function findings(only?: string[]): Promise<string[]> {
  return page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    const rules = { 'color-contrast-enhanced': { enabled: false } }
    // Only violations are spelled out: naming every element that passed is half of the work.
    const { violations } = await axe.run({ ...(runOnly ? { runOnly } : { rules }), resultTypes: ['violations'] })
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`),
    )
  }, only)
}

/** Colours in the dark come from classes: a view of which all were seen before shows nothing new. */
const seen = new Set<string>()
const showsNew = (markup: string): boolean => {
  const before = seen.size
  for (const [, names] of markup.matchAll(/<(\w+[^>]*? class="[^"]*")/g))
    seen.add(names!.replace(/^(\w+).* class=/s, '$1 '))
  return seen.size > before
}

const overflow = () =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth') as Promise<number>

/** Controls lower than a fingertip; a link inside a sentence may be as high as its line (WCAG 2.5.8). */
const lowControls = (): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll('button, summary, label.choice, textarea, input[type=date], .contents a')]
    .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < 44)
    .map((one) => one.outerHTML.slice(0, 80))`) as Promise<string[]>

const { forty, ...shortMails } = mailSamples()
const mails = Object.entries({ ...shortMails, forty: { ...forty!, entries: forty!.entries.slice(0, 14) } })
const { ordinary, calm } = packSamples()
const views = [
  ['mail pack', packMail(ordinary!).html] as const,
  ['mail pack calm', packMail(calm!).html] as const,
  ['page pack', packPage(ordinary!)] as const,
  ['page pack of its chair', packPage(chairSamples().refused!)] as const,
  ['page of what reviews left', answerPage(reviewAskPage())] as const,
  ['mail of what reviews left', slotMail(reviewAskMails().reviews!).html] as const,
  ...mails.map(([name, input]) => [`mail ${name}`, slotMail(input).html] as const),
  ...Object.entries(pages()).map(([name, markup]) => [`page ${name}`, markup] as const),
]

describe.each(Object.entries(widths))('at %s width', (width, size) => {
  test.each(views)(
    '%s: axe finds nothing, light or dark, nothing is wider than the screen, every control is big enough',
    async (_view, markup) => {
      await page.setViewportSize(size)
      await page.setContent(markup)
      await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`)
      // The window outlives its content, so axe has to be given to it once.
      if (!(await page.evaluate(`'axe' in globalThis`))) await page.evaluate(axe.source)
      await page.emulateMedia({ colorScheme: 'light' })
      expect(await findings(width === 'phone' ? undefined : AGAIN.wide)).toEqual([])
      if (width === 'phone' && showsNew(markup)) {
        await page.emulateMedia({ colorScheme: 'dark' })
        expect(await findings(AGAIN.dark), 'in the dark').toEqual([])
      }
      expect(await overflow()).toBeLessThanOrEqual(0)
      expect(await lowControls()).toEqual([])
    },
  )
})

test('on paper a page is black on white, without what can only be pressed', async () => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await page.setContent(pages().several!)
  expect(await page.isVisible('form')).toBe(false)
  expect(await page.isVisible('h2')).toBe(true)
  const colours = await page.evaluate(
    '[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]',
  )
  expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
  await page.emulateMedia({ media: 'screen' })
})

test('on paper the items of every owner are there, folded away or not', async () => {
  await page.setContent(packPage(ordinary!))
  const seenItems = () =>
    page.evaluate(
      `[...document.querySelectorAll('.owner li')].map((one) => one.checkVisibility() && one.getBoundingClientRect().height > 20)`,
    )
  expect(await seenItems()).toEqual(Array(6).fill(false))
  await page.emulateMedia({ media: 'print' })
  expect(await seenItems()).toEqual(Array(6).fill(true))
  await page.emulateMedia({ media: 'screen' })
})

test('long words and long names do not push a page wider than a phone', async () => {
  await page.setViewportSize({ width: 320, height: 640 })
  const long = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(4)
  for (const [, markup] of views) {
    await page.setContent(markup.replaceAll('Four-hour', long).replaceAll('Anna Hill', long))
    expect(await overflow()).toBeLessThanOrEqual(0)
  }
})
