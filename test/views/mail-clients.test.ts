import { describe, expect, test } from 'vitest'
import { packMail } from '../../lambdas/mail/pack-mail.ts'
import { slotMail } from '../../lambdas/mail/slot-mail.ts'
import { reviewAskMails } from './conclude-samples.ts'
import { mailSamples } from './mail-samples.ts'
import { packSamples } from './pack-samples.ts'

/**
 * Inline properties that Outlook on Windows (Word), Gmail and Apple Mail all honour, or ignore without harm
 * (max-width, border-radius, overflow, max-height, word-break). Source: the feature tables of caniemail.com.
 */
const safe = new Set([
  'margin',
  'padding',
  'color',
  'background-color',
  'font-family',
  'font-size',
  'font-weight',
  'line-height',
  'text-align',
  'word-break',
  'text-decoration',
  'border',
  'border-top',
  'width',
  'display',
  'border-radius',
  'max-width',
  'max-height',
  'overflow',
])

/** Values that break layouts in at least one of them. Source: caniemail.com (CSS display, float, position, variables, units). */
const unsafeValue = /flex|grid|float|position\s*:|var\(|calc\(|rem\b|vw\b|vh\b|url\(/

/** Elements that clients drop or show badly. Source: caniemail.com (HTML elements). */
const unsafeElement = /<(form|input|button|svg|video|audio|details|dialog|iframe|object|picture|canvas)\b/i

const mails = [
  ...Object.entries(mailSamples()).map(([name, input]) => [name, slotMail(input)] as const),
  ...Object.entries(reviewAskMails()).map(([name, input]) => [`left ${name}`, slotMail(input)] as const),
  ...Object.entries(packSamples()).map(([name, input]) => [`pack ${name}`, packMail(input)] as const),
]

describe.each(mails)('mail %s in real clients', (_name, { html }) => {
  const styles = [...html.matchAll(/ style="([^"]*)"/g)].map((match) => match[1]!)

  test('uses only inline properties that all of them know', () => {
    const used = new Set(
      styles.flatMap((style) =>
        style
          .split(';')
          .map((pair) => pair.split(':')[0]!.trim())
          .filter(Boolean),
      ),
    )
    expect([...used].filter((property) => !safe.has(property))).toEqual([])
  })

  test('uses no value or element that one of them breaks', () => {
    expect(styles.filter((style) => unsafeValue.test(style))).toEqual([])
    expect(html).not.toMatch(unsafeElement)
  })

  test('keeps its style sheet short enough for Gmail (8,192 characters) and free of nested rules other than media', () => {
    const sheet = /<style>([\s\S]*?)<\/style>/.exec(html)![1]!
    expect(sheet.length).toBeLessThan(8192)
    expect([...sheet.matchAll(/@(\w+)/g)].every((match) => match[1] === 'media')).toBe(true)
  })

  test('reads well where styles are dropped: headings, tables of layout marked as such, links with words', () => {
    expect(html.match(/<h1/g)).toHaveLength(1)
    const layout = html.match(/<table role="presentation"/g)?.length ?? 0
    const data = html.match(/<table width="100%"/g)?.length ?? 0
    expect(html.match(/<table/g)).toHaveLength(layout + data)
  })

  test('declares both colour schemes', () => {
    expect(html).toContain('<meta name="color-scheme" content="light dark">')
    expect(html).toContain('prefers-color-scheme:dark')
  })
})
