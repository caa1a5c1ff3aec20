import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { browserPath, launch, widths } from '../../bin/previewing/chromium.ts'
import { answerPage } from '../../lambdas/pages/answer-page.ts'
import { pageHeaders } from '../../lambdas/pages/headers.ts'
import { messagePage } from '../../lambdas/pages/message-page.ts'
import { answerSamples } from '../views/page-samples.ts'
import { ask } from '../views/samples.ts'

const address = 'https://answers.example.org/live/a/Zx9pQ0rT4uV7wY2aB5cD8e'
const samples = answerSamples()

let context: BrowserContext
let close: () => Promise<void>
let page: Page
let posts: URLSearchParams[]
let elsewhere: string[]
let shown: string
let afterPost: string

beforeAll(async () => {
  ;({ context, close } = await launch())
  await context.route('**/*', async (route) => {
    const request = route.request()
    if (!request.url().startsWith(address)) {
      elsewhere.push(request.url())
      return route.abort()
    }
    if (request.method() === 'POST') posts.push(new URLSearchParams(request.postData() ?? ''))
    await route.fulfill({ status: 200, headers: pageHeaders, body: request.method() === 'POST' ? afterPost : shown })
  })
})
afterAll(() => close?.())
afterEach(() => page.close())

beforeEach(async () => {
  posts = []
  elsewhere = []
  shown = answerPage(samples.open!)
  afterPost = answerPage(samples.saved!)
  page = await context.newPage()
  page.setDefaultTimeout(10_000)
})

const open = async (fragment = '') => page.goto(`${address}${fragment}`)

describe('the answer page in a real browser, with its real headers', () => {
  test('is styled by its own sheet and asks for nothing from elsewhere', async () => {
    const blocked: string[] = []
    page.on('console', (message) => blocked.push(message.text()))
    await open()
    const colour = await page.evaluate(`getComputedStyle(document.querySelector('button')).backgroundColor`)
    expect(colour).not.toBe('rgba(0, 0, 0, 0)')
    expect(elsewhere.filter((url) => !url.endsWith('/favicon.ico'))).toEqual([])
    expect(blocked).toEqual([])
  })

  test('a check-in: the choice of the mail is made, the fields it needs appear, how sure they were of another one is asked anew', async () => {
    shown = answerPage(samples['check-in-chosen']!)
    afterPost = answerPage(samples['check-in-saved']!)
    const { id } = samples['check-in-chosen']!.checkIns[0]!.ask
    await open(`?ask=${id}&status=off-track#ask-${id}`)
    expect(await page.getByRole('radio', { name: 'Off track' }).isChecked()).toBe(true)
    const cause = page.getByRole('textbox', { name: /^What put it off track/ })
    await page.getByRole('radio', { name: 'At risk' }).check()
    expect(await cause.isVisible()).toBe(false)
    await page.getByRole('radio', { name: 'Off track' }).check()
    expect(await page.locator('input[name=confidence]:checked').count()).toBe(0)
    await page.getByRole('radio', { name: '3', exact: true }).check()
    await cause.fill('Beds are free too late.')
    await page.getByRole('button', { name: 'Save check-in' }).click()
    await page.getByText('Recorded. Thank you, Anna Hill.').waitFor()
    expect(Object.fromEntries(posts[0]!)).toMatchObject({ ask: id, status: 'off-track', confidence: '3', how: 'mail' })
  })

  test('four items fit four screens of a phone: a status opens what follows from it, nothing changed is one tap', async () => {
    shown = answerPage(samples['check-ins']!)
    afterPost = answerPage(samples['check-in-saved']!)
    await page.setViewportSize(widths.phone)
    await open()
    expect(await page.evaluate('document.documentElement.scrollHeight')).toBeLessThan(4 * widths.phone.height)
    const first = page.getByRole('article').first()
    const save = first.getByRole('button', { name: 'Save check-in' })
    expect(await save.isVisible()).toBe(false)
    await first.getByRole('radio', { name: 'At risk' }).check()
    expect(await save.isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Nothing changed (On track, 8 of 10)' }).click()
    await page.getByText('Recorded.').waitFor()
    expect(posts.map((one) => [one.get('unchanged'), one.get('ask')])).toEqual([
      ['1', samples['check-ins']!.checkIns[1]!.ask.id],
    ])
    await page.setViewportSize(widths.desktop)
  })

  const milestones: [string, string, Record<string, string>, Record<string, string>][] = [
    ['is done', 'It is done', { 'Done on': '2016-05-02' }, { milestone: 'done', 'milestone-on': '2016-05-02' }],
    [
      'gets another day',
      'It needs another day',
      { 'New day': '2016-06-03', 'Why does it move?': 'The builders are late.' },
      { milestone: 're-date', 'milestone-to': '2016-06-03', 'milestone-reason': 'The builders are late.' },
    ],
    [
      'becomes two',
      'It becomes two milestones',
      {
        'Name of part 1': 'Door',
        'Part 1 is due': '2016-05-13',
        'Name of part 2': 'Desk',
        'Part 2 is due': '2016-05-20',
      },
      { 'part-1-name': 'Door', 'part-1-due': '2016-05-13', 'part-2-name': 'Desk', 'part-2-due': '2016-05-20' },
    ],
  ]
  test.each(milestones)(
    'a milestone %s: only its fields are in sight, and what is typed is posted',
    async (_, act, fill, posted) => {
      shown = answerPage({ ...samples['check-in-milestone']!, asks: [] })
      afterPost = answerPage(samples['check-in-saved']!)
      await open()
      const all = [
        'Done on',
        'New day',
        'Why does it move?',
        'Name of part 1',
        'Part 1 is due',
        'Name of part 2',
        'Part 2 is due',
      ]
      await page.getByRole('radio', { name: act }).check()
      const seen = await Promise.all(all.map((label) => page.getByLabel(label).isVisible()))
      expect(all.filter((_label, i) => seen[i])).toEqual(
        Object.keys(fill).sort((a, b) => all.indexOf(a) - all.indexOf(b)),
      )
      expect(await page.getByText('Primary-care stream starts').isVisible()).toBe('New day' in fill)
      for (const [label, text] of Object.entries(fill)) await page.getByLabel(label).fill(text)
      await page.getByRole('radio', { name: 'On track' }).check()
      await page.getByRole('button', { name: 'Save check-in' }).click()
      await page.getByText('Recorded.').waitFor()
      expect(Object.fromEntries(posts[0]!)).toMatchObject({ action: 'check-in', status: 'on-track', ...posted })
    },
  )

  test('away until a day: one field and one tap', async () => {
    shown = answerPage({ ...samples.open!, person: { deputy: 'leeds-deputy' } })
    await open()
    await page.getByText('Going away?').click()
    await page.getByLabel('I am back on').fill('2016-05-16')
    await page.getByRole('button', { name: 'I am away from now on' }).click()
    await page.getByText('Recorded.').waitFor()
    expect(Object.fromEntries(posts[0]!)).toEqual({ action: 'away', until: '2016-05-16' })
  })

  test('a decision: choose, say why, record', async () => {
    await open(`#ask-${ask().id}`)
    await page.getByLabel('Start discharge rounds at 8:00 on every ward').check()
    await page.getByRole('textbox', { name: /^Why\?/ }).fill('Beds are free too late in the day.')
    await page.getByRole('button', { name: 'Record my decision' }).click()
    await page.getByText('Recorded. Thank you, Anna Hill.').waitFor()
    expect(Object.fromEntries(posts[0]!)).toEqual({
      ask: ask().id,
      epoch: '1',
      action: 'decide',
      option: 'discharge',
      text: 'Beds are free too late in the day.',
      effectFrom: '2016-05-03',
    })
    expect(await page.evaluate('scrollY')).toBe(0)
  })

  test('without a choice the browser itself asks for one, and nothing is posted', async () => {
    await open()
    await page.getByRole('button', { name: 'Record my decision' }).click()
    expect(await page.evaluate(`document.querySelectorAll('input:invalid').length > 0`)).toBe(true)
    expect(posts).toEqual([])
  })

  test('a refused answer comes back in sight, with everything typed still there', async () => {
    afterPost = answerPage(samples.refused!)
    await page.setViewportSize({ width: 390, height: 700 })
    await open()
    await page.getByLabel('Open the surge ward').check()
    await page.getByRole('button', { name: 'Record my decision' }).click()
    const alert = page.getByRole('alert')
    await alert.waitFor()
    await expect.poll(async () => (await alert.boundingBox())!.y).toBeLessThan(500)
    expect(await page.getByLabel('Open the surge ward').isChecked()).toBe(true)
    expect(await page.getByRole('textbox', { name: /^Why\?/ }).inputValue()).toContain('it took <six> months')
  })

  test('keyboard alone is enough', async () => {
    await open()
    await page.getByLabel('Start discharge rounds').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await page.keyboard.type('By keyboard.')
    await page.getByRole('button', { name: 'Record my decision' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('Recorded.').waitFor()
    expect(posts[0]!.get('option')).toBe('stream')
    expect(posts[0]!.get('text')).toBe('By keyboard.')
  })

  const others: [string, () => Promise<void>, Record<string, string>][] = [
    [
      'I have seen it',
      () => page.getByRole('button', { name: 'I will decide by Thu 12 May' }).click(),
      { action: 'acknowledge' },
    ],
    [
      'remind me later',
      () => page.getByRole('button', { name: 'Remind me then' }).click(),
      { action: 'snooze', until: '2016-05-04' },
    ],
    [
      'no decision is needed',
      async () => {
        await page.getByLabel('The figure is wrong').check()
        await page.getByLabel('In a sentence').fill('March is counted twice.')
        await page.getByRole('button', { name: 'Dismiss the question' }).click()
      },
      { action: 'dismiss', option: 'data-error', text: 'March is counted twice.' },
    ],
    [
      'not mine',
      async () => {
        await page.getByLabel('Who should have it, and why?').fill('Ben runs the front door.')
        await page.getByRole('button', { name: 'Hand it on' }).click()
      },
      { action: 'not-mine', text: 'Ben runs the front door.', 'to-name': '' },
    ],
    [
      'somebody else, who is one tap away',
      async () => {
        await page.getByRole('radio', { name: /^Ben Okafor/ }).check()
        await page.getByRole('button', { name: 'Hand it over' }).click()
      },
      { action: 'delegate', to: 'leeds-deputy', 'to-name': '', text: '' },
    ],
    [
      'somebody else, whose name is typed',
      async () => {
        await page.getByLabel(/^Or somebody else/).fill('Ella Brown')
        await page.getByLabel('A word for them').fill('You know the front door.')
        await page.getByRole('button', { name: 'Hand it over' }).click()
      },
      { action: 'delegate', 'to-name': 'Ella Brown', text: 'You know the front door.' },
    ],
  ]
  test.each(others)('%s is one tap away, and posts only itself', async (_name, act, expected) => {
    await open()
    await page.getByText('Not now, or not mine?').click()
    await act()
    await page.getByText('Recorded.').waitFor()
    expect(Object.fromEntries(posts[0]!)).toEqual({ ask: ask().id, epoch: '1', ...expected })
  })

  test('an expired link is renewed by a POST, not by looking at it', async () => {
    shown = messagePage({ kind: 'expired' })
    afterPost = messagePage({ kind: 'renewed' })
    await open()
    expect(posts).toEqual([])
    await page.getByRole('button', { name: 'Mail me a fresh link' }).click()
    await page.getByRole('heading', { name: 'A fresh link is on its way' }).waitFor()
    expect(Object.fromEntries(posts[0]!)).toEqual({ action: 'renew' })
  })
})

test('works with scripts switched off', async () => {
  const browser: Browser | null = context.browser()
  const quiet = browser ? await browser.newContext({ javaScriptEnabled: false }) : undefined
  const other = quiet ? await quiet.newPage() : page
  let posted = ''
  await other.route('**/*', async (route) => {
    if (route.request().method() === 'POST') posted = route.request().postData() ?? ''
    await route.fulfill({ status: 200, headers: pageHeaders, body: posted ? afterPost : shown })
  })
  await other.goto(address)
  await other.getByLabel('Open the surge ward').check()
  await other.getByRole('button', { name: 'Record my decision' }).click()
  await other.getByText('Recorded.').waitFor()
  expect(posted).toContain('option=surge')
  await quiet?.close()
})

test('without a browser the tests fail with a sentence that says what to install', () => {
  expect(() => browserPath(['/nowhere/chromium'])).toThrow('Install it')
})
