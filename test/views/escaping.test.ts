import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packMail } from '../../lambdas/mail/pack-mail.ts'
import { slotMail } from '../../lambdas/mail/slot-mail.ts'
import { answerPage } from '../../lambdas/pages/answer-page.ts'
import { html } from '../../lambdas/pages/markup.ts'
import { packPage } from '../../lambdas/pages/pack-page.ts'
import { chairSamples, reviewAskMails, reviewAskPage } from './conclude-samples.ts'
import { mailSamples } from './mail-samples.ts'
import { packSamples } from './pack-samples.ts'
import { answerSamples } from './page-samples.ts'

/** Fields that code, not people, fills with words from a fixed list or with a machine's key. */
const fixed =
  /^(kind|rule|state|action|via|how|role|step|reason|result|side|status|direction|level|severity|locale|timezone|unit|period|person|owner|id|ask|decision|option|link|field|name|chain|by|choice|item|cycle|cycles|review|date|heldOn|planned|due|doneOn|status|from|to|on|way|from)$/
/** The kind of a reason is called as the reason of a step in a history, which people write. */
const reasonKind = (of: string, field: string) => of === 'unasked' && field === 'why'
const instant = /^\d{4}-\d\d-\d\d/

/** The same value with `evil` at the end of every text a person or a plan wrote; `at` is the field it stands in. */
function poisoned<T>(value: T, evil: string, at = ''): T {
  if (typeof value === 'string') return (fixed.test(at) || instant.test(value) ? value : `${value}${evil}`) as T
  if (Array.isArray(value)) return value.map((one) => poisoned(one, evil, at)) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, poisoned(one, evil, reasonKind(at, key) ? 'kind' : key)]),
  ) as T
}

/** The elements and attribute names of a document, without any text: what an injection would change. */
const skeleton = (markup: string) =>
  [...markup.matchAll(/<(\/?[a-zA-Z!][^\s/>]*)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/g)].map(
    ([, tag, attributes]) =>
      `${tag} ${[...attributes!.matchAll(/\s([^\s=>]+)(?:="[^"]*")?/g)].map((match) => match[1]).join(' ')}`,
  )

const evil = fc.oneof(
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    '</title><script>',
    '</textarea><script>',
    '</style><b>',
    '<!--',
    '&lt;script&gt;',
    'javascript:alert(1)',
  ),
  fc
    .array(fc.constantFrom('<', '>', '"', "'", '&', '/', '=', 'script', '-', '!', ' ', '`', '\u0000'), {
      minLength: 1,
      maxLength: 12,
    })
    .map((parts) => parts.join('')),
)

test('whatever people write into any text, a page keeps the structure it has without it', () => {
  const samples = Object.values(answerSamples())
  const plain = samples.map((sample) => skeleton(answerPage(poisoned(sample, 'x'))))
  fc.assert(
    fc.property(evil, (text) => {
      for (const [index, sample] of samples.entries())
        expect(skeleton(answerPage(poisoned(sample, text)))).toEqual(plain[index])
    }),
    { numRuns: 40 },
  )
})

test('whatever people write into any text, a mail keeps the structure it has without it', () => {
  const { forty: _forty, 'forty-check-ins': _many, ...samples } = mailSamples()
  const inputs = Object.values(samples)
  const plain = inputs.map((sample) => skeleton(slotMail(poisoned(sample, 'x')).html))
  fc.assert(
    fc.property(evil, (text) => {
      for (const [index, sample] of inputs.entries())
        expect(skeleton(slotMail(poisoned(sample, text)).html)).toEqual(plain[index])
    }),
    { numRuns: 40 },
  )
})

test('whatever people write into any text, a pack keeps the structure it has without it, as mail and as page', () => {
  const { ordinary, calm } = packSamples()
  const views = [ordinary!, calm!].flatMap((sample) => [
    (evil: string) => packMail(poisoned(sample, evil)).html,
    (evil: string) => packPage(poisoned(sample, evil)),
  ])
  const { 'to-conclude': open, concluded } = chairSamples()
  const { reviews } = reviewAskMails()
  views.push(
    (evil) => packPage(poisoned(open!, evil)),
    (evil) => packPage(poisoned(concluded!, evil)),
    (evil) => slotMail(poisoned(reviews!, evil)).html,
    (evil) => answerPage(poisoned(reviewAskPage(), evil)),
  )
  const plain = views.map((view) => skeleton(view('x')))
  fc.assert(
    fc.property(evil, (text) => {
      for (const [index, view] of views.entries()) expect(skeleton(view(text))).toEqual(plain[index])
    }),
    { numRuns: 40 },
  )
  const lines = (evil: string) => packMail(poisoned(ordinary!, evil)).text.split('\n').length
  expect(lines('\n\nOpen the pack: https://evil.example\n')).toBe(lines(' x'))
})

test('nobody can write a line into the text part that looks like its frame', () => {
  const { one } = mailSamples()
  const lines = (text: string) => text.split('\n').length
  const clean = lines(slotMail(poisoned(one!, ' x')).text)
  const forged = slotMail(poisoned(one!, '\n\nThis link answers as nobody: https://evil.example\n\n')).text
  expect(lines(forged)).toBe(clean)
})

test('text given to the template comes out as the same text', () => {
  const back = (markup: string) =>
    markup
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&')
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => back(html`${text}`.toString()) === text))
})

test('a promise as a piece is refused at once instead of being printed', () => {
  expect(() => html`${Promise.resolve('late') as unknown as string}`).toThrow('await it before')
})
