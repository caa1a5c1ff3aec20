import fc from 'fast-check'
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formsWith } from '../../local/owners/answer-forms.ts'
import { BadInputWorld } from './bad-input-world.ts'

let world: BadInputWorld
/** Anna's answer page. */
let page: string
/** What a browser would send for a choice: ask and epoch of the page. */
let hidden: Record<string, string>
/** The ask of the other organisation, which is Anna's as well, and one that is Maria's does not exist. */
const OTHERS_ASK = 'A-0123456789abcdef'

beforeAll(async () => {
  world = await BadInputWorld.open()
  const red = { kpi: 'four-hour', period: '2026-02', dimensions: { org: 'A1' }, numerator: 10, denominator: 100 }
  expect((await world.post(red)).status).toBe(200)
  await world.stage.runner.run(world.stage.now + 60_000)
  const [mail] = await world.stage.mails('anna@example.org')
  page = new URL(mail!.links.find((link) => link.includes('/live/a/'))!).pathname
  const [form] = formsWith((await open('GET')).html, 'decide')
  const fields = form!.querySelectorAll('input[type="hidden"]')
  hidden = Object.fromEntries(fields.map((one) => [one.getAttribute('name')!, one.getAttribute('value') ?? '']))
})
afterAll(() => world.close())

const FORM = 'application/x-www-form-urlencoded'

async function open(method: string, body = '', type: string | undefined = FORM, path = page) {
  const { runner } = world.stage
  await runner.run(world.stage.now + 1000)
  const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type }
  const answer = await runner.request(path, { method, body, headers })
  return { status: answer.status, headers: answer.headers, html: String(answer.body) }
}

/** What somebody reads on a page. */
const words = (html: string) => parse(html).querySelector('body')!.textContent

const fields = (more: Record<string, string>) => new URLSearchParams({ ...hidden, ...more }).toString()
const without = (name: string) => {
  const left = new URLSearchParams({ ...hidden, option: 'staff', text: 'why' })
  left.delete(name)
  return left.toString()
}

/** Everything the Ledger holds but mails, which the clock moves on; by key, since the engine keeps no order of fields. */
const ledger = async () =>
  Object.fromEntries(
    (await world.stage.everything('LedgerTable'))
      .filter(({ sk }) => !sk.startsWith('MAIL#'))
      .map((item) => [`${item.pk} ${item.sk}`, item]),
  )

type Row = [sentence: string, body: () => string, status: number, says: RegExp, type?: string]

const UNREADABLE = /could not read that.*open the link in your mail again/is

const REFUSED: Row[] = [
  ['a form of 70 kB', () => fields({ option: 'staff', text: 'x'.repeat(70_000) }), 400, UNREADABLE],
  ['JSON in place of a form', () => JSON.stringify(hidden), 400, UNREADABLE, 'application/json'],
  ['a form as another type', () => fields({ option: 'staff' }), 400, UNREADABLE, 'text/plain'],
  ['a multipart form', () => fields({ option: 'staff' }), 400, UNREADABLE, 'multipart/form-data; boundary=x'],
  ['nothing', () => '', 400, UNREADABLE],
  ['no ask', () => without('ask'), 400, UNREADABLE],
  ['no epoch', () => without('epoch'), 400, UNREADABLE],
  ['no action', () => without('action'), 400, UNREADABLE],
  ['an unknown action', () => fields({ action: 'approve' }), 400, UNREADABLE],
  ['an ask that is a path', () => fields({ ask: '../PERSON#maria' }), 400, UNREADABLE],
  ['an epoch that is text', () => fields({ epoch: 'NaN' }), 400, UNREADABLE],
  ['half an epoch', () => fields({ epoch: '1.5' }), 400, UNREADABLE],
  ['an epoch before the first', () => fields({ epoch: '0' }), 400, UNREADABLE],
  ['somebody else’s ask', () => fields({ ask: OTHERS_ASK, option: 'staff', text: 'why' }), 400, UNREADABLE],
  [
    'an epoch to come',
    () => fields({ epoch: '7', option: 'staff', text: 'why' }),
    409,
    /changed since the page was shown/,
  ],
  ['an answer of another kind of ask', () => fields({ action: 'done' }), 409, /"done" is no answer to this question/],
  ['no option', () => fields({ text: 'why' }), 422, /is not one of the options; choose one of/],
  ['an option nobody offers', () => fields({ option: 'sack', text: 'why' }), 422, /"sack" is not one of the options/],
  [
    'a reason to dismiss nobody knows',
    () => fields({ action: 'dismiss', option: 'bored' }),
    422,
    /no reason to dismiss/,
  ],
  [
    'a text of 5,000 characters',
    () => fields({ option: 'staff', text: 'x'.repeat(5000) }),
    422,
    /5000 characters; shorten/,
  ],
  ['not mine, without a word', () => fields({ action: 'not-mine' }), 422, /Say in a sentence why this is not yours/],
  [
    '30 February',
    () => fields({ option: 'staff', text: 'w', effectFrom: '2026-02-30' }),
    422,
    /"2026-02-30" is not a date/,
  ],
  ['a day in words', () => fields({ option: 'staff', text: 'w', effectFrom: 'tomorrow' }), 422, /is not a date/],
  ['the year 275760', () => fields({ option: 'staff', text: 'w', effectFrom: '+275760-09-13' }), 422, /is not a date/],
  ['the year 9999', () => fields({ option: 'staff', text: 'w', effectFrom: '9999-12-31' }), 422, /cannot be the day/],
  ['the year 1900', () => fields({ option: 'staff', text: 'w', effectFrom: '1900-01-01' }), 422, /cannot be the day/],
  ['to sleep without end', () => fields({ action: 'snooze', until: '2036-01-01' }), 422, /choose|days/],
  ['to sleep until yesterday', () => fields({ action: 'snooze', until: '2026-03-09' }), 422, /choose|days/],
  ['to sleep until no day', () => fields({ action: 'snooze', until: '2026-13-01' }), 422, /date|day/],
]

describe('the answer page refuses, says why, and changes nothing', () => {
  test.each(REFUSED)('%s', async (_, body, status, says, type) => {
    const before = await ledger()
    const answer = await open('POST', body(), type)
    const textContent = words(answer.html)
    expect([answer.status, answer.headers['content-type']], textContent).toEqual([
      status,
      expect.stringMatching(/^text\/html/),
    ])
    expect(textContent).toMatch(says)
    expect(textContent).not.toMatch(/\bat .*\.(js|ts|mjs)\b|TypeError|undefined|\[object/)
    expect(await ledger()).toEqual(before)
  })

  test.each(['HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is no method of the page', async (method) => {
    const before = await ledger()
    expect((await open(method)).status).toBe(404)
    expect(await ledger()).toEqual(before)
  })

  test.each([
    ['a token of another length', '/live/a/short'],
    ['a token that is a key', '/live/a/PERSON%23maria'],
    ['a token with a line end', '/live/a/%0d%0aSet-Cookie:x'],
    ['a token of 3,000 characters', `/live/a/${'x'.repeat(3000)}`],
    ['a token nobody was sent', '/live/a/AAAAAAAAAAAAAAAAAAAAAA'],
  ])('%s shows the page of an unknown link', async (_, path) => {
    for (const method of ['GET', 'POST']) {
      const answer = await open(method, 'action=renew', FORM, path)
      expect(answer.status).toBe(404)
      expect(answer.html).toMatch(/<html/)
    }
  })

  test('a script in every field comes back as text', async () => {
    const script = '"><script>alert(1)</script>'
    const answer = await open(
      'POST',
      fields({ option: script, text: `</textarea>${script}`, effectFrom: script, until: script }),
    )
    expect(answer.status).toBe(422)
    expect(answer.html).not.toContain('<script>alert')
    expect(words(answer.html)).toContain('<script>alert(1)')
  })

  test('whatever is posted, nothing fails and nothing is decided', async () => {
    const action = fc.constantFrom('decide', 'dismiss', 'rethink', 'done', 'x')
    const word = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('__proto__', '%', '2026-02-30'))
    const posted = fc.record(
      { action, option: word, text: word, effectFrom: word, __proto__: word },
      { noNullPrototype: false },
    )
    await fc.assert(
      fc.asyncProperty(posted, async (more) => {
        expect((await open('POST', fields(more as Record<string, string>))).status).toBeLessThan(500)
      }),
      { numRuns: 25 },
    )
    expect(Object.values(await ledger())).toContainEqual(expect.objectContaining({ sk: 'META', state: 'open' }))
  })
})

test('after all that the page still takes the answer; a later one is shown the first', async () => {
  const answer = await open(
    'POST',
    fields({ option: 'staff', text: 'Two nurses\u0000 from <b>Monday</b>.\r\n\u001b[2J' }),
  )
  expect(answer.status).toBe(200)
  // What the answer sets off runs its course first.
  await world.stage.runner.run(world.stage.now + 60_000)
  const after = await ledger()
  const again = await open('POST', fields({ option: 'wait', text: 'No.' }))
  expect([again.status, words(again.html)]).toEqual([
    200,
    expect.stringMatching(/already settled.*What counts is below.*Two nurses/is),
  ])
  expect(again.html).not.toMatch(/<b>Monday|(?![\t\r\n])\p{Cc}/u)
  expect(await ledger()).toEqual(after)
})
